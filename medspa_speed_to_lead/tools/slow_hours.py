"""Which hours of the week are slow, in sentences: for dashboard and weekly review.

A block is two hours of a weekday, one where its neighbors say nothing. It is slow when
enough promises were decided in it, few of them kept, and clearly fewer than in the rest
of the week.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .share import share

HOW_MANY = 3  # slow blocks are told at most
ENOUGH_FOR_BUSIEST = 20  # inquiries, or no block is busy
ENOUGH_IN_BLOCK = 8  # promises decided, or it is not slow
SLOW_BLOCK = 0.7
SLOWER_THAN_REST = 0.15
ENOUGH_ARRIVALS = 10
CLOSED_SHARE = 0.4


@dataclass(frozen=True)
class Hour:
    """One hour of a weekday over the period, where the practice is.

    Counted are inquiries that came while it was open or at a break: who comes later is
    answered at the next opening, and says nothing of these hours.
    """

    weekday: int  # 1 for Monday to 7 for Sunday
    hour: int
    inquiries: int = 0
    judged: int = 0
    on_time: int = 0
    on_duty: int = 0  # people


@dataclass(frozen=True)
class Block:
    """Hours that follow each other on a weekday."""

    hours: tuple[Hour, ...]

    @property
    def key(self) -> str:
        return f"hours:{self.weekday}:{self.hours[0].hour:02}"

    def _sum(self, name):
        return sum(getattr(hour, name) for hour in self.hours)

    @property
    def weekday(self) -> int:
        return self.hours[0].weekday

    @property
    def inquiries(self) -> int:
        return self._sum("inquiries")

    @property
    def judged(self) -> int:
        return self._sum("judged")

    @property
    def on_time(self) -> int:
        return self._sum("on_time")

    @property
    def missed(self) -> int:
        return self.judged - self.on_time

    @property
    def on_duty(self) -> int:
        """People in the hour that has the fewest."""
        return min(hour.on_duty for hour in self.hours)


@dataclass(frozen=True)
class Sentence:
    """``hours``: ``(weekday, hours)`` of the inquiries that it speaks of; None: of
    those that came while closed or during a break. ``count`` is how many they are."""

    text: str
    count: int
    hours: tuple[int, tuple[int, ...]] | None = None


def hours_of(came: dict, on_duty: dict) -> list[Hour]:
    """Return the hours in which anybody came or was on duty, in the order of the week.

    :param came: inquiries, promises decided and kept, by weekday and hour.
    :param on_duty: people by weekday and hour, both as the reports write them:
        ``("1", "09")``.
    """
    return [
        Hour(int(key[0]), int(key[1]), *came.get(key, (0, 0, 0)), on_duty.get(key, 0))
        for key in sorted(came.keys() | on_duty.keys())
    ]


def blocks(hours: Iterable[Hour]) -> list[Block]:
    """Return every two hours that follow each other, and hours that stand alone.

    Only of hours that are given: one in which nobody came and nobody is on duty would
    say that nobody was there.
    """
    known = {(hour.weekday, hour.hour): hour for hour in hours}
    found = []
    for (day, at), hour in sorted(known.items()):
        if following := known.get((day, at + 1)):
            found.append(Block((hour, following)))
        elif (day, at - 1) not in known:
            found.append(Block((hour,)))
    return found


def is_slow(block: Block, judged: int, kept: int) -> bool:
    """Say whether a block keeps the promise far less often than the rest of the week.

    :param judged: promises decided in the whole week, ``kept`` of them.
    """
    own = share(block.on_time, block.judged)
    rest = share(kept - block.on_time, judged - block.judged)
    return (
        block.judged >= ENOUGH_IN_BLOCK
        and own < SLOW_BLOCK
        and rest - own >= SLOWER_THAN_REST
    )


def slow_blocks(hours: Iterable[Hour]) -> list[Block]:
    """Return the slow blocks, most broken promises first, no hour twice."""
    hours = list(hours)
    judged = sum(hour.judged for hour in hours)
    kept = sum(hour.on_time for hour in hours)
    slow = [block for block in blocks(hours) if is_slow(block, judged, kept)]
    slow.sort(key=lambda block: -block.missed)  # equals stay in the order of the week
    return _apart(slow)


def comes_while_closed(arrivals: int, closed: int) -> bool:
    """Say whether many come while the practice is closed or at a break."""
    return arrivals >= ENOUGH_ARRIVALS and share(closed, arrivals) >= CLOSED_SHARE


def sentences(hours: Iterable[Hour], arrivals: int, closed: int, say) -> list[Sentence]:
    """Return what is worth saying of a week, the most useful first.

    :param arrivals: inquiries of which it is known whether the practice was open.
    :param closed: those of them that came while it was closed or during a break.
    :param say: its ``_`` translates a text and puts values into it: an environment.
    """
    hours = list(hours)
    told = [_slow_sentence(block, say) for block in slow_blocks(hours)[:HOW_MANY]]
    if comes_while_closed(arrivals, closed):
        text = say._(
            "%(closed)s of %(arrivals)s inquiries came while you were closed or at a "
            "break: who answers them first thing?",
            closed=closed,
            arrivals=arrivals,
        )
        told.append(Sentence(text, closed))
    busiest = _busiest(hours)
    if busiest and not told:
        told.append(_busy_sentence(busiest, say))
    return told


def when(block: Block, say) -> str:
    """Return a block in words, such as “Mondays 9 to 11 am”."""
    first, last = block.hours[0].hour, (block.hours[-1].hour + 1) % 24
    names = (
        *(say._("Mondays"), say._("Tuesdays"), say._("Wednesdays"), say._("Thursdays")),
        *(say._("Fridays"), say._("Saturdays"), say._("Sundays")),
    )
    start = (
        str(_clock(first))
        if _half(first, say) == _half(last, say)
        else _hour(first, say)
    )
    return say._(
        "%(weekday)s %(start)s to %(stop)s",
        weekday=names[block.weekday - 1],
        start=start,
        stop=_hour(last, say),
    )


def people(count: int, say) -> str:
    if not count:
        return say._("nobody on duty")
    if count == 1:
        return say._("one person on duty")
    return say._("%s people on duty", count)


def _apart(ranked):
    chosen, taken = [], set()
    for block in ranked:
        keys = {(hour.weekday, hour.hour) for hour in block.hours}
        if not keys & taken:
            chosen.append(block)
            taken |= keys
    return chosen


def _busiest(hours):
    if sum(hour.inquiries for hour in hours) < ENOUGH_FOR_BUSIEST:
        return None
    return max(blocks(hours), key=lambda block: block.inquiries)


def _slow_sentence(block, say):
    text = say._(
        "%(when)s are slow: %(inquiries)s inquiries, %(on_time)s of %(judged)s "
        "answered on time, %(people)s.",
        when=when(block, say),
        inquiries=block.inquiries,
        on_time=block.on_time,
        judged=block.judged,
        people=people(block.on_duty, say),
    )
    return Sentence(text, block.inquiries, _keys(block))


def _busy_sentence(block, say):
    text = say._(
        "While you are open, most come on %(when)s: %(inquiries)s inquiries, "
        "%(people)s.",
        when=when(block, say),
        inquiries=block.inquiries,
        people=people(block.on_duty, say),
    )
    return Sentence(text, block.inquiries, _keys(block))


def _keys(block):
    return block.weekday, tuple(hour.hour for hour in block.hours)


def _clock(hour):
    return (hour - 1) % 12 + 1


def _half(hour, say):
    return say._("am") if hour < 12 else say._("pm")


def _hour(hour, say):
    return f"{_clock(hour)} {_half(hour, say)}"
