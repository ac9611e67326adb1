"""Where a text may go, number by number."""

import pytest

from medspa_speed_to_lead.tools.text_destination import default_countries, why_not

US = default_countries("US")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        # the United States and their territories
        ("+15125550143", ""),
        ("(512) 555-0143", ""),
        ("1 512 555 0143", ""),
        ("+17875551234", ""),  # Puerto Rico
        ("+19395551234", ""),
        ("+16715551234", ""),  # Guam
        ("+13405551234", ""),  # Virgin Islands
        ("+16845551234", ""),  # American Samoa
        ("+16705551234", ""),  # Northern Mariana Islands
        ("+18005551234", ""),  # toll-free, which can be texted
        ("+12005551234", ""),  # an area that nobody knows yet
        ("+19995551234", ""),
        # the same calling code, another country
        ("+14165551234", "country"),  # Canada
        ("+18765551234", "country"),  # Jamaica
        ("+16585551234", "country"),
        ("+18095551234", "country"),  # Dominican Republic
        ("+18295551234", "country"),
        ("+18495551234", "country"),
        ("+12425551234", "country"),  # Bahamas
        ("+12845551234", "country"),  # British Virgin Islands
        ("+16495551234", "country"),  # Turks and Caicos
        ("+14735551234", "country"),  # Grenada
        ("+17675551234", "country"),  # Dominica
        # far away
        ("+525512345678", "country"),
        ("+447911123457", "country"),
        ("+37167212345", "country"),  # Latvia
        ("+252612345678", "country"),  # Somalia
        ("+6755551234", "country"),
        ("011 44 20 7946 0958", "country"),
        # satellites
        ("+881612345678", "satellite"),
        ("+870773111632", "satellite"),
        ("+882161234567", "satellite"),
        ("+883510012345", "satellite"),
        ("+16005551234", "satellite"),
        ("+61147123456", "satellite"),
        ("011881612345678", "satellite"),
        # what costs whoever writes to it
        ("+19005551234", "premium"),
        ("+15129761234", "premium"),
        ("+15005551234", "premium"),
        ("+15335551234", "premium"),
        ("+17005551234", "premium"),
        ("+449098790123", "premium"),
        ("+447012345678", "premium"),  # follows a person
        ("+448431234567", "premium"),  # shared cost
        ("+80012345678", "premium"),
        ("+979123456789", "premium"),
        # no phones
        ("22395", "short"),
        ("+22395", "short"),
        ("911", "short"),
        ("", "short"),
        ("call me", "short"),
        ("+1512555014", "unreadable"),
        ("+151255501433333", "unreadable"),
        ("+999123456789", "unreadable"),
    ],
)
def test_where_a_practice_in_the_united_states_texts(number, expected):
    assert why_not(number, "US", US) == expected
    assert why_not(number, "US", ()) == expected  # no choice is the default


@pytest.mark.parametrize(
    ("number", "home", "expected"),
    [
        ("+447911123456", "GB", ""),  # Guernsey
        ("+447624123456", "GB", ""),  # Isle of Man
        ("07911 123457", "GB", ""),
        ("+447600123456", "GB", "no_phone"),  # a pager
        ("+447012345678", "GB", "premium"),
        ("+449098790123", "GB", "premium"),
        ("+33612345678", "FR", ""),
        ("+590690123456", "FR", ""),  # Guadeloupe
        ("+689871234567", "FR", "country"),  # French Polynesia
        ("+33899123456", "FR", "premium"),
        ("+14165551234", "CA", ""),
        ("+15125550143", "CA", "country"),
        ("+19995551234", "CA", ""),  # an unknown area counts as the company's own
        ("+19995551234", "FR", "country"),
        ("+61412345678", "AU", ""),
        ("+61147123456", "AU", "satellite"),
        ("+3215228817386", "BE", ""),  # too long, for our tables
        ("+3215228817386", "FR", "country"),
        ("+15125550143", "", ""),  # a company that does not say where it is
    ],
)
def test_where_a_practice_elsewhere_texts(number, home, expected):
    assert why_not(number, home, ()) == expected


def test_choice_is_what_counts():
    assert why_not("+14165551234", "US", ("US", "CA")) == ""
    assert why_not("+17875551234", "US", ("US",)) == "country"
    assert why_not("+15125550143", "US", ("CA",)) == "country"
    assert why_not("+3215228817386", "US", ("US", "BE")) == ""
    # a chosen country makes no exception of what costs extra
    assert why_not("+449098790123", "US", ("US", "GB")) == "premium"


def test_territories_of_the_united_states():
    assert set(US) == {"US", "PR", "GU", "VI", "AS", "MP"}
    assert default_countries("DE") == ("DE",)
    assert default_countries("") == US
