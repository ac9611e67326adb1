"""The web form: any website's fields, as JSON or as a posted form."""

import json
import time
from dataclasses import fields, replace
from datetime import datetime
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.inquiry import Inquiry, UnreadableBody
from medspa_speed_to_lead.tools.providers import web_form

BOUNDARY = "----WebKitFormBoundary7MA4YWxk"
MULTIPART = f"{web_form.MULTIPART}; boundary={BOUNDARY}"
rule = settings(deadline=None, max_examples=100)


def as_json(pairs):
    return json.dumps(dict(pairs)), "application/json"


def as_form(pairs):
    return urlencode(list(pairs), errors="surrogatepass"), web_form.FORM


def part(disposition, value, more=""):
    return (
        f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n{more}\r\n{value}\r\n"
    )


def as_multipart(pairs):
    parts = (part(f'form-data; name="{name}"', value) for name, value in pairs)
    return "".join(parts) + f"--{BOUNDARY}--\r\n", MULTIPART


every_type = pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
posted = pytest.mark.parametrize("encode", [as_form, as_multipart])


def read(encode=as_json, **values):
    return web_form.parse(*encode(values.items()))


def refusal(body, content_type="application/json"):
    with pytest.raises(UnreadableBody) as caught:
        web_form.parse(body, content_type)
    return str(caught.value)


# -- what is read

FILLED_IN = {
    "name": "Ann Lee",
    "first_name": "Ann",
    "last_name": "Lee",
    "email": "ann@example.com",
    "phone": "+1 212 555 0142",
    "message": "Grüße 😀\nIs Tuesday possible?",
    "treatment": "Laser hair removal",
    "intent": "pricing",
    "channel": "Landing page",
    "location": "Brooklyn",
    "utm_source": "google",
    "utm_medium": "cpc",
    "utm_campaign": "spring & summer",
    "gclid": "Cj0KCQ",
    "submitted_at": "2026-11-23T14:00:05Z",
    "sms_consent": "yes",
    "email_consent": "no",
    "consent_text": "I agree to texts.\nSTOP ends them.",
    "external_id": "form-17",
    "is_test": "no",
}
UNDERSTOOD = Inquiry(
    **{
        **FILLED_IN,
        "submitted_at": datetime(2026, 11, 23, 14, 0, 5),
        "sms_consent": True,
        "email_consent": False,
        "is_test": False,
    }
)


def test_example_fills_in_every_field():
    ours = {"extra", "is_spam"}  # what we say of a submission; no sender says it
    assert set(FILLED_IN) == {field.name for field in fields(Inquiry)} - ours


@every_type
def test_every_known_field_is_read(encode):
    assert read(encode, **FILLED_IN) == UNDERSTOOD


@every_type
def test_field_names_are_read_in_any_case(encode):
    spelled = {f" {name.title()}": value for name, value in FILLED_IN.items()}
    assert read(encode, **spelled) == UNDERSTOOD
    assert web_form.external_id(*encode(spelled.items())) == "form-17"


@every_type
def test_no_sender_says_what_is_spam(encode):
    inquiry = read(encode, name="Ann", is_spam="yes")
    assert inquiry == Inquiry(name="Ann", extra=(("is_spam", "yes"),))


@every_type
def test_unknown_fields_are_kept_in_their_order(encode):
    inquiry = read(
        encode, zip="10001", name="Ann", Age="34", best_time="noon", blank=" "
    )
    assert inquiry == Inquiry(
        name="Ann", extra=(("zip", "10001"), ("Age", "34"), ("best_time", "noon"))
    )


@every_type
def test_what_cannot_be_understood_is_kept_among_the_unknown_fields(encode):
    inquiry = read(
        encode,
        intent="Emergency",
        name="Ann",
        sms_consent="maybe later",
        zip="10001",
        submitted_at="yesterday",
    )
    assert inquiry == Inquiry(
        name="Ann",
        extra=(
            ("intent", "Emergency"),
            ("sms_consent", "maybe later"),
            ("zip", "10001"),
            ("submitted_at", "yesterday"),
        ),
    )


@posted
def test_several_fields_of_one_name_become_one_text(encode):
    boxes = [("name", "Ann"), ("treatment", "Laser"), ("treatment", "Peeling")]
    assert web_form.parse(*encode(boxes)).treatment == "Laser, Peeling"


@posted
def test_blank_one_of_several_fields_is_not_listed(encode):
    pairs = [("name", ""), ("name", "Ann"), ("name", " "), ("zip", ""), ("zip", "1")]
    inquiry = web_form.parse(*encode(pairs))
    assert inquiry == Inquiry(name="Ann", extra=(("zip", "1"),))


def test_json_list_is_one_text():
    inquiry = read(name="Ann", treatment=["Laser", None, 2, "", "Peeling"])
    assert inquiry.treatment == "Laser, 2, Peeling"


def test_second_spelling_of_a_known_field_is_kept_as_unknown():
    inquiry = read(name="Ann", NAME="Bea")
    assert inquiry == Inquiry(name="Ann", extra=(("NAME", "Bea"),))


def test_nested_values_are_kept_as_json():
    inquiry = read(name="Ann", answers={"skin": ["dry", "ö"]}, steps=[{"n": 1}])
    assert inquiry.extra == (
        ("answers", '{"skin": ["dry", "ö"]}'),
        ("steps", '[{"n": 1}]'),
    )


@pytest.mark.parametrize("value", ["general", "Pricing", " CONSULTATION "])
def test_known_intent_is_read_in_any_case(value):
    inquiry = read(name="Ann", intent=value)
    assert inquiry == Inquiry(name="Ann", intent=value.strip().lower())


def test_plain_text_of_a_posted_form_is_decoded():
    body = "name=Ann+Lee&message=50%25%20off%3F%0D%0AThanks&empty="
    inquiry = web_form.parse(body, "application/x-www-form-urlencoded; charset=UTF-8")
    assert inquiry == Inquiry(name="Ann Lee", message="50% off?\nThanks")


# -- who the person is


def test_full_name_is_made_of_its_parts_when_there_is_none():
    assert read(first_name="Ann", last_name="Lee").full_name == "Ann Lee"
    assert read(last_name="Lee").full_name == "Lee"
    assert read(name="Dr. Lee", last_name="Lee").full_name == "Dr. Lee"


@pytest.mark.parametrize(
    "name", ["name", "first_name", "last_name", "email", "phone", "message"]
)
@every_type
def test_one_trace_of_a_person_is_enough(encode, name):
    assert read(encode, **{name: "x"}) == replace(Inquiry(), **{name: "x"})


@every_type
def test_nothing_personal_is_unreadable(encode):
    personal = {"name", "first_name", "last_name", "email", "phone", "message"}
    rest = {name: text for name, text in FILLED_IN.items() if name not in personal}
    body, content_type = encode([*rest.items(), ("name", " \x00\n"), ("zip", "1")])
    assert "name, email, phone or message" in refusal(body, content_type)


# -- consent, and the other boxes

each_box = pytest.mark.parametrize("name", ["sms_consent", "email_consent", "is_test"])


@each_box
@pytest.mark.parametrize(
    ("value", "understood"),
    [
        *((word, True) for word in ("1", "true", "YES", "y", " on ", "checked")),
        *((word, True) for word in ("agree", "Agreed", "I agree", ["yes"], 1, True)),
        *((word, False) for word in ("0", "False", "no", "N", "off", "", " ")),
        *((word, False) for word in ("unchecked", "disagree", 0, False, [], "\x00")),
        (None, None),
    ],
)
def test_consent_words_are_understood(name, value, understood):
    inquiry = read(name="Ann", **{name: value})
    assert inquiry == Inquiry(name="Ann", **{name: understood})
    assert type(getattr(inquiry, name)) is type(understood)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("maybe", "maybe"),
        ("not yes", "not yes"),
        ("I do not agree", "I do not agree"),
        (2, "2"),
        (["no", "yes"], "no, yes"),
        ({"granted": True}, '{"granted": true}'),
    ],
)
@each_box
def test_consent_that_cannot_be_understood_is_none_and_its_text_kept(name, value, kept):
    inquiry = read(name="Ann", **{name: value})
    assert inquiry == Inquiry(name="Ann", extra=((name, kept),))


@every_type
def test_consent_that_was_not_asked_is_none(encode):
    inquiry = read(encode, name="Ann")
    assert inquiry.sms_consent is None
    assert inquiry.email_consent is None
    assert inquiry.is_test is None
    assert inquiry.extra == ()


@posted
def test_box_sent_empty_was_not_ticked(encode):
    assert read(encode, name="Ann", sms_consent="").sms_consent is False


@posted
def test_two_answers_to_one_consent_are_no_consent(encode):
    pairs = [("name", "Ann"), ("sms_consent", "0"), ("sms_consent", "1")]
    inquiry = web_form.parse(*encode(pairs))
    assert inquiry == Inquiry(name="Ann", extra=(("sms_consent", "0, 1"),))


# -- when it was submitted


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T09:00:00-05:00", datetime(2026, 11, 23, 14)),
        ("2026-11-24T00:30:00+10:30", datetime(2026, 11, 23, 14)),
        ("2026-11-23T14:00:00Z", datetime(2026, 11, 23, 14)),
        ("2026-11-23T14:00:00", datetime(2026, 11, 23, 14)),
        (" 2026-11-23 14:00\n", datetime(2026, 11, 23, 14)),
        ("2026-11-23T14:00:00.999999", datetime(2026, 11, 23, 14)),
        ("2026-11-23", datetime(2026, 11, 23)),
        ("2000-01-01T00:00:00Z", datetime(2000, 1, 1)),
    ],
)
def test_submission_time_is_naive_utc(text, moment):
    inquiry = read(name="Ann", submitted_at=text)
    assert inquiry == Inquiry(name="Ann", submitted_at=moment)
    assert inquiry.submitted_at.tzinfo is None


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        *((text, text) for text in ("yesterday", "23/11/2026 14:00", "2026-13-45")),
        *((f"{year}-01-01T00:00:00+14:00",) * 2 for year in ("0001", "1999", "2000")),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00"),
        ("2026-11-23T14:00:00+99:00", "2026-11-23T14:00:00+99:00"),
        (1795442400, "1795442400"),
        (True, "yes"),
        (["2026-11-23", "2026-11-24"], "2026-11-23, 2026-11-24"),
        ({"at": "2026-11-23"}, '{"at": "2026-11-23"}'),
    ],
)
def test_submission_time_that_is_none_is_kept_as_text(value, kept):
    inquiry = read(name="Ann", submitted_at=value)
    assert inquiry == Inquiry(name="Ann", extra=(("submitted_at", kept),))


@pytest.fixture
def server_in_tokyo(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("server_in_tokyo")
@pytest.mark.parametrize("offset", ["", "Z", "+00:00"])
def test_submission_time_is_the_same_wherever_the_server_stands(offset):
    inquiry = read(name="Ann", submitted_at=f"2026-11-23T14:00:00{offset}")
    assert inquiry.submitted_at == datetime(2026, 11, 23, 14)


@pytest.mark.parametrize("value", ["", " ", None, []])
def test_blank_submission_time_leaves_no_trace(value):
    assert read(name="Ann", submitted_at=value) == Inquiry(name="Ann")


# -- text is clean

REORDERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "".join(map(chr, [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0x9F]))


@pytest.mark.parametrize("name", ["name", "email", "phone", "message", "external_id"])
@pytest.mark.parametrize("marks", [CONTROLS, REORDERING, "\ud800\udfff\ufffe\uffff"])
def test_marks_that_cannot_be_seen_or_stored_are_removed(name, marks):
    for mark in marks:
        inquiry = read(**{"phone": "1", name: f"{mark}a{mark}b{mark}"})
        assert getattr(inquiry, name) == "ab"


@every_type
def test_unknown_fields_are_cleaned_too(encode):
    inquiry = read(encode, name="Ann", **{"z\x00i\u202ep": "1\x000"})
    assert inquiry.extra == (("zip", "10"),)


@every_type
def test_lines_of_a_message_are_kept(encode):
    lines = " \r\n one\ttab\r\n\r\ntwo\rthree\nfour \r\n"
    inquiry = read(encode, message=lines, consent_text=lines, notes=lines)
    expected = "one\ttab\n\ntwo\nthree\nfour"
    assert inquiry.message == inquiry.consent_text == expected
    assert inquiry.extra == (("notes", expected),)


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\t", " \n ", "\u2028", "\xa0", "  "])
def test_name_and_address_are_one_line(gap):
    text = f"Ann{gap}Lee"
    inquiry = read(name=text, first_name=text, last_name=text, email=text, phone=text)
    assert {inquiry.name, inquiry.full_name, inquiry.email, inquiry.phone} == {
        "Ann Lee"
    }
    assert replace(inquiry, name="").full_name == "Ann Lee Ann Lee"


def test_pair_of_surrogates_is_the_character_that_it_means():
    assert web_form.parse('{"name": "\\ud83d\\ude00"}', web_form.JSON).name == "😀"


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("name", 500),
        ("email", 500),
        ("external_id", 500),
        ("utm_campaign", 500),
        ("message", 20_000),
        ("consent_text", 4_000),
    ],
)
@every_type
def test_text_is_bounded(encode, name, bound):
    exact, long = "é" * bound, "é" * (bound + 1)
    assert getattr(read(encode, **{"phone": "1", name: exact}), name) == exact
    assert getattr(read(encode, **{"phone": "1", name: long}), name) == exact


def test_unknown_field_is_bounded():
    inquiry = read(name="Ann", **{"k" * 101: "v" * 20_001})
    assert inquiry.extra == (("k" * 100, "v" * 20_000),)


def test_text_that_was_cut_is_trimmed():
    assert read(message="a" * 19_999 + " b").message == "a" * 19_999
    assert read(name="a" * 499 + " b").name == "a" * 499


def test_blanks_around_a_text_do_not_count_towards_its_length():
    assert read(name=" " * 600 + "Ann").name == "Ann"


# -- wrong types


@pytest.mark.parametrize("name", FILLED_IN)
@pytest.mark.parametrize(
    "value",
    [None, True, False, 0, -1, 10**400, 1.5, 1e300, [], {}, [[]], [{}, 1], {"a": {}}],
    ids=lambda value: str(value)[:12],
)
def test_wrong_type_in_any_field_is_still_an_inquiry(name, value):
    inquiry = read(**{"phone": "1", "message": "hello", name: value})
    assert_storable(inquiry)


@pytest.mark.parametrize("name", ["email", "phone", "external_id", "message", "intent"])
def test_tick_is_no_text(name):
    """False stands for empty in many tools: it must not become one id for all."""
    inquiry = read(**{"name": "Ann", name: False})
    assert inquiry == Inquiry(name="Ann", extra=((name, "no"),))
    assert read(name="Ann", newsletter=True).extra == (("newsletter", "yes"),)


def test_numbers_are_their_text():
    inquiry = read(phone=12125550142, external_id=17, budget=2.5)
    assert inquiry == Inquiry(
        phone="12125550142", external_id="17", extra=(("budget", "2.5"),)
    )


def test_numbers_that_json_does_not_know_are_only_text():
    body = '{"name": "Ann", "a": NaN, "b": -Infinity, "c": 1e999, "d": [[NaN]]}'
    assert web_form.parse(body, web_form.JSON).extra == (
        ("a", "nan"),
        ("b", "-inf"),
        ("c", "inf"),
        ("d", "[[NaN]]"),
    )


def test_number_of_countless_digits_is_unreadable():
    assert refusal('{"name": "Ann", "phone": 1' + "0" * 100_000 + "}")


# -- what cannot be read


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
@pytest.mark.parametrize("prefix", ["", '{"name": "Ann", "x": '])
def test_deeply_nested_json_is_unreadable(prefix, opening):
    assert "too deeply" in refusal(prefix + opening * 100_000)


@pytest.mark.parametrize(
    "root", ["[]", '[{"name": "Ann"}]', '"Ann"', "1", "null", "NaN"]
)
def test_json_that_is_no_object_is_unreadable(root):
    assert "one object" in refusal(root)


@pytest.mark.parametrize(
    "body", ["", " ", "{", "name=Ann", '{"name": "Ann"', "{'name': 'Ann'}", "\ufeff{}"]
)
def test_broken_json_is_unreadable(body):
    assert "not valid JSON" in refusal(body)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("{}", web_form.JSON),
        ("", web_form.FORM),
        ("&&&", web_form.FORM),
        (f"--{BOUNDARY}--\r\n", MULTIPART),
        (f"--{BOUNDARY}\r\n\r\n", MULTIPART),
        (part('form-data; name="cv"; filename="a.pdf"', "name"), MULTIPART),
    ],
)
def test_body_without_fields_is_unreadable(body, content_type):
    assert "no fields" in refusal(body, content_type)
    with pytest.raises(UnreadableBody):
        web_form.external_id(body, content_type)


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/xml; a=b", "json", "multipart/mixed"],
)
def test_other_content_types_are_unreadable(content_type):
    kind = content_type.partition(";")[0] or "unknown"
    assert f"type {kind} " in refusal('{"name": "Ann"}', content_type)


def test_refusal_names_the_content_type_in_clean_text():
    message = refusal("{}", "a\x00b\ud800" + "c" * 5_000)
    assert message == f"Bodies of type ab{'c' * 98} cannot be read."


@pytest.mark.parametrize(
    "content_type",
    ["Application/JSON", "application/json;charset=utf-8", " application/json "],
)
def test_content_type_may_carry_parameters(content_type):
    assert web_form.parse('{"name": "Ann"}', content_type) == Inquiry(name="Ann")


@every_type
def test_two_hundred_fields_are_read_and_no_more(encode):
    many = {f"field{n}": "x" for n in range(199)}
    assert len(read(encode, name="Ann", **many).extra) == 199
    body, content_type = encode([("name", "Ann"), *many.items(), ("more", "x")])
    assert "More than 200 fields" in refusal(body, content_type)


# -- parts of a multipart form


@pytest.mark.parametrize("boundary", [f'"{BOUNDARY}"', f"{BOUNDARY}; charset=utf-8"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_parts_are_found_however_the_boundary_is_written(boundary, newline):
    body, _content_type = as_multipart([("name", "Ann"), ("zip", "1")])
    content_type = f"Multipart/Form-Data; Boundary={boundary}"
    inquiry = web_form.parse(body.replace("\r\n", newline), content_type)
    assert inquiry == Inquiry(name="Ann", extra=(("zip", "1"),))


def test_what_surrounds_the_parts_is_no_field():
    body, content_type = as_multipart([("name", "Ann")])
    epilogue = part('form-data; name="email"', "b@example.com")
    inquiry = web_form.parse(f"preamble\r\n{body}{epilogue}", content_type)
    assert inquiry == Inquiry(name="Ann")


def test_boundary_within_a_text_splits_nothing():
    text = f"see --{BOUNDARY} and\n--{BOUNDARY}x and --{BOUNDARY}--"
    assert read(as_multipart, message=text).message == text


def test_form_that_was_cut_off_is_read_as_far_as_it_came():
    body = part('form-data; name="name"', "Ann") + part('form-data; name="zip"', "1")
    inquiry = web_form.parse(body.rstrip(), MULTIPART)
    assert inquiry == Inquiry(name="Ann", extra=(("zip", "1"),))


@pytest.mark.parametrize(
    "content_type",
    [
        web_form.MULTIPART,
        f"{web_form.MULTIPART}; boundary=",
        f'{web_form.MULTIPART}; boundary=""',
        f"{web_form.MULTIPART}; boundary=other",
        f"{web_form.MULTIPART}; boundary*",
        f"{web_form.MULTIPART}; xboundary={BOUNDARY}",
    ],
)
def test_parts_that_cannot_be_told_apart_are_unreadable(content_type):
    body, _content_type = as_multipart([("name", "Ann")])
    assert "boundary" in refusal(body, content_type)


def test_uploaded_files_are_left_out():
    files = (
        part('form-data; name="message"; filename="a.txt"', "not me"),
        part('form-data; filename=""; name="email"', "nor me"),
        part("form-data; name=\"phone\"; filename*=utf-8''a", "nor me"),
    )
    body = "".join(files) + part('form-data; name="name"', "Ann")
    assert web_form.parse(body, MULTIPART) == Inquiry(name="Ann")


@pytest.mark.parametrize(
    ("disposition", "more"),
    [
        ('form-data; name="zip"', "Content-Type: text/plain; charset=utf-8\r\n"),
        ("form-data; name=zip", ""),
        ("form-data;\r\n name=zip", "X-Other: 1\r\n"),
        ("form-data;name=zip; size=1", ""),
        ('form-data; name="zip"; x-name=other', ""),
        ('form-data; name="zip"; name="other"', ""),
        ('FORM-DATA; NAME="zip"', "Content-Type: multipart/mixed; boundary=b\r\n"),
        ('form-data; x="name=a"; name="zip"', "Content-Type: message/rfc822\r\n"),
    ],
)
def test_name_of_a_part_is_found_in_its_header(disposition, more):
    body = part('form-data; name="name"', "Ann") + part(disposition, "10001", more)
    inquiry = web_form.parse(body, MULTIPART)
    assert inquiry == Inquiry(name="Ann", extra=(("zip", "10001"),))


def test_name_of_a_part_may_hold_any_letter():
    assert read(as_multipart, name="Ann", Straße="x").extra == (("Straße", "x"),)


@pytest.mark.parametrize(
    "disposition",
    [
        "",
        ";;;",
        "form-data",
        "form-data; name",
        "form-data; name*",
        'form-data; name="a',
    ]
    + ["form-data; name*0*=", "form-data; name*=''", "form-data; name=", "(" * 5_000],
)
def test_part_with_a_broken_header_is_left_out(disposition):
    body = part(disposition, "x") + part('form-data; name="name"', "Ann")
    assert web_form.parse(body, MULTIPART) == Inquiry(name="Ann")


@pytest.mark.parametrize(
    "disposition",
    [
        ";" * 200_000,
        "form-data; name=" + "(" * 200_000,
        'form-data; name="' + '\\"' * 100_000,
        "form-data" + '; a="' * 50_000,
        "form-data" + "; \r\n " * 40_000,
    ],
)
def test_hostile_part_takes_no_longer_than_others(disposition):
    """A reader that is not linear hangs here for minutes, or breaks."""
    body = part('form-data; name="name"', "Ann") + part(disposition, "x")
    assert web_form.parse(body, MULTIPART).name == "Ann"


# -- the sender's own key


@every_type
def test_external_id_is_the_one_that_parse_reads(encode):
    for key in ("form-17", "  \x00form-17\n", "é" * 600, ""):
        body, content_type = encode([("name", "Ann"), ("External_ID", key)])
        inquiry = web_form.parse(body, content_type)
        assert web_form.external_id(body, content_type) == inquiry.external_id
        assert inquiry.external_id == key.strip(" \x00\n")[:500]


def test_external_id_is_read_where_nothing_is_personal():
    assert web_form.external_id('{"external_id": 5}', web_form.JSON) == "5"
    assert web_form.external_id('{"zip": 5}', web_form.JSON) == ""


@pytest.mark.parametrize("body", ["", "[]", "{", "[" * 100_000])
def test_external_id_of_an_unreadable_body_is_refused(body):
    with pytest.raises(UnreadableBody):
        web_form.external_id(body, web_form.JSON)


# -- whatever is sent


def texts_of(inquiry):
    for field in fields(inquiry):
        value = getattr(inquiry, field.name)
        if isinstance(value, str):
            yield value
    for name, text in inquiry.extra:
        yield name
        yield text


def assert_storable(inquiry):
    for text in texts_of(inquiry):
        text.encode("utf-8")
        assert "\x00" not in text
        assert text == text.strip()
        assert len(text) <= 20_000
    for box in (inquiry.sms_consent, inquiry.email_consent, inquiry.is_test):
        assert box is None or isinstance(box, bool)
    assert inquiry.submitted_at is None or inquiry.submitted_at.tzinfo is None
    assert inquiry.intent in ("", *web_form.INTENTS)
    assert all(text for _name, text in inquiry.extra)
    assert "\n" not in inquiry.full_name + inquiry.email + inquiry.phone


def assert_read_or_refused(body, content_type):
    try:
        key = web_form.external_id(body, content_type)
        inquiry = web_form.parse(body, content_type)
    except UnreadableBody as refused:
        str(refused).encode("utf-8")
        assert "\x00" not in str(refused)
    else:
        assert_storable(inquiry)
        assert inquiry.external_id == key


TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
TYPES = st.one_of(
    st.sampled_from([*web_form.CONTENT_TYPES, MULTIPART, ""]),
    st.builds("multipart/form-data; boundary={}".format, TEXT),
    TEXT,
)
NAMES = st.one_of(st.sampled_from([*FILLED_IN, "Name", "zip"]), TEXT)
VALUES = st.one_of(
    TEXT,
    st.sampled_from(["yes", "no", "pricing", "2026-11-23T09:00:00-05:00"]),
    st.datetimes().map(datetime.isoformat),
)
JSON_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), VALUES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)
    ),
    max_leaves=6,
)
PIECES = st.one_of(
    st.sampled_from(
        [
            f"--{BOUNDARY}",
            f"--{BOUNDARY}--",
            "Content-Disposition: form-data; name=",
            "\r\nContent-Disposition: form-data; name=name\r\n\r\nAnn\r\n",
            *["\r\n", "\n\n", '"', ";", "*", "=", "%00", "%", "&", "+", "name", "\x00"],
            *["\\", "{", "}", "[", ":", ",", '{"name":', "\\ud800", "email", "NaN"],
        ]
    ),
    TEXT,
)


@rule
@given(st.binary(max_size=200), TYPES, st.sampled_from(["utf-8", "latin-1", "utf-16"]))
def test_any_bytes_are_read_or_refused(raw, content_type, charset):
    assert_read_or_refused(raw.decode(charset, "replace"), content_type)
    assert_read_or_refused(raw.decode("utf-8", "surrogateescape"), content_type)


@rule
@given(st.lists(PIECES, max_size=12).map("".join), TYPES)
def test_any_text_is_read_or_refused(body, content_type):
    assert_read_or_refused(body, content_type)


@rule
@given(st.one_of(st.dictionaries(NAMES, JSON_VALUES, max_size=6), JSON_VALUES))
def test_any_json_is_read_or_refused(value):
    assert_read_or_refused(json.dumps(value), web_form.JSON)


@rule
@given(st.dictionaries(NAMES, JSON_VALUES, max_size=6))
def test_any_json_with_a_person_is_read(values):
    body = json.dumps({**values, "email": "ann@example.com"})
    assert_storable(web_form.parse(body, web_form.JSON))


@rule
@given(st.lists(st.tuples(NAMES, VALUES), max_size=8), st.sampled_from([0, 1]))
def test_any_posted_form_is_read_or_refused(pairs, which):
    assert_read_or_refused(*(as_form, as_multipart)[which](pairs))
