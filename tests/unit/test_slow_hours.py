"""What a week says by weekday and hour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.slow_hours import (
    Hour,
    Span,
    hours_of,
    people,
    sentences,
    slow_spans,
    when,
)

from .say import SAY

GOOD = [Hour(day, 14, 10, 10, 9, 3) for day in (1, 2, 3, 4)]
SLOW = [Hour(1, 9, 8, 6, 2, 2), Hour(1, 10, 6, 6, 2, 3)]


def told(hours, arrivals=0, closed=0):
    return [one.text for one in sentences(hours, arrivals, closed, SAY)]


def test_slow_hours_are_told_with_numbers_and_people():
    assert told(GOOD + SLOW) == [
        "Mondays 9 to 11 am are slow: 14 inquiries, 4 of 12 answered on time, "
        "2 people on duty."
    ]


def test_the_sentence_says_whose_inquiries_it_counts():
    (sentence,) = sentences(GOOD + SLOW, 0, 0, SAY)
    assert sentence.hours == (1, (9, 10))
    assert sentence.count == 14


@pytest.mark.parametrize(
    ("judged", "on_time", "is_slow"),
    [
        (8, 5, True),
        (7, 0, False),  # too few to say
        (10, 7, False),  # 70 % is not below 70 %
        (10, 6, True),
    ],
)
def test_slow_is_few_kept_of_enough(judged, on_time, is_slow):
    assert bool(slow_spans([*GOOD, Hour(5, 9, judged, judged, on_time)])) is is_slow


def test_where_all_hours_are_alike_none_is_slow():
    """The rest has to be clearly better, or it is not about these hours."""
    assert not slow_spans([Hour(day, 9, 10, 10, 5, 2) for day in range(1, 6)])
    assert not slow_spans([Hour(1, 9, 10, 10, 0)])


def test_hours_before_the_opening_are_in_no_block():
    """Nobody is on duty at eight, which says nothing of nine."""
    opening = [Hour(5, 9, 10, 10, 1, 2), Hour(5, 10, 0, 0, 0, 3)]
    (block,) = slow_spans(GOOD + opening)
    assert (block.hours, block.on_duty) == (tuple(opening), 2)


def test_hours_of_a_week_are_those_with_inquiries_or_people():
    came = {("1", "09"): (3, 2, 1), ("7", "23"): (1, 0, 0)}
    assert hours_of(came, {("1", "09"): 2, ("1", "08"): 1}) == [
        Hour(1, 8, 0, 0, 0, 1),
        Hour(1, 9, 3, 2, 1, 2),
        Hour(7, 23, 1, 0, 0, 0),
    ]


def test_no_hour_is_in_two_spans():
    hours = GOOD + [Hour(5, at, 8, 8, 1, 1) for at in (9, 10, 11)]
    told_hours = [
        (hour.weekday, hour.hour)
        for block in slow_spans(hours)
        for hour in block.hours
        if hour.inquiries
    ]
    assert len(told_hours) == len(set(told_hours))


def test_many_that_come_while_closed_are_told():
    assert told(GOOD, 40, 16)[0].startswith("16 of 40 inquiries came while")
    assert not any("closed" in text for text in told(GOOD, 40, 15))
    assert not any("closed" in text for text in told(GOOD, 9, 9))


def test_of_a_good_week_the_busiest_hours_are_told():
    busy = [*GOOD, Hour(2, 11, 30, 30, 30, 1)]
    assert told(busy) == [
        "While you are open, most come on Tuesdays 11 am to 12 pm: 30 inquiries, "
        "one person on duty."
    ]


def test_of_a_few_inquiries_nothing_is_told():
    assert told([Hour(1, 9, 19, 0, 0, 2)]) == []
    assert told([]) == []


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (0, "Sundays 12 to 2 am"),
        (9, "Sundays 9 to 11 am"),
        (10, "Sundays 10 am to 12 pm"),
        (13, "Sundays 1 to 3 pm"),
        (22, "Sundays 10 pm to 12 am"),
    ],
)
def test_hours_in_words(first, words):
    assert when(Span((Hour(7, first), Hour(7, first + 1))), SAY) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "nobody on duty"),
        (1, "one person on duty"),
        (2, "2 people on duty"),
    ],
)
def test_people_in_words(count, words):
    assert people(count, SAY) == words


HOURS = st.lists(
    st.builds(
        lambda day, at, judged, on_time: Hour(
            day, at, judged, judged, min(judged, on_time)
        ),
        st.integers(1, 7),
        st.integers(0, 23),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    unique_by=lambda hour: (hour.weekday, hour.hour),
)


@given(HOURS)
def test_what_is_told_as_slow_is_below_the_rest(hours):
    judged = sum(hour.judged for hour in hours)
    kept = sum(hour.on_time for hour in hours)
    for block in slow_spans(hours):
        rest = (kept - block.on_time) / (judged - block.judged)
        assert block.on_time / block.judged < rest
