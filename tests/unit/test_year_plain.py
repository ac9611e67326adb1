"""The simulated year without sending plays, and sees a rule that is broken.

A hundred people here, 200,000 in `make proof-year`.
"""

import pytest

from tests.proofs import _year_plain as plain

PEOPLE, DAYS, SEED = 100, 365, 21


def test_nothing_happens_that_must_not():
    counts, figures, lines = plain._share((0, PEOPLE, DAYS, SEED))
    assert not +counts, lines
    assert figures


@pytest.mark.parametrize("name", plain.BROKEN)
def test_a_broken_rule_is_seen(name):
    _count, found = plain.simulate_broken(name, PEOPLE, DAYS, SEED)
    assert found
