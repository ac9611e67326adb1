"""Is what arrived under a key that we know the same submission once more?

A sender's own key is no proof: a form plugin that was installed anew counts from 1
again, and anybody can post keys that others will use later. So the key says "a repeat"
only for what says the same about the same person.
"""

import hashlib
import json
import re
from itertools import pairwise

from .same_person.names import may_be_same, says_who
from .same_person.people import agreeing

_NOT_DIGITS = re.compile(r"\D+")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+", re.I)
_CHANCE_LENGTH, _CHANCE_TURNS = 4, 2
# enough to tell two people apart, however the number is written
_DIGITS = 10
_MARKS = ".,;:!?¿¡()\"'…"


def fingerprint(inquiry):
    """Return a digest of who says what.

    Left out is what a form may change from one try to the next: when it was sent, over
    which campaign, and further fields in which no word stands (counters, keys of a
    session). Everything else counts, consent above all: a refusal is no repeat of an
    agreement.

    :param inquiry: see :class:`..inquiry.Inquiry`.
    """
    said = (
        _folded(inquiry.full_name),
        *(_number(inquiry.phone), sorted(inquiry.phones), inquiry.extension),
        *(_folded(inquiry.email), sorted(map(_folded, inquiry.emails[1:]))),
        *map(_folded, (inquiry.subject, inquiry.message)),
        *map(_folded, (inquiry.treatment, inquiry.location)),
        *(inquiry.intent, _folded(inquiry.channel), _folded(inquiry.consent_text)),
        *(inquiry.sms_consent, inquiry.email_consent),
        *(inquiry.is_test, inquiry.is_spam),
        sorted(
            (_folded(name), _folded(value))
            for name, value in inquiry.extra
            if has_words(value)
        ),
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def is_same_person(one, other):
    """Say whether two submissions under one key come from one person.

    A shared address says so, unless the names cannot be of one person. So does the name
    where one of them has no address at all: a form of several pages sends the name
    first and the number later.

    :param Person one: see :class:`.same_person.people.Person`.
    """
    if not agreeing(one, other):
        if one.identified_by and other.identified_by:
            return False
        if not says_who(one.name) or not says_who(other.name):
            return False
    return may_be_same(one.name, other.name)


def is_next_page(key, one, other):
    """Say whether one submission goes on with the other: under a key that nobody can
    guess, and nothing in which they contradict each other.

    Who says nothing about themselves is not known to be anybody.
    """
    if not _is_made_by_chance(key):
        return False
    ours, theirs = one.identified_by, other.identified_by
    return (
        bool(ours or says_who(one.name))
        and bool(theirs or says_who(other.name))
        and all(theirs.get(kind, address) == address for kind, address in ours.items())
        and may_be_same(one.name, other.name)
    )


def _is_made_by_chance(key):
    """Say whether letters and digits take turns in a part of a key: "4f1c". What is
    counted ("entry-7", "2026-0001", "LEAD12") belongs to whoever guesses it."""
    return any(
        len(part) >= _CHANCE_LENGTH
        and sum(one.isdigit() != other.isdigit() for one, other in pairwise(part))
        >= _CHANCE_TURNS
        for part in _NOT_ALPHANUMERIC.split(key)
    )


def has_words(text):
    """Say whether something stands there that a person may have said."""
    words = (word.strip(_MARKS) for word in text.split())
    return any(len(word) > 1 and word.isalpha() for word in words)


def _folded(text):
    return " ".join(text.casefold().split())


def _number(text):
    return _NOT_DIGITS.sub("", text)[-_DIGITS:] or _folded(text)
