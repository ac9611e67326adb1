import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.consent import PURPOSES, Entry, standing

LEDGERS = st.lists(st.builds(Entry, st.sampled_from(PURPOSES), st.booleans()))


def holds(entries, purpose):
    entry = standing(entries, purpose)
    return entry and entry.granted


def test_nothing_said_is_nothing_agreed():
    assert standing([], "conversational") is None


@pytest.mark.parametrize("purpose", PURPOSES)
def test_who_agrees_to_advertising_agrees_to_everything_below(purpose):
    assert holds([Entry("promotional", True)], purpose)


def test_who_agrees_to_an_answer_agrees_to_no_advertising():
    assert standing([Entry("conversational", True)], "promotional") is None


@pytest.mark.parametrize("purpose", PURPOSES)
def test_who_refuses_answers_refuses_everything(purpose):
    entries = [Entry("promotional", True), Entry("conversational", False)]
    assert holds(entries, purpose) is False


def test_who_refuses_advertising_still_gets_answers():
    entries = [Entry("promotional", True), Entry("promotional", False)]
    assert holds(entries, "informational")
    assert holds(entries, "promotional") is False


def test_last_word_holds():
    entries = [Entry("promotional", False), Entry("promotional", True)]
    assert holds(entries, "promotional")


@given(LEDGERS)
def test_more_demanding_purposes_are_never_easier(entries):
    easier = [bool(holds(entries, purpose)) for purpose in PURPOSES]
    assert easier == sorted(easier, reverse=True)
