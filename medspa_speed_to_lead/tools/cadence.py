"""When the steps of a follow-up plan come.

Plain Python over naive UTC datetimes; a local day is that of the practice.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from .local_time import moment_of, to_local, to_utc

MINUTES, HOURS, WORKING_HOURS, DAYS = "minutes", "hours", "working_hours", "days"
PREVIOUS, START = "previous", "start"

# Two messages never arrive in one breath: a step that counts from the start, and is
# overtaken by a late one before it, keeps this distance.
LEAST_GAP = timedelta(minutes=30)

AddWorking = Callable[[datetime, int], datetime]


@dataclass(frozen=True)
class Delay:
    """How long after something a step comes.

    Minutes and working hours count while the practice works; hours and days go by the
    clock.

    :param since: ``previous`` step, or ``start`` of the plan.
    :param time_of_day: minutes after midnight at which it comes, on that day or the
        next one that still has this time; ``None``: whenever the delay is over.
    """

    amount: int
    unit: str
    since: str = PREVIOUS
    time_of_day: int | None = None
    is_call: bool = False

    def at_its_time(self):
        """Return the delay of what is due already, and comes at its time of day."""
        return replace(self, amount=0, unit=DAYS, since=PREVIOUS)


def step_moment(
    delay: Delay,
    started_at: datetime,
    previous_at: datetime,
    zone: str,
    add_working: AddWorking,
    due_at: datetime | None = None,
) -> datetime:
    """Return when a step comes; never before the step before it ended.

    :param started_at: of the plan.
    :param previous_at: when the step before ended, or the plan's start.
    :param add_working: ``(start, seconds) -> end`` in the practice's working time.
    :param due_at: until when they were promised an answer, if they wait for one.
    """
    counts_from_start = delay.since == START
    base = started_at if counts_from_start else previous_at
    moment = _at_time_of_day(_later(base, delay, zone, add_working), base, delay, zone)
    if counts_from_start and previous_at > started_at:
        moment = max(moment, previous_at + LEAST_GAP)
    moment = max(moment, previous_at)
    return call_moment(moment, add_working, due_at) if delay.is_call else moment


def call_moment(
    moment: datetime, add_working: AddWorking, due_at: datetime | None = None
) -> datetime:
    """Return when a call is due: while somebody works, and not before the promise."""
    return add_working(max(moment, due_at or moment), 0)


def next_day(moment: datetime, zone: str) -> datetime:
    """Return the same time of the next local day."""
    return _days_later(moment, 1, zone)


def _later(base, delay, zone, add_working):
    if delay.unit == MINUTES:
        return add_working(base, delay.amount * 60)
    if delay.unit == HOURS:
        return base + timedelta(hours=delay.amount)
    if delay.unit == WORKING_HOURS:
        return add_working(base, delay.amount * 3600)
    if delay.unit == DAYS:
        return _days_later(base, delay.amount, zone)
    raise ValueError(f"unknown unit of a delay: {delay.unit}")


def _at_time_of_day(moment, base, delay, zone):
    if delay.time_of_day is None:
        return moment
    day = to_local(moment, zone).date()
    at = time(*divmod(delay.time_of_day, 60))
    found = moment_of(day, at, zone)
    # "two days later at ten" is ten o'clock of that day, though not 48 hours later
    too_early = found < base if delay.unit == DAYS else found < moment
    if too_early:
        found = moment_of(day + timedelta(days=1), at, zone)
    return found


def _days_later(moment, days, zone):
    """The clock on the wall shows the same, whether or not it was set meanwhile."""
    return to_utc(to_local(moment, zone) + timedelta(days=days), zone)
