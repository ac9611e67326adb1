"""Since when somebody waits for more than one business day."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.business_day import business_day_before
from medspa_speed_to_lead.tools.working_time import AROUND_THE_CLOCK, Timeline

MONDAY = datetime(2026, 3, 2)
REACH = timedelta(days=28)
HOUR = 3600
SECOND = timedelta(seconds=1)


def open_days(hours):
    """Return a timeline: Monday to Friday, for six weeks around that Monday."""
    days = (MONDAY + timedelta(days=day) for day in range(-42, 14))
    return Timeline(
        (day + timedelta(hours=start), day + timedelta(hours=stop))
        for day in days
        if day.weekday() < 5
        for start, stop in hours
    )


WEEKDAYS = open_days([(9, 12), (13, 17)])


@pytest.mark.parametrize(
    ("now", "since"),
    [
        # at the opening on Monday Friday is one day, and what came Thursday is more
        (MONDAY + timedelta(hours=9), MONDAY - timedelta(days=4) + timedelta(hours=17)),
        (MONDAY, MONDAY - timedelta(days=4) + timedelta(hours=17)),
        # an hour later an hour of Friday is over
        (
            MONDAY + timedelta(hours=10),
            MONDAY - timedelta(days=3) + timedelta(hours=10),
        ),
        # over lunch nothing is worked
        (MONDAY + timedelta(hours=12.5), MONDAY - timedelta(days=3, hours=-12)),
        # Tuesday at closing: Monday at closing
        (MONDAY + timedelta(hours=41), MONDAY + timedelta(hours=17)),
    ],
)
def test_a_day_is_working_time(now, since):
    assert business_day_before(WEEKDAYS, now, 7 * HOUR, REACH) == since


def test_hours_that_never_close_have_days_of_24_hours():
    now = MONDAY + timedelta(hours=3)
    since = business_day_before(AROUND_THE_CLOCK, now, 8 * HOUR, REACH)
    assert since == now - timedelta(days=1)


def test_reach_that_holds_no_day_is_given_back():
    now = MONDAY + timedelta(hours=9)
    reach = timedelta(days=2)
    assert business_day_before(WEEKDAYS, now, 7 * HOUR, reach) == now - reach


@given(
    minute=st.integers(0, 7 * 24 * 60),
    seconds=st.integers(60, 20 * HOUR),
    hours=st.sampled_from([[(9, 17)], [(9, 12), (13, 17)], [(0, 24)], [(11, 12)]]),
)
def test_moment_divides_too_long_from_fine(minute, seconds, hours):
    timeline = open_days(hours)
    now = MONDAY + timedelta(minutes=minute)
    since = business_day_before(timeline, now, seconds, REACH)
    if since > now - REACH:
        assert timeline.measure(since, now) <= seconds
        assert timeline.measure(since - SECOND, now) > seconds
    else:
        assert timeline.measure(since, now) <= seconds
