import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.places import _STATE as OF_AREA_CODES
from medspa_speed_to_lead.tools.places import _TERRITORIES
from medspa_speed_to_lead.tools.zip_codes import (
    _PREFIXES,
    _STATE,
    state_of_zip,
    zip_in,
)


# the main post office of a large town in each state, and what lies apart
@pytest.mark.parametrize(
    "code, state",
    [
        *(("99501", "AK"), ("35203", "AL"), ("72201", "AR"), ("85001", "AZ")),
        *(("90001", "CA"), ("80202", "CO"), ("06103", "CT"), ("20001", "DC")),
        *(("19801", "DE"), ("33101", "FL"), ("34102", "FL"), ("30303", "GA")),
        *(("39901", "GA"), ("96813", "HI"), ("50309", "IA"), ("83702", "ID")),
        *(("60601", "IL"), ("46204", "IN"), ("67202", "KS"), ("40202", "KY")),
        *(("70112", "LA"), ("02108", "MA"), ("05501", "MA"), ("21201", "MD")),
        *(("04101", "ME"), ("48226", "MI"), ("55401", "MN"), ("63101", "MO")),
        *(("39201", "MS"), ("59101", "MT"), ("28202", "NC"), ("58102", "ND")),
        *(("68102", "NE"), ("03101", "NH"), ("07102", "NJ"), ("87102", "NM")),
        *(("89101", "NV"), ("10001", "NY"), ("00501", "NY"), ("43215", "OH")),
        *(("73102", "OK"), ("97204", "OR"), ("19102", "PA"), ("02903", "RI")),
        *(("29201", "SC"), ("57104", "SD"), ("37203", "TN"), ("78701", "TX")),
        *(("73301", "TX"), ("88510", "TX"), ("79901", "TX"), ("84101", "UT")),
        *(("23219", "VA"), ("20101", "VA"), ("05401", "VT"), ("98101", "WA")),
        *(("53202", "WI"), ("25301", "WV"), ("82001", "WY"), ("00901", "PR")),
        *(("00802", "VI"), ("96910", "GU"), ("96950", "MP"), ("96799", "AS")),
        # of other countries in their own plan, and of none
        *(("96940", ""), ("96960", ""), ("00001", ""), ("99999", "AK")),
        # soldiers abroad and at sea
        *(("09096", ""), ("34002", ""), ("96201", "")),
    ],
)
def test_zip_code_tells_the_state(code, state):
    assert state_of_zip(code) == state


@pytest.mark.parametrize(
    "written", ["78701-1234", "78701 1234", "787011234", " 78701 ", "TX 78701"]
)
def test_zip_code_is_read_however_it_is_written(written):
    assert state_of_zip(written) == "TX"


@pytest.mark.parametrize(
    "written", ["", None, "7870", "787012", "K1A 0B1", "SW1A 1AA", "7870l", "78701-12"]
)
def test_what_is_no_zip_code_tells_nothing(written):
    assert state_of_zip(written) == ""


def test_every_state_and_no_other_has_zip_codes():
    islands = {"AS", "GU", "MP"}
    assert set(_PREFIXES) | islands == {*OF_AREA_CODES.values(), *_TERRITORIES}


def test_no_prefix_is_of_two_states():
    spread = [
        prefix
        for ranges in _PREFIXES.values()
        for one in ranges.split()
        for prefix in range(int(one.split("-")[0]), int(one.split("-")[-1]) + 1)
    ]
    assert len(spread) == len(_STATE)


@given(st.text())
def test_whatever_is_written_there_is_an_answer(written):
    assert isinstance(state_of_zip(written), str)


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "zip",
            "Zip",
            "ZIP code",
            "Zipcode",
            "zip_code",
            "Your ZIP Code:",
            "zip-code",
        ),
        *(
            "billing.zip",
            "Postal code",
            "Post code",
            "postcode",
            "Código postal",
            "postalCode",
        ),
        *("Zip / Postal code", "What is your zip code?"),
    ],
)
def test_form_that_asks_for_a_zip_code_gives_one(asked):
    assert zip_in([("Age", "33101"), (asked, " 33101 "), ("zip", "78701")]) == "33101"


@pytest.mark.parametrize(
    "asked, said",
    [
        ("Clinic zip", "33101"),
        ("Location: ZIP code", "33101"),
        ("Zip lipo", "33101"),
        ("Code", "33101"),
        ("Zip it?", "33101"),
        ("Zip", "K1A 0B1"),
        ("Zip", "yes"),
        ("Zip", ""),
    ],
)
def test_what_is_no_zip_code_of_theirs_is_none(asked, said):
    assert zip_in([(asked, said)]) == ""
