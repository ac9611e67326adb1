"""A plain reading of the rules beside this file; nothing of the addon is in it."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
DAY = timedelta(days=1)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


@dataclass(frozen=True)
class Hours:
    """One row of ``hours.csv``; hours are ``(from, to)``, or ``None``: never."""

    since: date
    weekdays: tuple[int, int]
    saturday: tuple[int, int] | None
    sunday: tuple[int, int] | None
    holidays_closed: bool
    per_day: int

    def of(self, weekday: int) -> tuple[int, int] | None:
        return {5: self.saturday, 6: self.sunday}.get(weekday, self.weekdays)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of this folder."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def allows(local: datetime, state: str, earlier: int = 0) -> bool:
    """Say whether a text that sells may arrive where the recipient's clock says so.

    :param local: their wall clock, without a zone.
    :param earlier: such texts to them in the 24 hours before.
    """
    hours = in_force(state, local.date())
    if hours.holidays_closed and local.date() in holidays(state, local.year):
        return False
    if hours.per_day and earlier >= hours.per_day:
        return False
    open_hours = hours.of(local.weekday())
    return bool(open_hours) and open_hours[0] <= local.hour < open_hours[1]


def in_force(state: str, day: date) -> Hours:
    """Return what holds in a state on a day: the newest of its rows, else federal."""
    known = [row for row in _hours().get(state, ()) if row.since <= day]
    return max(known or _hours()["US"], key=lambda row: row.since)


@cache
def _hours():
    found = {}
    for row in rows("hours"):
        weekdays, saturday, sunday = (
            None if row[name] == "closed" else tuple(map(int, row[name].split("-")))
            for name in ("weekdays", "saturday", "sunday")
        )
        hours = Hours(
            date.fromisoformat(row["since"] or "0001-01-01"),
            *(weekdays, saturday, sunday),
            holidays_closed=row["holidays"] == "closed",
            per_day=int(row["per_day"] or 0),
        )
        found.setdefault(row["state"], []).append(hours)
    return found


@cache
def holidays(state: str, year: int) -> frozenset[date]:
    """Return the days of a year on which a state's law wants no solicitation."""
    days = set()
    for row in rows("holidays"):
        for one in (year - 1, year, year + 1):
            day = _day(row["day"], one) if row["state"] == state else None
            if day:
                days |= {day, _kept(day, row["kept"])}
    return frozenset(day for day in days if day.year == year)


def _kept(day, kept):
    """Return when a holiday on a weekend is kept: ``near`` also on Friday."""
    if kept and day.weekday() == 6:
        return day + DAY
    if kept and day.weekday() == 5:
        return day - DAY if kept == "near" else day + 2 * DAY
    return day


def _day(said, year):
    """Read ``7/4``, ``3 monday 1``, ``last monday 5``, ``easter -2``, ``election``."""
    first, *more = said.split()
    if "/" in first:
        return date(year, *map(int, first.split("/")))
    if first == "easter":
        return _easter(year) + int(more[0]) * DAY
    if first == "election":
        is_held = not more or year % 2 == 0
        return _nth(year, 11, 0, 1) + DAY if is_held else None
    which = -1 if first == "last" else int(first)
    return _nth(year, int(more[1]), _WEEKDAYS.index(more[0]), which)


def _nth(year, month, weekday, which):
    days = [date(year, month, 1) + n * DAY for n in range(31)]
    fitting = [d for d in days if d.month == month and d.weekday() == weekday]
    return fitting[which if which < 0 else which - 1]


def _easter(year):
    """Return Easter Sunday (the anonymous Gregorian rule)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
