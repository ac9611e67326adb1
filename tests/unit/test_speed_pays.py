"""Whether speed pays, from a practice's own data."""

import pytest

from medspa_speed_to_lead.tools.speed_pays import Booked, sentence, standard_errors

from .say import SAY


@pytest.mark.parametrize(
    ("fast", "slow", "begins"),
    [
        ((100, 45), (100, 20), "Speed pays here"),
        ((100, 20), (100, 45), "Here those answered"),
        ((100, 30), (100, 28), "No clear difference"),
        ((100, 0), (100, 0), "No clear difference"),
        ((29, 29), (100, 0), None),
        ((100, 90), (29, 0), None),
        ((0, 0), (0, 0), None),
    ],
)
def test_it_is_said_when_the_sample_allows(fast, slow, begins):
    said = sentence(Booked(*fast), Booked(*slow), SAY)
    assert said is None if begins is None else said.startswith(begins)


def test_the_shares_are_named():
    said = sentence(Booked(40, 17), Booked(50, 9), SAY)
    assert "42 % book" in said
    assert "18 %" in said


def test_difference_in_standard_errors():
    """Worked out by hand: shares 0.5 and 0.3 of 100 each, pooled 0.4."""
    assert standard_errors(Booked(100, 50), Booked(100, 30)) == pytest.approx(
        0.2 / (0.4 * 0.6 * 2 / 100) ** 0.5
    )
