"""A treatment within a sentence is called as the patient calls it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.treatment_words import called, within_sentence

WITHIN = {
    "Dermal filler": "dermal filler",
    "Dermal Filler": "dermal filler",
    "LASER HAIR REMOVAL": "laser hair removal",
    "lip filler": "lip filler",
    "Botox": "Botox",
    "botox": "Botox",
    "BOTOX": "Botox",
    "Baby Botox": "baby Botox",
    "CoolSculpting": "CoolSculpting",
    "coolsculpting": "CoolSculpting",
    "Emsculpt NEO": "Emsculpt neo",
    "Hydrafacial": "HydraFacial",
    "Juvéderm": "Juvéderm",
    "IPL": "IPL",
    "ipl photofacial": "IPL photofacial",
    "PRP Microneedling": "PRP microneedling",
    "Morpheus8": "Morpheus8",
    "Brazilian laser": "Brazilian laser",
    "Clear + Brilliant": "Clear + Brilliant",
    "B12 shots": "B12 shots",
    "NAD+ Drip": "NAD+ drip",
    "Chemical Peel (light)": "chemical peel (light)",
    "QuantaGlow": "QuantaGlow",
    "Laser Genesis": "Laser Genesis",
    "Weight Loss": "weight loss",
    "Depilación láser": "depilación láser",
    "": "",
}
FILLER = ("Dermal filler", " lip filler", " Juvederm", "Restylane")


@pytest.mark.parametrize("name", WITHIN)
def test_names_are_small_and_brands_are_not(name):
    assert within_sentence(name) == WITHIN[name]


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_nothing_but_case_and_nothing_twice_is_changed(name):
    once = within_sentence(name)
    assert once.casefold() == name.lower().casefold() or not name.isascii()
    if name.isascii():
        assert within_sentence(once) == once


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("How much is lip filler?", "lip filler"),
        ("Lip fillers please", "lip filler"),
        ("lip-filler", "lip filler"),
        ("dermal filler or lip filler", "Dermal filler"),
        ("JUVEDERM", "Juvederm"),
        ("restylene", "Restylane"),
        ("something for my forehead", ""),
        ("", ""),
    ],
)
def test_own_word_is_the_name_that_they_use(said, expected):
    assert called(said, FILLER) == expected
