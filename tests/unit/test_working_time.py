"""Working time: the hours of a practice, in which a promise is counted."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.working_time import (
    AROUND_THE_CLOCK,
    BeyondHorizon,
    Timeline,
)

NEW_YORK = "America/New_York"
MICROSECOND = timedelta(microseconds=1)
LENGTH = 14  # days of every schedule that hypothesis makes up


def hours(*pairs):
    """Opening hours of one day, as minutes since local midnight."""
    return [(round(start * 60), round(stop * 60)) for start, stop in pairs]


def on_days(days, pairs):
    return dict.fromkeys(days, pairs)


WORK_WEEK = range(5)
WITH_LUNCH = on_days(WORK_WEEK, hours((9, 12), (13, 17)))
WITHOUT_LUNCH = on_days(WORK_WEEK, hours((9, 17)))
ALWAYS = on_days(range(7), hours((0, 24)))


def to_utc(moment, zone):
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)


def local(text, zone=NEW_YORK, fold=0):
    """The naive UTC moment of a local clock reading."""
    return to_utc(datetime.fromisoformat(text).replace(fold=fold), zone)


def clock(moment, zone=NEW_YORK):
    """What a clock on the wall shows at a naive UTC moment."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def opening_hours(zone, first, length, week, closed=()):
    """UTC intervals of a weekly local schedule.

    :param week: list of local ``(start, stop)`` minutes by weekday, 0 for Monday.
    :param closed: dates without opening hours.
    """
    for day in (first + timedelta(days=n) for n in range(length)):
        midnight = datetime(day.year, day.month, day.day)
        exists = clock(to_utc(midnight, zone), zone).date() == day
        if exists and day not in closed:
            for minutes in week.get(day.weekday(), ()):
                yield tuple(
                    to_utc(midnight + timedelta(minutes=minute), zone)
                    for minute in minutes
                )


def timeline(first, week, zone=NEW_YORK, closed=(), length=35):
    first = date.fromisoformat(first)
    closed = {date.fromisoformat(day) for day in closed}
    return Timeline(opening_hours(zone, first, length, week, closed))


# -- what hypothesis varies

# two weeks, with the change of the clocks (or the skipped day) in their middle
CHANGES = [
    (NEW_YORK, date(2026, 10, 25)),
    (NEW_YORK, date(2027, 3, 7)),
    ("Europe/Berlin", date(2026, 10, 18)),
    ("Europe/Berlin", date(2027, 3, 21)),
    ("Australia/Lord_Howe", date(2026, 9, 27)),
    ("Australia/Lord_Howe", date(2027, 3, 28)),
    ("Pacific/Apia", date(2011, 12, 23)),
    ("UTC", date(2026, 11, 16)),
]


@st.composite
def day_hours(draw):
    """One to three stretches of a day; what lies between them is the lunch gap."""
    edges = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return hours(*((start / 4, stop / 4) for start, stop in pairs))


@st.composite
def schedules(draw):
    """A zone, its first day, and the UTC intervals of two weeks there."""
    zone, first = draw(st.sampled_from(CHANGES))
    kinds = {"a": draw(day_hours()), "b": draw(day_hours()), "closed": []}
    kind = st.sampled_from(sorted(kinds))
    week = {weekday: kinds[draw(kind)] for weekday in range(7)}
    off = draw(st.sets(st.integers(0, LENGTH - 1), max_size=3))
    closed = {first + timedelta(days=n) for n in off}
    return zone, first, list(opening_hours(zone, first, LENGTH, week, closed))


@st.composite
def cases(draw, count):
    """Intervals and ``count`` ordered moments: any, or at the edge of an interval."""
    _zone, first, intervals = draw(schedules())
    origin = datetime(first.year, first.month, first.day)
    span = timedelta(days=LENGTH + 4) // MICROSECOND
    any_moment = st.integers(0, span).map(
        lambda n: origin - timedelta(days=2) + n * MICROSECOND
    )
    edges = [edge for interval in intervals for edge in interval]
    at_edge = st.builds(
        lambda edge, n: edge + n * MICROSECOND,
        st.sampled_from(edges or [origin]),
        st.integers(-1, 1),
    )
    moments = [draw(st.one_of(any_moment, at_edge)) for _ in range(count)]
    return intervals, sorted(moments)


@st.composite
def promises(draw, count=1):
    """A timeline, a start, and ``count`` amounts of seconds that fit after it."""
    intervals, (start,) = draw(cases(1))
    line = Timeline(intervals)
    rest = round(line.measure(start, datetime(2100, 1, 1)) * 1e6)
    assume(rest)
    amounts = [draw(st.integers(1, rest)) / 1e6 for _ in range(count)]
    return line, start, *sorted(amounts)


rule = settings(deadline=None, max_examples=40)


def worked(intervals, start, stop):
    """The same as ``measure``, slowly: each piece between two edges on its own."""
    inside = {edge for pair in intervals for edge in pair if start < edge < stop}
    total = timedelta()
    for left, right in pairwise(sorted(inside | {start, stop})):
        if any(a <= left and right <= b for a, b in intervals):
            total += right - left
    return total.total_seconds()


# -- laws that hold for every schedule


@rule
@given(promises())
def test_time_added_is_the_time_measured(promise):
    line, start, amount = promise
    assert line.measure(start, line.add(start, amount)) == amount


@rule
@given(promises())
def test_deadline_is_the_first_moment_by_which_the_time_was_worked(promise):
    line, start, amount = promise
    assert line.measure(start, line.add(start, amount) - MICROSECOND) < amount


@rule
@given(cases(2))
def test_measured_time_is_the_time_that_lies_in_the_intervals(case):
    intervals, (start, stop) = case
    assert Timeline(intervals).measure(start, stop) == worked(intervals, start, stop)


@rule
@given(promises(2))
def test_a_longer_promise_is_never_due_earlier(promise):
    line, start, short, long = promise
    assert line.add(start, 0) <= line.add(start, short) <= line.add(start, long)


@rule
@given(promises(), st.integers(0, timedelta(days=3) // MICROSECOND))
def test_a_later_start_is_never_due_earlier(promise, earlier):
    line, start, amount = promise
    assert line.add(start - earlier * MICROSECOND, amount) <= line.add(start, amount)


@rule
@given(cases(3))
def test_measured_time_adds_up_and_grows_with_the_span(case):
    intervals, (first, middle, last) = case
    line = Timeline(intervals)
    before, after = line.measure(first, middle), line.measure(middle, last)
    assert line.measure(first, last) == pytest.approx(before + after, abs=5e-7)
    assert min(before, after) >= 0
    assert line.measure(first, last) >= max(before, after)


@rule
@given(cases(2))
def test_nothing_is_measured_backwards(case):
    intervals, (start, stop) = case
    assert Timeline(intervals).measure(stop, start) == 0


@rule
@given(cases(1))
def test_zero_seconds_are_due_at_once_or_at_the_opening(case):
    intervals, (start,) = case
    line = Timeline(intervals)
    openings = [max(start, a) for a, b in intervals if a < b and start < b]
    assert line.next_open(start) == min(openings, default=None)
    assert line.is_open(start) == (start in openings)
    if openings:
        assert line.add(start, 0) == line.add(start, -60) == min(openings)


@rule
@given(cases(1))
def test_waiting_for_the_opening_costs_nothing(case):
    intervals, (start,) = case
    line = Timeline(intervals)
    opening = line.next_open(start)
    assume(opening)
    assert line.measure(start, opening) == 0
    assert line.add(start, 1e-6) == line.add(opening, 1e-6) == opening + MICROSECOND


@rule
@given(cases(1))
def test_next_close_ends_the_interval_that_opens_next(case):
    intervals, (start,) = case
    line = Timeline(intervals)
    opening, closing = line.next_open(start), line.next_close(start)
    assert (opening is None) == (closing is None)
    if closing:
        assert line.measure(opening, closing) == (closing - opening).total_seconds()
        assert not line.is_open(closing)
        assert line.is_open(closing - MICROSECOND)


@rule
@given(cases(1))
def test_more_time_than_the_intervals_hold_is_beyond_the_horizon(case):
    intervals, (start,) = case
    line = Timeline(intervals)
    rest = line.measure(start, datetime(2100, 1, 1))
    if rest:
        assert line.add(start, rest) == max(b for a, b in intervals if a < b)
    with pytest.raises(BeyondHorizon):
        line.add(start, rest + 1e-6)


@rule
@given(schedules(), st.data())
def test_shuffled_doubled_or_cut_intervals_are_the_same_hours(schedule, data):
    _zone, _first, intervals = schedule
    extra = []
    # in the hour that a clock skips, an interval may end before it begins: turned
    # round it would be hours that nobody has
    for start, stop in ((a, b) for a, b in intervals if a <= b):
        cut = start + (stop - start) * data.draw(st.sampled_from([0, 0.25, 0.5, 1]))
        extra += [(start, cut), (cut, stop), (stop, start), (start, start)]
    plain, noisy = Timeline(intervals), Timeline(extra + intervals + extra)
    start = data.draw(st.sampled_from([a for a, _b in intervals] or [datetime.min]))
    assert noisy.measure(datetime(2000, 1, 1), datetime(2100, 1, 1)) == plain.measure(
        datetime(2000, 1, 1), datetime(2100, 1, 1)
    )
    if plain:
        assert noisy.next_open(start) == plain.next_open(start)
        assert noisy.next_close(start) == plain.next_close(start)


@rule
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_a_minute_is_worked_when_any_interval_covers_it(pairs, start, stop):
    minute = [datetime(2026, 11, 23, 9, n) for n in range(41)]
    covered = {n for a, b in pairs for n in range(a, b)}
    line = Timeline((minute[a], minute[b]) for a, b in pairs)
    asked = covered & set(range(start, stop))
    assert line.measure(minute[start], minute[stop]) == 60 * len(asked)
    assert [line.is_open(moment) for moment in minute] == [
        n in covered for n in range(41)
    ]


# -- when an inquiry arrives while the practice is closed

WEEK_OF_THANKSGIVING = timeline("2026-11-16", WITH_LUNCH, closed=["2026-11-26"])


@pytest.mark.parametrize(
    ("arrival", "opening"),
    [
        pytest.param("2026-11-18 06:00", "2026-11-18 09:00", id="before opening"),
        pytest.param("2026-11-18 08:59:59", "2026-11-18 09:00", id="just before"),
        pytest.param("2026-11-18 09:00", "2026-11-18 09:00", id="at opening"),
        pytest.param("2026-11-18 12:00", "2026-11-18 13:00", id="lunch begins"),
        pytest.param("2026-11-18 12:30", "2026-11-18 13:00", id="during lunch"),
        pytest.param("2026-11-18 13:00", "2026-11-18 13:00", id="lunch ends"),
        pytest.param("2026-11-18 17:00", "2026-11-19 09:00", id="at closing"),
        pytest.param("2026-11-18 20:00", "2026-11-19 09:00", id="after closing"),
        pytest.param("2026-11-20 17:00", "2026-11-23 09:00", id="Friday at closing"),
    ],
)
def test_closed_hours_wait_for_the_opening(arrival, opening):
    line, arrival, opening = WEEK_OF_THANKSGIVING, local(arrival), local(opening)
    assert line.next_open(arrival) == opening
    assert line.add(arrival, 0) == opening
    for seconds in (1, 5 * 60, 3 * 3600, 4 * 3600, 30 * 3600):
        assert line.add(arrival, seconds) == line.add(opening, seconds)
    assert line.add(arrival, 5 * 60) == opening + timedelta(minutes=5)


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize(
    ("day", "next_day"),
    [
        pytest.param("2026-11-21", "2026-11-23", id="Saturday"),
        pytest.param("2026-11-22", "2026-11-23", id="Sunday"),
        pytest.param("2026-11-26", "2026-11-27", id="Thanksgiving"),
    ],
)
def test_every_hour_of_a_closed_day_waits_for_the_same_opening(day, next_day, hour):
    due = WEEK_OF_THANKSGIVING.add(local(f"{day} {hour:02}:10"), 3600)
    assert clock(due) == datetime.fromisoformat(f"{next_day} 10:00")


def test_night_inquiry_waits_for_opening():
    due = WEEK_OF_THANKSGIVING.add(local("2026-11-18 23:40"), 5 * 60)
    assert clock(due) == datetime(2026, 11, 19, 9, 5)


def test_friday_afternoon_goes_on_monday_morning():
    line = timeline("2026-11-16", WITHOUT_LUNCH)
    due = line.add(local("2026-11-20 16:45"), 30 * 60)
    assert clock(due) == datetime(2026, 11, 23, 9, 15)


def test_friday_afternoon_goes_on_tuesday_when_monday_is_a_holiday():
    line = timeline("2026-11-16", WITHOUT_LUNCH, closed=["2026-11-23"])
    due = line.add(local("2026-11-20 16:45"), 30 * 60)
    assert clock(due) == datetime(2026, 11, 24, 9, 15)


def test_deadline_exactly_at_the_closing_is_that_closing():
    line = WEEK_OF_THANKSGIVING
    for start, seconds, closing in (
        ("2026-11-20 16:45", 15 * 60, "2026-11-20 17:00"),
        ("2026-11-20 11:30", 30 * 60, "2026-11-20 12:00"),
        ("2026-11-20 09:00", 7 * 3600, "2026-11-20 17:00"),
        ("2026-11-21 11:00", 3 * 3600, "2026-11-23 12:00"),
    ):
        assert line.add(local(start), seconds) == local(closing)


# Eight arrivals that another CRM gets wrong in part: what a person expects.
ARRIVALS = [
    ("2026-11-21 20:00", 60, "2026-11-23 10:00"),
    ("2026-11-22 15:00", 60, "2026-11-23 10:00"),
    ("2026-11-20 16:45", 30, "2026-11-23 09:15"),
    ("2026-11-18 11:50", 30, "2026-11-18 13:20"),
    ("2026-11-18 17:00", 5, "2026-11-19 09:05"),
    ("2026-11-18 06:00", 5, "2026-11-18 09:05"),
    ("2026-10-30 16:50", 20, "2026-11-02 09:10"),
    ("2026-11-25 16:50", 30, "2026-11-27 09:20"),
]


@pytest.mark.parametrize(("arrival", "minutes", "expected"), ARRIVALS)
def test_deadline_is_what_a_person_expects(arrival, minutes, expected):
    line = timeline("2026-10-26", WITH_LUNCH, closed=["2026-11-26"])
    start = local(arrival)
    due = line.add(start, minutes * 60)
    assert clock(due) == datetime.fromisoformat(expected)
    assert line.measure(start, due) == minutes * 60


# -- when the clocks change


def test_the_hour_that_spring_skips_is_not_counted():
    line = timeline("2027-03-12", ALWAYS)
    due = line.add(local("2027-03-14 01:30"), 60 * 60)
    assert clock(due) == datetime(2027, 3, 14, 3, 30)


def test_the_hour_that_autumn_repeats_is_counted_twice():
    line = timeline("2026-10-30", ALWAYS)
    due = line.add(local("2026-11-01 00:45"), 120 * 60)
    assert due == local("2026-11-01 01:45", fold=1)
    assert due != local("2026-11-01 01:45", fold=0)


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        (NEW_YORK, "2027-03-14", 23),
        (NEW_YORK, "2026-11-01", 25),
        ("Europe/Berlin", "2027-03-28", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Australia/Lord_Howe", "2027-04-04", 24.5),
        ("Pacific/Apia", "2011-12-30", 0),
        ("UTC", "2026-11-01", 24),
    ],
)
def test_day_of_the_change_has_its_true_length(zone, day, length):
    line = timeline(day, ALWAYS, zone, length=1)
    assert line.measure(datetime(2000, 1, 1), datetime(2100, 1, 1)) == length * 3600


@pytest.mark.parametrize(("zone", "first"), CHANGES)
def test_local_opening_time_is_kept_over_the_change(zone, first):
    line = timeline(f"{first}", on_days(range(7), hours((9, 17))), zone)
    openings = []
    at = line.next_open(datetime(2000, 1, 1))
    while at:
        openings.append(at)
        at = line.next_open(line.next_close(at))
    assert len(openings) == (34 if zone == "Pacific/Apia" else 35)
    assert {clock(opening, zone).time().isoformat() for opening in openings} == {
        "09:00:00"
    }
    if zone not in ("UTC", "Pacific/Apia"):
        assert len({opening.time() for opening in openings}) == 2


# -- odd intervals


def test_no_minute_is_lost_at_midnight():
    line = timeline("2026-11-16", ALWAYS)
    late = local("2026-11-18 23:50")
    assert line.add(late, 20 * 60) == late + timedelta(minutes=20)
    assert line.measure(late, late + timedelta(days=3)) == 3 * 86400
    assert line.is_open(local("2026-11-19 00:00"))


def test_touching_intervals_are_one():
    line = timeline("2026-11-16", ALWAYS, length=7)
    assert line.next_close(local("2026-11-18 12:00")) == local("2026-11-23 00:00")


@pytest.mark.parametrize(
    ("moment", "closing"),
    [
        ("2026-11-18 08:00", "2026-11-18 12:00"),
        ("2026-11-18 09:00", "2026-11-18 12:00"),
        ("2026-11-18 11:59", "2026-11-18 12:00"),
        ("2026-11-18 12:00", "2026-11-18 17:00"),
        ("2026-11-20 17:00", "2026-11-23 12:00"),
    ],
)
def test_closing_that_is_reached_is_not_the_next_one(moment, closing):
    assert WEEK_OF_THANKSGIVING.next_close(local(moment)) == local(closing)


def test_interval_inside_another_adds_nothing():
    nine, ten, noon, one = (datetime(2026, 11, 23, hour) for hour in (9, 10, 12, 13))
    line = Timeline([(ten, noon), (nine, one)])
    assert line.measure(nine, one) == 4 * 3600
    assert line.next_close(ten) == one


@pytest.mark.parametrize(
    "intervals",
    [
        pytest.param([], id="none"),
        pytest.param([(datetime(2026, 11, 23, 9),) * 2], id="empty"),
        pytest.param(
            [(datetime(2026, 11, 23, 17), datetime(2026, 11, 23, 9))], id="reversed"
        ),
    ],
)
def test_practice_that_never_opens_has_no_deadline(intervals):
    line, now = Timeline(intervals), datetime(2026, 11, 23, 9)
    assert not line
    assert not line.is_open(now)
    assert line.next_open(now) is None
    assert line.next_close(now) is None
    assert line.measure(now, datetime(2026, 11, 24)) == 0
    for seconds in (0, 60):
        with pytest.raises(BeyondHorizon):
            line.add(now, seconds)


def test_timeline_with_hours_is_true():
    assert WEEK_OF_THANKSGIVING


def test_inquiry_after_the_last_closing_is_beyond_the_horizon():
    line = timeline("2026-11-16", WITH_LUNCH, length=5)
    assert line.add(local("2026-11-20 16:00"), 3600) == local("2026-11-20 17:00")
    with pytest.raises(BeyondHorizon):
        line.add(local("2026-11-20 16:00"), 3601)
    with pytest.raises(BeyondHorizon):
        line.add(local("2026-11-20 17:00"), 0)


def test_intervals_may_come_from_a_generator():
    nine, five = datetime(2026, 11, 23, 9), datetime(2026, 11, 23, 17)
    assert Timeline(pair for pair in [(nine, five)]).measure(nine, five) == 8 * 3600


# -- amounts below a second


def test_fractions_of_a_second_are_kept():
    line = WEEK_OF_THANKSGIVING
    nine = local("2026-11-18 09:00")
    assert line.add(nine, 0.25) == nine + timedelta(milliseconds=250)
    assert line.measure(nine, nine + timedelta(milliseconds=250)) == 0.25
    assert line.measure(nine, nine + MICROSECOND) == 1e-6
    assert line.measure(nine - MICROSECOND, nine) == 0


@pytest.mark.parametrize("seconds", [1e-7, 4e-7, 0, -1, -3600])
def test_amount_too_small_to_count_is_due_at_the_opening(seconds):
    line = WEEK_OF_THANKSGIVING
    for moment in ("2026-11-16 09:00", "2026-11-18 09:00", "2026-11-18 06:00"):
        opening = line.next_open(local(moment))
        assert line.add(local(moment), seconds) == opening


def test_measure_of_nothing_is_zero():
    noon, later = local("2026-11-18 10:00"), local("2026-11-18 11:00")
    assert WEEK_OF_THANKSGIVING.measure(noon, noon) == 0
    assert WEEK_OF_THANKSGIVING.measure(later, noon) == 0


# -- a promise that knows no closing


def public(thing):
    return {name for name in dir(thing) if not name.startswith("_")}


def test_around_the_clock_answers_the_same_questions():
    assert public(AROUND_THE_CLOCK) == public(Timeline([]))
    assert AROUND_THE_CLOCK


def test_around_the_clock_counts_every_second():
    night = local("2026-11-21 23:50")
    due = AROUND_THE_CLOCK.add(night, 20 * 60)
    assert due == night + timedelta(minutes=20)
    assert AROUND_THE_CLOCK.measure(night, due) == 20 * 60
    assert AROUND_THE_CLOCK.is_open(night)
    assert AROUND_THE_CLOCK.next_open(night) == night
    assert AROUND_THE_CLOCK.next_close(night) is None


def test_around_the_clock_never_runs_backwards():
    night = local("2026-11-21 23:50")
    assert AROUND_THE_CLOCK.add(night, -60) == night
    assert AROUND_THE_CLOCK.measure(night, night - timedelta(hours=1)) == 0


@rule
@given(
    st.datetimes(datetime(2026, 11, 18), datetime(2026, 11, 20)),
    st.integers(0, timedelta(days=5) // MICROSECOND).map(lambda n: n / 1e6),
)
def test_around_the_clock_agrees_with_hours_that_never_close(start, seconds):
    line = timeline("2026-11-16", ALWAYS)
    due = AROUND_THE_CLOCK.add(start, seconds)
    assert line.add(start, seconds) == due
    assert line.measure(start, due) == AROUND_THE_CLOCK.measure(start, due) == seconds
