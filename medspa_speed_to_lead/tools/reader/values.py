"""What a value means: an email address, a moment, a treatment."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from ..local_time import to_utc

# -- email addresses

_ADDRESS = re.compile(r"[^\s@<>(),;:\"\[\]/|]{1,64}@[^\s@<>(),;:\"\[\]/|]{1,190}")
_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}")
_BEFORE_AN_ADDRESS = set(
    "my email e-mail mail is es mi correo address or and o y cell phone".split()
)


@dataclass(frozen=True)
class Emails:
    """The addresses in one field.

    ``address``: the first. ``is_doubtful``: no mail can arrive there, or it may be
    somebody else's; nobody writes to it. ``others``: those behind the first.
    """

    address: str = ""
    is_doubtful: bool = False
    others: tuple[str, ...] = ()


def emails(text):
    """Return the :class:`Emails` in what was written as an email address.

    A blank before the address was a plus sign that a form lost: what stands behind it
    alone is the address of somebody else.
    """
    text = text[:500].strip().removeprefix("mailto:")
    found = [match for match in _ADDRESS.finditer(text)]
    if not found:
        return Emails()
    address = found[0][0].strip(".'")
    before = text[: found[0].start()]
    lost = before.split() if "<" not in before else []
    lost = [word for word in lost if word.lower().strip(":,") not in _BEFORE_AN_ADDRESS]
    lost = [word for word in lost if any(map(str.isalpha, word))]
    is_doubtful = not _can_exist(address)
    if lost and all(map(_LOCAL.fullmatch, lost)):
        address = "+".join([*lost, address])
        is_doubtful = is_doubtful or len(lost) > 1
    elif lost:
        is_doubtful = True
    return Emails(address, is_doubtful, tuple(one[0] for one in found[1:]))


def _can_exist(address):
    _local, _at, domain = address.rpartition("@")
    labels = domain.split(".")
    return len(labels) > 1 and all(labels) and len(labels[-1]) > 1


def email_in_words(text):
    """Return the first email address in a message, ``""`` if there is none."""
    found = (match[0].strip(".'") for match in _ADDRESS.finditer(text[:2_000]))
    return next(filter(_can_exist, found), "")


def is_email(text):
    """Say whether a text is an email address and nothing else."""
    found = _ADDRESS.fullmatch(text.strip()) if len(text) < 260 else None
    return bool(found) and _can_exist(found[0])


# -- moments

_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTHS_IN_SPANISH = "ene feb mar abr may jun jul ago sep oct nov dic".split()
# of each kind of date, where its year, month and day stand
_DATES = (
    (re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?!\d)"), (3, 1, 2)),
    (re.compile(r"([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"), (3, 1, 2)),
    (
        re.compile(r"(\d{1,2})(?: de)?[ -]([^\W\d_]{3,10})(?: de)?,?[ -](\d{4})"),
        (3, 2, 1),
    ),
)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?\s?(?:([ap])\.?\s?m\b)?", re.I)
_ZONE_WORD = re.compile(r"\s*\b(?:UTC|GMT|Z)\b\s*$", re.I)


def moment(text, zone="UTC", *, needs_time=True):
    """Return a moment as naive UTC without fractions, ``None`` where a text is none.

    :param str text: ISO 8601, a US date, an email's date, or seconds of the epoch.
    :param str zone: name of the zone of what has no offset.
    :param bool needs_time: a date alone is no moment.
    """
    text = " ".join(text[:80].split())
    if not any(map(str.isdigit, text)):
        return None
    try:
        found = _parsed_moment(text, needs_time)
        if found and found.tzinfo:
            found = found.astimezone(UTC).replace(tzinfo=None)
        elif found:
            found = to_utc(found, zone)
    except (ValueError, OverflowError):
        return None
    return found.replace(microsecond=0) if found and 2000 <= found.year < 2100 else None


def _parsed_moment(text, needs_time):
    if found := _EPOCH.fullmatch(text):
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(found[1]))
    if needs_time and ":" not in text and "T" not in text:
        return None
    try:
        return datetime.fromisoformat(_iso(text))
    except ValueError:
        return _by_format(text)


def _iso(text):
    """Return a text in the one way of ISO that Python 3.10 reads, too."""
    text = re.sub(r"[Zz]$", "+00:00", text)
    text = re.sub(r"(:\d\d)[.,]\d{1,9}", r"\1", text)
    return re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text) if ":" in text else text


def _by_format(text):
    if text[:3].isalpha() and text[3:4] == ",":
        return parsedate_to_datetime(text)
    for style, places in _DATES:
        if date := style.match(text):
            year, month, day = (date[place] for place in places)
            year = int(year) + (2000 if len(year) == 2 else 0)
            hour, minute, second = _time(text[date.end() :])
            found = datetime(year, _month(month), int(day), hour, minute, second)
            return found.replace(tzinfo=UTC) if _ZONE_WORD.search(text) else found
    return None


def _month(word):
    short = word[:3].lower()
    months = _MONTHS if short in _MONTHS else _MONTHS_IN_SPANISH
    return int(word) if word.isdigit() else months.index(short) + 1


def _time(text):
    """Return hour, minute and second of a clock of 12 or 24 hours."""
    found = _TIME.search(text)
    if not found:
        return 0, 0, 0
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(found[2]), int(found[3] or 0)


# -- treatments

_SLUG = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)+")


def readable(text):
    """Return a choice as a person would write it: ``laser_hair_removal`` in words."""
    return re.sub(r"[_-]+", " ", text) if _SLUG.fullmatch(text) else text
