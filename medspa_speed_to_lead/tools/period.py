"""The days that figures are about, those they are compared with, and their steps.

A day is a local day of the practice, and both ends of a period belong to it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

MOST_CHOSEN = 500  # of one kind; each is answered by its name
_LARGEST_ID = 2**31 - 1
DEFAULT_DAYS = 28
LONGEST = 3660  # days; nobody reads ten years in one chart
COMPARED = ("previous", "year", "none")
CHOICES = ("team_ids", "source_ids", "treatment_ids")

# how many days are still told one by one, and week by week
_DAYS = 31
_WEEKS = 26 * 7
_ONE_DAY = timedelta(days=1)


class Unreadable(ValueError):
    """What was asked for cannot be understood; the text says what, in English."""


@dataclass(frozen=True)
class Days:
    """From the first to the last day, both included."""

    first: date
    last: date

    def __len__(self):
        return (self.last - self.first).days + 1

    @property
    def unit(self) -> str:
        """The steps in which a chart tells these days: day, week or month."""
        if len(self) <= _DAYS:
            return "day"
        return "week" if len(self) <= _WEEKS else "month"

    def before(self, compare: str) -> "Days | None":
        """Return the days that these are compared with.

        :param compare: one of ``COMPARED``: as many days right before, the same dates
            a year ago, or none.
        """
        if compare == "none":
            return None
        if compare == "year":
            return Days(_year_before(self.first), _year_before(self.last))
        return Days(self.first - timedelta(days=len(self)), self.first - _ONE_DAY)

    def steps(self, week_start: int = 1) -> "list[tuple[date, Days]]":
        """Return each step: the day it begins, and which of these days it holds.

        The first step may begin before the first day, as a week or a month does.

        :param week_start: 1 for Monday to 7 for Sunday.
        """
        steps, begin = [], _begin(self.first, self.unit, week_start)
        while begin <= self.last:
            following = _next(begin, self.unit)
            held = Days(max(begin, self.first), min(following - _ONE_DAY, self.last))
            steps.append((begin, held))
            begin = following
        return steps


def read_filters(raw, today: date) -> dict:
    """Return filters with every key, from what a screen or an address said.

    :param raw: ``{"date_from", "date_to", "compare", "team_ids", "source_ids",
        "treatment_ids"}``, all optional: the last 28 days against the 28 before.
    :return: the same keys; days as :class:`~datetime.date`, choices as lists of ids.
    :raises Unreadable: when it says something that cannot be read.
    """
    if raw is None:
        raw = {}
    if not isinstance(raw, dict):
        raise Unreadable("Filters are an object.")
    last = _day(raw, "date_to") or today
    first = _day(raw, "date_from") or last - timedelta(days=DEFAULT_DAYS - 1)
    if first > last or len(Days(first, last)) > LONGEST:
        raise Unreadable("A period begins before it ends, and lasts ten years at most.")
    if first.year < 1990 or last.year > 2200:
        raise Unreadable("A day lies between 1990 and 2200.")
    compare = raw.get("compare") or COMPARED[0]
    if compare not in COMPARED:
        raise Unreadable(f"Compare with one of: {', '.join(COMPARED)}.")
    choices = {name: _ids(raw, name) for name in CHOICES}
    return {"date_from": first, "date_to": last, "compare": compare, **choices}


def _day(raw, name):
    value = raw.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(f"{name} is a day such as 2026-03-02.") from None


def _ids(raw, name):
    values = raw.get(name) or []
    if not isinstance(values, list) or any(
        isinstance(value, bool) or not isinstance(value, int) for value in values
    ):
        raise Unreadable(f"{name} is a list of numbers.")
    if len(values) > MOST_CHOSEN or any(abs(value) > _LARGEST_ID for value in values):
        raise Unreadable(f"{name} is a list of at most {MOST_CHOSEN} ids.")
    return sorted(set(values))


def _year_before(day):
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - 1, day=28)


def _begin(day, unit, week_start):
    if unit == "week":
        return day - timedelta(days=(day.isoweekday() - week_start) % 7)
    return day.replace(day=1) if unit == "month" else day


def _next(begin, unit):
    if unit == "month":
        return (begin + timedelta(days=32)).replace(day=1)
    return begin + timedelta(days=7 if unit == "week" else 1)
