"""The patient's name, addresses and moment, and not those of anybody else."""

import json
from datetime import datetime

import pytest

from medspa_speed_to_lead.tools.reader import card

ANN = {"name": "Ann Lee", "email": "ann@example.com", "phone": "512-555-0143"}
HERS = ("Ann Lee", "ann@example.com", "+15125550143")


def read(tree):
    return card.parse(json.dumps(tree))


def who(tree):
    found = read(tree)
    return found.full_name, found.email, found.phone


def shown(found):
    return [answer for _question, answer in found.extra]


PRACTICES = (
    "to_email|toEmail|email_to|mail_to|send_to_email|to_number|toNumber|recipient|"
    "recipient_email|receiver_email|notify_email|notification_email|support_email|"
    "clinic_phone|Clinic email|our_phone|Our email|location_phone|locationEmail|"
    "store_phone|branch_phone|studio_email|spa_phone|practice_email|site_email|"
    "website_email|front_desk_phone|toll_free_number|forwarding_number|tracking_number|"
    "company_phone|assigned_to_email|your_clinic_phone|Teléfono de la clínica"
)


def of_practice(label):
    is_email = "mail" in label.lower() or label == "recipient"
    return "desk@lumen.example" if is_email else "(512) 555-0100"


@pytest.mark.parametrize("label", PRACTICES.split("|"))
def test_an_address_of_the_practice_is_never_the_patients(label):
    theirs = of_practice(label)
    found = read({label: theirs, **ANN})
    assert (found.full_name, found.email, found.phone) == HERS
    assert (found.emails, found.phones) == ((HERS[1],), (HERS[2],))
    assert theirs in shown(found)
    assert who({label: theirs, "name": "Ann Lee"}) == ("Ann Lee", "", "")


@pytest.mark.parametrize("place", ["location", "clinic", "company", "owner", "office"])
def test_an_address_in_something_of_the_practice_is_not_the_patients(place):
    theirs = {"name": "Downtown", "phone": "512-555-0100", "email": "a@lumen.example"}
    assert who({place: theirs, "lead": ANN}) == HERS


@pytest.mark.parametrize("label", ["office_phone", "work_phone", "home phone"])
def test_what_may_be_either_comes_after_what_is_the_patients(label):
    assert who({label: "512-555-0100", **ANN}) == HERS
    assert who({"name": "Ann Lee", label: "512-555-0143"})[2] == HERS[2]


@pytest.mark.parametrize("label", ["from_email", "business_email", "account_email"])
def test_an_email_that_may_be_either_comes_after_the_patients(label):
    assert who({label: "forms@lumen.example", **ANN}) == HERS
    found = who({label: "forms@lumen.example", "reply_to": "ann@example.com"})
    assert found[1] == HERS[1]


@pytest.mark.parametrize(
    "label",
    [
        "Best number for our nurse to call you",
        "Phone (our team will text you)",
        "Phone number [we never share it]",
        "Mobile number where the clinic can reach you",
        "A number our provider can text you at",
    ],
)
def test_who_asks_for_a_number_does_not_own_it(label):
    assert who({"name": "Ann Lee", label: "512-555-0143"})[2] == HERS[2]


@pytest.mark.parametrize(
    "label", ["your_name", "patient_name", "Full name", "Nombre del paciente"]
)
@pytest.mark.parametrize("forms", ["Lumen Aesthetics", "Botox special", "Downtown"])
def test_a_name_beside_the_patients_is_the_forms(label, forms):
    for said in ({"name": forms, label: "Ann Lee"}, {label: "Ann Lee", "name": forms}):
        found = read({**said, "email": "ann@example.com"})
        assert found.full_name == "Ann Lee"
        assert forms in shown(found)


OTHERS = {
    "Ozempic": "Name of medication|Medication name|Nombre del medicamento",
    "Dr. House": "Name of your doctor|Doctor's name|Nombre de su doctor",
    "Kim Roy": "Referred by (name)|Name of friend who referred you|Referrer name",
    "Bob Lee": "Emergency contact name|Next of kin name|Husband's name|Emergency name",
    "Latex": "Allergy name|Name of allergies",
    "Austin": "City name|Name of city|Street name|Name of school|Clinic name",
    "Ann Fox": "Previous name|Maiden name|Former name",
    "Facelift": "Name of surgery|Name of the procedure you had|Product name",
}


@pytest.mark.parametrize(
    ("value", "label"),
    [(value, label) for value, some in OTHERS.items() for label in some.split("|")],
)
def test_a_name_of_something_else_is_not_the_patients(value, label):
    found = read({label: value, **ANN})
    assert found.full_name == "Ann Lee"
    assert value in (*shown(found), found.treatment, found.location)
    assert read({label: value, "email": "ann@example.com"}).full_name == ""


@pytest.mark.parametrize(
    "label",
    "Name of patient|Name of the person requesting|Your name|Patient's name|Name 1|"
    "Legal name|Name (first and last)|Nombre del paciente|Name of client|mf-name|"
    "Student name|Name please|Name as on your ID|Booking name".split("|"),
)
def test_a_name_of_the_person_is_the_patients(label):
    assert read({label: "Ann Lee", "email": "ann@example.com"}).full_name == "Ann Lee"


@pytest.mark.parametrize(
    "label",
    "Emergency contact phone|Emergency contact|In case of emergency call|ICE phone|"
    "Next of kin phone|Teléfono de emergencia|Doctor's phone number|Pharmacy phone|"
    "Emergency phone if we can't reach you|Friend's number to call".split("|"),
)
def test_a_phone_of_somebody_else_is_not_the_patients(label):
    found = read({label: "512-555-0199", **ANN})
    assert found.phones == (HERS[2],)
    assert "512-555-0199" in shown(found)
    assert not read({label: "512-555-0199", "name": "Ann Lee"}).phone


WISHED = (
    "Date|Event time|event_time|Preferred date|Appointment date|Date Time|datetime|"
    "Time|When|start_time|Date and time|Fecha|Fecha y hora|Date of visit|Booking date"
)


@pytest.mark.parametrize("label", WISHED.split("|"))
@pytest.mark.parametrize("when", ["2026-12-15T15:00:00", "12/15/2026 3:00 pm"])
def test_the_moment_somebody_wishes_for_is_not_when_they_wrote(label, when):
    found = read({**ANN, label: when})
    assert found.submitted_at is None
    assert when in shown(found)


def test_a_day_beside_a_browsers_marks_is_when_they_wrote_and_is_shown():
    marks = {"Date": "November 30, 2026", "Time": "1:04 am", "User Agent": "Mozilla"}
    found = read({**ANN, **marks})
    assert found.submitted_at == datetime(2026, 11, 30, 1, 4)
    assert {"November 30, 2026", "1:04 am"} <= set(shown(found))


@pytest.mark.parametrize(
    "label", ["test", "Test", "Skin test", "testing", "Patch test"]
)
@pytest.mark.parametrize("answer", ["yes", "1", True, "on", "patch test"])
def test_a_question_about_a_test_makes_no_test_of_an_inquiry(label, answer):
    found = read({**ANN, label: answer})
    assert found.is_test is None
    assert ("yes" if answer is True else answer) in shown(found)


@pytest.mark.parametrize("label", ["is_test", "isTest", "test_lead", "Test mode"])
def test_a_tools_own_word_makes_a_test_of_an_inquiry(label):
    assert read({**ANN, label: True}).is_test is True
