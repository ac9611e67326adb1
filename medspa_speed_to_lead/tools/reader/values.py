"""What a value means: an email address, yes or no, a moment, a treatment."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from ..accents import without_accents
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


# -- yes and no

_YES = set(
    "1 true yes y on checked agree agreed accept accepted ok okay sure consent "
    "consented granted allow allowed x si optin subscribed subscribe acepto autorizo ✓ "
    "✔ ☑".split()
) | {
    "i agree",
    "opt in",
    "opted in",
    "i accept",
    "i consent",
    "de acuerdo",
    "estoy de acuerdo",
}
_UNTICKED = set("0 false off unchecked unticked none na blank empty".split()) | {
    "",
    "n a",
    "not checked",
    "not selected",
    "not applicable",
}
_NO = set(
    "no n nope disagree disagreed decline declined refuse refused deny denied optout "
    "never nunca unsubscribe unsubscribed stop".split()
)
_AGREES = re.compile(
    r"(?:yes|yeah|yep|si|sure|ok|okay|agree|consent|opt in|accept|receive"
    r"|i (?:do |hereby |expressly )?"
    r"(?:agree|consent|accept|authorize|opt in|want|would like)"
    r"|by (?:checking|submitting|providing|clicking)"
    r"|please (?:text|email|send)|(?:text|email|send) me|you (?:can|may)"
    r"|acepto|autorizo|doy mi|estoy de acuerdo|deseo recibir|quiero recibir)\b"
)
_REFUSES = re.compile(
    r"^(?:no|nope|nunca|never|decline|disagree|refuse|opt out|opted out|unsubscribe"
    r"|stop)\b"
    r"|\b(?:do not|dont|not to|rather not|prefer not|i decline|i disagree"
    r"|no (?:deseo|quiero|acepto|autorizo)|opt me out|cannot text"
    r"|not (?:agree|consent|text|email|contact))\b"
)
_SHORT = 7  # words; what is shorter and says yes and no says neither
_NO_TEXTS = re.compile(
    r"(?<!if you )(?<!we )\b(?:do not|dont|never) (?:text|sms)(?: me| us)?\b"
    r"(?! (?:is|was|came))"
    r"|(?<!if you )(?<!we )\b(?:do not|dont) (?:want|send)(?: me)? (?:any )?"
    r"(?:texts|text messages|sms)\b"
    r"|\bno (?:texts|texting|text messages|sms)\b(?: please)?"
    r"|\bno me (?:envien?|manden?) (?:mensajes|textos|sms)\b"
)


def answer(values, *, is_choice=False):
    """Return what a consent box or question was answered with.

    A box that is empty, off or missing is *not agreed*: no agreement, no refusal. A
    refusal is a choice of the person: "No" to a question, "do not text me".

    :param values: texts; of several the last that says something, for a hidden 0 or no
        stands before its box.
    :param bool is_choice: it is a question with the answers yes and no: off is a no.
    :return: ``True``, ``False``, or ``None`` for no answer.
    """
    said = [_answer(value, is_choice) for value in values]
    told = [one for one in said if one is not None]
    return told[-1] if told else None


def _answer(value, is_choice):
    text = _folded(value)
    if text in _UNTICKED:
        return False if is_choice and text in ("false", "0", "off") else None
    if text in _YES:
        return True
    agrees, refuses = _AGREES.match(text), text in _NO or _REFUSES.search(text)
    if agrees and refuses:
        # "I agree to ... If you do not want texts, reply STOP." agrees all the same
        return True if text.count(" ") > _SHORT else None
    return True if agrees else False if refuses else None


def _folded(value, longest=500):
    """Return the words of an answer, small and plain."""
    plain = re.sub(r"['’`]", "", without_accents(value[:longest].lower()))
    return " ".join(re.sub(r"[^\w✓✔☑]+", " ", plain).split())


def refuses_texts(text):
    """Say whether somebody wrote, in whatever field, that they want no texts."""
    said = _folded(text, 2_000)
    is_agreement = _AGREES.match(said) and said.count(" ") > _SHORT
    return bool(_NO_TEXTS.search(said)) and not is_agreement


def is_bare_answer(value):
    """Say whether a text is yes or no and nothing else."""
    text = _folded(value)
    return bool(text or not value.strip()) and text in _YES | _UNTICKED | _NO


def is_answer(value):
    """Say whether a text is what a box or a yes-or-no question is answered with."""
    text = _folded(value)
    if not text and value.strip():
        return False
    return (
        text in _YES
        or text in _UNTICKED
        or text in _NO
        or _answer(value, False) is not None
    )


_OF_PEOPLE = set(
    "passed|pass|valid|validated|ok|okay|human|clean|ham|success|verified|not spam"
    "|no spam|not a bot|empty|legit".split("|")
)


def flag(value):
    """Return whether something is so, ``None`` where a text does not say."""
    text = _folded(value)
    return True if text in _YES else False if text in _NO | _UNTICKED - {""} else None


def says_human(value):
    """Say whether a text is what a check for programs writes of a person."""
    return _folded(value.replace("_", " ")) in _OF_PEOPLE


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
