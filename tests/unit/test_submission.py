"""When is what arrives under a known key the same submission once more?"""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.inquiry import Inquiry
from medspa_speed_to_lead.tools.same_person.people import Person
from medspa_speed_to_lead.tools.submission import (
    fingerprint,
    has_words,
    is_next_page,
    is_same_person,
)

NORA = Inquiry(
    name="Nora Diaz",
    email="nora@patient.example",
    phone="(512) 555-0143",
    message="Do you have time on Friday?",
    external_id="7",
)
# what a form may change from one try to the next
PASSING = {"external_id", "submitted_at", "gclid"}
PASSING |= {"utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"}
PASSING |= {"click_ids", "page", "referrer", "is_zone_assumed", "email_is_doubtful"}


@pytest.mark.parametrize(
    "changed",
    [
        {"phone": "+1 512 555 0143"},
        {"email": " Nora@PATIENT.example"},
        {"name": "nora  DIAZ"},
        {"name": "", "first_name": "Nora", "last_name": "Diaz"},
        {"message": "Do you have\n time on Friday?"},
        {"extra": (("nonce", "a7-19"), ("try", "2"), ("page", "https://a.example/b"))},
        *({name: "x"} for name in sorted(PASSING)),
    ],
)
def test_same_said_by_the_same_person_is_a_repeat(changed):
    assert fingerprint(replace(NORA, **changed)) == fingerprint(NORA)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Mona Lee"},
        {"email": "mona@patient.example"},
        {"phone": "(512) 555-0144"},
        {"phone": ""},
        {"phone": "call me"},
        {"message": ""},
        {"message": "Or on Saturday?"},
        {"sms_consent": False},
        {"sms_consent": True},
        {"email_consent": False},
        {"is_test": True},
        {"extra": (("question", "And parking?"),)},
        {"extra": (("interest", "Filler"),)},
    ],
)
def test_anything_else_said_is_another(changed):
    assert fingerprint(replace(NORA, **changed)) != fingerprint(NORA)


@pytest.mark.parametrize("name", sorted({f.name for f in fields(Inquiry)} - PASSING))
def test_every_field_of_a_person_or_wish_counts(name):
    # a name in one line hides its parts
    nobody = Inquiry()
    value = (("note", "some words"),) if name == "extra" else "words"
    assert fingerprint(replace(nobody, **{name: value})) != fingerprint(nobody)


@given(st.text(), st.text())
def test_words_never_slip_from_one_field_into_another(one, other):
    a = Inquiry(message=one, treatment=other)
    b = Inquiry(message=other, treatment=one)
    alike = one.casefold().split() == other.casefold().split()
    assert (fingerprint(a) == fingerprint(b)) == alike


ONE, TWO = "+15125550143", "+15125550199"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Nora", ONE, "n@x.com"), ("Nora", ONE, "n@x.com"), True),
        (("Nora", ONE, ""), ("Ben", ONE, ""), False),
        (("Nora Diaz", ONE, ""), ("Diaz, Nora", ONE, ""), True),
        (("Nora", ONE, "n@x.com"), ("Nora", TWO, "n@x.com"), True),
        (("Nora", ONE, ""), ("Nora", TWO, ""), False),
        (("Nora", ONE, ""), ("Nora", "", "n@x.com"), False),
        (("Nora", "", ""), ("nora ", TWO, ""), True),
        (("Nora", "", ""), ("Mona", TWO, ""), False),
        (("Nora", "", ""), ("Nora", "", ""), True),
        (("", "", ""), ("", "", ""), False),
        (("", "", ""), ("Nora", ONE, "n@x.com"), False),
        (("", "", "none@none.com"), ("", "", "none@none.com"), False),
    ],
)
def test_who_is_the_same_person(one, other, same):
    one, other = Person(*one), Person(*other)
    assert is_same_person(one, other) is same
    assert is_same_person(other, one) is same


@pytest.mark.parametrize(
    ("key", "one", "other", "goes_on"),
    [
        ("sub-4f1c", ("Nora", "", "n@x.com"), ("", ONE, ""), True),
        ("sub-4f1c", ("Nora", "", "n@x.com"), ("Nora Diaz", ONE, ""), True),
        ("sub-4f1c", ("", "", "n@x.com"), ("", ONE, "n@x.com"), True),
        *(
            (counted, ("Nora", "", "n@x.com"), ("", ONE, ""), False)
            for counted in (
                "12345678",
                "entry-7",
                "LEAD-12",
                "LEAD12",
                "2026-0001",
                "a7",
            )
        ),
        # a form that was installed anew counts from 1 again
        ("7", ("Nora", "", "n@x.com"), ("", ONE, ""), False),
        ("sub-4f1c", ("Nora", "", "n@x.com"), ("Mona", ONE, ""), False),
        ("sub-4f1c", ("Nora", TWO, "n@x.com"), ("", ONE, ""), False),
        ("sub-4f1c", ("", "", ""), ("Nora", ONE, ""), False),
        ("sub-4f1c", ("", "", "none@none.com"), ("Nora", ONE, ""), False),
    ],
)
def test_next_page_of_a_form(key, one, other, goes_on):
    one, other = Person(*one), Person(*other)
    assert is_next_page(key, one, other) is goes_on
    assert is_next_page(key, other, one) is goes_on


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("And parking?", True),
        ("Filler", True),
        ("¿Cuánto?", True),
        ("¿Cuánto cuesta?", True),
        ("你好吗", True),
        ("", False),
        ("2", False),
        ("a7-19", False),
        ("2026-03-02T16:00:00", False),
        ("https://glow.example/botox", False),
        ("6f1c2a5e-8a90-4d0e-9b43-0d5f7b9f8d11", False),
    ],
)
def test_what_a_person_may_have_said(text, found):
    assert has_words(text) is found
