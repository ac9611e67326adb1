from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.holidays import holiday, holidays_from

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
OF_2026 = {
    "New Year's Day": ["01-01"],
    "Martin Luther King Jr. Day": ["01-19"],
    "Washington's Birthday": ["02-16"],
    "Memorial Day": ["05-25"],
    "Juneteenth": ["06-19"],
    "Independence Day": ["07-03", "07-04"],  # a Saturday, kept on Friday
    "Labor Day": ["09-07"],
    "Columbus Day": ["10-12"],
    "Veterans Day": ["11-11"],
    "Thanksgiving Day": ["11-26"],
    "Christmas Day": ["12-25"],
}


def federal_holiday(day):
    """Where no law of a state lists others, the federal holidays hold."""
    return holiday(day, "")


def test_holidays_of_a_year_are_those_of_the_calendar():
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    found = {}
    for day in filter(federal_holiday, year):
        found.setdefault(federal_holiday(day), []).append(f"{day:%m-%d}")
    assert found == OF_2026


@pytest.mark.parametrize(
    "day, name",
    [
        (date(2021, 12, 31), "New Year's Day"),  # 1 January 2022 is a Saturday
        (date(2023, 1, 2), "New Year's Day"),  # the first is a Sunday
        (date(2027, 7, 5), "Independence Day"),
        (date(2025, 5, 26), "Memorial Day"),
        (date(2021, 5, 31), "Memorial Day"),
        (date(2024, 11, 28), "Thanksgiving Day"),
        (date(2028, 11, 10), "Veterans Day"),
        (date(2026, 11, 27), ""),
        (date(2026, 12, 24), ""),
    ],
)
def test_holiday_on_a_weekend_is_kept_beside_it(day, name):
    assert federal_holiday(day) == name


@given(DAYS)
def test_day_is_a_holiday_by_its_rule(day):
    name = federal_holiday(day)
    if name in ("Memorial Day", "Labor Day", "Columbus Day", "Washington's Birthday"):
        assert day.weekday() == 0
    if name == "Memorial Day":
        assert (day + timedelta(days=7)).month == 6
    if name == "Thanksgiving Day":
        assert day.weekday() == 3 and 22 <= day.day <= 28


@pytest.mark.parametrize("day", [date.min, date.max])
def test_end_of_time_is_no_holiday(day):
    assert federal_holiday(day) == ""


# State, holiday, and when it is: calendars of the states, not our rules.
OF_STATES = [
    ("AL", "Mardi Gras", "2026-02-17 2027-02-09 2028-02-29"),
    ("AL", "Confederate Memorial Day", "2026-04-27 2027-04-26"),
    ("AL", "Jefferson Davis' Birthday", "2026-06-01 2027-06-07"),
    ("AL", "Mrs. Rosa L. Parks Day", "2026-12-01 2027-12-01"),
    ("LA", "Battle of New Orleans", "2026-01-08 2027-01-08"),
    ("LA", "Mardi Gras", "2026-02-17 2027-02-09"),
    ("LA", "Good Friday", "2026-04-03 2027-03-26"),
    ("LA", "Huey P. Long Day", "2027-08-30 2028-08-30"),
    ("LA", "All Saints' Day", "2027-11-01 2028-11-01"),
    ("LA", "Election Day", "2026-11-03 2028-11-07"),
    ("LA", "Acadian Day", "2026-11-27 2027-11-26"),
    ("MS", "Confederate Memorial Day", "2026-04-27 2027-04-26 2029-04-30"),
    ("PA", "Good Friday", "2026-04-03 2027-03-26 2028-04-14"),
    ("PA", "Flag Day", "2026-06-14 2027-06-14"),
    ("PA", "Election Day", "2026-11-03 2027-11-02 2028-11-07"),
    ("RI", "Rhode Island Independence Day", "2026-05-04 2027-05-04"),
    ("RI", "Victory Day", "2026-08-10 2027-08-09"),
    ("RI", "Election Day", "2026-11-03 2028-11-07"),
    ("UT", "Pioneer Day", "2026-07-24 2027-07-24"),
    ("UT", "Juneteenth", "2025-06-16 2026-06-15 2027-06-21 2028-06-19"),
]


@pytest.mark.parametrize("state, name, days", OF_STATES)
def test_state_keeps_holidays_of_its_own(state, name, days):
    for day in map(date.fromisoformat, days.split()):
        assert holiday(day, f"US-{state}") == name
        if name != "Juneteenth":
            assert federal_holiday(day) == holiday(day, "US-TX") == ""


@pytest.mark.parametrize(
    "day, region",
    [
        ("2027-11-02", "US-LA"),  # they elect in even years
        ("2027-11-02", "US-RI"),
        ("2027-04-26", "US-LA"),
        ("2027-03-26", "US-AL"),
        ("2027-06-14", "US-RI"),
        ("2027-08-09", "US-PA"),
        ("2027-03-26", "CA-PA"),  # of another country
        ("2027-03-26", "US"),
        ("2027-03-26", ""),
    ],
)
def test_holiday_of_one_state_is_none_elsewhere(day, region):
    assert not holiday(date.fromisoformat(day), region)


@given(DAYS, st.sampled_from(["AL", "LA", "RI", "UT", "TX", ""]))
def test_federal_holidays_are_kept_in_every_state(day, state):
    if federal_holiday(day):
        assert holiday(day, f"US-{state}")


@pytest.mark.parametrize(
    "day, states",
    [("2026-06-19", {"MS", "PA"}), ("2026-10-12", {"MS"}), ("2026-11-26", set())],
)
def test_law_that_lists_its_holidays_may_leave_federal_ones_out(day, states):
    day = date.fromisoformat(day)
    listing = ("AL", "LA", "MS", "PA", "RI", "UT")
    assert {state for state in listing if not holiday(day, f"US-{state}")} == states


def test_holidays_of_a_year_ahead_are_listed_in_order():
    found = holidays_from(date(2026, 12, 1), "US-PA")
    assert found[0] == (date(2026, 12, 25), "Christmas Day")
    assert (date(2027, 3, 26), "Good Friday") in found
    assert found == sorted(found)
