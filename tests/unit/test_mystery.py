import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools import mystery
from medspa_speed_to_lead.tools.mystery import Handling, Said, draw_moments, judge

MONDAY_9 = datetime(2026, 3, 2, 15)
HOURS = [
    (MONDAY_9 + timedelta(days=day, hours=h), h) for day in range(5) for h in (0, 4)
]
OPEN = [(start, start + timedelta(hours=3)) for start, _hour in HOURS]


def is_inside(moment):
    return any(start <= moment < stop for start, stop in OPEN)


@given(seed=st.integers(), count=st.integers(0, 12))
def test_moments_lie_in_the_hours_and_are_as_many_as_asked(seed, count):
    moments = draw_moments(random.Random(seed), OPEN, count, apart=1800)
    assert len(moments) == count
    assert moments == sorted(moments)
    assert all(map(is_inside, moments))
    apart = [b - a for a, b in zip(moments, moments[1:], strict=False)]
    assert all(gap >= timedelta(minutes=30) for gap in apart)


def test_same_seed_draws_the_same_moments():
    first, again = (draw_moments(random.Random(7), OPEN, 5) for _time in range(2))
    assert first == again
    assert first != draw_moments(random.Random(8), OPEN, 5)


def test_every_hour_is_as_likely_as_any_other():
    moments = draw_moments(random.Random(1), OPEN, 3000)
    share = [sum(start <= one < stop for one in moments) / 3000 for start, stop in OPEN]
    assert min(share) > 0.07
    assert max(share) < 0.13


def test_without_room_for_the_distance_the_number_is_kept():
    minute = [(MONDAY_9, MONDAY_9 + timedelta(minutes=1))]
    assert len(draw_moments(random.Random(1), minute, 3, apart=3600)) == 3


def test_without_hours_nothing_is_drawn():
    assert draw_moments(random.Random(1), [(MONDAY_9, MONDAY_9)], 2) == []


@pytest.mark.parametrize(
    ("email", "reserved"),
    [
        ("nora.diaz41@example.com", True),
        ("nora@mail.example.org", True),
        ("nora@patient.example", True),
        ("nora@glow.test", True),
        ("nora@myexample.com", False),
        ("nora@example.com.evil.io", False),
        ("nora@gmail.com", False),
        ("", False),
    ],
)
def test_reserved_addresses(email, reserved):
    assert mystery.is_reserved_email(email) is reserved


@pytest.mark.parametrize(
    ("number", "fictional"),
    [
        ("+15125550100", True),
        ("+15125550199", True),
        ("+15125550200", False),
        ("+15125551143", False),
        ("+1512555010", False),
        ("+445125550100", False),
        (False, False),
    ],
)
def test_fictional_numbers(number, fictional):
    assert mystery.is_fictional_phone(number) is fictional


@pytest.mark.parametrize(
    ("number", "zone", "code"),
    [
        ("+17375550100", "America/Chicago", "737"),
        (False, "America/Chicago", "312"),
        (False, "Europe/Berlin", ""),
        ("+493012345678", "America/Chicago", ""),
    ],
)
def test_area_code_of_a_practice(number, zone, code):
    assert mystery.area_code(number, zone) == code


def test_all_numbers_of_an_area_are_fictional():
    numbers = mystery.fictional_phones("512")
    assert len(set(numbers)) == 100
    assert all(map(mystery.is_fictional_phone, numbers))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Hi Nora, would Thursday at 3 suit you?", True),
        ("We have 2:30 free.", True),
        ("Choose a time here: https://glow.example/book", True),
        ("Please call us on 512 555 0100.", True),
        ("Do you have any allergies?", True),
        ("Thanks for your interest in our practice.", False),
        ("Botox is 12 dollars a unit.", False),
        ("Great question!", False),
        ("", False),
    ],
)
def test_next_step(text, says):
    assert mystery.says_next_step(text) is says


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Hi NORA!", "Nora", True),
        ("Hi Noralie", "Nora", False),
        ("About C++ peel", "C++ peel", True),
        ("anything", "", False),
    ],
)
def test_names_are_whole_words(text, word, found):
    assert mystery.names(text, word) is found


GOOD = Said("email", "Hi Nora, would Thursday at 3 pm suit you?", by_person=True)


def test_all_that_was_good():
    handling = Handling(
        first_name="Nora",
        treatment="Botox",
        acknowledged=8,
        verdict="on_time",
        attempts=1,
        said=(Said("sms", "We got your message."), GOOD),
    )
    assert set(judge(handling).values()) == {True}


def test_all_that_was_missing():
    handling = Handling(
        first_name="Nora",
        treatment="Botox",
        elapsed=3600,
        verdict="late",
        attempts=0,
        said=(Said("sms", "Botox is 12 dollars a unit.", by_person=True),),
    )
    assert set(judge(handling).values()) == {False}


def test_what_is_not_known_yet_is_left_open():
    answers = judge(Handling(first_name="Nora", elapsed=60))
    assert set(answers.values()) == {None}


def test_no_first_message_is_missed_after_a_minute_where_one_is_due():
    assert judge(Handling(first_name="Nora", elapsed=61))["acknowledged"] is False
    not_due = Handling(first_name="Nora", elapsed=61, acknowledgement_expected=False)
    assert judge(not_due)["acknowledged"] is None


def test_nobody_tried_is_missing_once_the_promise_is_broken():
    answers = judge(Handling(first_name="Nora", acknowledged=5, verdict="overdue"))
    assert answers["in_time"] is False
    assert answers["tried"] is False
    assert answers["name"] is None


def test_words_of_the_system_do_not_pass_for_those_of_a_person():
    system = Said("email", "Hi Nora, book here: https://glow.example")
    answers = judge(Handling(first_name="Nora", said=(system,)))
    assert answers["name"] is None
    assert answers["next_step"] is None


def test_a_minute_is_at_once_and_a_second_more_is_not():
    assert judge(Handling(first_name="N", acknowledged=60))["acknowledged"] is True
    assert judge(Handling(first_name="N", acknowledged=61))["acknowledged"] is False
