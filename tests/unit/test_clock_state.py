"""The state of a wait, to the second."""

from datetime import datetime, timedelta

import pytest

from medspa_speed_to_lead.tools.clock_state import clock_state, is_late, open_state

START = datetime(2026, 3, 2, 15)
WARN = START + timedelta(minutes=3)
DUE = START + timedelta(minutes=5)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (WARN - SECOND, "waiting"),
        (WARN, "due_soon"),
        (WARN + SECOND, "due_soon"),
        (DUE - SECOND, "due_soon"),
        (DUE, "due_soon"),
        (DUE + SECOND, "overdue"),
    ],
)
def test_state_changes_at_the_warning_and_after_the_deadline(now, state):
    assert open_state(WARN, DUE, now) == state
    # a verdict of before is that of an earlier wait
    for verdict in (False, "on_time", "late", "void"):
        assert clock_state(START, WARN, DUE, verdict, now) == state
    assert is_late(DUE, now) is (state == "overdue")


def test_without_a_warning_it_is_due_soon_or_overdue():
    assert open_state(DUE, DUE, DUE - SECOND) == "waiting"
    assert open_state(DUE, DUE, DUE) == "due_soon"
    assert open_state(DUE, DUE, DUE + SECOND) == "overdue"


@pytest.mark.parametrize(
    ("verdict", "state"),
    [(False, "none"), ("void", "none"), ("on_time", "on_time"), ("late", "late")],
)
def test_who_does_not_wait_has_the_first_verdict(verdict, state):
    assert clock_state(False, False, False, verdict, DUE) == state
