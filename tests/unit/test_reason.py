from dataclasses import FrozenInstanceError

import pytest

from medspa_speed_to_lead.tools.reason import REASONS, Reason


def test_reason_has_a_code_to_count_by_and_words_for_people():
    reason = Reason("off", "It is off.")
    assert (reason.code, reason.words) == ("off", "It is off.")
    assert reason == Reason("off", "It is off.")


def test_reason_that_is_counted_as_something_else():
    assert Reason(False, "It is off.").code is False


def test_reason_is_no_text():
    """Words that are cut out of it on the way would lose what it is counted as."""
    assert not isinstance(Reason("off", "It is off."), str)
    with pytest.raises(FrozenInstanceError):
        Reason("off", "It is off.").words = "It is on."


def test_codes_are_unique():
    codes = [code for code, _words in REASONS]
    assert len(codes) == len(set(codes))


def test_reason_reads_as_its_words():
    """`_may_contact` is relied on by others, to whom the reason was a text."""
    reason = Reason("off", "It is off.")
    assert f"Not sent. {reason}" == "Not sent. It is off."
    assert "off" in reason
    assert reason == "It is off."
    assert reason != Reason("late", "It is off.")
    assert len({reason, "It is off."}) == 1
