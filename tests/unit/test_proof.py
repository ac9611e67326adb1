"""A request that proves that it comes from the practice's own tool."""

from datetime import datetime, timedelta

import pytest

from medspa_speed_to_lead.tools.providers import _proof as proofs

# the example of the specification's libraries
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
AT = datetime(2021, 2, 25, 15, 2, 10)
SIGNED = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


def is_right(headers=SIGNED, body=BODY, secret=SECRET, kind=proofs.STANDARD, now=AT):
    return proofs.is_right(kind, headers, body, secret, "X-Secret", now)


def test_signature_of_the_specification_is_right():
    assert is_right()
    assert is_right(secret=SECRET.removeprefix("whsec_"))
    assert proofs.key_of(proofs.STANDARD, SIGNED) == "msg_p5jXN8AQM9LWM0D4loKWxJek"


def test_one_of_several_signatures_is_enough():
    others = "v1,bm8= v1a,bm8= " + SIGNED["webhook-signature"]
    assert is_right({**SIGNED, "webhook-signature": others})


@pytest.mark.parametrize("name", SIGNED)
@pytest.mark.parametrize("value", ["", "x", "v1,", "1" * 30, "é", "-5", "²"])
def test_whatever_is_changed_is_wrong(name, value):
    assert not is_right({**SIGNED, name: value})


@pytest.mark.parametrize(
    "changed",
    [
        {"body": BODY + b" "},
        {"secret": "whsec_" + "A" * 32},
        {"secret": ""},
        {"headers": {}},
    ],
)
def test_another_body_or_secret_is_wrong(changed):
    assert not is_right(**changed)


@pytest.mark.parametrize(
    ("minutes", "right"), [(5, True), (-5, True), (5.1, False), (-5.1, False)]
)
def test_a_signature_is_good_for_five_minutes(minutes, right):
    assert is_right(now=AT + timedelta(minutes=minutes)) is right


def test_what_we_sign_ourselves_is_right():
    for kind, secret in (
        (proofs.STANDARD, SECRET),
        (proofs.HEADER, "s3cret é"),
        (proofs.BASIC, "glow:pass:word"),
    ):
        headers = proofs.headers_of(kind, BODY, secret, "X-Secret", "msg_1", AT)
        assert proofs.is_there(kind, headers, "X-Secret")
        assert is_right(headers, kind=kind, secret=secret)
        assert not is_right(headers, kind=kind, secret=secret + "A")
        assert not is_right({}, kind=kind, secret=secret)
        assert not proofs.is_there(kind, {}, "X-Secret")


@pytest.mark.parametrize("said", ["basic Z2xvdzpwYXNz", "BASIC  Z2xvdzpwYXNz "])
def test_the_scheme_is_in_any_case(said):
    headers = {"Authorization": said}
    assert is_right(headers, kind=proofs.BASIC, secret="glow:pass")


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_ä", "not base64!"])
def test_what_is_no_secret_of_a_signature(secret):
    assert proofs.secret_bytes(secret) is None
