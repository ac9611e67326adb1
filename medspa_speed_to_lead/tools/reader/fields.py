"""What each field of a form means, by its label, its type and its value together."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from . import labels, namelike, numbers, values
from .consent import answers
from .pairs import squeezed
from .shapes import Said
from .wire import forms
from .words import whose

CONSENTS = ("sms_consent", "email_consent", "consents")
CHANNELS = {"sms_consent": ("sms",), "email_consent": ("email",)}  # else both
SENDER = 3  # doubt of an address that is only where a mail came from
NAMES = ("name", "first_name", "middle_name", "last_name")
# fields in words: a tick is none
WORDS = (
    *NAMES,
    "message",
    "subject",
    "treatment",
    "location",
    "email",
    "phone",
    "page",
    "person",
    "wish",
)

_IN_WORDS = ("treatment", "location", "message", "wish")

_EMAIL_KINDS = "email emailaddress inputemail controlemail emailfield".split()
_PHONE_KINDS = (
    "tel phone phonenumber inputphonenumber telephone mobile controlphone "
    "contactphone phonefield usphone"
).split()
_LONG_KINDS = (
    "textarea longtext longanswer paragraph multiline paragraphtext ltxt "
    "controltextarea inputtextarea multilinetext"
).split()
_CHOICE_KINDS = ("yesno", "yesnofield", "boolquestion")
_CAMPAIGN = re.compile(r"[?&#](?:utm_\w{1,20}|\w{1,10}clid|gbraid|wbraid)=", re.I)
_LONGEST_BOX = 1_000  # the wording of a box for texts
_TEST_LEAD = "<test lead: dummy data"


@dataclass
class Field:
    """What was said, and how it is understood.

    ``meaning``: as :func:`.labels.meaning` says, corrected by the value. ``doubt``: 0
    for what its label says, more for what is only taken where nothing better came.
    ``used``: it stands in a field of the card; ``noted``: among the rest.
    """

    said: Said
    meaning: str
    doubt: int = 0
    used: bool = False
    noted: bool = False
    is_mapped: bool = False

    @property
    def text(self):
        return self.said.text

    @property
    def scope(self):
        return self.said.within

    @property
    def is_choice(self):
        return squeezed(self.said.type) in _CHOICE_KINDS

    @property
    def is_plain(self):
        """Whether it is answered with yes or no alone."""
        return all(map(answers.is_bare_answer, self.said.values))

    @property
    def is_off(self):
        return self.is_plain and self.answer() is None

    def answer(self, channel=""):
        """Return whether they agreed to ``sms`` or ``email``, ``None`` for neither."""
        return answers.answer(
            self.said.values, is_choice=self.is_choice, channel=channel
        )


def understand(said, country, mapping, *, of_anybody=False):
    """Return a :class:`Field` for what was said.

    :param dict mapping: meanings by paths, as a person chose them.
    :param bool of_anybody: what seems to be somebody else's may be the patient's too.
    """
    if said.path in mapping:
        return Field(said, mapping[said.path], is_mapped=True)
    meaning, doubt = _meaning(said, country)
    if meaning in (*NAMES, "email", "phone", "contact", "message"):
        owner = whose.is_of_another(said.within)
        if owner == 2 and not of_anybody:
            return Field(said, "note")
        doubt += owner + whose.doubt(meaning, said.label)
    return Field(said, meaning, doubt)


def _meaning(said, country):
    """Return the meaning of a field and how doubtful it is."""
    meaning = labels.meaning(said)
    text = said.text
    if meaning == "technical" and labels.is_of_visit(said.label, text):
        return "treatment", 1
    if not text or meaning in ("trap", "technical"):
        return meaning, 0
    if labels.is_copy(said.label) and labels.consent(text):
        return "consent_text", 0
    if text in ("true", "false") and meaning in (*WORDS, ""):
        return _ticked(said, text)
    if text.startswith(_TEST_LEAD):
        return "is_test", 0
    if meaning in CONSENTS:
        return _consent_or_address(said, meaning, country)
    if meaning in ("phone", "email", "contact", "name", "phone_area"):
        return _address(text, meaning, country)
    if meaning in _IN_WORDS and answers.is_bare_answer(text):
        return "note", 0
    if meaning == "wish":
        return "message", 1
    if meaning == "person":
        return _person(said, text, country)
    if meaning and meaning != "note":
        return meaning, 0
    found, doubt = _by_value(said, country)
    # what belongs to another is not taken for the patient's
    is_kept = meaning == "note" and found not in (*CONSENTS, "page")
    return ("note", 0) if is_kept else (found, doubt)


def _ticked(said, text):
    """Return the meaning of a box: a treatment may stand as its own label."""
    around = labels.meaning(Said("", said.within[-1])) if said.within else ""
    is_choice = around == "treatment" and text == "true"
    return ("ticked_treatment", 0) if is_choice else ("note", 0)


def _person(said, text, country):
    """Return what stands under "Client": a name, an address, or how they are filed."""
    if namelike.is_name(text):
        return "name", 1
    if "@" in text and values.emails(text).address:
        return "email", SENDER
    found, doubt = _by_value(said, country)
    return (found, doubt) if found in ("email", "phone") else ("", 0)


def _consent_or_address(said, meaning, country):
    channels = CHANNELS.get(meaning, ("sms", "email"))
    if any(answers.is_answer(said.values, channel) for channel in channels):
        return meaning, 0
    if "@" in said.text and values.is_email(said.text):
        return "email", 1
    return ("phone", 1) if numbers.looks_like_one(said.text, country) else ("note", 0)


def _address(text, meaning, country):
    """Return what a field for an address or a name really holds."""
    digits = sum(map(str.isdigit, text))
    has_email = "@" in text and values.emails(text).address
    if meaning == "name" and text.endswith("?"):
        return "note", 0  # the words of a question
    if meaning == "name":
        if has_email and values.is_email(text):
            return "email", 1
        return ("phone", 1) if numbers.looks_like_one(text, country) else ("name", 0)
    if has_email:
        return ("contact", 0) if meaning != "email" and digits > 9 else ("email", 0)
    if meaning == "email":
        return ("phone", 1) if numbers.looks_like_one(text, country) else ("note", 0)
    if meaning == "contact" and digits < 7:
        return ("name", 1) if namelike.is_name(text) else ("note", 0)
    return (
        ("phone_area" if meaning == "phone_area" else "phone", 0)
        if digits
        else ("note", 0)
    )


def _by_value(said, country):
    """Return the meaning of a field whose label says nothing."""
    text, kind = said.text, squeezed(said.type)
    if "@" in text and (kind in _EMAIL_KINDS or values.is_email(text)):
        return "email", 2
    if kind in _PHONE_KINDS and any(map(str.isdigit, text)):
        return "phone", 1
    if text.startswith(("http://", "https://")):
        return ("page", 2) if _CAMPAIGN.search(text[:2_000]) else ("", 0)
    if len(text) < _LONGEST_BOX and answers.is_own_words(text):
        consent = labels.consent(text)
        if consent and answers.answer(said.values) is not None:
            return consent, 1
    is_nameless = labels.is_unlabelled(said.label)
    if (len(said.label) == 1 or said.label == "Column 1") and values.moment(text):
        return "submitted_at", 2
    if is_nameless and numbers.looks_like_one(text, country):
        return "phone", 2
    if text.startswith("+") and numbers.looks_like_one(text, country):
        return "phone", 3
    if kind in _LONG_KINDS or (is_nameless and not said.label and not said.within):
        return "message", 2
    return "", 0


def campaign_of(address):
    """Return ``{utm_source: ..., gclid: ...}`` of a page address's query, in order."""
    try:
        parts = urlsplit(address[:4_000])
    except ValueError:
        return {}
    query = "&".join(filter(None, (parts.query, parts.fragment.partition("?")[2])))
    if not query or query.count("&") > 100:
        return {}
    return {name.lower(): value for name, value in forms.pairs(query) if value}
