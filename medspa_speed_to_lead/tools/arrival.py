"""Was the practice open when somebody raised a hand?"""

from datetime import timedelta

OPEN, BREAK, CLOSED = "open", "break", "closed"
# how far ahead of ours a sender's clock may be
CLOCK_TOLERANCE = timedelta(minutes=5)
# no two places are further apart
FURTHEST = timedelta(hours=26)
_HOUR = timedelta(hours=1)


def looks_like_another_zone(said, received_at):
    """Say whether a moment that came without an offset is now, elsewhere.

    A form sends at once what somebody submits: what lies whole hours back, to within
    five minutes, is the clock of another zone. Who held a form back for just as long is
    taken to have written now; nobody is late by it.

    :param said: naive UTC, read in the zone that was assumed.
    """
    if said > received_at + CLOCK_TOLERANCE:  # no form is sent tomorrow
        return True
    hours = round((received_at - said) / _HOUR)
    off = abs(received_at - said - hours * _HOUR)
    return _HOUR <= hours * _HOUR <= FURTHEST and off <= CLOCK_TOLERANCE


def arrival(timeline, day, moment):
    """Return ``open``, ``break`` (closed, but work went on before and after) or
    ``closed``.

    :param timeline: working time, see ``working_time``; knows the whole day.
    :param day: ``(start, stop)`` of the local day, see :func:`.local_time.day_around`.
    :param moment: naive UTC within that day.
    """
    if timeline.is_open(moment):
        return OPEN
    start, stop = day
    is_between = timeline.measure(start, moment) and timeline.measure(moment, stop)
    return BREAK if is_between else CLOSED
