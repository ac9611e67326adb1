"""What needs a clinician now, and what only sounds like it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.accents import without_accents
from medspa_speed_to_lead.tools.urgent import urgency
from tests.unit.text_cases import AROUND, CASINGS, LOOK_ALIKES, table

TEXTS = table("urgent.csv", "urgency")
URGENT = [text for text, expected in TEXTS if expected == "urgent"]
GREETINGS = ("Hi, ", "Hello!! ", "Hey it's Ana. ", "Hola, ", "Good morning\n", "🙏 ")
SMALL_TALK = (
    "How much is Botox?",
    "I'd love to book for Friday.",
    "My phone is 512 555 0143",
    "¿cuánto cuesta?",
)


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_text_is_as_urgent_as_a_clinician_would_say(text, expected):
    assert urgency(text) == expected


def test_the_table_is_long_and_half_of_it_are_near_misses():
    assert len(TEXTS) >= 120
    assert 0.4 < len(URGENT) / len(TEXTS) < 0.6


@given(st.sampled_from(TEXTS), CASINGS)
def test_case_changes_nothing(row, change):
    text, expected = row
    assert urgency(change(text)) == expected


@given(st.sampled_from(TEXTS), AROUND, AROUND)
def test_marks_and_blanks_around_change_nothing(row, before, after):
    text, expected = row
    assert urgency(before + text + after) == expected


@given(st.sampled_from(TEXTS), st.integers(2, 4))
def test_wider_blanks_change_nothing(row, width):
    text, expected = row
    assert urgency(text.replace(" ", " " * width)) == expected


@given(st.sampled_from(TEXTS))
def test_accents_and_typographic_apostrophes_change_nothing(row):
    text, expected = row
    assert urgency(without_accents(text)) == expected
    assert urgency(text.replace("'", "’")) == expected
    assert urgency(text.replace("'", "")) == expected


@given(st.sampled_from(URGENT))
def test_letters_that_look_alike_are_read(text):
    assert urgency(text.translate(LOOK_ALIKES)) == "urgent"


@given(st.sampled_from(TEXTS), st.sampled_from(GREETINGS))
def test_greeting_before_changes_nothing(row, greeting):
    text, expected = row
    assert urgency(greeting + text) == expected


@given(st.sampled_from(URGENT), st.sampled_from(SMALL_TALK), st.booleans())
def test_what_else_they_say_hides_nothing(text, other, is_first):
    said = f"{other}\n{text}" if is_first else f"{text}\n{other}"
    assert urgency(said) == "urgent"


@given(st.text())
@settings(max_examples=200)
def test_any_text_is_judged(text):
    assert urgency(text) in ("urgent", "none")


@pytest.mark.parametrize("text", ["", None, "\u200b", "?", "🙂"])
def test_nothing_said_is_not_urgent(text):
    assert urgency(text) == "none"


@pytest.mark.parametrize(
    "piece",
    [
        "my lips are white and ",
        "can i see ",
        "really so very ",
        "no ",
        "a " * 9,
        "if ,",
    ],
)
def test_long_texts_are_read_at_once(piece):
    began = time.perf_counter()
    urgency(piece * 10_000)
    assert time.perf_counter() - began < 2


def test_own_words_of_a_practice_count_as_they_stand():
    assert urgency("There is BRUISING near my eye", ["bruising near"]) == "urgent"
    assert urgency("Is there any bruising nearby?", ["bruising near"]) == "none"
    assert urgency("Tengo un moretón enorme", ["moreton enorme"]) == "urgent"
    assert urgency("hello", ["", "  "]) == "none"
    assert urgency("Is bruising normal?", ["bruising"]) == "urgent"
