"""Is what arrived under a key that we know the same submission once more?

A sender's own key is no proof: a form plugin that was installed anew counts from 1
again, and anybody can post keys that others will use later. So the key says "a repeat"
only for what says the same about the same person.
"""

import hashlib
import json
import re

_NOT_DIGITS = re.compile(r"\D+")
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
        _number(inquiry.phone),
        _folded(inquiry.email),
        *map(_folded, (inquiry.message, inquiry.treatment, inquiry.location)),
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

    A shared address says so. So does the name where one of them has no address at all:
    a form of several pages sends the name first and the number later.

    :param one: ``(name, phone, email)`` with normalised addresses, empty if unknown.
    """
    (name, *addresses), (other_name, *other_addresses) = one, other
    if any(a and a == b for a, b in zip(addresses, other_addresses, strict=True)):
        return True
    if any(addresses) and any(other_addresses):
        return False
    return bool(_folded(name)) and _folded(name) == _folded(other_name)


def has_words(text):
    """Say whether something stands there that a person may have said."""
    words = (word.strip(_MARKS) for word in text.split())
    return any(len(word) > 1 and word.isalpha() for word in words)


def _folded(text):
    return " ".join(text.casefold().split())


def _number(text):
    return _NOT_DIGITS.sub("", text)[-_DIGITS:] or _folded(text)
