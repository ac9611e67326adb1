"""Which hours of the week are slow, in sentences: for dashboard and weekly review.

A span is two hours of a weekday, one where its neighbors say nothing. It is slow when
enough promises were decided in it, few of them kept, and clearly fewer than in the rest
of the week.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .share import share

HOW_MANY = 3  # slow spans are told at most
ENOUGH_FOR_BUSIEST = 20  # inquiries, or no span is busy
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
class Span:
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


def spans(hours: Iterable[Hour]) -> list[Span]:
    """Return every two hours that follow each other, and hours that stand alone.

    Only of hours that are given: one in which nobody came and nobody is on duty would
    say that nobody was there.
    """
    known = {(hour.weekday, hour.hour): hour for hour in hours}
    found = []
    for (day, at), hour in sorted(known.items()):
        if following := known.get((day, at + 1)):
            found.append(Span((hour, following)))
        elif (day, at - 1) not in known:
            found.append(Span((hour,)))
    return found


def is_slow(span: Span, judged: int, kept: int) -> bool:
    """Say whether a span keeps the promise far less often than the rest of the week.

    :param judged: promises decided in the whole week, ``kept`` of them.
    """
    own = share(span.on_time, span.judged)
    rest = share(kept - span.on_time, judged - span.judged)
    return (
        span.judged >= ENOUGH_IN_BLOCK
        and own < SLOW_BLOCK
        and rest - own >= SLOWER_THAN_REST
    )


def slow_spans(hours: Iterable[Hour]) -> list[Span]:
    """Return the slow spans, most broken promises first, no hour twice."""
    hours = list(hours)
    judged = sum(hour.judged for hour in hours)
    kept = sum(hour.on_time for hour in hours)
    slow = [span for span in spans(hours) if is_slow(span, judged, kept)]
    slow.sort(key=lambda span: -span.missed)  # equals stay in the order of the week
    return _apart(slow)


def comes_while_closed(arrivals: int, closed: int) -> bool:
    """Say whether many come while the practice is closed or at a break."""
    return arrivals >= ENOUGH_ARRIVALS and share(closed, arrivals) >= CLOSED_SHARE


def sentences(hours: Iterable[Hour], arrivals: int, closed: int, env) -> list[Sentence]:
    """Return what is worth saying of a week, the most useful first.

    :param arrivals: inquiries of which it is known whether the practice was open.
    :param closed: those of them that came while it was closed or during a break.
    :param env: its ``_`` translates a text and puts values into it: an environment.
    """
    hours = list(hours)
    told = [_slow_sentence(span, env) for span in slow_spans(hours)[:HOW_MANY]]
    if comes_while_closed(arrivals, closed):
        text = env._(
            "%(closed)s of %(arrivals)s inquiries came while you were closed or at a "
            "break: who answers them first thing?",
            closed=closed,
            arrivals=arrivals,
        )
        told.append(Sentence(text, closed))
    busiest = _busiest(hours)
    if busiest and not told:
        told.append(_busy_sentence(busiest, env))
    return told


def when(span: Span, env) -> str:
    """Return a span in words, such as “Mondays 9 to 11 am”."""
    first, last = span.hours[0].hour, (span.hours[-1].hour + 1) % 24
    names = (
        *(env._("Mondays"), env._("Tuesdays"), env._("Wednesdays"), env._("Thursdays")),
        *(env._("Fridays"), env._("Saturdays"), env._("Sundays")),
    )
    start = (
        str(_clock(first))
        if _half(first, env) == _half(last, env)
        else _hour(first, env)
    )
    return env._(
        "%(weekday)s %(start)s to %(stop)s",
        weekday=names[span.weekday - 1],
        start=start,
        stop=_hour(last, env),
    )


def people(count: int, env) -> str:
    if not count:
        return env._("nobody on duty")
    if count == 1:
        return env._("one person on duty")
    return env._("%s people on duty", count)


def _apart(ranked):
    chosen, taken = [], set()
    for span in ranked:
        keys = {(hour.weekday, hour.hour) for hour in span.hours}
        if not keys & taken:
            chosen.append(span)
            taken |= keys
    return chosen


def _busiest(hours):
    if sum(hour.inquiries for hour in hours) < ENOUGH_FOR_BUSIEST:
        return None
    return max(spans(hours), key=lambda span: span.inquiries)


def _slow_sentence(span, env):
    text = env._(
        "%(when)s are slow: %(inquiries)s inquiries, %(on_time)s of %(judged)s "
        "answered on time, %(people)s.",
        when=when(span, env),
        inquiries=span.inquiries,
        on_time=span.on_time,
        judged=span.judged,
        people=people(span.on_duty, env),
    )
    return Sentence(text, span.inquiries, _keys(span))


def _busy_sentence(span, env):
    text = env._(
        "While you are open, most come on %(when)s: %(inquiries)s inquiries, "
        "%(people)s.",
        when=when(span, env),
        inquiries=span.inquiries,
        people=people(span.on_duty, env),
    )
    return Sentence(text, span.inquiries, _keys(span))


def _keys(span):
    return span.weekday, tuple(hour.hour for hour in span.hours)


def _clock(hour):
    return (hour - 1) % 12 + 1


def _half(hour, env):
    return env._("am") if hour < 12 else env._("pm")


def _hour(hour, env):
    return f"{_clock(hour)} {_half(hour, env)}"
