"""What people, spreadsheets and boxes write as a phone, an email, a yes or a time."""

from datetime import datetime

import pytest

from medspa_speed_to_lead.tools import vocabulary
from medspa_speed_to_lead.tools.reader import numbers, treatments, values
from medspa_speed_to_lead.tools.reader.consent import answers

ANN = "+15125550143"


@pytest.mark.parametrize(
    "text",
    [
        "(512) 555-0143",
        "5125550143",
        "5125550143.0",
        "5.125550143E9",
        "1-512-555-0143",
        " 15125550143",  # a plus sign that became a blank
        "tel:+1-512-555-0143",
        "p:+15125550143",
        "001 512 555 0143",
        "512 . 555 . 0143",
    ],
)
def test_a_number_is_read(text):
    assert numbers.read(text) == numbers.Phones((ANN,))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(512) 555-0143 cell", "cell"),
        ("512-555-0143 after 5", "after 5"),
        ("cell: 512-555-0143, not before noon", "cell: not before noon"),
    ],
)
def test_words_beside_a_number_are_kept(text, words):
    read = numbers.read(text)
    assert read.numbers == (ANN,)
    assert read.words.replace(" ,", "") == words


@pytest.mark.parametrize(
    "text",
    [
        "512-555-0143 ext 12",
        "512-555-0143 x12",
        "(512) 555-0143 ext. 12",
        "5125550143#12",
    ],
)
def test_an_extension_is_no_part_of_the_number(text):
    read = numbers.read(text)
    assert (read.numbers, read.extension) == ((ANN,), "12")


def test_of_two_numbers_the_first_is_used():
    read = numbers.read("512-555-0143 / 512-555-0199")
    assert read.numbers == (ANN, "+15125550199")


def test_a_new_area_code_is_kept():
    assert numbers.read("(235) 555-0143").numbers == ("+12355550143",)


@pytest.mark.parametrize(
    "text", ["", "n/a", "555-0143", "123", "no phone", "2026-11-30"]
)
def test_what_is_no_number_is_none(text):
    assert numbers.read(text).numbers == ()


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("07911 123456", "GB", "+447911123456"),
        (" 447911123456", "US", "+447911123456"),
        ("+52 55 1234 5678", "US", "+525512345678"),
    ],
)
def test_numbers_of_other_countries(text, country, number):
    assert numbers.read(text, country).numbers == (number,)


def test_three_boxes_are_one_number():
    assert numbers.read(numbers.joined(["512", "555", "0143"])).numbers == (ANN,)
    assert numbers.joined(["512-555-0143", "512-555-0199"]) == ""


@pytest.mark.parametrize(
    ("text", "address", "is_doubtful"),
    [
        ("ann@example.com", "ann@example.com", False),
        ("Ann Lee <ann@example.com>", "ann@example.com", False),
        ("mailto:ann@example.com", "ann@example.com", False),
        ("my email is ann@example.com.", "ann@example.com", False),
        ("ann botox@example.com", "ann+botox@example.com", False),
        ("ann lee botox@example.com", "ann+lee+botox@example.com", True),
        ("ann@gmail", "ann@gmail", True),
        ("ann@gmail,com", "ann@gmail", True),
        ("ann@example..com", "ann@example..com", True),
        ("512-555-0143 or ann@example.com", "ann@example.com", False),
        ("none", "", False),
        ("", "", False),
    ],
)
def test_an_email_is_read(text, address, is_doubtful):
    read = values.emails(text)
    assert (read.address, read.is_doubtful) == (address, is_doubtful)


def test_other_emails_are_kept():
    assert values.emails("a@example.com, b@example.com").others == ("b@example.com",)


@pytest.mark.parametrize(
    "text",
    [
        *("1", "true", "Yes", "YES!", "on", "checked", "Sí", "✓", "agreed", "Acepto"),
        *("Yes, I agree to receive texts", "I agree to receive text messages"),
        "I agree to receive texts. If you do not want texts any more, reply STOP.",
        *("Yes, text me", "Sí, acepto recibir mensajes", "I consent", "opt-in"),
    ],
)
def test_an_agreement(text):
    assert answers.answer([text]) is True


@pytest.mark.parametrize(
    "text",
    [
        *("No", "no thanks", "No, gracias", "N", "Decline", "opt out", "Never"),
        *("Please do not text me", "I don't want texts", "Don't text me"),
        *("I'd rather not", "No deseo recibir mensajes", "I do not agree"),
    ],
)
def test_a_refusal_is_a_choice(text):
    assert answers.answer([text]) is False


@pytest.mark.parametrize("text", ["", "0", "false", "off", "unchecked", "N/A", "none"])
def test_an_unticked_box_is_no_refusal(text):
    assert answers.answer([text]) is None


@pytest.mark.parametrize("text", ["false", "0", "off"])
def test_off_to_a_question_is_no(text):
    assert answers.answer([text], is_choice=True) is False


@pytest.mark.parametrize("hidden", ["0", "", "off", "no"])
def test_what_is_hidden_before_a_box_does_not_count(hidden):
    assert answers.answer([hidden, "1"]) is True


@pytest.mark.parametrize(
    "text", ["Tuesday", "call me", "512-555-0143", "Yes, but do not text me"]
)
def test_other_words_are_no_answer(text):
    assert answers.answer([text]) is None


MOMENT = datetime(2026, 11, 30, 7, 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-30T07:04:05Z",
        "2026-11-30T07:04:05.123Z",
        "2026-11-30T01:04:05-0600",
        "2026-11-30T08:04:05+01:00",
        "2026-11-30 01:04:05",
        "11/30/2026 1:04:05 AM",
        "11/30/2026, 1:04:05 a.m.",
        "November 30, 2026 1:04:05 am",
        "Nov 30, 2026 at 1:04:05 AM",
        "30 Nov 2026 01:04:05",
        "30 de noviembre de 2026 01:04:05",
        "Mon, 30 Nov 2026 07:04:05 GMT",
        "1796022245",
        "1796022245000",
    ],
)
def test_a_moment_is_read(text):
    assert values.moment(text, "America/Chicago") == MOMENT


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-11-30", "11/31/2026 1:00 am", "0001-01-01T00:00:00", "99:99"],
)
def test_what_is_no_moment_is_none(text):
    assert values.moment(text) is None


ENTRIES = [
    (one, vocabulary.words(*names))
    for one, *names in (
        ("botox", "Botox", "botulinum toxin"),
        ("laser", "Laser hair removal", "depilación láser"),
        ("filler", "Filler"),
        ("prp", "PRP"),
    )
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Botox please", ["botox"]),
        ("laser_hair_removal", ["laser"]),
        ("lip fillers and botox", ["botox", "filler"]),
        ("Depilacion laser", ["laser"]),
        ("laser hair removl", ["laser"]),
        ("Fillr", ["filler"]),
        ("prp?", ["prp"]),
        ("prd", []),
        ("fill out the form", []),
        ("", []),
    ],
)
def test_treatments_are_found_in_words(text, found):
    assert treatments.find(text, ENTRIES) == found
