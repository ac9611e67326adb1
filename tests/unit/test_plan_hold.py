"""What a plan waits for before its next step."""

from datetime import datetime, timedelta

import pytest

from medspa_speed_to_lead.tools.plan_hold import CALL_OPEN, UNTRIED, Hold, hold

NOW = datetime(2026, 3, 2, 16)
HOUR = timedelta(hours=1)
ALMOST_A_DAY, A_DAY = NOW - 23 * HOUR, NOW - 24 * HOUR
UNTIL = ALMOST_A_DAY + 24 * HOUR


@pytest.mark.parametrize(
    ("is_call", "was_tried", "call_open_since", "expected"),
    [
        (False, False, None, Hold(UNTRIED)),
        (False, True, None, None),
        (True, False, None, None),
        (True, True, None, None),
        # an open call is made first, whatever comes next
        (False, False, ALMOST_A_DAY, Hold(UNTRIED)),
        (False, True, ALMOST_A_DAY, Hold(CALL_OPEN, UNTIL)),
        (True, False, ALMOST_A_DAY, Hold(CALL_OPEN, UNTIL)),
        (True, True, ALMOST_A_DAY, Hold(CALL_OPEN, UNTIL)),
        # but not for longer than a day
        (False, False, A_DAY, Hold(UNTRIED)),
        (False, True, A_DAY, None),
        (True, False, A_DAY, None),
    ],
)
def test_what_a_step_waits_for(is_call, was_tried, call_open_since, expected):
    assert hold(NOW, is_call, was_tried, call_open_since) == expected
