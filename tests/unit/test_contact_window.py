from datetime import datetime, time, timedelta

import pytest
import pytz
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.contact_window import (
    STRICT,
    Window,
    next_lawful,
    zones_of_number,
)

CHICAGO, NEW_YORK, HONOLULU = "America/Chicago", "America/New_York", "Pacific/Honolulu"
ZONES = st.sampled_from(
    [CHICAGO, NEW_YORK, HONOLULU, "America/Los_Angeles", "America/Phoenix"]
)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31))


def local(moment, zone):
    return pytz.utc.localize(moment).astimezone(pytz.timezone(zone))


@pytest.mark.parametrize(
    "at, expected",
    [
        # Austin is at UTC-6 in winter: 8:00 there is 14:00 UTC
        (datetime(2026, 3, 2, 13, 59, 59), datetime(2026, 3, 2, 14)),
        (datetime(2026, 3, 2, 14), datetime(2026, 3, 2, 14)),
        (datetime(2026, 3, 3, 1, 59, 59), datetime(2026, 3, 3, 1, 59, 59)),
        (datetime(2026, 3, 3, 2), datetime(2026, 3, 3, 14)),
        (datetime(2026, 3, 3, 7), datetime(2026, 3, 3, 14)),
    ],
    ids=["before 8", "at 8", "last second", "at 20", "after midnight"],
)
def test_text_waits_for_eight_in_the_morning_where_they_are(at, expected):
    assert next_lawful(at, [CHICAGO], STRICT) == expected


def test_morning_after_the_clocks_change_is_still_eight():
    night = datetime(2026, 3, 8, 3)  # Saturday 21:00 in Chicago, spring forward at 2
    assert next_lawful(night, [CHICAGO], STRICT) == datetime(2026, 3, 8, 13)


def test_number_of_two_zones_is_treated_by_the_strictest():
    eight_in_new_york = datetime(2026, 3, 2, 13)
    zones = [NEW_YORK, CHICAGO]
    assert next_lawful(eight_in_new_york, zones, STRICT) == datetime(2026, 3, 2, 14)
    after_20_in_new_york = datetime(2026, 3, 3, 1, 30)
    assert next_lawful(after_20_in_new_york, zones, STRICT) == datetime(2026, 3, 3, 14)


def test_zones_that_are_never_both_awake_allow_nothing():
    at = datetime(2026, 3, 2, 14)
    short = Window(time(8), time(10))
    assert next_lawful(at, [NEW_YORK, HONOLULU], short) is None


def test_nobody_knows_where_they_are_allows_nothing():
    assert next_lawful(datetime(2026, 3, 2, 18), [], STRICT) is None


def test_window_closes_after_it_opens():
    with pytest.raises(ValueError, match="closes after"):
        Window(time(20), time(8))


@given(at=MOMENTS, zones=st.lists(ZONES, min_size=1, max_size=3))
def test_what_is_found_is_lawful_everywhere_and_nothing_earlier_is(at, zones):
    found = next_lawful(at, zones, STRICT)
    assert found >= at
    for zone in zones:
        assert time(8) <= local(found, zone).time() < time(20)
    step = timedelta(minutes=1)
    if found > at:
        before = max(at, found - step)
        assert any(
            not time(8) <= local(before, zone).time() < time(20) for zone in zones
        )


@pytest.mark.parametrize(
    "number, zones",
    [
        ("+15125550143", [CHICAGO]),
        ("+12125550143", [NEW_YORK]),
        ("+18085550143", [HONOLULU]),
        ("nonsense", []),
    ],
)
def test_area_code_tells_the_zone(number, zones):
    assert zones_of_number(number) == zones


@pytest.mark.parametrize(
    "number, zones",
    [
        ("+18505550143", {CHICAGO, NEW_YORK}),  # the panhandle of Florida
        ("+14235550143", {CHICAGO, NEW_YORK}),  # the east of Tennessee
        ("+12085550143", {"America/Boise", "America/Los_Angeles"}),
    ],
)
def test_area_code_on_a_border_has_both_zones(number, zones):
    assert zones <= set(zones_of_number(number))


def test_toll_free_number_is_lawful_only_when_the_continent_is_awake():
    zones = zones_of_number("+18005550143")
    found = next_lawful(datetime(2026, 3, 2, 14), zones, STRICT)
    assert time(8) <= local(found, HONOLULU).time()
    assert local(found, NEW_YORK).time() < time(20)
