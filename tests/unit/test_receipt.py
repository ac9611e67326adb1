"""A receipt tells us what was kept, and nobody else anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.receipt import LENGTH, number_in, seal


@given(st.text(min_size=1, max_size=40), st.integers(0, 2**64 - 1))
def test_who_holds_the_secret_reads_the_number(secret, number):
    receipt = seal(secret, number)
    assert number_in(secret, receipt) == number
    assert number_in(secret + "x", receipt) is None


def test_no_two_are_alike_and_all_are_as_long():
    receipts = {seal("secret", number) for number in (1, 1, 2, 2**63) for _ in range(9)}
    assert len(receipts) == 36
    assert {len(receipt) for receipt in receipts} == {LENGTH}


@given(st.integers(0, LENGTH - 1), st.sampled_from("AB-_z9"))
def test_whatever_is_changed_is_none_of_ours(place, letter):
    receipt = seal("secret", 7)
    changed = receipt[:place] + letter + receipt[place + 1 :]
    assert number_in("secret", changed) in ((7,) if changed == receipt else (None,))


@pytest.mark.parametrize("typed", ["", "x", "é", "A" * LENGTH, "A" * 5000, "7", " \n"])
def test_anything_else_is_none(typed):
    assert number_in("secret", typed) is None
