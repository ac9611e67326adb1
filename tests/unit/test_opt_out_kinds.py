"""Kinds of refusals, reactions, machines and thanks: what each text means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.opt_out import meaning
from tests.unit.text_cases import AROUND, CASINGS, LOOK_ALIKES, table

TEXTS = table("texts.csv", "meaning") + table("refusals.csv", "meaning")
REFUSALS = [text for text, expected in TEXTS if expected == "stop" and text.isascii()]
UNANSWERED = [row for row in TEXTS if row[1] in ("reaction", "auto", "thanks")]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_text_means_what_a_person_reads(text, expected):
    assert meaning(text) == expected


def test_the_table_has_every_meaning_in_many_texts():
    assert len(TEXTS) >= 300
    assert {expected for _text, expected in TEXTS} == {
        *("stop", "start", "help", "unclear", "reply", "reaction", "auto", "thanks")
    }


@given(st.sampled_from(TEXTS), CASINGS)
def test_case_changes_nothing(row, change):
    text, expected = row
    assert meaning(change(text)) == expected


@given(st.sampled_from(TEXTS), AROUND, AROUND)
def test_marks_and_blanks_around_change_nothing(row, before, after):
    text, expected = row
    assert meaning(before + text + after) == expected


@given(st.sampled_from(TEXTS), st.integers(1, 4))
def test_wider_blanks_change_nothing(row, width):
    text, expected = row
    assert meaning(text.replace(" ", " " * width)) == expected


@given(st.sampled_from(REFUSALS))
def test_letters_that_look_alike_refuse_all_the_same(text):
    assert meaning(text.translate(LOOK_ALIKES)) == "stop"


@given(st.sampled_from(UNANSWERED), st.sampled_from(["How much?", "Can I come at 3?"]))
def test_who_also_asks_after_thanks_waits(row, question):
    text, expected = row
    if expected == "thanks":
        assert meaning(f"{text} {question}") == "reply"


@given(st.sampled_from(UNANSWERED))
def test_a_refusal_beside_counts(row):
    text, _expected = row
    # "after hours" beside it makes a person look
    assert meaning(f"{text}\nStop texting me") in ("stop", "unclear")
