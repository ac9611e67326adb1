"""Was the practice open when somebody raised a hand?"""

from datetime import datetime, time, timedelta

from pytz import UTC

OPEN, BREAK, CLOSED = "open", "break", "closed"
# how far ahead of ours a sender's clock may be
CLOCK_TOLERANCE = timedelta(minutes=5)


def day_of(moment, zone):
    """Return when the local day of ``moment`` begins and ends (naive UTC).

    A day in which the clocks change has 23 or 25 hours.

    :param moment: naive UTC.
    :param zone: a pytz time zone.
    """
    local = UTC.localize(moment).astimezone(zone).date()
    return tuple(
        zone.localize(datetime.combine(day, time()))
        .astimezone(UTC)
        .replace(tzinfo=None)
        for day in (local, local + timedelta(days=1))
    )


def arrival(timeline, day, moment):
    """Return ``open``, ``break`` (closed, but work went on before and after) or
    ``closed``.

    :param timeline: working time, see ``working_time``; knows the whole day.
    :param day: ``(start, stop)`` of the local day, see :func:`day_of`.
    :param moment: naive UTC within that day.
    """
    if timeline.is_open(moment):
        return OPEN
    start, stop = day
    is_between = timeline.measure(start, moment) and timeline.measure(moment, stop)
    return BREAK if is_between else CLOSED
