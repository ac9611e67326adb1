"""The numbers of a week that findings look at, and from how many on they speak."""

from dataclasses import dataclass
from typing import Protocol

from .silence import Silence
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
