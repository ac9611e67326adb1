from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.contact_window import (
    ALL_DAY,
    DAY_END,
    KINDS,
    PROMPT,
    Place,
    Rule,
    Window,
    has_cap,
    next_allowed,
    reached_cap,
    zones_of_number,
)

CHICAGO, NEW_YORK, HONOLULU = "America/Chicago", "America/New_York", "Pacific/Honolulu"
ZONES = st.sampled_from(
    [CHICAGO, NEW_YORK, HONOLULU, "America/Los_Angeles", "America/Phoenix"]
)
# the strictest of the hours that states ask for on weekdays (Florida, Oklahoma and
# Washington end at 20:00; 47 CFR 64.1200(c)(1) allows 8:00 to 21:00)
STRICT = Window(time(8), time(20))
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31))


def next_lawful(at, zones, window):
    """Return the first moment that lies in the window of every zone."""
    rule = Rule("", weekday=window, saturday=window, sunday=window)
    return next_allowed(at, map(Place, zones), [rule], PROMPT).moment


def on_the_wall(moment, zone):
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))


@pytest.mark.parametrize(
    "at, expected",
    [
        # Austin is at UTC-6 in winter: 8:00 there is 14:00 UTC
        (datetime(2026, 3, 2, 13, 59, 59), datetime(2026, 3, 2, 14)),
        (datetime(2026, 3, 2, 14), datetime(2026, 3, 2, 14)),
        (datetime(2026, 3, 3, 1, 59, 59), datetime(2026, 3, 3, 1, 59, 59)),
        (datetime(2026, 3, 3, 2), datetime(2026, 3, 3, 14)),
        (datetime(2026, 3, 3, 7), datetime(2026, 3, 3, 14)),
    ],
    ids=["before 8", "at 8", "last second", "at 20", "after midnight"],
)
def test_text_waits_for_eight_in_the_morning_where_they_are(at, expected):
    assert next_lawful(at, [CHICAGO], STRICT) == expected


def test_morning_after_the_clocks_change_is_still_eight():
    night = datetime(2026, 3, 8, 3)  # Saturday 21:00 in Chicago, spring forward at 2
    assert next_lawful(night, [CHICAGO], STRICT) == datetime(2026, 3, 8, 13)


def test_number_of_two_zones_is_treated_by_the_strictest():
    eight_in_new_york = datetime(2026, 3, 2, 13)
    zones = [NEW_YORK, CHICAGO]
    assert next_lawful(eight_in_new_york, zones, STRICT) == datetime(2026, 3, 2, 14)
    after_20_in_new_york = datetime(2026, 3, 3, 1, 30)
    assert next_lawful(after_20_in_new_york, zones, STRICT) == datetime(2026, 3, 3, 14)


def test_zones_that_are_never_both_awake_allow_nothing():
    at = datetime(2026, 3, 2, 14)
    short = Window(time(8), time(10))
    assert next_lawful(at, [NEW_YORK, HONOLULU], short) is None


def test_nobody_knows_where_they_are_allows_nothing():
    assert next_lawful(datetime(2026, 3, 2, 18), [], STRICT) is None


def test_window_closes_after_it_opens():
    with pytest.raises(ValueError, match="closes after"):
        Window(time(20), time(8))


@given(at=MOMENTS, zones=st.lists(ZONES, min_size=1, max_size=3))
def test_what_is_found_is_lawful_everywhere_and_nothing_earlier_is(at, zones):
    found = next_lawful(at, zones, STRICT)
    assert found >= at
    for zone in zones:
        assert time(8) <= on_the_wall(found, zone).time() < time(20)
    step = timedelta(minutes=1)
    if found > at:
        before = max(at, found - step)
        assert any(
            not time(8) <= on_the_wall(before, zone).time() < time(20) for zone in zones
        )


@pytest.mark.parametrize(
    "number, zones",
    [
        ("+15125550143", [CHICAGO]),
        ("+12125550143", [NEW_YORK]),
        ("+18085550143", [HONOLULU]),
        ("nonsense", []),
    ],
)
def test_area_code_tells_the_zone(number, zones):
    assert zones_of_number(number) == zones


@pytest.mark.parametrize(
    "number, zones",
    [
        ("+18505550143", {CHICAGO, NEW_YORK}),  # the panhandle of Florida
        ("+14235550143", {CHICAGO, NEW_YORK}),  # the east of Tennessee
        ("+12085550143", {"America/Boise", "America/Los_Angeles"}),
    ],
)
def test_area_code_on_a_border_has_both_zones(number, zones):
    assert zones <= set(zones_of_number(number))


def test_toll_free_number_is_lawful_only_when_the_continent_is_awake():
    zones = zones_of_number("+18005550143")
    found = next_lawful(datetime(2026, 3, 2, 14), zones, STRICT)
    assert time(8) <= on_the_wall(found, HONOLULU).time()
    assert on_the_wall(found, NEW_YORK).time() < time(20)


# Rules of states, of the practice, and how often

TEXAS = Rule(
    "Texas",
    "US-TX",
    weekday=Window(time(9), time(21)),
    saturday=Window(time(9), time(21)),
    sunday=Window(time(12), time(21)),
)
LOUISIANA = Rule("Louisiana", "US-LA", weekday=STRICT, saturday=STRICT, sunday=None)
FLORIDA = Rule("Florida", "US-FL", STRICT, STRICT, STRICT, daily_cap=3)
NIGHT_REST = Rule("Night rest", "", STRICT, STRICT, STRICT)
AUSTIN = Place(CHICAGO, "US-TX")
NEW_ORLEANS = Place(CHICAGO, "US-LA")
MIAMI = Place(NEW_YORK, "US-FL")
MONDAY_8 = datetime(2026, 3, 2, 14)  # in Chicago
HOUR = timedelta(hours=1)


def answer(at, places, rules, kind="promotional", sent=()):
    found = next_allowed(at, places, rules, kind, sent)
    return found.moment, found.rule and found.rule.name, found.why


def test_strictest_rule_counts_and_is_named():
    rules = [NIGHT_REST, TEXAS]
    assert answer(MONDAY_8, [AUSTIN], rules) == (MONDAY_8 + HOUR, "Texas", "hours")
    assert answer(MONDAY_8 + HOUR, [AUSTIN], rules) == (MONDAY_8 + HOUR, None, "")
    at_20 = MONDAY_8 + 12 * HOUR
    # tomorrow both are closed at 8:00, and Texas longer
    assert answer(at_20, [AUSTIN], rules)[0] == MONDAY_8 + 25 * HOUR


def test_rule_of_another_state_says_nothing():
    assert answer(MONDAY_8, [NEW_ORLEANS], [TEXAS])[0] == MONDAY_8


def test_person_of_two_states_gets_what_both_allow():
    places = [AUSTIN, NEW_ORLEANS]
    sunday_noon = MONDAY_8 - 20 * HOUR
    assert answer(sunday_noon, [AUSTIN], [TEXAS, LOUISIANA])[0] == sunday_noon
    assert answer(sunday_noon, places, [TEXAS, LOUISIANA]) == (
        MONDAY_8 + HOUR,
        "Louisiana",
        "day",
    )


def test_rule_speaks_of_its_kinds_of_texts_only():
    rule = Rule("Law", weekday=None, kinds=frozenset(["promotional"]))
    assert answer(MONDAY_8, [AUSTIN], [rule], "conversational")[0] == MONDAY_8
    assert answer(MONDAY_8, [AUSTIN], [rule], "promotional")[2] == "day"


def test_holiday_is_closed_where_the_rule_says_so():
    christmas = datetime(2026, 12, 25, 18)
    closed = Rule("Louisiana", "US-LA", STRICT, STRICT, None, holidays_closed=True)
    assert answer(christmas, [NEW_ORLEANS], [LOUISIANA])[0] == christmas
    saturday_8 = datetime(2026, 12, 26, 14)
    expected = (saturday_8, "Louisiana", "holiday")
    assert answer(christmas, [NEW_ORLEANS], [closed]) == expected


@pytest.mark.parametrize(
    "day, region, reason",
    [
        (datetime(2027, 3, 26, 18), "US-PA", "holiday"),  # Good Friday
        (datetime(2027, 3, 26, 18), "US-AL", ""),
        (datetime(2026, 11, 3, 18), "US-PA", "holiday"),  # Election Day
        (datetime(2027, 2, 9, 18), "US-LA", "holiday"),  # Mardi Gras
        (datetime(2026, 8, 10, 18), "US-RI", "holiday"),  # Victory Day
        (datetime(2026, 8, 10, 18), "", ""),
    ],
)
def test_holidays_are_those_of_the_rule_s_state(day, region, reason):
    rule = Rule("State", region, holidays_closed=True)
    assert answer(day, [Place(NEW_YORK, region or "US-PA")], [rule])[2] == reason


def test_pause_lasts_until_its_day_where_they_are_however_far_that_is():
    paused = replace(LOUISIANA, paused_until=date(2026, 4, 1))
    opens = datetime(2026, 4, 1, 13)  # 8:00 in New Orleans
    assert answer(MONDAY_8, [NEW_ORLEANS], [paused]) == (opens, "Louisiana", "paused")
    assert answer(opens, [NEW_ORLEANS], [paused]) == (opens, None, "")
    assert answer(MONDAY_8, [AUSTIN], [paused])[2] == ""
    assert answer(MONDAY_8, [NEW_ORLEANS], [paused, TEXAS, NIGHT_REST])[0] == opens


def test_pause_holds_before_the_rule_itself_is_in_force():
    paused = replace(LOUISIANA, since=date(2027, 1, 1), paused_until=date(2026, 3, 4))
    assert answer(MONDAY_8, [NEW_ORLEANS], [paused])[2] == "paused"


# The practice's own clock

HAWAII = Place(HONOLULU, "US-HI")


def at_home(at, place, rules, home):
    found = next_allowed(at, [place], rules, "promotional", home=home)
    return found.moment, found.why, found.at_home


def test_night_rest_is_kept_on_the_practice_s_clock_as_well():
    nine_in_the_evening_in_austin = MONDAY_8 + 13 * HOUR  # 17:00 in Honolulu
    expected = (MONDAY_8 + 28 * HOUR, "hours", True)  # 8:00 in Honolulu the next day
    found = at_home(nine_in_the_evening_in_austin, HAWAII, [NIGHT_REST], AUSTIN)
    assert found == expected
    assert at_home(MONDAY_8 + 4 * HOUR, HAWAII, [NIGHT_REST], AUSTIN)[1:] == ("", False)
    assert at_home(MONDAY_8, HAWAII, [NIGHT_REST], AUSTIN)[1:] == ("hours", False)


def test_laws_are_kept_on_the_recipient_s_clock_alone():
    for law in (TEXAS, replace(TEXAS, region="US")):
        late = MONDAY_8 + 14 * HOUR  # 22:00 in Austin, 18:00 in Honolulu
        assert at_home(late, Place(HONOLULU, "US-HI"), [law], AUSTIN)[1] == ""


def test_rule_is_not_in_force_before_its_day_where_they_are():
    rule = Rule("New", weekday=None, since=date(2026, 3, 3))
    last_minute = datetime(2026, 3, 3, 5, 59)  # Monday 23:59 in Chicago
    assert answer(last_minute, [AUSTIN], [rule])[0] == last_minute
    assert answer(last_minute + timedelta(minutes=1), [AUSTIN], [rule])[2] == "day"


def test_fourth_text_waits_until_the_first_is_a_day_old():
    noon = datetime(2026, 3, 2, 17)  # in Miami
    sent = [noon - 3 * HOUR, noon - 2 * HOUR, noon - HOUR]
    assert answer(noon, [MIAMI], [FLORIDA], sent=sent) == (
        noon + 21 * HOUR,
        "Florida",
        "cap",
    )
    assert answer(noon + 21 * HOUR, [MIAMI], [FLORIDA], sent=sent)[2] == ""
    assert answer(noon, [MIAMI], [FLORIDA], sent=sent[1:])[2] == ""
    assert answer(noon, [AUSTIN], [FLORIDA], sent=sent)[2] == ""


def test_cap_and_hours_hold_together():
    eight_in_the_evening = datetime(2026, 3, 3, 1)
    sent = [eight_in_the_evening - timedelta(minutes=n) for n in (30, 20, 10)]
    found = answer(eight_in_the_evening, [MIAMI], [FLORIDA], sent=sent)
    assert found[0] == eight_in_the_evening + timedelta(hours=23, minutes=30)


def test_cap_matters_only_where_a_rule_has_one():
    assert has_cap([MIAMI], [NIGHT_REST, FLORIDA], "promotional")
    assert not has_cap([AUSTIN], [NIGHT_REST, FLORIDA], "promotional")


def test_cap_that_is_reached_is_named():
    sent = [MONDAY_8 - hours * HOUR for hours in (1, 2, 3)]
    rules = [NIGHT_REST, FLORIDA]

    def reached(places, texts, at=MONDAY_8, kind="promotional", rules=rules):
        return reached_cap(at, places, rules, kind, texts)

    assert reached([MIAMI], sent) is FLORIDA
    assert reached([AUSTIN, MIAMI], sent) is FLORIDA
    assert not reached([MIAMI], sent[1:])
    assert not reached([AUSTIN], sent)
    assert not reached([MIAMI], sent, at=MONDAY_8 + 21 * HOUR)
    later = replace(FLORIDA, since=date(2027, 1, 1))
    assert not reached([MIAMI], sent, rules=[later])
    offers = replace(FLORIDA, kinds=frozenset(["promotional"]))
    assert not reached([MIAMI], sent, kind="informational", rules=[offers])


def test_nobody_knows_where_they_are_is_said():
    assert answer(MONDAY_8, [], [NIGHT_REST]) == (None, None, "nowhere")


def test_hours_that_never_come_have_no_moment():
    never = Rule("Never", weekday=None, saturday=None, sunday=None)
    assert answer(MONDAY_8, [AUSTIN], [never]) == (None, "Never", "day")


def test_window_may_last_until_midnight():
    late = Rule("Late", weekday=Window(time(12), DAY_END))
    before_midnight = datetime(2026, 3, 3, 5, 59, 59)
    assert answer(before_midnight, [AUSTIN], [late])[0] == before_midnight
    assert answer(before_midnight + timedelta(seconds=1), [AUSTIN], [late])[2]


# Against a slow reference, which reads a clock on the wall minute by minute

HOLIDAYS = {
    date(2026, *map(int, day.split("-")))
    for days in (
        "1-1 1-19 2-16 5-25 6-19 7-3 7-4",
        "9-7 10-12 11-11 11-26 12-25",
    )
    for day in days.split()
}
MINUTE = timedelta(minutes=1)
# no clock is changed between 4:00 and midnight
READINGS = st.one_of(st.just(0), st.integers(4 * 60, 24 * 60))


def reading(minutes):
    return DAY_END if minutes == 24 * 60 else time(minutes // 60, minutes % 60)


@st.composite
def windows(draw):
    opens, closes = sorted(
        draw(st.lists(READINGS, min_size=2, max_size=2, unique=True))
    )
    return Window(reading(opens), reading(closes))


HOURS = st.one_of(st.just(ALL_DAY), st.none(), windows(), windows(), windows())
RULES = st.lists(
    st.builds(
        Rule,
        name=st.just("Rule"),
        region=st.sampled_from(["", "US", "US-TX", "US-FL"]),
        weekday=windows(),
        saturday=HOURS,
        sunday=HOURS,
        holidays_closed=st.booleans(),
        daily_cap=st.integers(0, 3),
        kinds=st.sampled_from([KINDS, frozenset(["promotional"])]),
    ),
    max_size=3,
)
PLACES = st.lists(
    st.builds(
        Place,
        zone=st.sampled_from([CHICAGO, NEW_YORK, "America/Denver", HONOLULU]),
        region=st.sampled_from(["US-TX", "US-FL", "US", ""]),
    ),
    min_size=1,
    max_size=3,
)
NEAR_THE_CLOCKS = st.one_of(
    st.datetimes(datetime(2026, 3, 6), datetime(2026, 3, 10)),
    st.datetimes(datetime(2026, 10, 30), datetime(2026, 11, 3)),
    st.datetimes(datetime(2026, 1, 2), datetime(2026, 12, 10)),
).map(lambda moment: moment.replace(second=0, microsecond=0))
AGO = st.lists(st.integers(0, 30 * 60), max_size=5)


def is_allowed(moment, places, rules, kind, sent):
    """Say the same in the plainest way."""
    for place in places:
        wall = on_the_wall(moment, place.zone)
        for rule in rules:
            if kind not in rule.kinds:
                continue
            if rule.region not in ("", "US", place.region):
                continue
            if rule.region == "US" and not place.region:
                continue
            week = [rule.weekday] * 5 + [rule.saturday, rule.sunday]
            window = week[wall.weekday()]
            if rule.holidays_closed and wall.date() in HOLIDAYS:
                return False
            if not window or wall.time() < window.opens:
                return False
            if window.closes != DAY_END and wall.time() >= window.closes:
                return False
            lately = [one for one in sent if moment - one < timedelta(hours=24)]
            if rule.daily_cap and len(lately) >= rule.daily_cap:
                return False
    return True


@settings(max_examples=150, deadline=None)
@given(NEAR_THE_CLOCKS, PLACES, RULES, st.sampled_from(sorted(KINDS)), AGO)
@example(datetime(2026, 3, 8, 4), [AUSTIN], [TEXAS], "promotional", [])
@example(datetime(2026, 11, 1, 3), [AUSTIN], [TEXAS], "promotional", [])
def test_first_allowed_moment_is_that_of_the_slow_reference(
    at, places, rules, kind, minutes_ago
):
    sent = [at - minutes * MINUTE for minutes in minutes_ago]
    found = next_allowed(at, places, rules, kind, sent).moment
    moment, last = at, found or at + timedelta(days=9)
    while moment < last and not is_allowed(moment, places, rules, kind, sent):
        moment += MINUTE
    assert moment == last
    if found:
        assert is_allowed(found, places, rules, kind, sent)


@given(MOMENTS, PLACES, RULES, st.sampled_from(sorted(KINDS)), AGO)
def test_asking_again_at_the_allowed_moment_gives_the_same(
    at, places, rules, kind, minutes_ago
):
    sent = [at - minutes * MINUTE for minutes in minutes_ago]
    found = next_allowed(at, places, rules, kind, sent)
    assert bool(found.why) == (found.moment != at)
    if found.moment:
        again = next_allowed(found.moment, places, rules, kind, sent)
        assert (again.moment, again.why) == (found.moment, "")


@given(MOMENTS, PLACES, RULES)
def test_one_more_place_never_allows_more(at, places, rules):
    def moment(some):
        return next_allowed(at, some, rules, "promotional").moment or datetime.max

    assert moment(places) >= max(moment([place]) for place in places)
