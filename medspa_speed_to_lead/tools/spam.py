"""Which forms no patient sent: programs, and vendors with something to sell.

Three rules with a reason each, and in doubt it is a patient: a spam that gets through
costs a minute, a patient who is held back is lost. A pitch has two signs that have
nothing to do with each other, an offer and that it is to a business, and none of who
asks for themselves; who leaves a phone says to a practice besides, or brings a link.
Who names themselves, leaves a phone and chooses a treatment is never spam.
"""

import re

from . import spam_signs as signs
from .accents import without_accents
from .person_name import first_name
from .same_person.placeholders import is_placeholder_phone

TRAP, LINK_IN_NAME, PITCH = "trap", "link_in_name", "pitch"
_FEWEST_DIGITS = 7

_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_ENDS = (
    r"com|net|org|info|biz|xyz|top|online|site|shop|store|click|link|agency|ru|io|ly"
)
_BEGINS = r"https?://|www\.|\[url|<a\s"
_LINK = re.compile(rf"{_BEGINS}|\b[\w-]+\.(?:{_ENDS})\b", re.IGNORECASE)
# a name has dots of its own: "Dana M.Io", "J.Ru"
_LINK_IN_NAME = re.compile(
    rf"(?i:{_BEGINS})|(?<![\w.-])[\w-]{{3,}}\.(?:{_ENDS})\b|\b[\w-]+\.[a-z]{{2,10}}/\S"
)
_MARKUP = re.compile(r"</?[a-z][^>]*>|\[/?(?:url|link|b|img)\b", re.IGNORECASE)
# what ad platforms send to try a connection
_DUMMY = re.compile(r"<?\s*test lead\s*:\s*dummy data", re.IGNORECASE)
_DUMMY_PEOPLE = {("firstname lastname", "test@example.com")}


def why_spam(inquiry):
    """Return why a form is spam, ``""`` if it is not: ``TRAP``, ``LINK_IN_NAME`` or
    ``PITCH``.

    :param inquiry: see :class:`.inquiry.Inquiry`.
    """
    if inquiry.is_spam:
        return TRAP
    if _is_patient(inquiry):
        return ""
    if _has_link(inquiry.full_name):
        return LINK_IN_NAME
    return PITCH if _is_pitch(inquiry) else ""


def is_dummy(inquiry):
    """Say whether Meta or Google sent this to try the connection."""
    said = (inquiry.full_name, inquiry.email, inquiry.phone, inquiry.message)
    person = (inquiry.full_name.casefold(), inquiry.email.casefold())
    return any(map(_DUMMY.search, said)) or person in _DUMMY_PEOPLE


def _is_patient(inquiry):
    """Say whether somebody gives a name and a phone and asks for a treatment."""
    words = _said(inquiry)
    asks = inquiry.treatment or (
        signs.TREATMENT.search(words) and not signs.is_sale(words)
    )
    return bool(asks and _has_phone(inquiry) and first_name(inquiry.full_name))


def _has_phone(inquiry):
    digits = sum(letter.isdigit() for letter in inquiry.phone)
    return digits >= _FEWEST_DIGITS and not is_placeholder_phone(inquiry.phone)


def _has_link(name):
    return bool(_LINK_IN_NAME.search(_EMAIL.sub(" ", name)) or _MARKUP.search(name))


def _is_pitch(inquiry):
    words, raw = _said(inquiry), _EMAIL.sub(" ", inquiry.message)
    has_link = bool(_LINK.search(raw) or _MARKUP.search(raw))
    if _is_sale_in_russian(words):
        return has_link
    if not signs.is_sale(words) or signs.is_for_themselves(words):
        return False
    is_sure = has_link or signs.TO_PRACTICE.search(words)
    return bool(is_sure or not _has_phone(inquiry))


def _is_sale_in_russian(words):
    wares = signs.RUSSIAN_WARES.search(words)
    return bool(wares and not signs.RUSSIAN_PATIENT.search(words))


def _said(inquiry):
    return _folded(f"{inquiry.subject}\n{inquiry.message}")


def _folded(text):
    """Return lower case without accents and apostrophes; a line ends a sentence."""
    plain = without_accents(text).casefold()
    lines = re.sub(r"[’'`´]", " ", plain).splitlines()
    return " . ".join(filter(None, (" ".join(line.split()) for line in lines)))
