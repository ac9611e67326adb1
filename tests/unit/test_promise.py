from datetime import datetime, timedelta

from medspa_speed_to_lead.tools.promise import promise
from medspa_speed_to_lead.tools.working_time import AROUND_THE_CLOCK, Timeline

OPENS, CLOSES = datetime(2026, 3, 2, 15), datetime(2026, 3, 2, 23)
NEXT = OPENS + timedelta(days=1)
HOURS = Timeline([(OPENS, CLOSES), (NEXT, CLOSES + timedelta(days=1))])
MINUTES = timedelta(minutes=1)


def test_open_practice_says_until_when_and_by_when():
    now = OPENS + 5 * MINUTES
    made = promise(HOURS, now, now + 5 * MINUTES)
    assert (made.closes_at, made.opens_at) == (CLOSES, None)
    assert made.answer_by == now + 5 * MINUTES


def test_closed_practice_says_when_it_opens():
    made = promise(HOURS, CLOSES, NEXT + 5 * MINUTES)
    assert made.is_closed
    assert (made.opens_at, made.answer_by) == (NEXT, NEXT + 5 * MINUTES)


def test_deadline_that_has_passed_is_not_promised():
    assert promise(HOURS, OPENS, OPENS).answer_by is None
    assert promise(HOURS, OPENS, None).answer_by is None


def test_day_and_night_speaks_of_no_closing():
    made = promise(AROUND_THE_CLOCK, OPENS, OPENS + MINUTES)
    assert not made.is_closed
    assert made.closes_at is None
