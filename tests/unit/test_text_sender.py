"""Texts of programs make no race: nobody can be called back there."""

import pytest

from medspa_speed_to_lead.tools.text_sender import is_person

NORA, OURS = "+15125550143", "+15125550100"


@pytest.mark.parametrize(
    ("sender", "number"),
    [
        ("22395", ""),
        ("GLOWBANK", ""),
        ("+266696687", "+266696687"),
        ("+7378742833", ""),
        ("anonymous", ""),
        (OURS, OURS),
        ("", ""),
    ],
)
def test_short_codes_names_withheld_and_own_numbers_are_nobody(sender, number):
    assert not is_person(sender, number, {OURS})


@pytest.mark.parametrize("number", [NORA, "+442079460958", "+18005550100"])
def test_whoever_has_a_number_is_somebody(number):
    assert is_person(number, number, {OURS})
