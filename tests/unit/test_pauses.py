from medspa_speed_to_lead.tools.pauses import PAUSES

DAY = 24 * 60


def test_five_tries_within_a_day():
    assert len(PAUSES) + 1 == 5
    assert sum(PAUSES) <= DAY


def test_pauses_grow():
    assert list(PAUSES) == sorted(set(PAUSES))


def test_the_last_try_comes_after_a_night():
    assert sum(PAUSES) >= DAY / 2
