"""Local time and UTC, against the time zones of Python's own library."""

import ast
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools import local_time
from medspa_speed_to_lead.tools.local_time import (
    day_around,
    day_bounds,
    moment_of,
    readings,
    to_local,
    to_utc,
)

CHICAGO, HAVANA, BEIRUT = "America/Chicago", "America/Havana", "Asia/Beirut"
HOUR = timedelta(hours=1)
ADDON = Path(local_time.__file__).parents[1]
LIBRARIES = {"pytz", "zoneinfo", "dateutil.tz"}

# clocks set at two in the morning, at midnight, by half an hour, "backwards", never
zones = st.sampled_from(
    [CHICAGO, "America/New_York", "America/Phoenix", "Pacific/Honolulu", HAVANA]
    + [BEIRUT, "Australia/Lord_Howe", "Europe/Dublin", "Asia/Kathmandu", "UTC"]
)
# years on which the data of both libraries agree, whatever their versions
times = st.datetimes(datetime(2015, 1, 1), datetime(2022, 1, 1))
# around the nights of a change
changes = st.builds(
    lambda year, day, minutes: datetime(year, *day) + timedelta(minutes=minutes),
    st.integers(2015, 2021),
    st.sampled_from([(3, 8), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1)]),
    st.integers(-8 * 1440, 8 * 1440),
)
moments = times | changes


def plain(local, zone, fold=0):
    """The moment of a local time as PEP 495 reads it."""
    aware = local.replace(tzinfo=ZoneInfo(zone), fold=fold)
    return aware.astimezone(UTC).replace(tzinfo=None)


@given(moments, zones)
def test_clocks_show_what_those_of_python_show(moment, zone):
    aware = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    assert to_local(moment, zone) == aware.replace(tzinfo=None)


@given(moments, zones)
@example(datetime(2026, 3, 8, 2, 30), CHICAGO)
@example(datetime(2026, 11, 1, 1, 30), CHICAGO)
@example(datetime(2011, 12, 30, 12), "Pacific/Apia")  # a day that never was
def test_moment_is_that_of_python(local, zone):
    assert to_utc(local, zone) == plain(local, zone)
    both = sorted(plain(local, zone, fold) for fold in (0, 1))
    assert readings(local, zone) == tuple(both)


@given(moments, zones)
def test_there_and_back(moment, zone):
    """Only the second of two times that look the same comes back as the first."""
    local = to_local(moment, zone)
    first, last = readings(local, zone)
    assert moment in (first, last)
    assert to_utc(local, zone) == first


@given(moments, zones)
def test_skipped_time_comes_as_much_later_as_the_clocks_skip(local, zone):
    first, last = readings(local, zone)
    if to_local(first, zone) != local:
        assert to_local(last, zone) == local + (last - first)


@given(moments, zones)
def test_moment_lies_in_its_day_and_days_leave_no_gap(moment, zone):
    start, stop = day_around(moment, zone)
    assert start <= moment < stop
    day = to_local(moment, zone).date()
    assert to_local(start, zone).date() == day
    assert to_local(start - timedelta(seconds=1), zone).date() < day
    assert day_around(stop, zone)[0] == stop


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        (datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 14)),
        (datetime(2026, 7, 2, 8), datetime(2026, 7, 2, 13)),
        (datetime(2026, 3, 8, 2, 30), datetime(2026, 3, 8, 8, 30)),  # skipped: 3:30
        (datetime(2026, 11, 1, 1, 30), datetime(2026, 11, 1, 6, 30)),  # the first
    ],
)
def test_moment_of_a_local_time(local, expected):
    assert to_utc(local, CHICAGO) == expected
    assert moment_of(local.date(), local.time(), CHICAGO) == expected


@pytest.mark.parametrize(
    ("day", "zone", "hours", "begins"),
    [
        (date(2026, 3, 8), CHICAGO, 23, time(0)),
        (date(2026, 11, 1), CHICAGO, 25, time(0)),
        (date(2026, 3, 9), CHICAGO, 24, time(0)),
        (date(2025, 11, 2), HAVANA, 25, time(0)),  # its midnight comes twice
        (date(2026, 3, 29), BEIRUT, 23, time(1)),  # its midnight is skipped
    ],
)
def test_day_in_which_clocks_are_set(day, zone, hours, begins):
    start, stop = day_bounds(day, zone)
    assert stop - start == hours * HOUR
    assert to_local(start, zone) == datetime.combine(day, begins)


def test_zones_are_named():
    assert local_time.is_zone(CHICAGO)
    assert not local_time.is_zone("America/Nowhere")
    assert "America/Denver" in local_time.zones_of_country("US")
    assert not list(local_time.zones_of_country("XX"))


def test_no_other_file_of_the_addon_knows_a_library_of_time_zones():
    guilty = {
        str(path.relative_to(ADDON))
        for path in ADDON.rglob("*.py")
        if "tests" not in path.parts
        and path.relative_to(ADDON) != Path("tools/local_time.py")
        and LIBRARIES & imported(path)
    }
    assert not guilty


def imported(path):
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return found
