"""Addresses that identify nobody, and those of people that look odd."""

import pytest

from medspa_speed_to_lead.tools.same_person.placeholders import (
    is_placeholder_email,
    is_placeholder_phone,
)

NOBODY = """
none@none.com test@test.com test@gmail.com test1@gmail.com testing@yahoo.com
noemail@noemail.com noemail@gmail.com no-email@gmail.com no.email@aol.com
noemail123@gmail.com na@na.com n.a@gmail.com none@gmail.com unknown@unknown.com
fake@fake.com asdf@asdf.com aaa@aaa.com aaaa@gmail.com xxx@xxx.com a@a.com
abc@abc.com email@email.com noreply@glow.com declined@glow.com nomail@nomail.net
jane@none.com jane@noemail.com null@null.com 123@gmail.com sincorreo@gmail.com
notiene@gmail.com user@noaddress.com refused@gmail.com
""".split()
SOMEBODY = """
nora@patient.example jane.doe@example.com p0@patient.example n@patient.example
0@x.example 1@other.example teste@gmail.com testa.rossa@gmail.com nonette@gmail.com
ann@gmail.com bob@bob.com lee@lee.com naomi@gmail.com nadia@gmail.com
abcooper@gmail.com info@glow.com j@gmail.com anon.smith@gmail.com emailia@gmail.com
smith123@gmail.com patient7@patient.example 5125550143@vtext.com nope.nadia@gmail.com
""".split()
NO_NUMBERS = [
    "555-555-5555",
    "(555) 555-5555",
    "+15555555555",
    "000-000-0000",
    "111-111-1111",
    "999 999 9999",
    "+1 999 999 9999",
    "123-456-7890",
    "+11234567890",
    "1234567890",
    "0123456789",
    "9876543210",
    "512-555-1212",
    "512-555-5555",
    "512-000-0000",
    "1234567",
    "5555555",
    "0",
]
NUMBERS = [
    "",
    "512-555-0143",
    "+15125550143",
    "(512) 555-0199",
    "212-222-2223",
    "+442079460958",
    "800-777-7777",
    "345-678-9012",
    "+525512345678",
]


@pytest.mark.parametrize("email", NOBODY)
def test_email_that_identifies_nobody(email):
    assert is_placeholder_email(email)
    assert is_placeholder_email(email.upper())


@pytest.mark.parametrize("email", ["", *SOMEBODY])
def test_email_of_somebody(email):
    assert not is_placeholder_email(email)


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_number_that_identifies_nobody(number):
    assert is_placeholder_phone(number)


@pytest.mark.parametrize("number", NUMBERS)
def test_number_of_somebody(number):
    assert not is_placeholder_phone(number)
