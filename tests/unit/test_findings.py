"""Three sentences a week, by stated rules."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools import findings as rules
from medspa_speed_to_lead.tools.findings import findings
from medspa_speed_to_lead.tools.silence import Silence, silence_of
from medspa_speed_to_lead.tools.slow_hours import Hour
from medspa_speed_to_lead.tools.week import Week

NOW = datetime(2026, 3, 2, 15, 0)
CALM = Week(
    inquiries=30,
    most_from=("Google", 12),
    before=29,
    usual=30.0,
    judged=30,
    on_time=30,
    median=4.0,
    reached=20,
    reached_booked=10,
    booked=10,
    came=8,
    no_shows=0,
    past_consultations=8,
    arrivals=30,
    closed_arrivals=5,
)
GOOD_HOUR = Hour(2, 14, 40, 40, 38, 3)
SLOW_HOUR = Hour(1, 9, 14, 12, 6, 2)
INSTAGRAM = Silence("source:7", "Instagram", 9, 6.0)


class English:
    """Says every text as it is written."""

    @staticmethod
    def _(text, *args, **values):
        return text % (args or values)


def told(week):
    return [finding.rule for finding in findings(week, English)]


def first(**values):
    """Return the first finding of a calm week in which something is otherwise."""
    return findings(replace(CALM, **values), English)[0]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        # one person who waits is told; nobody is not
        ({"waiting": 1}, "waiting"),
        ({"waiting": 0}, None),
        ({"silences": (INSTAGRAM,)}, "silent_source"),
        # three without outcome, or one in five
        ({"without_outcome": 3, "past_consultations": 100}, "without_outcome"),
        ({"without_outcome": 2, "past_consultations": 11}, None),
        ({"without_outcome": 2, "past_consultations": 10}, "without_outcome"),
        ({"without_outcome": 0, "past_consultations": 0}, None),
        # hours: enough cases, under 70 %, far below the rest
        ({"hours": (GOOD_HOUR, SLOW_HOUR)}, "slow_hours"),
        ({"hours": (GOOD_HOUR, replace(SLOW_HOUR, judged=7, on_time=1))}, None),
        ({"hours": (GOOD_HOUR, replace(SLOW_HOUR, judged=10, on_time=7))}, None),
        (
            {
                "hours": (
                    replace(GOOD_HOUR, on_time=25),
                    replace(SLOW_HOUR, judged=40, on_time=20),
                )
            },
            None,
        ),
        # nobody answered: three, and one in ten
        ({"unanswered": 3}, "unanswered"),
        ({"unanswered": 2, "inquiries": 4, "usual": None}, None),
        ({"unanswered": 3, "inquiries": 31, "arrivals": 0}, None),
        # on time: ten cases, under 80 %
        ({"judged": 10, "on_time": 7}, "on_time_low"),
        ({"judged": 10, "on_time": 8}, None),
        ({"judged": 9, "on_time": 0}, None),
        # did not come: five cases, one in four
        ({"came": 6, "no_shows": 2}, "no_shows"),
        ({"came": 7, "no_shows": 2}, None),
        ({"came": 3, "no_shows": 1}, None),
        # booked: ten cases, under one in five
        ({"reached": 10, "reached_booked": 1}, "few_booked"),
        ({"reached": 10, "reached_booked": 2}, None),
        ({"reached": 9, "reached_booked": 0}, None),
        ({"stuck": 5}, "stuck"),
        ({"stuck": 4}, None),
        # fewer than usual: under 60 % of at least ten
        ({"inquiries": 17}, "fewer"),
        ({"inquiries": 18}, None),
        ({"inquiries": 1, "usual": 9.9}, None),
        ({"inquiries": 1, "usual": None}, None),
        # while closed: ten cases, four in ten
        ({"arrivals": 10, "closed_arrivals": 4}, "closed_hours"),
        ({"arrivals": 10, "closed_arrivals": 3}, None),
        ({"arrivals": 9, "closed_arrivals": 9}, None),
    ],
)
def test_rule_speaks_from_its_threshold_on(values, rule):
    problems = {one.__name__ for one in rules.PROBLEMS}
    spoke = [name for name in told(replace(CALM, **values)) if name in problems]
    assert spoke == ([rule] if rule else [])


EVERYTHING = replace(
    CALM,
    inquiries=15,
    unanswered=9,
    waiting=3,
    judged=12,
    on_time=3,
    reached=10,
    reached_booked=0,
    booked=0,
    came=5,
    no_shows=5,
    without_outcome=12,
    stuck=20,
    arrivals=15,
    closed_arrivals=9,
    hours=(GOOD_HOUR, SLOW_HOUR),
    silences=(INSTAGRAM,),
)


def test_most_important_three_of_all_come_in_their_order():
    assert [rule(EVERYTHING, English).rule for rule in rules.PROBLEMS] == [
        rule.__name__ for rule in rules.PROBLEMS
    ]
    assert told(EVERYTHING) == ["waiting", "silent_source", "without_outcome"]


def test_calm_week_says_what_went_well():
    assert told(CALM) == ["speed", "volume", "bookings"]
    assert first().sentence == "All 30 first answers were on time."


def test_nothing_is_said_twice():
    week = replace(CALM, judged=10, on_time=7)
    assert told(week) == ["on_time_low", "volume", "bookings"]
    assert told(replace(CALM, inquiries=17)) == ["fewer", "speed", "bookings"]
    assert told(replace(CALM, reached_booked=0)) == ["few_booked", "speed", "volume"]


def test_nothing_is_advised_about_sources_of_which_nothing_is_known():
    def volume(**values):
        return rules.volume(replace(CALM, **values), English)

    known = volume()
    assert known.sentence == "30 inquiries came last week; Google brought most (12)."
    assert "sources" in known.advice
    unknown = volume(most_from=None)
    assert unknown.sentence == "30 inquiries came last week."
    assert "source" not in unknown.advice


def test_first_week_explains_itself():
    speed, volume, _bookings = findings(Week(inquiries=4), English)
    assert speed.sentence == "No promise was due last week."
    assert volume.advice == "From next Monday on you see here what has changed."


@pytest.mark.parametrize(
    ("values", "sentence", "key"),
    [
        (
            {"hours": (GOOD_HOUR, SLOW_HOUR)},
            "Mondays 9 to 10 am are slow: 14 inquiries in four weeks, 6 answered on "
            "time, 2 people on duty.",
            "hours:1:09",
        ),
        (
            {"hours": (GOOD_HOUR, replace(SLOW_HOUR, on_duty=0))},
            "Mondays 9 to 10 am are slow: 14 inquiries in four weeks, 6 answered on "
            "time, nobody on duty.",
            "hours:1:09",
        ),
        (
            {"silences": (INSTAGRAM,)},
            "Instagram brought nothing for 9 days (normally 6 a week).",
            "source:7",
        ),
        (
            {"without_outcome": 12},
            "12 past consultations have no outcome: the show rate cannot be trusted.",
            "without_outcome",
        ),
        (
            {"waiting": 1},
            "One person has waited for more than a business day.",
            "waiting",
        ),
    ],
)
def test_sentence_has_its_numbers_and_its_records(values, sentence, key):
    finding = first(**values)
    assert (finding.sentence, finding.key) == (sentence, key)
    assert finding.advice


def test_worst_hours_and_the_source_that_loses_most_are_told():
    worse = Hour(3, 9, 20, 20, 8, 1)
    assert first(hours=(GOOD_HOUR, SLOW_HOUR, worse)).key == "hours:3:09"
    quiet = Silence("source:8", "Referral", 30, 1.0)
    assert first(silences=(quiet, INSTAGRAM)).key == "source:7"


numbers = st.integers(0, 200)
OTHERS = ("most_from", "before", "usual", "median", "hours", "silences")


@given(
    st.builds(
        Week,
        **{name: numbers for name in Week.__annotations__ if name not in OTHERS},
        most_from=st.none() | st.tuples(st.just("Instagram"), numbers),
        before=st.none() | numbers,
        usual=st.none() | st.floats(0, 200),
        hours=st.tuples() | st.tuples(st.just(GOOD_HOUR), st.just(SLOW_HOUR)),
        silences=st.tuples() | st.tuples(st.just(INSTAGRAM)),
    )
)
def test_every_week_has_three_different_findings(week):
    found = findings(week, English)
    assert len({finding.rule for finding in found}) == rules.HOW_MANY == len(found)
    assert all(finding.sentence and finding.advice for finding in found)


# silent sources


def every(hours, times, until):
    """Return moments at equal distances, the last at ``until``."""
    return [until - timedelta(hours=hours) * step for step in range(times)]


@pytest.mark.parametrize(
    ("hours", "times", "silent_days", "is_silent"),
    [
        (28, 12, 9, True),  # six a week, nine days: told
        (28, 12, 5, False),  # five days are within five usual gaps
        (2, 30, 1.9, False),  # a busy one is given two days: weekends
        (2, 30, 2.1, True),
        (28, 5, 30, False),  # five inquiries are no rhythm
        (28, 6, 30, True),
        (168, 8, 34, False),  # one a week: five weeks of silence are needed
        (168, 8, 36, True),
        (28, 12, 57, False),  # after eight weeks it is no news
    ],
)
def test_silence_is_measured_by_the_usual_gap(hours, times, silent_days, is_silent):
    moments = every(hours, times, NOW - timedelta(days=silent_days))
    assert bool(silence_of(moments, NOW)) is is_silent


def test_silence_tells_how_long_and_what_is_usual():
    silent, a_week = silence_of(every(28, 12, NOW - timedelta(days=9)), NOW)
    assert silent == timedelta(days=9)
    assert a_week == 6


def test_old_rhythm_does_not_count():
    """Once many, now one a week: the last eight weeks say what is usual."""
    now_and_then = every(168, 7, NOW - timedelta(days=10))
    long_ago = every(1, 500, NOW - timedelta(days=100))
    assert silence_of(now_and_then + long_ago, NOW) is None


def test_source_that_never_brought_anything_is_not_silent():
    assert silence_of([], NOW) is None
