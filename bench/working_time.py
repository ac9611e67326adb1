"""Deadlines and durations of 10,000 inquiries against Odoo's own calendar."""

import time
from datetime import datetime, timedelta

from .databases import Side
from .progress import show
from .table import Row

AMOUNT = 10_000
TARGET_MINUTES = 30
CLOSURES = [("time_type", "=", "leave")]
FIRST = datetime(2026, 2, 2)


def rows(ours: Side, bare: Side, quick: bool):
    compared = 100 if quick else 500
    with ours.env() as env:
        calendar = env["resource.calendar"].browse(ours.practice["calendar"])
        step = timedelta(days=90) / AMOUNT
        starts = [(FIRST + n * step).replace(microsecond=0) for n in range(AMOUNT)]
        yield _deadlines(env, calendar, starts, compared)
        yield _durations(env, calendar, starts, compared)


def _deadlines(env, calendar, starts, compared):
    show("working time: deadlines")
    some = starts[:: len(starts) // compared]

    def plan(start):
        return calendar.plan_hours(
            TARGET_MINUTES / 60, start, compute_leaves=True, domain=CLOSURES
        )

    def ours():
        return calendar._response_deadlines(starts, TARGET_MINUTES * 60)

    theirs_us, planned = _timed(lambda: {start: plan(start) for start in some}, some)
    ours_us, due = _timed(lambda: _cold(env, ours), starts)
    wrong = sum(abs(due[s] - planned[s]) > timedelta(seconds=1) for s in some)
    return _row("deadline of 10,000 inquiries, each", ours_us, theirs_us, 400, wrong)


def _durations(env, calendar, starts, compared):
    show("working time: durations")
    some = starts[:: len(starts) // compared]
    # between three hours and three days later
    stops = {s: s + timedelta(hours=3 + n % 70) for n, s in enumerate(starts)}

    def count(start):
        return calendar.get_work_hours_count(start, stops[start], domain=CLOSURES)

    def ours():
        timeline = calendar._response_timeline(starts[0], max(stops.values()))
        return {start: timeline.measure(start, stops[start]) for start in starts}

    theirs_us, hours = _timed(lambda: {start: count(start) for start in some}, some)
    ours_us, seconds = _timed(lambda: _cold(env, ours), starts)
    wrong = sum(abs(seconds[s] - hours[s] * 3600) > 1 for s in some)
    return _row("working time of 10,000 waits, each", ours_us, theirs_us, 150, wrong)


def _cold(env, work):
    """Nothing is known of the calendar yet: reading it is part of the figure."""
    env.registry.clear_cache()
    env.invalidate_all()
    return work()


def _timed(work, items):
    """Return microseconds an item, and what the work gave."""
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1e6 / len(items), result


def _row(work, ours_us, theirs_us, at_least, wrong):
    faster = theirs_us / ours_us
    return Row(
        work,
        f"{ours_us:.2f} us",
        f"{theirs_us:.0f} us",
        f"{faster:.0f} x faster, {wrong} differ",
        f">= {at_least} x, 0",
        faster >= at_least and not wrong,
    )
