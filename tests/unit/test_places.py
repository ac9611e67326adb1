from datetime import datetime, time

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.contact_window import (
    Place,
    Rule,
    Window,
    next_allowed,
)
from medspa_speed_to_lead.tools.places import (
    _STATE,
    places_of,
    region_of_address,
    region_of_number,
)

CHICAGO, DENVER, NEW_YORK = "America/Chicago", "America/Denver", "America/New_York"
AUSTIN = "+15125550143"


def regions(*args, **kwargs):
    return {place.region for place in places_of(*args, **kwargs)}


@pytest.mark.parametrize(
    "number, region",
    [
        (AUSTIN, "US-TX"),
        ("+13055550143", "US-FL"),
        ("+12065550143", "US-WA"),
        ("+12025550143", "US-DC"),
        ("+17875550143", "US-PR"),
        ("+18005550143", "US"),
        ("+14165550143", "CA"),
        ("+525512345678", "MX"),
        ("+80012345678", ""),  # international freephone
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_area_code_tells_the_state(number, region):
    assert region_of_number(number) == region


def test_every_area_code_of_the_country_has_a_state():
    """Overlays are added every year: what phonenumbers learns, the table must too."""
    codes = [str(code) for code in range(200, 1000)]
    numbers = {code: phonenumbers.parse(f"+1{code}5550143") for code in codes}
    american = {
        code
        for code, number in numbers.items()
        if phonenumbers.region_code_for_number(number) == "US"
    }
    nowhere = {
        code
        for code in american - set(_STATE)
        if phonenumbers.number_type(numbers[code])
        == phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE
    }
    assert not nowhere
    assert set(_STATE) <= american


def test_address_in_another_state_counts_beside_the_number():
    assert regions(AUSTIN, "US", "FL") == {"US-TX", "US-FL"}


@pytest.mark.parametrize("country", ["US", ""])
def test_zip_code_is_an_address_too(country):
    assert regions(AUSTIN, country, "", "33101") == {"US-TX", "US-FL"}
    assert places_of(AUSTIN, country, "", "78701") == [Place(CHICAGO, "US-TX")]


def test_zip_code_without_a_country_is_one_of_where_the_number_is():
    assert regions("+525512345678", "", "", "33101") == {"MX"}
    assert regions("+4930123456", "DE", "", "10115") == {"DE"}
    assert regions("", "", "", "33101") == set()


def test_zip_code_and_state_that_disagree_count_both():
    assert regions(AUSTIN, "US", "TX", "33101") == {"US-TX", "US-FL"}
    assert regions(AUSTIN, "US", "NY", "33101") == {"US-TX", "US-NY", "US-FL"}
    assert regions(AUSTIN, "US", "FL", "33101") == {"US-TX", "US-FL"}


def test_zip_code_of_a_territory_counts():
    assert places_of("", "US", "", "00901") == [Place("America/Puerto_Rico", "US-PR")]
    assert places_of("", "PR", "", "00901") == [Place("America/Puerto_Rico", "US-PR")]


UNKNOWN_AREA = "+18612340123"  # opened in Illinois; the tables do not know it


def test_area_that_nobody_knows_is_anywhere_in_the_country():
    found = places_of(UNKNOWN_AREA)
    states = {f"US-{state}" for state in _STATE.values()}
    assert {place.region for place in found} == states
    assert Place("Pacific/Honolulu", "US-HI") in found
    assert Place(DENVER, "US-TX") in found
    assert places_of(UNKNOWN_AREA, "US", "") == found


def test_area_that_nobody_knows_is_narrowed_down_by_the_address():
    assert places_of(UNKNOWN_AREA, "US", "IL") == [Place(CHICAGO, "US-IL")]
    assert places_of(UNKNOWN_AREA, "", "", "60601") == [Place(CHICAGO, "US-IL")]


def test_area_that_nobody_knows_leaves_an_hour():
    """All states together, from the first that opens to the last that closes."""
    strict = Rule("", weekday=Window(time(8), time(20)))
    tuesday_noon = datetime(2026, 3, 3, 18)
    found = next_allowed(
        datetime(2026, 3, 3, 12), places_of(UNKNOWN_AREA), [strict], "promotional"
    )
    assert found.moment == tuesday_noon  # 8:00 in Honolulu, and in the Aleutians 8:00


def test_what_cannot_be_dialed_is_nowhere():
    assert places_of("+1861234") == []


def test_address_and_number_in_one_state_narrow_the_time_zone_down():
    assert places_of(AUSTIN, "US", "TX") == [Place(CHICAGO, "US-TX")]
    assert places_of("", "US", "TX") == [
        Place(CHICAGO, "US-TX"),
        Place(DENVER, "US-TX"),
    ]


def test_address_that_names_the_country_only_says_nothing_new():
    assert places_of(AUSTIN, "US", "") == places_of(AUSTIN)


def test_address_abroad_counts_beside_the_number():
    assert regions(AUSTIN, "CA", "ON") == {"US-TX", "CA-ON"}


def test_state_of_the_address_is_used_where_the_number_tells_nothing():
    assert places_of("nonsense", "US", "NY") == [Place(NEW_YORK, "US-NY")]


@pytest.mark.parametrize(
    "code, zone",
    [
        ("PR", "America/Puerto_Rico"),
        ("VI", "America/St_Thomas"),
        ("GU", "Pacific/Guam"),
        ("AS", "Pacific/Pago_Pago"),
        ("MP", "Pacific/Saipan"),
    ],
)
def test_territory_is_a_state_however_the_address_names_it(code, zone):
    here = Place(zone, f"US-{code}")
    assert places_of("", code, "") == [here]
    assert places_of("", "US", code) == [here]
    assert places_of("", code, code) == [here]
    assert (
        regions(AUSTIN, code) == regions(AUSTIN, "US", code) == {"US-TX", here.region}
    )
    assert here.lies_in("US") and here.lies_in(region_of_address(code, ""))


def test_what_is_no_state_of_the_country_says_nothing_new():
    assert places_of(AUSTIN, "US", "AE") == places_of(AUSTIN)


def test_number_of_the_whole_country_is_narrowed_down_by_the_state():
    assert places_of("+18005550143", "US", "TX") == [
        Place(CHICAGO, "US-TX"),
        Place(DENVER, "US-TX"),
    ]


def test_number_narrows_the_time_zones_of_a_province_down():
    toronto = "+14165550143"
    assert places_of(toronto, "CA", "ON") == [Place("America/Toronto", "CA-ON")]


@pytest.mark.parametrize("area, state", sorted(_STATE.items()))
def test_number_and_address_in_one_state_are_never_more_than_the_number(area, state):
    number = f"+1{area}5550143"
    assert places_of(number, "US", state) == places_of(number)


def test_nothing_known_is_no_place():
    assert places_of() == places_of("nonsense") == []


@given(st.text(), st.sampled_from(["", "US", "CA", "XX"]), st.text(max_size=3))
def test_whatever_is_written_there_is_an_answer(number, country, state):
    for place in places_of(number, country, state):
        assert place.zone


@pytest.mark.parametrize(
    "region, inside",
    [("", True), ("US", True), ("US-TX", True), ("US-T", False), ("MX", False)],
)
def test_place_lies_in_its_state_and_country(region, inside):
    assert Place(CHICAGO, "US-TX").lies_in(region) is inside
