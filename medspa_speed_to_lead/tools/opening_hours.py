"""Opening hours in the words of a practice: ``Mon-Fri 9-6, Sat 10-4, lunch 12-1``.

A week is seven lists, Monday first, of ``(opens, closes)`` in minutes of the day, in
order and apart.
"""

import re

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_MINUTES = 24 * 60
EXAMPLE = "Mon-Fri 9-6, Sat 10-4, lunch 12-1"

_DAY = (
    r"(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)(?:s|days?|sday|nesday|rsday|urday)?"
)
_GROUPS = {
    "weekdays": range(5),
    "weekday": range(5),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
    "daily": range(7),
    "every day": range(7),
    "everyday": range(7),
}
_TIME = r"(?:noon|midnight|\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m?\.?(?![a-z]))?)"
_SPAN = rf"(?P<opens>{_TIME})\s*(?:-|to|until|till)\s*(?P<closes>{_TIME})"
_ALWAYS = r"24\s*(?:/\s*7|hours?|hrs?|h)|around the clock|all day"
_TOKENS = re.compile(
    rf"(?P<days>\b(?:{_DAY}|{'|'.join(_GROUPS)})\b\.?(?:\s*(?:-|to|through|thru)\s*\b{_DAY}\b\.?)?)"
    rf"|(?P<lunch>\b(?:lunch|break|closed for lunch)\b:?)|(?P<closed>\bclosed\b)"
    rf"|(?P<always>{_ALWAYS})|(?P<span>{_SPAN})|(?P<between>[\s,;:|&]+|\band\b|\bfrom\b|\bopen\b)"
)


class UnclearHours(ValueError):
    """Words that say no hours; ``part`` is what was not understood."""

    def __init__(self, part):
        super().__init__(part)
        self.part = part


def read(text):
    """Return the week that a text says; days that it does not name are closed.

    Without AM and PM, a day opens from 6 in the morning to 5 in the afternoon, and
    closes after it opened. Lunch is taken out of every day named before it that is open
    then.

    :raise UnclearHours: for what is no day, no time, or no order of both.
    """
    week, named, said = [[] for _day in DAYS], [], ""
    for kind, word in _tokens(text):
        if kind == "days":
            named = _days(word) + (named if said == "days" else [])
        elif kind == "lunch":
            pass  # its hours come next
        elif said == "lunch":
            lunch = _span(word)
            week = [_without(spans, *lunch) for spans in week]
        elif not named:
            raise UnclearHours(word)
        else:
            _open(week, named, kind, word)
        said = kind
    if said in ("days", "lunch") or not any(week):
        raise UnclearHours(text.strip())
    return week


def spoken(week):
    """Return a week in words that :func:`read` understands, empty if never open."""
    groups = []
    for day, spans in enumerate(week):
        if groups and groups[-1][1] == spans:
            groups[-1][0].append(day)
        else:
            groups.append(([day], spans))
    return ", ".join(
        f"{_spoken_days(days)} {' and '.join(map(_spoken_span, spans))}"
        for days, spans in groups
        if spans
    )


def _tokens(text):
    """Yield kind and word of each part, without what only stands between."""
    plain = re.sub("[–—−]", "-", text.lower())
    at = 0
    while at < len(plain):
        found = _TOKENS.match(plain, at)
        if not found:
            raise UnclearHours(_part_around(at, text))
        if found["between"] is None:
            kinds = ("days", "lunch", "closed", "always", "span")
            yield next(kind for kind in kinds if found[kind]), found[0]
        at = found.end()


def _part_around(at, text):
    begins = max(text.rfind(mark, 0, at) for mark in ",;\n") + 1
    return re.split(r"[,;\n]", text[begins:])[0].strip() or text.strip()


def _days(word):
    word = word.strip().rstrip(".")
    if word in _GROUPS:
        return list(_GROUPS[word])
    first, *last = (
        [day.lower() for day in DAYS].index(name[:3]) for name in re.findall(_DAY, word)
    )
    if not last:
        return [first]
    return [(first + step) % 7 for step in range((last[0] - first) % 7 + 1)]


def _open(week, named, kind, word):
    span = _span(word) if kind == "span" else None
    for day in named:
        if span:
            week[day] = _with(week[day], *span, word)
        else:
            week[day] = [(0, DAY_MINUTES)] if kind == "always" else []


def _span(word):
    found = re.fullmatch(_SPAN, word.strip())
    if not found:
        raise UnclearHours(word.strip())
    opens, sure = _minutes(found["opens"])
    closes, closes_sure = _minutes(found["closes"])
    if not sure and opens < 6 * 60:
        opens += 12 * 60
    if closes <= opens and not closes_sure:
        closes += 12 * 60
    if closes == 0:  # midnight
        closes = DAY_MINUTES
    if not opens < closes <= DAY_MINUTES:
        raise UnclearHours(word.strip())
    return opens, closes


def _minutes(word):
    """Return the minutes of a time, and whether morning or afternoon was said."""
    if word.strip() in ("noon", "midnight"):
        return (12 * 60 if word.strip() == "noon" else 0), True
    hour, minute, half = re.fullmatch(
        r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?.*", word.strip()
    ).groups()
    sure = bool(half) or int(hour) > 12 or (hour[0] == "0" and len(hour) == 2)
    if half and not 1 <= int(hour) <= 12 or int(hour) > 24 or int(minute or 0) > 59:
        raise UnclearHours(word.strip())
    hours = int(hour) % 12 + 12 * (half == "p") if half else int(hour)
    return hours * 60 + int(minute or 0), sure


def _with(spans, opens, closes, word):
    if any(opens < other[1] and other[0] < closes for other in spans):
        raise UnclearHours(word.strip())
    return sorted([*spans, (opens, closes)])


def _without(spans, opens, closes):
    left = []
    for start, stop in spans:
        if start < opens and closes < stop:
            left += [(start, opens), (closes, stop)]
        else:
            left.append((start, stop))
    return left


def _spoken_days(days):
    if len(days) > 1:
        return f"{DAYS[days[0]]}-{DAYS[days[-1]]}"
    return DAYS[days[0]]


def _spoken_span(span):
    if span == (0, DAY_MINUTES):
        return "24 hours"
    return f"{_spoken_time(span[0])}-{_spoken_time(span[1])}"


def _spoken_time(minutes):
    hour, minute = divmod(minutes % DAY_MINUTES, 60)
    half = "PM" if hour >= 12 else "AM"
    told = f":{minute:02}" if minute else ""
    return f"{hour % 12 or 12}{told} {half}"
