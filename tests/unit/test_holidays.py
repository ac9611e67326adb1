from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.holidays import federal_holiday

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
