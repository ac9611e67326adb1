"""The numbers of a week that findings look at, and from how many on they speak."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from .slow_hours import Hour

# so many cases, or a share says nothing
ENOUGH_JUDGED = 10
ENOUGH_CONSULTATIONS = 5
ENOUGH_REACHED = 10
ENOUGH_USUALLY = 10

# shares
ON_TIME_GOAL = 0.8
UNANSWERED_SHARE = 0.1
NO_SHOW_SHARE = 0.25
BOOKING_SHARE = 0.2
FEWER_THAN_USUAL = 0.6

# how many are worth a word
FEW = 3
MANY_STUCK = 5

# silence: so many times the usual gap, at least so long, and no longer than this
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


@dataclass(frozen=True)
class Week:
    """The numbers of a week. Shares are never given, only what they are made of."""

    inquiries: int = 0
    most_from: tuple[str, int] | None = None  # source and how many; None: unknown
    before: int | None = None  # inquiries of the week before; None: there was none
    usual: float | None = None  # inquiries a week before that, None: not known
    unanswered: int = 0  # of the week's inquiries, by a person
    waiting: int = 0  # now, for more than one business day
    judged: int = 0
    on_time: int = 0
    median: float | None = None  # working minutes until the first answer
    reached: int = 0  # spoke with us, of those who may become patients
    reached_booked: int = 0
    booked: int = 0
    came: int = 0
    no_shows: int = 0
    without_outcome: int = 0  # past consultations, now
    past_consultations: int = 0  # of the last four weeks, whatever became of them
    stuck: int = 0
    arrivals: int = 0  # of which it is known whether we were open
    closed_arrivals: int = 0
    hours: tuple[Hour, ...] = ()  # of the week, over the last four weeks
    silences: tuple[Silence, ...] = ()


@dataclass(frozen=True)
class Finding:
    """``rule`` is which one spoke; ``key`` names the records that it speaks of."""

    rule: str
    key: str
    sentence: str
    advice: str


class Translator(Protocol):
    """What says a text in the reader's language."""

    def _(self, text: str, /, *args, **values) -> str: ...


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
