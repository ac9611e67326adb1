"""What a message claims that somebody did, and what only sounds like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools import claims
from medspa_speed_to_lead.tools.claims import claim_of
from tests.unit.text_cases import table

TEXTS = [(text, claim or None) for text, claim in table("claims.csv", "claim")]
PLAIN = [row for row in TEXTS if "<" not in row[0]]


@pytest.mark.parametrize(("text", "claim"), TEXTS)
def test_text_claims_what_a_person_reads(text, claim):
    assert claim_of(text) == claim


def test_the_table_has_both_languages_and_near_misses():
    assert len(TEXTS) >= 120
    of_claim = {one: [t for t, c in TEXTS if c == one] for _t, one in TEXTS}
    assert all(len(texts) >= 20 for texts in of_claim.values())


@given(st.sampled_from(PLAIN), st.sampled_from([str.upper, str.lower]))
def test_case_changes_nothing(row, change):
    text, claim = row
    if "{{" not in text:
        assert claim_of(change(text)) == claim


@given(st.sampled_from(PLAIN))
def test_words_of_an_email_claim_the_same_as_a_text(row):
    text, claim = row
    wrapped = text.replace(" ", "\n        ")
    assert claim_of("News", f"<div><p>\n {wrapped}\n</p></div>") == claim


@given(st.sampled_from([text for text, claim in TEXTS if claim]))
def test_claim_stands_among_other_words(text):
    before, after = "Hi Ana, Glow here. ", " Reply STOP to opt out."
    if "<" not in text:
        assert claim_of(before + text + after)


def test_subject_claims_as_the_body_does():
    assert claim_of("We tried to reach you", "<p>Hi</p>") == claims.TRIED_TO_REACH
    assert claim_of("Hello", "<p>I left you a voicemail</p>") == claims.LEFT_VOICEMAIL
    assert claim_of("", "") is None
    assert claim_of(False, None) is None


def test_the_stronger_claim_counts():
    assert claims.strongest(["tried", None, "voicemail"]) == claims.LEFT_VOICEMAIL
    assert claims.strongest([None, "tried"]) == claims.TRIED_TO_REACH
    assert claims.strongest([None, False]) is None


@pytest.mark.parametrize(
    ("claim", "condition", "expected"),
    [
        (None, "always", True),
        ("tried", "always", False),
        ("tried", "after_call", True),
        ("tried", "after_voicemail", True),
        ("voicemail", "always", False),
        ("voicemail", "after_call", False),
        ("voicemail", "after_voicemail", True),
    ],
)
def test_claim_asks_for_a_condition(claim, condition, expected):
    assert claims.is_true(claim, condition) is expected


def test_of_two_conditions_the_stricter_holds():
    assert claims.stricter("always", "after_call") == "after_call"
    assert claims.stricter("after_voicemail", "after_call") == "after_voicemail"
    assert claims.stricter("always", "always") == "always"


@pytest.mark.parametrize(
    ("condition", "outcomes", "expected"),
    [
        ("always", [], True),
        ("after_call", [], False),
        ("after_call", ["connected"], False),
        ("after_call", ["wrong_number"], False),
        ("after_call", ["no_answer"], True),
        ("after_call", ["busy", "connected"], True),
        ("after_call", ["voicemail"], True),
        ("after_voicemail", ["no_answer", "busy"], False),
        ("after_voicemail", ["no_answer", "voicemail"], True),
    ],
)
def test_condition_is_met_by_calls_that_reached_nobody(condition, outcomes, expected):
    assert claims.is_met(condition, outcomes) is expected
