"""Add and measure working time.

A moment is a naive ``datetime`` in UTC; a duration is a number of seconds. An
interval is half open: at its ``stop`` the practice is already closed. Local time,
daylight saving, lunch gaps and closures are all settled before: whoever builds the
intervals converts them to UTC, so nothing here can be an hour off.
"""

from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta
from itertools import accumulate

_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)


class BeyondHorizon(Exception):
    """The known intervals end before the asked amount of working time is reached."""


def _to_microseconds(moment):
    """Whole microseconds since 1970: exact, where float seconds would round."""
    return (moment - _EPOCH) // _MICROSECOND


def _to_datetime(microseconds):
    return _EPOCH + timedelta(microseconds=microseconds)


def _merged(intervals):
    """Yield sorted, disjoint ``[start, stop]`` pairs; touching ones become one."""
    current = None
    for start, stop in sorted(intervals):
        if stop <= start:
            continue
        if current and start <= current[1]:
            current[1] = max(current[1], stop)
        else:
            if current:
                yield current
            current = [start, stop]
    if current:
        yield current


class Timeline:
    """Working time over a finite list of open intervals.

    Building it costs one pass; every question afterwards is a binary search, which
    is what makes ten thousand deadlines cheap.

    :param intervals: iterable of ``(start, stop)`` naive UTC datetimes, in any
        order, overlapping or not.
    """

    def __init__(self, intervals):
        pairs = list(
            _merged((_to_microseconds(a), _to_microseconds(b)) for a, b in intervals)
        )
        self._starts = [start for start, _stop in pairs]
        self._stops = [stop for _start, stop in pairs]
        # worked[i]: working time before interval i; the last entry is the total
        self._worked = [0, *accumulate(stop - start for start, stop in pairs)]

    def __bool__(self):
        return bool(self._starts)

    def _worked_until(self, moment):
        """Working microseconds before ``moment`` (microseconds since 1970)."""
        index = bisect_right(self._starts, moment)
        if not index:
            return 0
        overshoot = max(0, self._stops[index - 1] - moment)
        return self._worked[index] - overshoot

    def is_open(self, moment):
        """Say whether ``moment`` lies in an interval."""
        return self.next_open(moment) == moment

    def next_open(self, moment):
        """Return ``moment`` if open then, else the next opening, else ``None``."""
        at = _to_microseconds(moment)
        index = bisect_right(self._stops, at)
        if index == len(self._starts):
            return None
        return _to_datetime(max(at, self._starts[index]))

    def next_close(self, moment):
        """Return the end of the interval that is open at or next after ``moment``."""
        index = bisect_right(self._stops, _to_microseconds(moment))
        return _to_datetime(self._stops[index]) if index < len(self._stops) else None

    def add(self, start, seconds):
        """Return the first moment by which ``seconds`` were worked since ``start``.

        Zero seconds are due at once: at ``start`` when open, else at the opening.

        :raises BeyondHorizon: when the intervals do not hold that much time.
        """
        at = _to_microseconds(start)
        index = bisect_right(self._stops, at)
        if index == len(self._stops):
            raise BeyondHorizon
        at = max(at, self._starts[index])
        amount = round(seconds * 1e6)
        if amount <= 0:
            return _to_datetime(at)
        goal = self._worked[index] + at - self._starts[index] + amount
        if goal > self._worked[-1]:
            raise BeyondHorizon
        # the interval in which the goal is reached; a goal reached exactly at a
        # closing belongs to that closing, not to the next opening
        index = bisect_left(self._worked, goal, index) - 1
        return _to_datetime(self._starts[index] + goal - self._worked[index])

    def measure(self, start, stop):
        """Return the seconds worked from ``start`` to ``stop``; never negative."""
        if stop <= start:
            return 0.0
        worked = self._worked_until(_to_microseconds(stop))
        return (worked - self._worked_until(_to_microseconds(start))) / 1e6


class AroundTheClock:
    """The timeline of a promise that knows no closing: wall time is working time."""

    def is_open(self, moment):
        return True

    def next_open(self, moment):
        return moment

    def next_close(self, moment):
        return None

    def add(self, start, seconds):
        return start + timedelta(seconds=max(0, seconds))

    def measure(self, start, stop):
        return max(0.0, (stop - start).total_seconds())


AROUND_THE_CLOCK = AroundTheClock()
