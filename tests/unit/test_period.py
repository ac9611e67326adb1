"""The days that figures are about, and what can be asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.period import Days, Unreadable, read_filters

TODAY = date(2026, 3, 2)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def days(first, last):
    return Days(date.fromisoformat(first), date.fromisoformat(last))


def test_nothing_said_is_the_last_four_weeks_until_today():
    assert read_filters(None, TODAY) == {
        "date_from": date(2026, 2, 3),
        "date_to": TODAY,
        "compare": "previous",
        "team_ids": [],
        "source_ids": [],
        "treatment_ids": [],
    }


def test_filters_are_read_as_they_are_said():
    said = {
        "date_from": "2025-12-30",
        "date_to": "2026-01-02",
        "compare": "year",
        "team_ids": [7, 3, 7],
    }
    filters = read_filters(said, TODAY)
    assert filters["date_from"] == date(2025, 12, 30)
    assert filters["date_to"] == date(2026, 1, 2)
    assert filters["compare"] == "year"
    assert filters["team_ids"] == [3, 7]


@pytest.mark.parametrize(
    "said",
    [
        [],
        "all",
        {"date_from": "March"},
        {"date_from": 20260301},
        {"date_from": "2026-03-02", "date_to": "2026-03-01"},
        {"date_from": "2026-03-02", "date_to": "2016-03-01"},
        {"date_from": "0001-01-01"},
        {"date_from": "1900-01-01", "date_to": "1900-01-02"},
        {"date_to": "9999-12-31"},
        {"compare": "always"},
        {"team_ids": "7"},
        {"team_ids": ["7"]},
        {"source_ids": [True]},
        {"treatment_ids": {"1": 2}},
        {"team_ids": list(range(501))},
        {"source_ids": [10**30]},
    ],
)
def test_what_cannot_be_read_is_refused(said):
    with pytest.raises(Unreadable):
        read_filters(said, TODAY)


@pytest.mark.parametrize(
    ("period", "compare", "before"),
    [
        (("2026-03-02", "2026-03-02"), "previous", ("2026-03-01", "2026-03-01")),
        (("2026-02-03", "2026-03-02"), "previous", ("2026-01-06", "2026-02-02")),
        (("2026-03-01", "2026-03-31"), "year", ("2025-03-01", "2025-03-31")),
        (("2028-02-29", "2028-03-01"), "year", ("2027-02-28", "2027-03-01")),
    ],
)
def test_what_days_are_compared_with(period, compare, before):
    assert days(*period).before(compare) == days(*before)


def test_without_comparison_there_is_nothing_before():
    assert days("2026-03-01", "2026-03-31").before("none") is None


@pytest.mark.parametrize(
    ("length", "unit"), [(1, "day"), (31, "day"), (32, "week"), (182, "week")]
)
def test_short_periods_are_told_in_small_steps(length, unit):
    assert Days(TODAY, TODAY + timedelta(days=length - 1)).unit == unit


def test_long_periods_are_told_by_month():
    assert Days(TODAY, TODAY + timedelta(days=182)).unit == "month"


def test_weeks_begin_as_the_language_says():
    period = days("2026-03-04", "2026-04-30")  # from a Wednesday
    monday, _held = period.steps(1)[0]
    sunday, _held = period.steps(7)[0]
    assert monday == date(2026, 3, 2)
    assert sunday == date(2026, 3, 1)


@given(DAYS, st.integers(1, 900), st.integers(1, 7))
def test_steps_hold_every_day_once(first, length, week_start):
    period = Days(first, first + timedelta(days=length - 1))
    steps = period.steps(week_start)
    held = [
        held.first + timedelta(days=number)
        for _begin, held in steps
        for number in range(len(held))
    ]
    assert held == [first + timedelta(days=number) for number in range(length)]
    assert all(begin <= held.first for begin, held in steps)
