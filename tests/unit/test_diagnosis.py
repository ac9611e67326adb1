"""What is the matter with a source, by stated rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.diagnosis import Source, diagnosis

from .say import SAY

WELL = Source(
    inquiries=40,
    before=38,
    cost=400.0,
    usual_cost=10.0,
    judged=40,
    on_time=36,
    contacted=28,
    qualified=36,
    booked=14,
    came=10,
    no_shows=2,
    closed=6,
)
NUMBERS = st.integers(0, 60)


def told(**values):
    return diagnosis(replace(WELL, **values), SAY)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({}, "healthy"),
        # generation: for its cost
        ({"cost": 800.0}, "generation"),
        ({"cost": 799.0}, "healthy"),
        ({"cost": None}, "healthy"),
        ({"cost": 800.0, "usual_cost": None}, "healthy"),
        ({"inquiries": 9, "cost": 800.0, "before": 9}, "too_few"),
        # generation: against its own past
        ({"inquiries": 22}, "generation"),
        ({"inquiries": 23}, "healthy"),
        ({"inquiries": 22, "before": None}, "healthy"),
        ({"inquiries": 0, "before": 9, "cost": None}, "too_few"),
        ({"inquiries": 4, "before": 10}, "too_few"),  # chance takes six of ten
        ({"inquiries": 3, "before": 10}, "generation"),
        # handling
        ({"on_time": 31}, "handling"),
        ({"on_time": 32}, "healthy"),
        ({"judged": 9, "on_time": 0}, "healthy"),
        ({"contacted": 19}, "handling"),
        ({"contacted": 20}, "healthy"),
        # offer
        ({"booked": 7}, "offer"),
        ({"booked": 8}, "healthy"),
        ({"booked": 0, "qualified": 9}, "healthy"),
        # no-shows
        ({"no_shows": 4}, "no_show"),
        ({"no_shows": 3}, "healthy"),
        ({"came": 2, "no_shows": 2, "closed": 2}, "healthy"),
        # closing
        ({"closed": 3}, "close"),
        ({"closed": 4}, "healthy"),
        ({"came": 4, "no_shows": 0, "closed": 0}, "healthy"),
    ],
)
def test_each_rule_at_its_threshold(values, key):
    assert told(**values).key == key


def test_money_that_brought_nobody_is_told_once_it_is_much():
    nothing = Source(inquiries=0, before=0, cost=50.0, usual_cost=10.0)
    assert diagnosis(nothing, SAY).key == "generation"
    assert "brought nobody" in diagnosis(nothing, SAY).text
    assert diagnosis(replace(nothing, cost=49.0), SAY).key == "too_few"


def test_the_first_trouble_on_the_way_is_told():
    """What comes after it cannot be better than what comes before."""
    worst = {"on_time": 0, "booked": 0, "no_shows": 9, "closed": 0}
    assert told(cost=4000.0, **worst).key == "generation"
    assert told(**worst).key == "handling"
    assert told(booked=0, no_shows=9, closed=0).key == "offer"
    assert told(no_shows=9, closed=0).key == "no_show"


def test_words_name_the_numbers_and_the_rule_its_thresholds():
    found = told(on_time=12)
    assert found.text == "12 of 40 first answers were on time. Answer these first."
    assert "80 %" in found.rule
    assert "10 promises" in found.rule


@given(
    st.builds(
        Source, *[NUMBERS] * 2, *[st.none() | st.floats(0, 900)] * 2, *[NUMBERS] * 8
    )
)
def test_every_source_gets_one_diagnosis(source):
    found = diagnosis(source, SAY)
    assert found.key and found.label and found.text and found.rule
    assert "%(" not in found.text + found.rule
