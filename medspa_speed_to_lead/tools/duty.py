"""How many people are on duty by weekday and hour: the one definition.

As many as were there in at least half of the last four weeks. So a holiday is no day
off for ever, and two people who take turns are one. Somebody is there in an hour when
their shift, less their time off, covers at least half of it.
"""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from typing import NamedTuple

from .period import Days

WEEKS = 4
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_ENOUGH = 1800  # seconds of an hour


class HourOfDay(NamedTuple):
    """One hour of a local day; ``start`` is naive UTC."""

    day: date
    hour: int
    start: datetime


def last_weeks(days: Days) -> Days:
    """Return the last days of a period, those that are looked at."""
    return Days(
        max(days.first, days.last - WEEKS * timedelta(days=7) + _DAY), days.last
    )


def hours_there(shift, time_off, hours) -> list[tuple[date, int]]:
    """Return the day and hour of those in which somebody is there.

    :param shift: a timeline, see :mod:`.working_time`.
    :param time_off: ``(start, stop)`` of each, naive UTC.
    :param hours: :class:`HourOfDay` to look at.
    """
    return [
        (day, hour)
        for day, hour, start in hours
        if _worked(shift, time_off, start, start + _HOUR) >= _ENOUGH
    ]


def _worked(shift, time_off, start, stop):
    lost = sum(shift.measure(max(start, a), min(stop, b)) for a, b in time_off)
    return shift.measure(start, stop) - lost


def usual(there: dict[tuple[date, int], int], days: Days) -> dict[tuple[int, int], int]:
    """Return the usual number of people by weekday (1 for Monday) and hour, where any.

    :param there: how many were there in an hour of a day.
    """
    weeks = Counter(
        (days.first + timedelta(days=n)).isoweekday() for n in range(len(days))
    )
    by_hour = defaultdict(list)
    for (day, hour), people in there.items():
        by_hour[day.isoweekday(), hour].append(people)
    found = {
        (weekday, hour): _in_half_of(weeks[weekday], counts)
        for (weekday, hour), counts in by_hour.items()
    }
    return {key: people for key, people in found.items() if people}


def _in_half_of(weeks, counts):
    """Return how many were there in at least half of the weeks; none in those that
    are not counted."""
    needed = (weeks + 1) // 2
    return sorted(counts, reverse=True)[needed - 1] if len(counts) >= needed else 0
