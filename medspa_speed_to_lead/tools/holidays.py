"""Holidays of the United States, and of the states whose law closes them, by rules.

Federal: 5 U.S.C. 6103. Of a state: what its own law calls a holiday besides, see
docs/law.md. A day that a governor proclaims is in no rule.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

_MONDAY, _TUESDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 1, 3, 5, 6
_DAY = timedelta(days=1)
# the last year and the first of which neighbors are known as well
_YEARS = range(date.min.year + 1, date.max.year)

Rule = Callable[[int], date | None]


def _on(month, day) -> Rule:
    return lambda year: date(year, month, day)


def _weekday(month, weekday, number) -> Rule:
    """The how manieth such weekday of a month; -1 is the last."""
    return lambda year: _nth(year, month, weekday, number)


def _easter(days) -> Rule:
    return lambda year: easter(year) + timedelta(days=days)


def _after(rule, days) -> Rule:
    return lambda year: rule(year) + timedelta(days=days)


def _election(every) -> Rule:
    """The Tuesday after the first Monday of November, each so many years."""
    first_monday = _weekday(11, _MONDAY, 1)
    return lambda year: None if year % every else first_monday(year) + _DAY


def _on_a_monday(month, day) -> Rule:
    """The Monday of that working week; after a weekend, the next."""

    def rule(year):
        found = date(year, month, day)
        ahead = 7 if found.weekday() in (_SATURDAY, _SUNDAY) else 0
        return found + timedelta(days=ahead - found.weekday())

    return rule


_THANKSGIVING = _weekday(11, _THURSDAY, 4)
_GOOD_FRIDAY, _MARDI_GRAS = _easter(-2), _easter(-47)
_FEDERAL = (
    ("New Year's Day", _on(1, 1)),
    ("Martin Luther King Jr. Day", _weekday(1, _MONDAY, 3)),
    ("Washington's Birthday", _weekday(2, _MONDAY, 3)),
    ("Memorial Day", _weekday(5, _MONDAY, -1)),
    ("Juneteenth", _on(6, 19)),
    ("Independence Day", _on(7, 4)),
    ("Labor Day", _weekday(9, _MONDAY, 1)),
    ("Columbus Day", _weekday(10, _MONDAY, 2)),
    ("Veterans Day", _on(11, 11)),
    ("Thanksgiving Day", _THANKSGIVING),
    ("Christmas Day", _on(12, 25)),
)
_OF_STATES = {
    # Ala. Code 1-3-8; Mardi Gras in two counties only, which no number tells
    "AL": (
        ("Mardi Gras", _MARDI_GRAS),
        ("Confederate Memorial Day", _weekday(4, _MONDAY, 4)),
        ("Jefferson Davis' Birthday", _weekday(6, _MONDAY, 1)),
        ("Mrs. Rosa L. Parks Day", _on(12, 1)),
    ),
    # La. R.S. 1:55
    "LA": (
        ("Battle of New Orleans", _on(1, 8)),
        ("Mardi Gras", _MARDI_GRAS),
        ("Good Friday", _GOOD_FRIDAY),
        ("Huey P. Long Day", _on(8, 30)),
        ("All Saints' Day", _on(11, 1)),
        ("Election Day", _election(2)),
        ("Acadian Day", _after(_THANKSGIVING, 1)),
    ),
    # Miss. Code 3-3-7; see below
    "MS": (("Confederate Memorial Day", _weekday(4, _MONDAY, -1)),),
    # the 13 days of Act 73 of 2019; see below
    "PA": (
        ("Good Friday", _GOOD_FRIDAY),
        ("Flag Day", _on(6, 14)),
        ("Election Day", _election(1)),
    ),
    # R.I. Gen. Laws 25-1-1
    "RI": (
        ("Rhode Island Independence Day", _on(5, 4)),
        ("Victory Day", _weekday(8, _MONDAY, 2)),
        ("Election Day", _election(2)),
    ),
    # Utah Code 63G-1-301
    "UT": (
        ("Juneteenth", _on_a_monday(6, 19)),
        ("Pioneer Day", _on(7, 24)),
    ),
}
# federal days that a law which lists its holidays leaves out
_NOT_IN = {"MS": {"Columbus Day", "Juneteenth"}, "PA": {"Juneteenth"}}

# where a holiday on a Saturday may be kept on the Monday after: R.I. Gen. Laws 25-1-1,
# Miss. Code 25-1-97 (state agencies may); the stricter holds, so the Friday stays too
_MONDAY_AFTER = frozenset(("MS", "RI"))


def holiday(day: date, region: str) -> str:
    """Return the name of the holiday that a day is in a region, empty when it is none.

    A holiday on a weekend is also kept on the Friday before or the Monday after; both
    days are holidays here.

    :param region: such as ``US-PA``; where no law lists others, the federal ones.
    """
    state = region.removeprefix("US-")
    # New Year's Day of the next year may be kept on the last day of this one
    return _holidays(day.year, state).get(day) or _holidays(day.year + 1, state).get(
        day, ""
    )


def holidays_from(day: date, region: str, days: int = 365) -> list[tuple[date, str]]:
    """Return ``[(day, name)]`` of so many days, beginning with ``day``."""
    found = ((day + number * _DAY) for number in range(days))
    return [(one, holiday(one, region)) for one in found if holiday(one, region)]


@cache
def _holidays(year, state):
    """Return ``{date: name}`` of a year, with the days on which they are kept."""
    days = {}
    if year not in _YEARS:
        return days
    for name, rule in (*_OF_STATES.get(state, ()), *_FEDERAL):
        day = None if name in _NOT_IN.get(state, ()) else rule(year)
        if not day:
            continue
        days[day] = name
        if day.weekday() == _SATURDAY:
            days.setdefault(day - _DAY, name)
            if state in _MONDAY_AFTER:
                days.setdefault(day + 2 * _DAY, name)
        elif day.weekday() == _SUNDAY:
            days.setdefault(day + _DAY, name)
    return days


def _nth(year, month, weekday, number):
    if number < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
