"""Which numbers stand in a field that is meant for one."""

import pytest

from medspa_speed_to_lead.tools.several_addresses import phones_in

NORA, HOME = "+15125550143", "+15125550199"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("512-555-0143", (NORA,)),
        ("512-555-0143 / 512-555-0199", (NORA, HOME)),
        ("512.555.0143 (cell)", (NORA,)),
        ("cell 512 555 0143, home 512 555 0199", (NORA, HOME)),
        ("+1 512 555 0143 or +1 512 555 0199", (NORA, HOME)),
        ("512-555-0143 512-555-0143", (NORA,)),
        ("after 5 pm", ()),
        ("", ()),
        ("12345", ()),
    ],
)
def test_every_number_is_found_in_its_order(text, expected):
    assert phones_in(text, "US") == expected


def test_of_very_many_only_some_are_read():
    many = " / ".join(f"512-555-01{number:02}" for number in range(40))
    assert 1 <= len(phones_in(many, "US")) <= 5


def test_without_a_country_only_full_numbers_are_numbers():
    assert phones_in("512-555-0143, +1 512-555-0199", "") == (HOME,)
