"""Mystery inquiries: when they come, where answers to them may go, what was good.

A moment is a naive ``datetime`` in UTC, a duration a number of seconds.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

# RFC 2606 and RFC 6761: nobody has a mailbox there, whoever writes
_RESERVED = re.compile(
    r"@(?:.+\.)?(?:example\.(?:com|net|org)|example|test|invalid)$", re.I
)
RESERVED_DOMAIN = "example.com"
# NANPA keeps 555-0100 to 555-0199 of every area code for stories: no phone rings
_FICTIONAL = re.compile(r"\+1[2-9]\d{2}55501\d{2}")

# where a practice that names no number of its own is taken to be
_AREA_OF_ZONE = {
    "America/New_York": "212",
    "America/Chicago": "312",
    "America/Denver": "303",
    "America/Phoenix": "602",
    "America/Los_Angeles": "213",
    "America/Anchorage": "907",
    "Pacific/Honolulu": "808",
}
_NORTH_AMERICAN = re.compile(r"\+1([2-9]\d{2})\d{7}")

AT_ONCE = 60  # seconds within which a first message feels like an answer

QUESTIONS = ("acknowledged", "in_time", "tried", "name", "next_step", "discreet")

_LINK = re.compile(r"https?://|\bwww\.", re.I)
_WHEN = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|\b(?:today|tonight|tomorrow|this week|next week)\b"
    r"|\b\d{1,2}(?::\d{2})?\s*[ap]\.?m\b|\b\d{1,2}:\d{2}\b",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:when|what time|which day|what day|would you|can you|could you|shall we"
    r"|may we|do you|are you|does|is there)\b[^.!?]*\?",
    re.I,
)
_INVITES = re.compile(
    r"\b(?:call|text|reply|write|book|choose|pick|come in|stop by|schedule)\b", re.I
)


def is_reserved_email(email):
    """Say whether nobody can have this address, by the rules of the internet."""
    return bool(_RESERVED.search(email or ""))


def is_fictional_phone(number):
    """Say whether a number (E.164) rings nowhere, by the rules of its country."""
    return bool(_FICTIONAL.fullmatch(number or ""))


def area_code(number, zone):
    """Return the area code of a practice: that of its number (E.164), else its zone's.

    :return: three digits, ``""`` where numbers are not North American.
    """
    own = _NORTH_AMERICAN.fullmatch(number or "")
    if number and not own:
        return ""
    return own[1] if own else _AREA_OF_ZONE.get(zone, "")


def fictional_phones(area_code):
    """Return all numbers of an area code (``512``) that ring nowhere, in E.164."""
    return [f"+1{area_code}55501{line:02}" for line in range(100)]


def draw_moments(draw, intervals, count, apart=0):
    """Draw moments so that none is likelier than another.

    :param draw: a :class:`random.Random`; of the system, where nobody may foresee it.
    :param intervals: disjoint ``(start, stop)``, half open.
    :param apart: seconds that any two should lie apart. Where there is no room for it
        in many tries, they lie closer: a number is promised, a distance is not.
    :return: sorted list of ``count`` moments in whole seconds, empty without room.
    """
    pieces = [(start, _seconds(stop - start)) for start, stop in sorted(intervals)]
    pieces = [(start, length) for start, length in pieces if length > 0]
    total = sum(length for _start, length in pieces)
    if not total:
        return []
    found: list[datetime] = []
    tries = 0
    while len(found) < count:
        moment = _at(pieces, draw.randrange(total))
        tries += 1
        close = any(_seconds(abs(moment - other)) < apart for other in found)
        if not close or tries > 50 * count:
            found.append(moment)
    return sorted(found)


def _seconds(duration):
    return duration // timedelta(seconds=1)


def _at(pieces, offset):
    for start, length in pieces:
        if offset < length:
            return start + timedelta(seconds=offset)
        offset -= length
    raise ValueError("beyond the last interval")


@dataclass(frozen=True)
class Said:
    """One thing that reached the patient.

    ``by_person`` is false for what the system sent. Of a call no words are known.
    """

    channel: str
    words: str = ""
    by_person: bool = False


@dataclass(frozen=True)
class Handling:
    """What is known of one mystery inquiry.

    ``elapsed`` are the seconds since the inquiry, ``acknowledged`` those until the
    first message of the system, ``None`` without one. ``verdict`` is ``on_time``,
    ``late``, ``overdue``, or ``waiting`` while the promise can still be kept; ``""``
    where nothing was promised.
    """

    first_name: str
    treatment: str = ""
    elapsed: int = 0
    acknowledged: int | None = None
    acknowledgement_expected: bool = True
    verdict: str = "waiting"
    attempts: int = 0
    said: tuple[Said, ...] = ()


def judge(handling):
    """Return ``{question: answer}``; ``None`` where it cannot be told, or not yet.

    The questions, in this order:

    - ``acknowledged``: a first message of the system left within a minute;
    - ``in_time``: a person reached the patient within the promise;
    - ``tried``: somebody tried at all, if only to leave a voicemail;
    - ``name``: a colleague's message calls the patient by name;
    - ``next_step``: a colleague's message says what comes next;
    - ``discreet``: no text names the treatment.
    """
    lines = [line for line in handling.said if line.words]
    written = [line.words for line in lines if line.by_person]
    texts = [line.words for line in lines if line.channel == "sms"]
    in_time = _is_in_time(handling)
    # a call leaves no words that could be read: only what was written is judged
    return {
        "acknowledged": _is_acknowledged(handling),
        "in_time": in_time,
        "tried": bool(handling.attempts) or (False if in_time is False else None),
        "name": any(names(text, handling.first_name) for text in written)
        if written
        else None,
        "next_step": any(map(says_next_step, written)) if written else None,
        "discreet": not any(names(text, handling.treatment) for text in texts)
        if texts and handling.treatment
        else None,
    }


def _is_acknowledged(handling):
    if handling.acknowledged is not None:
        return handling.acknowledged <= AT_ONCE
    is_missed = handling.acknowledgement_expected and handling.elapsed > AT_ONCE
    return False if is_missed else None


def _is_in_time(handling):
    if handling.verdict == "on_time":
        return True
    return False if handling.verdict in ("late", "overdue") else None


def names(text, word):
    """Say whether a text holds this word or these words, whole, in any case."""
    return bool(word) and bool(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I)
    )


def says_next_step(text):
    """Say whether a message leaves the patient knowing what comes next.

    That is a link, a day or a time, or a request: a question that can be answered, or a
    call to call, reply, book. A plain rule, kind to whoever wrote it.
    """
    return any(
        pattern.search(text or "") for pattern in (_LINK, _WHEN, _ASKS, _INVITES)
    )
