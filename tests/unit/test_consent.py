import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.consent import PURPOSES, Entry, speaks_of, standing

NOON = datetime(2026, 3, 2, 12)
HOURS = st.integers(-30, 30).map(lambda hours: NOON + timedelta(hours=hours))
ENTRIES = st.builds(
    Entry, st.sampled_from(PURPOSES), st.booleans(), HOURS, HOURS, st.booleans()
)
LEDGERS = st.lists(ENTRIES, max_size=8)


def said(purpose, granted, hour, learned=None, keyword=False):
    """Return a line said at an hour of the day, and learned then or at another."""
    at = NOON + timedelta(hours=hour)
    known = at if learned is None else NOON + timedelta(hours=learned)
    return Entry(purpose, granted, at, known, keyword)


def yes(hour, learned=None, purpose="informational", keyword=False):
    return said(purpose, True, hour, learned, keyword)


def no(hour, learned=None, purpose="conversational", keyword=False):
    return said(purpose, False, hour, learned, keyword)


def holds(entries, purpose="conversational"):
    entry = standing(entries, purpose)
    return entry and entry.granted


def test_nothing_said_is_nothing_agreed():
    assert standing([], "conversational") is None


@pytest.mark.parametrize("purpose", PURPOSES)
def test_who_agrees_to_advertising_agrees_to_everything_below(purpose):
    assert holds([yes(0, purpose="promotional")], purpose)


def test_who_agrees_to_an_answer_agrees_to_no_advertising():
    assert standing([yes(0, purpose="conversational")], "promotional") is None


@pytest.mark.parametrize("purpose", PURPOSES)
def test_who_refuses_answers_refuses_everything(purpose):
    assert holds([yes(0, purpose="promotional"), no(1)], purpose) is False


def test_who_refuses_advertising_still_gets_answers():
    entries = [yes(0, purpose="promotional"), no(1, purpose="promotional")]
    assert holds(entries, "informational")
    assert holds(entries, "promotional") is False


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        # an agreement after a refusal lifts it
        ([no(0), yes(1)], True),
        ([yes(0), no(1)], False),
        # a refusal whose form has a slow clock, or local time without its offset
        ([yes(0), no(-6, learned=1)], False),
        # and one whose form has a fast clock holds from now, not from then
        ([no(9, learned=0), yes(1)], True),
        # an agreement of a fast clock, followed by a refusal
        ([yes(9, learned=0), no(1)], False),
        # one that we learn of late, such as a file that is imported, but said before
        ([no(0), yes(-5, learned=3)], False),
        # the same moment: the refusal
        ([no(0), yes(0)], False),
        ([yes(0), no(0)], False),
        ([no(0), yes(1, learned=0)], False),
        ([no(0), yes(0, learned=1)], False),
        # STOP is lifted by START alone
        ([no(0, keyword=True), yes(1)], False),
        ([no(0, keyword=True), yes(1, purpose="promotional")], False),
        ([no(0, keyword=True), yes(1, keyword=True)], True),
        ([no(0, keyword=True), yes(0, keyword=True)], False),
        ([yes(0, keyword=True), no(1, keyword=True)], False),
        # START takes back what was refused on a form as well
        ([no(0), yes(1, keyword=True)], True),
        # STOP after START, and the form in between counts for nothing
        ([no(0, keyword=True), yes(1, keyword=True), no(2, keyword=True)], False),
        ([no(0, keyword=True), yes(1), no(2)], False),
        # nor does a refusal on a form end what STOP began
        ([no(0, keyword=True), no(1), yes(2)], False),
    ],
)
def test_which_word_holds(entries, expected):
    assert holds(entries) is expected
    assert holds(reversed(entries)) is expected


def test_of_two_texts_in_one_second_the_later_one_holds():
    stop = Entry("conversational", False, NOON, NOON, keyword=True, number=7)
    start = Entry("informational", True, NOON, NOON, keyword=True, number=8)
    assert holds([stop, start]) is True
    earlier = Entry("informational", True, NOON, NOON, keyword=True, number=6)
    assert holds([stop, earlier]) is False
    form = Entry("informational", True, NOON, NOON, number=9)
    assert holds([stop, form]) is False


def test_what_they_agree_to_after_start_counts():
    entries = [no(0, keyword=True), yes(1, keyword=True)]
    assert holds(entries, "informational")
    assert holds(entries, "promotional") is False
    offers = yes(2, purpose="promotional")
    assert holds([*entries, offers], "promotional")
    too_early = yes(0.5, purpose="promotional")
    assert holds([*entries, too_early], "promotional") is False


def test_refusal_that_holds_is_the_last_one_learned():
    first, last = no(3, learned=0), no(-9, learned=1)
    assert standing([first, last], "conversational") == last


@given(LEDGERS)
def test_more_demanding_purposes_are_never_easier(entries):
    easier = [bool(holds(entries, purpose)) for purpose in PURPOSES]
    assert easier == sorted(easier, reverse=True)


@given(LEDGERS, st.randoms(use_true_random=False))
def test_order_of_the_lines_means_nothing(entries, chance: random.Random):
    shuffled = entries.copy()
    chance.shuffle(shuffled)
    for purpose in PURPOSES:
        assert holds(shuffled, purpose) == holds(entries, purpose)


@given(LEDGERS, ENTRIES)
def test_refusal_learned_last_always_wins(entries, refusal):
    last = max((entry.learned for entry in entries), default=NOON)
    refusal = Entry(refusal.purpose, False, refusal.at, last, refusal.keyword)
    for purpose in PURPOSES:
        if speaks_of(refusal, purpose):
            assert holds([*entries, refusal], purpose) is False


@given(LEDGERS, HOURS)
def test_time_that_a_refusal_claims_means_nothing(entries, claimed):
    moved = [
        entry
        if entry.granted
        else Entry(entry.purpose, False, claimed, entry.learned, entry.keyword)
        for entry in entries
    ]
    for purpose in PURPOSES:
        assert holds(moved, purpose) == holds(entries, purpose)


@given(LEDGERS, ENTRIES)
def test_one_more_refusal_never_allows_anything(entries, refusal):
    refusal = Entry(
        refusal.purpose, False, refusal.at, refusal.learned, refusal.keyword
    )
    for purpose in PURPOSES:
        if holds([*entries, refusal], purpose):
            assert holds(entries, purpose)


@given(LEDGERS)
def test_without_start_a_stop_is_for_ever(entries):
    forms = [
        Entry(entry.purpose, entry.granted, entry.at, entry.learned, False)
        for entry in entries
    ]
    stop = no(-31, keyword=True)
    for purpose in PURPOSES:
        assert holds([stop, *forms], purpose) is False
