"""Whatever arrives at the route, the answer is short, in JSON and never a 5xx."""

import json
import random

import pytest

from tests.harness import practice as practices
from tests.harness.log import no_complaints
from tests.harness.posting import FORM, JSON, Post, json_post, send

DEEP = b'{"name":' + b"[" * 20_000 + b"]" * 20_000 + b"}"
NAMES_NOBODY = {
    "no object": (b"[1, 2]", JSON),
    "a colour": (b'{"colour": "red"}', JSON),
    "bytes": (bytes(range(256)), JSON),
    "half a packing": (b"\x1f\x8b" + bytes(range(100)), None),
}
SAYS_NOTHING = {
    "no body": (b"", JSON),
    "null": (b"null", "text/plain"),
    "empty form": (b"name=&email=", FORM),
}
FIELDS = (
    "name first_name last_name email phone message treatment intent channel location "
    "utm_source utm_medium utm_campaign gclid submitted_at sms_consent email_consent "
    "consent_text external_id is_test"
).split()
WRONG = (
    None,
    0,
    -1,
    1e308,
    True,
    [],
    {},
    [[1]],
    {"a": {"b": 1}},
    "\x00\x07",
    "🙂" * 600,
)


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Careless")


def assert_refused(answer, status):
    assert answer.status == status, answer
    assert answer.values["error"]
    assert "Traceback" not in answer.text
    assert len(answer.text) < 500


@pytest.mark.parametrize("kind", NAMES_NOBODY)
def test_body_that_names_nobody_is_a_card(server, practice, kind):
    body, content_type = NAMES_NOBODY[kind]
    with no_complaints(server):
        answer = send(server.url, Post(practice.path, body, content_type))
    assert answer.status == 200, answer
    lead = practice.inquiry_of(answer)
    assert practice.inquiries("name, response_exempt_reason", "id = %s", lead) == [
        ("Unread form", "unread")
    ]


@pytest.mark.parametrize("kind", SAYS_NOTHING)
def test_body_without_a_word_is_refused_and_not_kept(server, practice, kind):
    body, content_type = SAYS_NOTHING[kind]
    before = practice.events()
    with no_complaints(server):
        answer = send(server.url, Post(practice.path, body, content_type))
    assert_refused(answer, 400)
    assert practice.events() == before


def test_half_of_a_body_still_names_somebody(server, practice):
    answer = send(server.url, Post(practice.path, b'{"name": "Nora Diaz", "ema'))
    lead = practice.inquiry_of(answer)
    assert practice.inquiries("contact_name", "id = %s", lead) == [("Nora Diaz",)]


def test_log_of_requests_holds_no_secret(server, practice):
    for token in (practice.token, "a-wrong-one"):
        path = f"/medspa/intake/{token}"
        send(server.url, json_post(path, name="Nora"))
        send(server.url, json_post(f"{path}?phone=5125550143", name="Nora"))
        bearer = {"Authorization": f"Bearer {token}"}
        send(server.url, Post("/medspa/intake", b'{"name": "Mona"}', headers=bearer))
    logged = server.log_path.read_text()
    assert "POST /medspa/intake/*** HTTP" in logged
    assert practice.token not in logged
    assert "a-wrong-one" not in logged
    assert "5125550143" not in logged


def test_unknown_address_and_size(server, practice):
    with no_complaints(server):
        for path in ("/medspa/intake/nobody", "/medspa/intake/%00"):
            assert_refused(send(server.url, json_post(path, name="x")), 404)
        assert_refused(send(server.url, Post(practice.path, b"x" * 2**20)), 413)
        assert_refused(send(server.url, Post(practice.path, b"x" * (2**16 + 1))), 413)


def test_wrong_types_in_every_field_still_make_an_inquiry(server, practice):
    dice = random.Random(7)
    with no_complaints(server):
        for number in range(20):
            fields = {name: dice.choice(WRONG) for name in FIELDS}
            fields |= practices.patient(9000 + number)
            body = json.dumps(fields).encode()
            answer = send(server.url, Post(practice.path, body))
            assert answer.status == 200, (fields, answer)
            assert practice.inquiry_of(answer), (fields, answer)


def test_deeply_nested_field_is_no_harm(server, practice):
    with no_complaints(server):
        assert_refused(send(server.url, Post(practice.path, DEEP)), 413)
