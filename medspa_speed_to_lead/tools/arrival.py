"""Was the practice open when somebody raised a hand?"""

from datetime import timedelta

OPEN, BREAK, CLOSED = "open", "break", "closed"
# how far ahead of ours a sender's clock may be
CLOCK_TOLERANCE = timedelta(minutes=5)


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
