import json
from urllib.parse import urlencode

import pytest

from medspa_speed_to_lead.tools.erasing import Addresses

EMAIL, PHONE = "nora+1@patient.example", "+15125550143"


@pytest.fixture
def nora():
    addresses = Addresses()
    addresses.add(f"Nora <{EMAIL.upper()}>")
    addresses.add(PHONE, "1")
    return addresses


@pytest.mark.parametrize(
    "number",
    ["+15125550143", "(512) 555-0143", "512.555.0143", "1 512 555 0143", "5125550143"],
)
@pytest.mark.parametrize("write", [json.dumps, urlencode, str])
def test_a_number_is_found_however_it_is_written(nora, number, write):
    assert nora.named_in(write({"phone": number, "n": 7}))


@pytest.mark.parametrize("write", [json.dumps, urlencode, str])
def test_an_email_is_found_however_it_is_written(nora, write):
    assert nora.named_in(write({"Email": EMAIL.title()}))
    assert nora.named_in('{"email": "nora+1\\u0040patient.example", broken')


@pytest.mark.parametrize(
    "text",
    [
        "eleonora+1@patient.example",
        "nora+1@patient.example.org",
        "nora@patient.example",
        "+1 512 555 0144",
        "order 2026-11-30 10:00",
        "",
        None,
    ],
)
def test_somebody_else_is_not_found(nora, text):
    assert not nora.named_in(text)


def test_a_number_beside_other_digits_is_found(nora):
    assert nora.named_in("call me at 512 555 0143 2 pm")


def test_what_is_too_short_to_be_a_number_finds_nobody():
    addresses = Addresses()
    addresses.add("911")
    assert not addresses and not addresses.named_in("911")


def test_an_address_is_taken_up_once(nora):
    assert not nora.add(PHONE, "1")
    assert nora.add("other@patient.example")
