"""Labels that no table of names begins with: short ones, old ones, keys of builders."""

import json
from urllib.parse import urlencode

import pytest

from medspa_speed_to_lead.tools.reader import card

PHONE = "+15125550143"
ANN = {"name": "Ann Lee", "email": "ann@example.com", "phone": "512-555-0143"}
WISH = "I want my frown lines gone before June, how much is it?"


def read(tree):
    return card.parse(json.dumps(tree))


@pytest.mark.parametrize(
    "label",
    "Client|Client name|Guest|Patient|Customer|Lead|Visitor|Attendee|Requester|Cliente|"
    "Paciente|Contact|nickname|Preferred name|What should we call you?|Booked by|"
    "Who is this for?|caller|item_meta[6]|form_fields[name]|wpforms[name]".split("|"),
)
def test_a_label_of_a_person_asks_for_their_name(label):
    label = label.replace("item_meta[6]", "item_meta[6][name]")
    assert read({label: "Ann Lee", "email": "a@example.com"}).full_name == "Ann Lee"


@pytest.mark.parametrize("label", ["Client", "Patient", "Lead", "Contact", "Customer"])
@pytest.mark.parametrize(
    "value", ["New", "existing patient", "yes", "Hot", "Text message", "4", "Email"]
)
def test_how_somebody_is_filed_is_no_name(label, value):
    found = read({label: value, "email": "a@example.com"})
    assert found.full_name == ""
    assert value in [answer for _question, answer in found.extra]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("mf-listing-fname", "mf-listing-lname"),
        ("item_meta[6][first]", "item_meta[6][last]"),
        ("user_fname_2", "user_lname_2"),
        ("wpforms[fields][3][first]", "wpforms[fields][3][last]"),
    ],
)
@pytest.mark.parametrize("write", [json.dumps, urlencode])
def test_parts_of_a_name_in_the_keys_of_builders(first, last, write):
    found = card.parse(write({first: "Ann", last: "Lee", "email": "a@example.com"}))
    assert found.full_name == "Ann Lee"


def test_by_what_somebody_goes_is_no_part_of_their_name():
    found = read({"First name": "Ann", "Nickname": "Annie", "email": "a@example.com"})
    assert found.full_name == "Ann"
    assert ("Nickname", "Annie") in found.extra


@pytest.mark.parametrize(
    "label",
    "mob|Mob.|tel.|Telf|Telf.|Tlf|cel|Cel.|cellular|whatsapp|WhatsApp #|Phone #|Cell #|"
    "Best # to reach you|# to call|Best # to text|Call me at|Where can we reach you?|"
    "Número|phonenum|Tel. móvil|Contact #|Reach you at".split("|"),
)
def test_short_and_old_labels_of_a_phone(label):
    assert read({"name": "Ann Lee", label: "512-555-0143"}).phone == PHONE


@pytest.mark.parametrize(
    "label",
    "textarea|textarea_1|textarea-6|mf-textarea|goals|Your goals|What are your goals?|"
    "concerns|Main concern|Skin concerns|Motivo|Motivo de la visita|Reason for visit|"
    "Reason|What brings you in?|Treatment goals|What would you like to improve?|"
    "¿Qué le gustaría mejorar?|Objetivos|Chief complaint|Desired outcome".split("|"),
)
def test_what_somebody_wants_is_the_message(label):
    assert read({**ANN, label: WISH}).message == WISH
    both = read({**ANN, label: WISH, "Message": "Call me!"})
    assert both.message == "Call me!"
    assert WISH in [answer for _question, answer in both.extra]


@pytest.mark.parametrize(
    "ticks",
    [
        {"Filler": "1", "Botox": "0"},
        {"Filler": "on", "Botox": ""},
        {"Filler": True, "Botox": False},
        {"Filler": 1},
        {"Botox": "no", "Filler": "Yes"},
    ],
)
@pytest.mark.parametrize("label", ["treatments", "Services", "Which services?"])
def test_ticks_called_what_they_offer_are_choices(ticks, label):
    assert read({**ANN, label: ticks}).treatment == "Filler"


def test_a_number_of_a_service_is_no_tick():
    found = read({**ANN, "service": {"name": "Botox", "quantity": "1"}})
    assert found.treatment == "Botox"


@pytest.mark.parametrize(
    "typed", ["5125550143 ext7", "5125550143ext7", "512-555-0143;ext=7", "5125550143x7"]
)
def test_an_extension_without_a_blank(typed):
    found = read({"name": "A", "phone": typed})
    assert (found.phone, found.extension) == (PHONE, "7")


@pytest.mark.parametrize("label", ["message", "Comments", "Goals", "textarea_2"])
def test_an_address_in_words_is_used_where_no_field_has_one(label):
    found = read({"name": "Ann", "email": "a@b.co", label: "Text 512-555-0143, please"})
    assert (found.email, found.phone) == ("a@b.co", PHONE)
    found = read({"name": "Ann", "phone": "512-555-0143", label: "or mail ann@b.co"})
    assert (found.email, found.phone) == ("ann@b.co", PHONE)
    found = read({**ANN, label: "or 512-555-0199, bob@example.com"})
    assert (found.email, found.phone) == (ANN["email"], PHONE)


@pytest.mark.parametrize(
    "words",
    [
        "I called 512-555-0100 and nobody answered",
        "Is your number 512-555-0100?",
        "My husband's phone is 512-555-0100",
        "tried you at (512) 555-0100 twice",
    ],
)
def test_a_number_of_somebody_else_in_words_is_not_the_patients(words):
    assert read({"name": "Ann", "email": "a@b.co", "message": words}).phone == ""


@pytest.mark.parametrize(
    "words", ["I called but my number is 512-555-0143", "Called. Try me at 5125550143"]
)
def test_a_number_of_their_own_in_words_is_the_patients(words):
    assert read({"name": "Ann", "email": "a@b.co", "message": words}).phone == PHONE


@pytest.mark.parametrize("key", ["text_{}", "input_{}", "field{}", "q{}", "text-{}"])
def test_a_name_without_a_label_stands_before_an_address(key):
    said = ["Ann Lee", "512-555-0143", "a@b.co", WISH]
    found = read({key.format(n + 1): one for n, one in enumerate(said)})
    assert (found.full_name, found.phone, found.email) == ("Ann Lee", PHONE, "a@b.co")
    answers = [answer for _question, answer in found.extra]
    assert "Ann Lee" in answers
    assert WISH in (*answers, found.message)


@pytest.mark.parametrize(
    "said", ["Lip filler", "yes please", "New patient", "Austin 7"]
)
def test_other_words_before_an_address_are_no_name(said):
    assert read({"text_1": said, "text_2": "512-555-0143"}).full_name == ""
