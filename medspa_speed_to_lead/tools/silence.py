"""How long a source may be silent before somebody is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# so many times the usual gap, at least so long, and no longer than this
GAPS = 5
SHORTEST_SILENCE = timedelta(days=2)
LONGEST_SILENCE = timedelta(days=56)
LOOKED_BACK = timedelta(days=56)
ENOUGH_OF_SOURCE = 6


@dataclass(frozen=True)
class Silence:
    """A source that has brought nothing for much longer than usual."""

    key: str
    name: str
    days: int
    usual_a_week: float


def silence_of(
    moments: list[datetime], now: datetime
) -> tuple[timedelta, float] | None:
    """Return how long a source is silent and its usual inquiries a week, if it is.

    The usual gap is that of the eight weeks before its last inquiry. Five such gaps
    without one are no chance: if inquiries come at random, it happens once in 150
    times. Who had fewer than six has no rhythm; after eight weeks it is no news.

    :param moments: when its inquiries came, naive UTC, in any order.
    """
    if not moments:
        return None
    last = max(moments)
    recent = [moment for moment in moments if moment > last - LOOKED_BACK]
    if len(recent) < ENOUGH_OF_SOURCE:
        return None
    usual_gap = (last - min(recent)) / (len(recent) - 1)
    silent = now - last
    if not max(SHORTEST_SILENCE, GAPS * usual_gap) < silent <= LONGEST_SILENCE:
        return None
    a_week = timedelta(days=7) / usual_gap if usual_gap else float(len(recent))
    return silent, a_week
