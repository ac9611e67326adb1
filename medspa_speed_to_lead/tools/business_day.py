"""Since when a wait lasts for more than one business day."""

from datetime import datetime, timedelta

from .working_time import AROUND_THE_CLOCK

_SECOND = timedelta(seconds=1)


def business_day_before(timeline, now: datetime, seconds: float, reach: timedelta):
    """Return the moment before which whoever waits has waited for too long.

    A wait that began at this moment, or later, has lasted ``seconds`` of working time
    at most; one that began a second earlier has lasted more. Where no such moment lies
    within ``reach``, ``now - reach``.

    :param timeline: the opening hours, see :mod:`.working_time`; of hours that never
        close a day has 24.
    :param seconds: working time of one day.
    """
    if timeline is AROUND_THE_CLOCK:
        return now - timedelta(days=1)
    # the longer ago it began, the longer it lasted: halve the time in between
    too_long, fine = now - reach, now
    if timeline.measure(too_long, now) <= seconds:
        return too_long
    while fine - too_long > _SECOND:
        middle = too_long + (fine - too_long) // 2
        middle = middle.replace(microsecond=0)
        if middle <= too_long:
            break
        if timeline.measure(middle, now) > seconds:
            too_long = middle
        else:
            fine = middle
    return fine
