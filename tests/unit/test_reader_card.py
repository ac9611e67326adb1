"""What is recognised of a form, whose it is, and that nothing of it is lost."""

import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.reader import card, labels
from medspa_speed_to_lead.tools.reader.shapes import Said


def read(tree=None, how=None, **values):
    return card.parse(json.dumps(tree or values), **(how or {}))


def meaning(label, *within, names=()):
    return labels.meaning(Said("", label, within=within, names=names))


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("name", "Name|NAME:|your-name|Full Name *|What's your name?|Nombre completo"),
        (
            "name",
            "q3_fullName|customer_name|contactForm_name|Nombre y apellidos",
        ),
        (
            "first_name",
            "firstName|First_Name|FNAME|q1_firstName|Your first name?|Nombres",
        ),
        ("first_name", "What is your first name?|1. First name|Primer nombre"),
        ("last_name", "Last Name|lname|surname|Apellidos|APELLIDO:|family-name"),
        ("phone", "Phone|tel|your-tel|Mobile Number|cell|Teléfono|número de celular"),
        (
            "phone",
            "PHONE_NUMBER|q4_phoneNumber|Best phone number to reach you at|User Phone",
        ),
        (
            "email",
            "Email|E-mail|EMAIL_ADDRESS|your-email|User Email|Correo electrónico",
        ),
        ("email", "emailAddress|What's the best email for you?|Email *|email_list"),
        ("phone", "Número de WhatsApp|Contact No.|What number can we call you at?"),
        ("utm_source", "HandL UTM Source|utm_source_1"),
        ("contact", "Phone or email|Email / Phone|teléfono o correo"),
        (
            "message",
            "Message|Comments|How can we help?|mensaje|Tell us about your skin",
        ),
        ("message", "¿En qué podemos ayudarle?|Anything else we should know?"),
        (
            "treatment",
            "Treatment|Which treatment are you interested in?|servicio|Service(s)",
        ),
        (
            "treatment",
            "What would you like to treat?|treatment_of_interest|Tratamiento",
        ),
        ("location", "Location|Which clinic?|preferred_location|Sucursal"),
        (
            "sms_consent",
            "sms_consent|May we text you?|I agree to receive text messages",
        ),
        ("sms_consent", "i_agree_to_be_texted|Acepto recibir mensajes de texto|SMS"),
        ("email_consent", "email_opt_in|I agree to receive emails"),
        ("consents", "I consent to texts and emails|Acepto recibir textos y correos"),
        ("utm_source", "utm_source|utmSource|UTM Source"),
        ("gclid", "gclid|GCLID|gcl_id"),
        ("page", "page_url|Page URL|form_url|landing page"),
        ("submitted_at", "submitted_at|submittedAt|Submission Date|timestamp"),
        ("external_id", "submissionID|response_id|external_id|EntryId"),
        ("trap", "_gotcha|honeypot|bot-field|contact_me_by_fax_only"),
        ("technical", "ip|User Agent|form_id|formTitle|g-recaptcha-response"),
    ],
)
def test_labels(expected, written):
    found = {label: meaning(label) for label in written.split("|")}
    assert found == dict.fromkeys(found, expected)


@pytest.mark.parametrize(
    "label",
    [
        "Company name|Business Name|Emergency contact phone|Friend's email|Referred by",
        "Doctor's name|Spouse name|Form name|Campaign id|Pet's name|username",
        "Preferred contact method|When is the best time to call?|Email verified?",
        "I agree to the privacy policy|Would you like our email newsletter?",
    ],
)
def test_labels_that_are_somebody_elses_or_something_else(label):
    found = {meaning(one) for one in label.split("|")}
    persons = {"name", "first_name", "last_name", "phone", "email", "contact"}
    assert not found & persons | found & {"sms_consent", "email_consent", "consents"}


@pytest.mark.parametrize(
    ("label", "within", "expected"),
    [
        ("first", "Name", "first_name"),
        ("Last", "q3_fullName", "last_name"),
        ("area", "phone", "phone_area"),
        ("full", "phoneNumber", "phone"),
        ("source", "utm", "utm_source"),
        ("name", "service", "treatment"),
        ("name", "location", "location"),
        ("0", "email", "email"),
    ],
)
def test_parts_by_what_they_stand_in(label, within, expected):
    assert meaning(label, within) == expected


@pytest.mark.parametrize(
    "tree",
    [
        {"name": "Contact Form", "data": {"name": "Ann Lee", "email": "a@b.co"}},
        {"form": {"name": "Botox"}, "Name": {"First": "Ann", "Last": "Lee"}},
        {"form_name": "Book", "campaign_name": "Spring", "your-name": "Ann Lee"},
        {"payload": {"name": "Us", "data": {"First Name": "Ann", "Last Name": "Lee"}}},
        {"page": {"name": "Landing"}, "lead": {"name": "Ann Lee", "email": "a@b.co"}},
        {"owner": {"name": "Maya"}, "contact": {"full_name": "Ann Lee"}},
        {"user": {"name": "Maya"}, "first_name": "Ann", "last_name": "Lee"},
        {"name": "Ann Lee", "contact": {"email": "a@b.co", "phone": "5125550143"}},
        {"form": {"name": "Ann Lee", "email": "a@b.co"}},
        {"Name": "Lee", "First Name": "Ann"},
        {"Name": "Ann Lee", "Preferred name": "Annie"},
        {"Name": "Ann Lee", "First Name": "Annie"},
        {"Name": "Ann", "Last Name": "Lee"},
        {"first": "Ann", "last": "Lee"},
        {"name": "", "Name": "Ann Lee"},
        {"name": "{{contact.name}}", "full_name": "Ann Lee"},
    ],
)
def test_the_name_is_the_patients(tree):
    assert read(tree).full_name == "Ann Lee"


def test_a_part_of_a_form_about_somebody_else_is_theirs():
    def part(title, name, phone):
        said = [("Name", name), ("Phone", phone)]
        return {"name": title, "values": [{"name": a, "value": b} for a, b in said]}

    other = part("Emergency contact", "Bob Lee", "512-555-0199")
    found = read(forms=[other, part("About you", "Ann Lee", "512-555-0143")])
    assert (found.full_name, found.phones) == ("Ann Lee", ("+15125550143",))
    assert ("Emergency contact: Name", "Bob Lee") in found.extra


def test_a_forms_name_alone_is_nobodys():
    found = read({"name": "Contact Form", "data": {"email": "a@b.co"}})
    assert found.full_name == ""
    assert ("Name", "Contact Form") in found.extra


def test_the_value_tells_what_a_box_holds():
    found = read(name="Ann", phone="ann@example.com", email="512-555-0143")
    assert (found.email, found.phone) == ("ann@example.com", "+15125550143")
    found = read({"name": "Ann", "Phone or email": "512-555-0143 or ann@example.com"})
    assert (found.email, found.phone) == ("ann@example.com", "+15125550143")


def test_types_tell_what_labels_do_not():
    fields = [
        {"label": "Wie heißen Sie?", "type": "text", "value": "Ann"},
        {"label": "Mobil", "type": "tel", "value": "512-555-0143"},
        {"label": "Adresse", "type": "email", "value": "ann@example.com"},
        {"label": "Was?", "type": "textarea", "value": "Falten"},
    ]
    found = read({"fields": fields})
    assert (found.phone, found.email) == ("+15125550143", "ann@example.com")
    assert found.message == "Falten"
    assert ("Wie heißen Sie?", "Ann") in found.extra


def test_ten_digits_without_a_label_are_a_phone():
    assert read(name="Ann", field_7="(512) 555-0143").phone == "+15125550143"
    assert read(name="Ann", order_number="5125550143").phone == ""


def test_boxes_of_a_number():
    boxes = {"area": "512", "phone": "555-0143"}
    assert read(name="A", q4_phone=boxes).phone == "+15125550143"
    assert (
        read(name="A", phone1="512", phone2="555", phone3="0143").phone
        == "+15125550143"
    )
    country = {"country_code": "+44", "number": "7911 123456"}
    assert read(name="A", phone=country).phone == "+447911123456"


def test_two_numbers_are_kept_and_the_first_is_used():
    found = read({"name": "A", "Work phone": "5125550199", "Phone": "5125550143"})
    assert found.phone == "+15125550143"
    assert found.phones == ("+15125550143", "+15125550199")
    assert ("Work phone", "5125550199") in found.extra


def test_an_extension_is_kept_apart():
    found = read(name="A", phone="512-555-0143 x12")
    assert (found.phone, found.extension) == ("+15125550143", "12")
    assert ("Phone", "512-555-0143 x12") in found.extra


def test_a_number_nobody_knows_is_shown_as_typed():
    assert read(name="A", phone="555-0143").phone == "555-0143"


def test_a_doubtful_email_is_shown_as_such():
    found = read(name="A", email="ann@gmail")
    assert (found.email, found.email_is_doubtful) == ("ann@gmail", True)
    found = read({"email": "ann@gmail", "Confirm email": "ann@example.com"})
    assert (found.email, found.email_is_doubtful) == ("ann@example.com", False)


def test_an_address_in_a_message_is_found():
    found = read(message="Please call 512-555-0143 or write to ann@example.com.")
    assert (found.phone, found.email) == ("+15125550143", "ann@example.com")


@pytest.mark.parametrize(
    ("tree", "texts", "emails"),
    [
        ({"sms_consent": "yes"}, True, None),
        ({"sms_consent": ""}, None, None),
        ({"sms_consent": False, "email_consent": 0}, None, None),
        ({"sms_consent": "No"}, False, None),
        ({"sms_consent": ["0", "1"]}, True, None),
        ({"sms_consent": {"checked": True, "text": "I agree"}}, True, None),
        ({"sms_consent": {"checked": False, "text": "I agree"}}, None, None),
        ({"May we text you?": "Please do not text me"}, False, None),
        ({"I agree to receive texts and emails": "on"}, True, True),
        ({"q7_iAgree": ["I agree to receive texts"]}, True, None),
        ({"Acepto recibir mensajes de texto": "Sí"}, True, None),
        ({"I agree to the terms": "yes"}, None, None),
        ({"Would you like our email newsletter?": "No"}, None, None),
        ({"Preferred contact method": "Text"}, None, None),
        ({"sms_consent": "yes", "SMS marketing": "No"}, False, None),
        ({"sms_consent": "Yes, but do not text me"}, False, None),
        ({"sms_opt_out": True}, False, None),
        ({"Would you like to join our email list?": "No"}, None, None),
        ({"message": "If you do not text I call"}, None, None),
        ({"consent_text": "If you don't want texts, reply STOP"}, None, None),
        ({"sms_opt_out": False}, None, None),
        ({"Do not text me": "on"}, False, None),
        ({"Do not contact": "1"}, False, False),
        ({"unsubscribed": True}, None, False),
        ({"I do not want numbing cream": "yes"}, None, None),
        ({"How should we reach you?": "Email only, no texts please"}, False, None),
        ({"message": "Botox? Please don't text me, call"}, False, None),
        ({"message": "I did not text, I called"}, None, None),
        ({"I agree to receive texts. Reply STOP to opt out.": "on"}, True, None),
    ],
)
def test_consent(tree, texts, emails):
    found = read({"name": "Ann", "phone": "5125550143", **tree})
    assert (found.sms_consent, found.email_consent) == (texts, emails)


@pytest.mark.parametrize(
    ("tree", "wording"),
    [
        (
            {"I agree to receive text messages": "on"},
            "I agree to receive text messages",
        ),
        (
            {"sms_consent": "Yes, I agree to receive texts"},
            "Yes, I agree to receive texts",
        ),
        (
            {"sms_consent": "yes", "consent_text": "Texts. STOP ends."},
            "Texts. STOP ends.",
        ),
        ({"sms_consent": "yes"}, ""),
    ],
)
def test_the_boxes_own_words_are_its_wording(tree, wording):
    assert read({"name": "Ann", **tree}).consent_text == wording


def test_the_pages_address_tells_the_campaign():
    page = "https://x.y/?utm_source=google&utm_campaign=nov&gclid=G1&fbclid=F1"
    found = read(name="Ann", page_url=page)
    assert (found.utm_source, found.utm_campaign, found.gclid) == (
        "google",
        "nov",
        "G1",
    )
    assert dict(found.click_ids) == {"gclid": "G1", "fbclid": "F1"}
    assert read(name="A", page_url=page, utm_source="bing").utm_source == "bing"


def test_a_moment_without_offset_is_of_the_sources_zone():
    zone = {"zone": "America/Chicago"}
    found = read(name="A", submitted_at="2026-11-30 01:00", how=zone)
    assert found.submitted_at == datetime(2026, 11, 30, 7, 0)


def test_the_day_somebody_wishes_for_is_not_when_they_wrote():
    found = read({"name": "A", "Date": "12/15/2026", "Time": "3:00 pm"})
    assert found.submitted_at is None
    assert found.extra == (("Date", "12/15/2026"), ("Time", "3:00 pm"))


def test_a_filled_trap_is_spam():
    assert read(name="A", _gotcha="x").is_spam
    assert not read(name="A", _gotcha="").is_spam
    assert card.parse("name=A&wpforms[hp]=x").is_spam
    assert read(name="A", **{"wpforms[hp]": "x"}).is_spam
    assert read(name="A", _hp="x").is_spam


@pytest.mark.parametrize(
    "fields",
    [
        {"botcheck": False, "honeypot": []},
        {"botcheck": "false", "bot-field": " ", "_hp": "0"},
        {"hp": "5125550143", "honey": "yes", "bot": "no", "fax": "x"},
    ],
)
def test_empty_traps_and_real_questions_swallow_nobody(fields):
    assert not read(name="A", **fields).is_spam


@pytest.mark.parametrize(
    "said", ["passed", "Valid", "ok", "human", "0", "false", "not_spam", "clean", ""]
)
@pytest.mark.parametrize("label", ["honeypot", "botcheck", "Honeypot field"])
def test_what_a_check_found_of_a_person_is_no_filled_trap(label, said):
    assert not read({"name": "A", label: said}).is_spam


@pytest.mark.parametrize("said", ["failed", "bot", "https://win.example", "Mike"])
def test_what_a_check_found_of_a_program_is_spam(said):
    assert read(name="A", honeypot=said).is_spam
    assert read(name="A", _gotcha="ok").is_spam


def test_a_test_lead_is_a_test():
    lead = {"name": "full_name", "values": ["<test lead: dummy data for full_name>"]}
    assert read({"field_data": [lead]}).is_test
    assert read(name="A", is_test=False).is_test is False
    assert read(name="A").is_test is None


def test_ticked_treatments_are_their_labels():
    found = read(
        name="A", treatments={"botox": True, "lip_filler": True, "peel": False}
    )
    assert found.treatment == "botox, lip filler"


@pytest.mark.parametrize("body", ["", "null", "[]", "{}", '{"a": ""}', '""', "[null]"])
def test_what_holds_nothing_is_empty(body):
    found = card.parse(body)
    assert found.says_nothing
    assert found.extra == ()


def test_an_unread_form_keeps_all_its_fields():
    found = read(alpha="one", beta={"gamma": ["two", "three"]})
    assert found.names_nobody
    assert not found.says_nothing
    assert found.extra == (("Alpha", "one"), ("Beta: Gamma", "two, three"))


def test_how_each_field_was_understood():
    found = read({"name": "Ann", "Shoe size": "8", "ip": "203.0.113.7", "Fax": ""})
    assert [(one.path, one.meaning, one.how) for one in found.understood] == [
        ("name", "name", "recognized"),
        ("Shoe size", "", "note"),
        ("ip", "technical", "left_out"),
        ("Fax", "", "left_out"),
    ]


def test_a_mapping_goes_before_what_is_recognised():
    tree = {"wer": "Ann Lee", "nummer": "512-555-0143", "name": "Frühling"}
    mapping = {"wer": "name", "nummer": "phone", "name": "utm_campaign"}
    found = read(tree, {"mapping": mapping})
    assert (found.full_name, found.phone) == ("Ann Lee", "+15125550143")
    assert found.utm_campaign == "Frühling"
    assert {one.how for one in found.understood} == {"mapped"}
    assert set(mapping.values()) <= set(card.MEANINGS)


words = st.text("abcdefghij", min_size=3, max_size=8)


@given(said=st.dictionaries(words, words, min_size=1, max_size=8))
@settings(deadline=None, max_examples=100)
def test_nothing_that_was_said_is_lost(said):
    found = read(said)
    shown = " ".join([*map(str, vars(found).values())])
    assert all(text in shown for text in said.values())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ann@example.com", ()),
        ("Ann <ann@example.com>", ()),
        ("mailto:ann@example.com", ()),
        ("ann@example.com, write after five", ("Email",)),
    ],
)
def test_words_beside_an_address_are_shown(typed, shown):
    found = read(name="Ann", email=typed)
    assert found.email == "ann@example.com"
    assert [question for question, _answer in found.extra] == list(shown)


def test_a_line_that_begins_with_a_spanish_question_mark_has_a_label():
    found = card.parse("Correo: ann@example.com\n¿Cuándo?: mañana\nNombre: Ann")
    assert found.email == "ann@example.com"
    assert found.extra == (("¿Cuándo?", "mañana"),)


@pytest.mark.parametrize(
    "said",
    [
        "I want to book a Botox appointment",
        "Please send me prices",
        "Yes, I saw the ad, how much?",
        "I don't like my chin",
        "Never had botox before",
        "You can call after 5",
        "No sé qué tratamiento necesito",
        "Quiero recibir información",
    ],
)
def test_what_begins_like_an_answer_is_a_message_all_the_same(said):
    assert (
        card.parse(json.dumps({"name": "Dana Wells", "message": said})).message == said
    )


@pytest.mark.parametrize("said", ["yes", "No", "on", "Sí"])
def test_yes_or_no_is_no_message(said):
    assert not read(name="Dana Wells", message=said).message


@pytest.mark.parametrize("around", ["business", "Ask our nurse", "sender", "practice"])
def test_a_word_around_the_form_hides_nobody(around):
    said = {"name": "Dana Wells", "phone": "512-555-0143", "message": "Friday?"}
    found = read({around: said})
    assert (found.full_name, found.phone) == ("Dana Wells", "+15125550143")
    # where the patient is named, it is another's
    both = {"name": "Nora Diaz", "email": "nora@patient.example", around: said}
    assert read(both).full_name == "Nora Diaz"


@pytest.mark.parametrize(
    "label",
    [
        "sms_consent_shown",
        "show_sms_consent",
        "can_receive_sms",
        "send_copy_to_email",
    ],
)
def test_a_setting_of_a_form_is_no_agreement(label):
    found = read({"name": "Dana Wells", label: True})
    assert (found.sms_consent, found.email_consent) == (None, None)
