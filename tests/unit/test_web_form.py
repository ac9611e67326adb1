"""The web form's provider: our own field names, and what of a request is kept.

How any other form is read is told in the tests of the reader.
"""

import gzip
import json
from dataclasses import fields, replace
from datetime import datetime
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medspa_speed_to_lead.tools.inquiry import Inquiry, NothingSaid, UnreadableBody
from medspa_speed_to_lead.tools.providers import web_form
from medspa_speed_to_lead.tools.reader.card import Read
from medspa_speed_to_lead.tools.reader.wire.limits import LARGEST_TEXT, TooMuch

BOUNDARY = "----WebKitFormBoundary7MA4YWxk"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
PHOTO = b"\xff\xd8\xff" + b"x" * 200
rule = settings(deadline=None, max_examples=100)


def as_json(pairs):
    return json.dumps(dict(pairs)), web_form.JSON


def as_form(pairs):
    return urlencode(list(pairs), errors="surrogatepass"), web_form.FORM


def part(disposition, value):
    return f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n\r\n{value}\r\n"


def as_multipart(pairs):
    parts = (part(f'form-data; name="{name}"', value) for name, value in pairs)
    return "".join(parts) + f"--{BOUNDARY}--\r\n", MULTIPART


every_type = pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])


def read(encode=as_json, **values):
    body, content_type = encode(values.items())
    kept = web_form.received(body.encode("utf-8", "surrogatepass"), content_type)
    return web_form.parse(kept.body, kept.content_type)


def said(inquiry):
    """Return all that a form said, without how it was understood."""
    return replace(inquiry, understood=())


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
UNDERSTOOD = {
    **FILLED_IN,
    "first_name": "",
    "last_name": "",
    "emails": ("ann@example.com",),
    "phone": "+12125550142",
    "phones": ("+12125550142",),
    "submitted_at": datetime(2026, 11, 23, 14, 0, 5),
    "sms_consent": True,
    "email_consent": False,
    "is_test": False,
    "click_ids": (("gclid", "Cj0KCQ"),),
}


@every_type
def test_every_published_field_is_read(encode):
    assert said(read(encode, **FILLED_IN)) == Read(**UNDERSTOOD)


@every_type
def test_field_names_are_read_in_any_case(encode):
    spelled = {f" {name.title()}": value for name, value in FILLED_IN.items()}
    assert said(read(encode, **spelled)) == Read(**UNDERSTOOD)


@every_type
def test_no_sender_says_what_is_spam(encode):
    inquiry = read(encode, name="Ann", is_spam="yes")
    assert not inquiry.is_spam
    assert inquiry.extra == (("Is spam", "yes"),)


@pytest.mark.parametrize("name", ["name", "first_name", "last_name", "email", "phone"])
@every_type
def test_one_trace_of_a_person_is_enough(encode, name):
    value = {"email": "ann@example.com", "phone": "212 555 0142"}.get(name, "Ann")
    assert not read(encode, **{name: value}).names_nobody


def test_full_name_is_made_of_its_parts_when_there_is_none():
    assert Inquiry(first_name="Ann", last_name="Lee").full_name == "Ann Lee"
    assert Inquiry(last_name="Lee").full_name == "Lee"
    assert Inquiry(name="Dr. Lee", last_name="Lee").full_name == "Dr. Lee"


# -- nothing, and too much


@pytest.mark.parametrize(
    "body",
    ["", " ", "null", "[]", "{}", '""', '{"name": ""}', "name=&email=", "\x00"],
)
def test_where_nobody_says_anything_there_is_nothing(body):
    with pytest.raises(NothingSaid):
        web_form.parse(body)


@pytest.mark.parametrize("body", ["1", "x", "[1]", '{"a": "b"}', '"Ann"', "a=b"])
def test_anything_that_was_said_is_read(body):
    assert web_form.parse(body).names_nobody


def test_fields_of_the_address_are_read_too():
    assert web_form.parse("", "", "name=Ann&phone=2125550142").full_name == "Ann"


def test_a_body_over_the_limits_is_too_much():
    for body in (b"x" * (LARGEST_TEXT + 1), b"[" * 60_000, b"a=b&" * 1_200):
        with pytest.raises(TooMuch):
            web_form.parse(web_form.received(body).body)


# -- what is kept


def test_what_is_kept_of_parts_is_a_form_without_its_files():
    body = (
        part('form-data; name="name"', "Ann").encode()
        + part('form-data; name="photo"; filename="me.jpg"', "").encode()[:-2]
        + PHOTO
        + f"\r\n--{BOUNDARY}--".encode()
    )
    kept = web_form.received(body, MULTIPART)
    assert (kept.body, kept.content_type) == ("name=Ann&photo=me.jpg", web_form.FORM)
    assert [(file.name, file.content) for file in kept.files] == [("me.jpg", PHOTO)]


def test_what_cannot_be_unpacked_is_kept_as_it_looks():
    kept = web_form.received(b"\x1f\x8bname: Ann")
    assert "Ann" in kept.body
    assert "Ann" in web_form.parse(kept.body, kept.content_type).message


def test_packed_bodies_are_kept_unpacked():
    packed = gzip.compress(b'{"name": "Ann"}')
    assert web_form.received(packed, web_form.JSON).body == '{"name": "Ann"}'


@pytest.mark.parametrize("letter", ["€", "ö", "%", "😀"])
def test_what_was_let_in_is_let_in_again_from_what_is_kept(letter):
    text = letter * (60_000 // len(letter.encode()))
    assert read(as_multipart, name="Ann", message=text).full_name == "Ann"
    cents = ("name=Ann&message=" + "é" * 60_000).encode("latin-1")
    kept = web_form.received(cents, web_form.FORM)
    assert web_form.parse(kept.body, kept.content_type).full_name == "Ann"


# -- whatever is sent


def texts_of(inquiry):
    for field in fields(inquiry):
        value = getattr(inquiry, field.name)
        if isinstance(value, str):
            yield value
    for question, answer in (*inquiry.extra, *inquiry.click_ids):
        yield question
        yield answer


def assert_storable(inquiry):
    for text in texts_of(inquiry):
        text.encode("utf-8")
        assert "\x00" not in text
        assert len(text) <= 20_000
    for box in (inquiry.sms_consent, inquiry.email_consent, inquiry.is_test):
        assert box is None or isinstance(box, bool)
    assert inquiry.submitted_at is None or inquiry.submitted_at.tzinfo is None
    assert inquiry.intent in ("", "general", "pricing", "consultation")
    assert all(text for _name, text in inquiry.extra)
    assert "\n" not in inquiry.full_name + inquiry.email + inquiry.phone


def assert_read_or_refused(body, content_type):
    try:
        kept = web_form.received(body, content_type)
        inquiry = web_form.parse(kept.body, kept.content_type)
    except UnreadableBody as refused:
        assert isinstance(refused, (NothingSaid, TooMuch))
        str(refused).encode("utf-8")
    else:
        assert_storable(inquiry)


TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
TYPES = st.one_of(
    st.sampled_from([web_form.JSON, web_form.FORM, MULTIPART, ""]),
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


@rule
@given(st.binary(max_size=200), TYPES)
def test_any_bytes_are_read_or_refused(raw, content_type):
    assert_read_or_refused(raw, content_type)


@rule
@given(st.one_of(st.dictionaries(NAMES, JSON_VALUES, max_size=6), JSON_VALUES))
def test_any_json_is_read_or_refused(value):
    assert_read_or_refused(json.dumps(value).encode(), web_form.JSON)


@rule
@given(st.dictionaries(NAMES, JSON_VALUES, max_size=6))
def test_any_json_with_a_person_is_read(values):
    body = json.dumps({**values, "email": "ann@example.com"})
    assert_storable(web_form.parse(body, web_form.JSON))


@rule
@given(st.lists(st.tuples(NAMES, VALUES), max_size=8), st.sampled_from([0, 1]))
def test_any_posted_form_is_read_or_refused(pairs, which):
    body, content_type = (as_form, as_multipart)[which](pairs)
    assert_read_or_refused(body.encode("utf-8", "surrogatepass"), content_type)
