"""What no patient reads: words that sound translated, that claim what did not happen,
or that say what only the practice can know."""

import ast
import re

import pytest
from lxml import etree

from medspa_speed_to_lead.tools import promise_words
from tests.harness.settings import ROOT

ADDON = ROOT / "medspa_speed_to_lead"
# code with words for patients in it
CODE = (
    "models/messages/crm_lead_placeholder.py",
    "models/messages/crm_lead_paragraph.py",
    "models/practice/crm_lead_words.py",
    "models/capture/medspa_intake_text.py",
    "models/consultation/crm_lead.py",
    "tools/providers/_page.py",
)
BANNED = """
hear from one of us|one of us gets back|the first we call|by on |is open until
that suit you|suits you|pick the time|we hold a time|your message is here
message has arrived|arrived safely|this short note|we like to start the day
one small step|a step ahead|our injectors|plan backwards|good results begin
feel different|relaxed talk|quicker than us|how nice|at hand|your team at
who wrote to us|you wrote to us|it is settled|we expect you|expects you|you find us
there is nothing to prepare|time is yours|turns out to be a bad one
nothing gets in between|still suit|then there is nothing to do|today is the day
everything is ready|held up altogether|give us a call. reply|something changed?
no obligation|a person reads it|of some weeks ago|all well?|place on our list
close it for now|a person answers|what people ask before|rested version|beach week
straight answer|new shelf|on our desk|a bad moment|and not before|in our book
start afresh|as it does|keep in touch or not|nobody here is cross
something bad has happened|each season|starting small is allowed|sensible beginning
thank you for your patience|you need not|opted out and will get no more|by itself
we close your request|asking us about our treatments|about our treatments
one of our injectors|a clinician|orders a test|price in writing|the same two people
we test a small spot|as often as yes|sunscreen|losing weight|it shapes
less than people expect|back the same day|kindly|please be advised|do not hesitate
esteemed|dear
""".replace("\n", "|").strip("|")
PHRASES = [phrase for phrase in BANNED.split("|") if phrase]
# only what a practice knows, and what no email or text is for
NEVER = re.compile(
    r"\b(?:free|no charge|at no cost|complimentary|guarantee\w*|painless|safe and "
    r"effective|photos?|photographs?|selfies?|pictures?|discounts?|\$ ?\d+)\b"
)
TRIED = re.compile(
    r"\breach you\b|\btried to\b|\b(?:we|i) (?:just )?(?:called|texted|rang|emailed)\b|"
    r"\bvoicemail\b|\bleft (?:you )?a message\b|\bwritten a few times\b"
)
MAY_CLAIM = ("_tried_", "_voicemail_")


def told():
    """Return ``{where: words}`` of all that a patient may read."""
    found = {}
    for path in sorted((ADDON / "data").glob("*.xml")):
        for record in etree.parse(path).iter("record"):
            if record.get("model") in ("mail.template", "sms.template"):
                fields = [
                    "".join(field.itertext())
                    for field in record
                    if field.get("name") in ("subject", "body", "body_html")
                ]
                found[record.get("id")] = " ".join(fields)
    layout = etree.parse(ADDON / "views" / "mail_layouts.xml")
    found["mail_layouts"] = " ".join(layout.getroot().itertext())
    for name in CODE:
        tree = ast.parse((ADDON / name).read_text())
        found[name] = " ".join(_said(tree))
    found["promises"] = str(promise_words._LETTER) + str(promise_words._TEXT)
    return {where: " ".join(words.lower().split()) for where, words in found.items()}


def _said(tree):
    """Yield the texts of a program but for its docstrings and its helps."""
    aside = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    aside |= {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in ("help", "string")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in aside:
                yield node.value


TOLD = told()


@pytest.mark.parametrize("where", TOLD)
def test_no_banned_phrase_is_sent(where):
    assert [phrase for phrase in PHRASES if phrase in TOLD[where]] == []


@pytest.mark.parametrize("where", TOLD)
def test_nothing_is_said_that_only_the_practice_knows(where):
    assert NEVER.findall(TOLD[where]) == []


@pytest.mark.parametrize("where", TOLD)
def test_an_attempt_is_claimed_only_where_the_template_is_for_after_it(where):
    claims = TRIED.findall(TOLD[where])
    assert bool(claims) == any(part in where for part in MAY_CLAIM), claims


def test_all_ready_texts_are_looked_at():
    assert len([where for where in TOLD if "template" in where]) >= 46
