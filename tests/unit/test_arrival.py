from datetime import datetime, timedelta

import pytest

from medspa_speed_to_lead.tools.arrival import arrival, looks_like_another_zone
from medspa_speed_to_lead.tools.local_time import day_around
from medspa_speed_to_lead.tools.working_time import AROUND_THE_CLOCK, Timeline

CHICAGO = "America/Chicago"
HOUR = timedelta(hours=1)
MIDNIGHT = datetime(2026, 3, 2, 6)  # in Chicago, as naive UTC
# 9 to 12 and 13 to 17
OPEN = Timeline(
    [
        (MIDNIGHT + 9 * HOUR, MIDNIGHT + 12 * HOUR),
        (MIDNIGHT + 13 * HOUR, MIDNIGHT + 17 * HOUR),
        (MIDNIGHT + 33 * HOUR, MIDNIGHT + 41 * HOUR),
    ]
)


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (0, "closed"),
        (8.99, "closed"),
        (9, "open"),
        (11.99, "open"),
        (12, "break"),
        (12.99, "break"),
        (13, "open"),
        (17, "closed"),
        (23.99, "closed"),
    ],
)
def test_arrival_by_the_hour(hour, expected):
    moment = MIDNIGHT + hour * HOUR
    assert arrival(OPEN, day_around(moment, CHICAGO), moment) == expected


def test_night_between_two_days_is_no_break():
    moment = MIDNIGHT + 24 * HOUR
    assert arrival(OPEN, day_around(moment, CHICAGO), moment) == "closed"


def test_without_hours_it_is_always_open():
    assert arrival(AROUND_THE_CLOCK, day_around(MIDNIGHT, CHICAGO), MIDNIGHT) == "open"


@pytest.mark.parametrize(
    ("day", "hours"),
    [(datetime(2026, 3, 8, 18), 23), (datetime(2026, 11, 1, 18), 25)],
)
def test_day_in_which_the_clocks_change(day, hours):
    start, stop = day_around(day, CHICAGO)
    assert stop - start == hours * HOUR
    assert start <= day < stop


def test_day_begins_at_local_midnight():
    assert day_around(MIDNIGHT, CHICAGO)[0] == MIDNIGHT
    assert day_around(MIDNIGHT - timedelta(seconds=1), CHICAGO)[1] == MIDNIGHT


@pytest.mark.parametrize(
    ("back", "elsewhere"),
    [
        (timedelta(minutes=-4), False),
        (timedelta(minutes=-6), True),
        (timedelta(0), False),
        (timedelta(minutes=30), False),
        (timedelta(minutes=54), False),
        (timedelta(minutes=56), True),
        (timedelta(hours=6, seconds=20), True),
        (timedelta(hours=6, minutes=17), False),
        (timedelta(hours=26), True),
        (timedelta(hours=27), False),
    ],
)
def test_whole_hours_back_is_the_clock_of_another_zone(back, elsewhere):
    now = datetime(2026, 3, 2, 16)
    assert looks_like_another_zone(now - back, now) is elsewhere
