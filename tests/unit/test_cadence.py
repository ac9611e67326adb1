"""When the steps of a follow-up plan come."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.cadence import (
    LEAST_GAP,
    Delay,
    next_day,
    step_moment,
)
from medspa_speed_to_lead.tools.local_time import day_around

CHICAGO = "America/Chicago"
ZONES = (CHICAGO, "America/New_York", "America/Phoenix", "Pacific/Honolulu", "UTC")
START = datetime(2026, 3, 2, 16, 0)  # Monday 10:00 in Chicago


def plain(start, seconds):
    return start + timedelta(seconds=seconds)


def moment(delay, started_at=START, previous_at=None, zone=CHICAGO, working=plain):
    return step_moment(delay, started_at, previous_at or started_at, zone, working)


def at(*args, zone=CHICAGO):
    local = datetime(*args, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("delay", "expected"),
    [
        (Delay(20, "minutes"), at(2026, 3, 2, 10, 20)),
        (Delay(3, "hours"), at(2026, 3, 2, 13, 0)),
        (Delay(2, "days"), at(2026, 3, 4, 10, 0)),
        (Delay(0, "days"), START),
        (Delay(2, "days", time_of_day=9 * 60), at(2026, 3, 4, 9, 0)),
        (Delay(0, "days", time_of_day=9 * 60), at(2026, 3, 3, 9, 0)),
        (Delay(0, "days", time_of_day=15 * 60), at(2026, 3, 2, 15, 0)),
        (Delay(5, "hours", time_of_day=14 * 60), at(2026, 3, 3, 14, 0)),
        (Delay(5, "hours", time_of_day=15 * 60), at(2026, 3, 2, 15, 0)),
    ],
)
def test_step_comes_after_its_delay(delay, expected):
    assert moment(delay) == expected


def test_working_hours_are_asked_of_the_practice():
    opens = at(2026, 3, 3, 9, 0)
    asked = []

    def working(start, seconds):
        asked.append((start, seconds))
        return opens

    assert moment(Delay(2, "working_hours"), working=working) == opens
    assert asked == [(START, 7200)]


def test_days_keep_the_clock_on_the_wall_over_the_spring_change():
    before = at(2026, 3, 7, 10, 0)
    assert moment(Delay(1, "days"), before) == at(2026, 3, 8, 10, 0)
    assert moment(Delay(1, "days"), before) - before == timedelta(hours=23)


def test_time_that_the_spring_change_skips_comes_an_hour_later():
    before = at(2026, 3, 7, 10, 0)
    skipped = moment(Delay(1, "days", time_of_day=2 * 60 + 30), before)
    assert skipped == at(2026, 3, 8, 3, 30)


def test_step_from_the_start_is_not_moved_by_the_one_before():
    delay = Delay(3, "days", "start")
    assert moment(delay, previous_at=START + timedelta(days=1)) == at(2026, 3, 5, 10, 0)


def test_step_that_was_overtaken_keeps_its_distance():
    late = START + timedelta(days=5)
    assert moment(Delay(3, "days", "start"), previous_at=late) == late + LEAST_GAP


def test_first_step_at_the_start_comes_at_once():
    assert moment(Delay(0, "minutes", "start")) == START


def test_unknown_unit_is_an_error():
    with pytest.raises(ValueError, match="weeks"):
        moment(Delay(1, "weeks"))


def test_local_day_begins_at_midnight_where_the_practice_is():
    assert day_around(at(2026, 3, 8, 23, 30), CHICAGO) == (
        at(2026, 3, 8, 0, 0),
        at(2026, 3, 9, 0, 0),
    )


def test_next_day_is_the_same_time():
    assert next_day(START, CHICAGO) == at(2026, 3, 3, 10, 0)


delays = st.builds(
    Delay,
    amount=st.integers(0, 60),
    unit=st.sampled_from(("minutes", "hours", "working_hours", "days")),
    since=st.sampled_from(("previous", "start")),
    time_of_day=st.none() | st.integers(0, 24 * 60 - 1),
)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1))


@given(delays, moments, st.integers(0, 10**7), st.sampled_from(ZONES))
def test_no_step_comes_before_the_one_before_it(delay, started_at, passed, zone):
    previous_at = started_at + timedelta(seconds=passed)
    found = moment(delay, started_at, previous_at, zone)
    assert found >= previous_at


@given(delays, moments, st.sampled_from(ZONES))
def test_time_of_day_holds_where_that_time_exists(delay, started_at, zone):
    if delay.time_of_day is None:
        return
    found = moment(delay, started_at, zone=zone)
    local = found.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    shown = local.hour * 60 + local.minute
    is_skipped = shown == delay.time_of_day + 60 and local.utcoffset() != (
        (local - timedelta(hours=3)).utcoffset()
    )
    is_start = found == started_at  # never before it, see above
    assert shown == delay.time_of_day or is_skipped or is_start


@given(delays, moments, st.sampled_from(ZONES))
def test_days_never_come_more_than_one_day_late(delay, started_at, zone):
    if delay.unit != "days":
        return
    found = moment(delay, started_at, zone=zone)
    expected = started_at + timedelta(days=delay.amount)
    assert abs(found - expected) <= timedelta(days=1, hours=1)
