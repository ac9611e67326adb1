"""How many people are on duty by weekday and hour."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.duty import HourOfDay, hours_there, last_weeks, usual
from medspa_speed_to_lead.tools.period import Days
from medspa_speed_to_lead.tools.working_time import AROUND_THE_CLOCK, Timeline

MONDAY = date(2026, 3, 2)
FOUR_WEEKS = Days(MONDAY, MONDAY + timedelta(days=27))
NINE = datetime(2026, 3, 2, 9)


def at(hour, minute=0):
    return NINE.replace(hour=hour, minute=minute)


def is_there(shift, *time_off):
    return bool(hours_there(shift, time_off, [HourOfDay(MONDAY, 9, NINE)]))


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        (at(9), at(17), True),
        (at(9, 30), at(17), True),  # half of the hour is enough
        (at(9, 31), at(17), False),
        (at(8), at(9, 30), True),
        (at(10), at(17), False),
    ],
)
def test_half_of_an_hour_is_the_hour(start, stop, expected):
    assert is_there(Timeline([(start, stop)])) is expected


def test_time_off_is_subtracted_where_it_falls_into_the_shift():
    shift = Timeline([(at(9, 30), at(17))])
    assert not is_there(shift, (at(0), at(23)))
    assert not is_there(shift, (at(9, 30), at(12)))
    assert is_there(shift, (at(8), at(9, 30)))
    assert is_there(shift, (at(10), at(12)))
    assert not is_there(AROUND_THE_CLOCK, (at(9), at(9, 45)))


@pytest.mark.parametrize(
    ("counts", "people"),
    [
        ((2, 2, 2, 2), 2),
        ((2, 2, 2), 2),  # a holiday
        ((3, 2, 2, 3), 3),
        ((3, 2, 2, 2), 2),  # one came in addition, once
        ((1, 1, 1, 1), 1),  # two who take turns
        ((2,), 0),
    ],
)
def test_usual_is_what_was_there_in_half_of_the_weeks(counts, people):
    there = {
        (MONDAY + timedelta(days=7 * week), 9): count
        for week, count in enumerate(counts)
    }
    assert usual(there, FOUR_WEEKS).get((1, 9), 0) == people


def test_only_the_last_four_weeks_are_looked_at():
    a_year = Days(date(2025, 4, 1), FOUR_WEEKS.last)
    assert last_weeks(a_year) == FOUR_WEEKS
    assert last_weeks(Days(MONDAY, MONDAY)) == Days(MONDAY, MONDAY)


@given(
    st.integers(1, 28),
    st.dictionaries(
        st.tuples(
            st.integers(0, 27).map(lambda day: MONDAY + timedelta(days=day)),
            st.integers(0, 2),
        ),
        st.integers(1, 5),
    ),
)
def test_so_many_were_there_in_half_of_the_weeks_and_not_one_more(length, there):
    days = Days(MONDAY, MONDAY + timedelta(days=length - 1))
    there = {key: people for key, people in there.items() if key[0] <= days.last}
    found = usual(there, days)
    weeks = Counter(
        (MONDAY + timedelta(days=day)).isoweekday() for day in range(length)
    )
    for weekday, of_weekday in weeks.items():
        for hour in range(3):
            counts = [
                people
                for (day, at), people in there.items()
                if (day.isoweekday(), at) == (weekday, hour)
            ]
            people = found.get((weekday, hour), 0)
            assert 2 * sum(count > people for count in counts) < of_weekday
            if people:
                assert 2 * sum(count >= people for count in counts) >= of_weekday
