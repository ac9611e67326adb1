"""What Twilio posts for a text, and whether it was Twilio."""

import json
from urllib.parse import urlencode

import pytest

from medspa_speed_to_lead.tools.inquiry import UnreadableBody
from medspa_speed_to_lead.tools.providers import twilio

TOKEN = "12345"
SID = "SM00000000000000000000000000000001"
URL = "https://example.com/medspa/twilio/sms"
STOP = {
    "Body": "STOP",
    "From": "+15005550006",
    "MessageSid": SID,
    "NumMedia": "0",
    "OptOutType": "STOP",
    "To": "+15005550001",
}
STOP_SIGNATURE = "GB9XbjeQUZv5u0n+XGYSHn3IYIg="
CALL_URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
CALL = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
CALL_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def read(fields):
    return twilio.read_params(urlencode(fields))


def text(**fields):
    return twilio.parse(urlencode({**STOP, **fields}), twilio.FORM)


@pytest.mark.parametrize(
    ("url", "fields", "signature"),
    [(CALL_URL, CALL, CALL_SIGNATURE), (URL, STOP, STOP_SIGNATURE)],
)
def test_signature_of_twilio_is_recognised(url, fields, signature):
    assert twilio.verify(url, read(fields), signature, TOKEN)


def test_order_of_fields_does_not_matter():
    turned = dict(reversed(STOP.items()))
    assert twilio.verify(URL, read(turned), STOP_SIGNATURE, TOKEN)


@pytest.mark.parametrize("port", [":443", ""])
def test_port_may_stand_in_the_address_or_not(port):
    """Twilio signs one or the other, whatever the address says."""
    address = f"https://example.com{port}/medspa/twilio/sms"
    assert twilio.verify(address, read(STOP), STOP_SIGNATURE, TOKEN)


@pytest.mark.parametrize(
    ("url", "changed", "signature", "token"),
    [
        (URL, {"Body": "START"}, STOP_SIGNATURE, TOKEN),
        (URL, {"New": ""}, STOP_SIGNATURE, TOKEN),
        ("http://example.com/medspa/twilio/sms", {}, STOP_SIGNATURE, TOKEN),
        ("https://example.org/medspa/twilio/sms", {}, STOP_SIGNATURE, TOKEN),
        (f"{URL}?a=1", {}, STOP_SIGNATURE, TOKEN),
        (URL, {}, STOP_SIGNATURE, "12346"),
        (URL, {}, STOP_SIGNATURE.lower(), TOKEN),
        (URL, {}, "é", TOKEN),
        (URL, {}, "", TOKEN),
        (URL, {}, None, TOKEN),
        (URL, {}, STOP_SIGNATURE, ""),
        (URL, {}, STOP_SIGNATURE, False),
    ],
)
def test_anything_else_is_not_twilio(url, changed, signature, token):
    assert not twilio.verify(url, read({**STOP, **changed}), signature, token)


def test_field_sent_twice_is_signed_with_both_values():
    """As the library signs them: sorted, each once."""
    once = twilio.read_params("a=1&a=2")
    assert once == {"a": ["1", "2"]}
    signature = twilio.RequestValidator(TOKEN).compute_signature(URL, once)
    assert twilio.verify(URL, twilio.read_params("a=2&a=1"), signature, TOKEN)
    assert not twilio.verify(URL, twilio.read_params("a=2"), signature, TOKEN)


def test_empty_fields_are_signed_too():
    assert read({"Body": ""}) == {"Body": [""]}


def test_text_has_the_shape_of_an_inquiry():
    one = text(Body="Hi, how much is Botox? 💉\nThanks", OptOutType="")
    assert one.phone == "+15005550006"
    assert one.message == "Hi, how much is Botox? 💉\nThanks"
    assert one.external_id == SID
    assert one.channel == "text"
    assert one.to == "+15005550001"
    assert one.carrier_meaning == ""
    assert one.sms_consent is None


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("STOP", "stop"),
        ("START", "start"),
        ("HELP", "help"),
        ("stop", "stop"),
        ("NEW", ""),
        ("", ""),
    ],
)
def test_keyword_that_twilio_answered_is_known(said, meaning):
    assert text(OptOutType=said).carrier_meaning == meaning


def test_media_are_addresses_that_can_be_opened_safely():
    one = text(
        NumMedia="3",
        MediaUrl0="https://api.twilio.com/a",
        MediaUrl1="javascript:alert(1)",
        MediaUrl2="https://api.twilio.com/b",
        MediaUrl3="https://api.twilio.com/not-counted",
    )
    assert one.media == ("https://api.twilio.com/a", "https://api.twilio.com/b")


@pytest.mark.parametrize("count", ["-1", "x", "1e9", "", "999999999"])
def test_count_of_media_that_cannot_be_right_does_no_harm(count):
    assert text(NumMedia=count).media == ()


def test_what_cannot_be_stored_or_shown_is_left_out():
    assert text(Body="\x00Hi\u202e there\x1b").message == "Hi there"
    assert len(text(Body="x" * 50_000).message) == 20_000


@pytest.mark.parametrize("missing", ["From", "MessageSid"])
def test_text_without_sender_or_key_is_unreadable(missing):
    fields = {name: value for name, value in STOP.items() if name != missing}
    with pytest.raises(UnreadableBody):
        twilio.parse(urlencode(fields), twilio.FORM)


@pytest.mark.parametrize("body", ["", "&", "&".join(f"a{i}=1" for i in range(201))])
def test_body_that_is_no_form_is_unreadable(body):
    with pytest.raises(UnreadableBody):
        twilio.read_params(body)


def test_answer_without_words_is_empty():
    assert (
        twilio.accepted("r", "") == '<?xml version="1.0" encoding="UTF-8"?><Response />'
    )


def test_answer_is_escaped():
    answer = twilio.accepted("r", "Laser & Glow <3 é")
    assert "<Message>Laser &amp; Glow &lt;3 é</Message>" in answer


def test_reason_stands_in_a_comment_that_it_cannot_end():
    answer = twilio.refused("so --> <Message>no</Message>")
    assert answer.endswith("<!-- so -&gt; &lt;Message&gt;no&lt;/Message&gt; -->")


def test_address_may_be_pasted_in_several_ways():
    assert twilio.spellings("https://desk.example/odoo/sms/t/") == [
        "https://desk.example/odoo/sms/t",
        "https://desk.example/odoo/sms/t/",
        "http://desk.example/odoo/sms/t",
        "http://desk.example/odoo/sms/t/",
    ]
    first, *_others = twilio.spellings("http://desk.example:8069/sms", "a=1&b=%20")
    assert first == "http://desk.example:8069/sms?a=1&b=%20"


@pytest.mark.parametrize(
    "nonsense",
    ["", "desk.example/sms", "ftp://desk.example", "https://x:y", "http://["],
)
def test_nonsense_has_no_spelling(nonsense):
    assert twilio.spellings(nonsense) == []


# events of the stream, as Twilio documents them

EVENT = {
    "specversion": "1.0",
    "type": "com.twilio.messaging.reassigned-number.detected",
    "source": "AB00000000000000000000000001",
    "id": "NO00000000000000000000000001",
    "data": {
        "timestamp": "2026-09-21T00:00:00Z",
        "from_number": "+14155550000",
        "to_number": "+14155552671",
        "is_reassigned": True,
        "last_verified_date": "2026-08-01",
        "consent_operation": "opt-out-created",
    },
}


def events(*changes):
    return json.dumps([EVENT | {"data": EVENT["data"] | change} for change in changes])


def test_number_with_a_new_owner_is_read():
    one = twilio.parse(events({}), twilio.EVENTS)
    assert (one.kind, one.phones) == ("new_owner", ("+14155552671",))
    assert one.external_id == EVENT["id"]
    assert twilio.parse(json.dumps(EVENT), twilio.EVENTS) == one


def test_events_of_several_numbers_come_together():
    many = events({}, {"to_number": "+13055550143"}, {}, {"is_reassigned": False})
    assert twilio.parse(many).phones == ("+14155552671", "+13055550143")


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "{",
        "[1, null]",
        json.dumps(EVENT | {"type": "com.twilio.messaging.message.sent"}),
        json.dumps(EVENT | {"data": None}),
        events({"is_reassigned": False}),
        events({"to_number": None}),
        events({"to_number": ""}),
    ],
)
def test_any_other_event_is_unreadable(body):
    with pytest.raises(UnreadableBody):
        twilio.parse(body, twilio.EVENTS)


def signed(body, url=URL):
    """Return address and signature as Twilio makes them of a body that is no form."""
    validator = twilio.RequestValidator(TOKEN)
    address = f"{url}?bodySHA256={validator.compute_hash(body)}"
    return address, validator.compute_signature(address, {})


def test_event_is_genuine_by_the_hash_of_its_body():
    body = events({})
    address, signature = signed(body)
    headers = {twilio.SIGNATURE_HEADER: signature}
    assert twilio.is_genuine([URL, address], body, headers, TOKEN)
    assert not twilio.is_genuine([address], events({}, {}), headers, TOKEN)
    assert not twilio.is_genuine([address], body, headers, "12346")
    assert not twilio.is_genuine([address], body, {}, TOKEN)


def test_event_is_taken_only_where_its_body_is_signed():
    assert twilio.is_taken(twilio.EVENTS, f"{twilio.BODY_HASH}=abc")
    assert not twilio.is_taken(twilio.EVENTS, "a=1")
    assert twilio.is_taken(twilio.FORM, "")
    assert not twilio.is_taken("text/plain", f"{twilio.BODY_HASH}=abc")


def test_event_whose_body_nobody_signed_is_not_genuine():
    """A signature over the address alone says nothing of the body."""
    signature = twilio.RequestValidator(TOKEN).compute_signature(URL, {})
    headers = {twilio.SIGNATURE_HEADER: signature}
    assert not twilio.is_genuine([URL], events({}), headers, TOKEN)
