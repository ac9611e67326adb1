"""The federal holidays of the United States, by their rules (5 U.S.C. 6103)."""

from datetime import date, timedelta
from functools import cache

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_FIXED = (
    (1, 1, "New Year's Day"),
    (6, 19, "Juneteenth"),
    (7, 4, "Independence Day"),
    (11, 11, "Veterans Day"),
    (12, 25, "Christmas Day"),
)
# month, weekday, the how manieth of the month; -1 is the last
_MOVING = (
    (1, _MONDAY, 3, "Martin Luther King Jr. Day"),
    (2, _MONDAY, 3, "Washington's Birthday"),
    (5, _MONDAY, -1, "Memorial Day"),
    (9, _MONDAY, 1, "Labor Day"),
    (10, _MONDAY, 2, "Columbus Day"),
    (11, _THURSDAY, 4, "Thanksgiving Day"),
)


def federal_holiday(day: date) -> str:
    """Return the name of the holiday that a day is, empty when it is none.

    A holiday on a weekend is also kept on the Friday before or the Monday after; both
    days are holidays here.
    """
    # New Year's Day of the next year may be kept on the last day of this one
    return _holidays(day.year).get(day) or _holidays(day.year + 1).get(day, "")


@cache
def _holidays(year):
    """Return ``{date: name}`` of a year, with the days on which they are kept."""
    if not date.min.year < year < date.max.year:
        return {}
    days = {_nth(year, *rule): name for *rule, name in _MOVING}
    for month, number, name in _FIXED:
        day = date(year, month, number)
        days[day] = name
        if day.weekday() == _SATURDAY:
            days[day - timedelta(days=1)] = name
        elif day.weekday() == _SUNDAY:
            days[day + timedelta(days=1)] = name
    return days


def _nth(year, month, weekday, number):
    if number < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
