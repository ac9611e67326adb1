"""The shipped hours of the law, held against a table that was typed without them."""

from collections import Counter, defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from medspa_speed_to_lead.tools.holidays import holiday
from medspa_speed_to_lead.tools.places import region_of_address
from tests.law import reading, shipped

LINES = reading.rows("table")
SELLING = [line for line in LINES if line["purpose"] == "promotional"]
INFORMING = [line for line in LINES if line["purpose"] == "informational"]
STATES = frozenset(
    "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT "
    "NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY "
    "AS GU MP PR VI".split()
)
RULES = shipped.law_rules()


def key(line):
    return tuple(line[name] for name in ("state", "local", "zone", "earlier"))


def ours(line, purpose=None):
    state, local, zone, earlier = key(line)
    purpose = purpose or line["purpose"]
    return shipped.judged(RULES, state, purpose, local, zone, int(earlier))


def test_every_state_and_territory_has_lines_of_both_purposes():
    found = Counter((line["state"], line["purpose"]) for line in LINES)
    expected = {(s, p) for s in STATES for p in ("promotional", "informational")}
    assert set(found) == expected
    assert min(found.values()) >= 3


def test_every_state_has_moments_within_outside_and_on_a_closed_day_or_sunday():
    of_state = defaultdict(set)
    for line in SELLING:
        day = datetime.fromisoformat(line["local"])
        hours = reading.in_force(line["state"], day.date())
        closed = hours.holidays_closed and day.date() in reading.holidays(
            line["state"], day.year
        )
        is_special = day.weekday() == 6 or closed
        of_state[line["state"]].add("special" if is_special else line["expected"])
    assert all(found == {"allowed", "not", "special"} for found in of_state.values())


def test_every_line_says_who_says_so():
    for line in LINES:
        assert line["source"] and line["address"], line
        assert line["seen"] in ("seen", "second-hand"), line
        assert line["expected"] in ("allowed", "not"), line
        assert ZoneInfo(line["zone"]), line


def test_no_line_stands_twice():
    counts = Counter((line["purpose"], key(line)) for line in LINES)
    assert max(counts.values()) == 1


@pytest.mark.parametrize("line", SELLING, ids=lambda line: " ".join(key(line)))
def test_rules_beside_the_table_say_what_it_says(line):
    state, local, _zone, earlier = key(line)
    is_allowed = reading.allows(datetime.fromisoformat(local), state, int(earlier))
    assert is_allowed == (line["expected"] == "allowed")


def test_shipped_law_judges_as_the_table_but_for_what_is_known():
    """What is mended is struck off ``tests/law/known.csv``; nothing is added to it."""
    known = {(*key(line), line["ours"]) for line in reading.rows("known")}
    wrong = {
        (*key(line), ours(line)) for line in SELLING if ours(line) != line["expected"]
    }
    assert wrong == known


@pytest.mark.parametrize("line", INFORMING, ids=lambda line: " ".join(key(line)))
def test_texts_that_sell_nothing_wait_no_longer_than_those_that_do(line):
    """The law leaves them alone; the addon may hold them as it holds the others."""
    assert ours(line) == "allowed" or ours(line, "promotional") == "not"


def test_territories_are_asked_by_the_federal_law():
    for state in ("AS", "GU", "MP", "PR", "VI"):
        assert region_of_address(state, "") == f"US-{state}"


@pytest.mark.parametrize(
    "state, day",
    [
        ("LA", date(2026, 2, 17)),  # Mardi Gras
        ("PA", date(2026, 4, 3)),  # Good Friday
        ("LA", date(2025, 3, 4)),
        ("PA", date(2028, 4, 14)),
        ("RI", date(2027, 8, 9)),  # second Monday of August
        ("AL", date(2027, 12, 31)),  # New Year's Day of 2028, a Saturday
        ("RI", date(2028, 1, 3)),
        ("PA", date(2027, 11, 2)),
    ],
)
def test_holidays_are_found_by_their_rules(state, day):
    assert day in reading.holidays(state, day.year)


def test_days_between_are_no_holidays():
    assert len(reading.holidays("PA", 2027)) == 13
    assert date(2027, 11, 2) not in reading.holidays("RI", 2027)


@pytest.mark.parametrize(
    "state", sorted({row["state"] for row in reading.rows("holidays")})
)
def test_every_holiday_of_the_table_is_one_here_however_its_week_falls(state):
    for year in range(2025, 2045):
        for day in reading.holidays(state, year):
            assert day.weekday() == 6 or holiday(day, f"US-{state}"), day
