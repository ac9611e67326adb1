"""What Twilio posts, signed: texts as forms, and events of its stream as JSON.

https://www.twilio.com/docs/messaging/guides/webhook-request,
https://www.twilio.com/docs/usage/security and
https://www.twilio.com/docs/events/event-types/messaging/compliance-toolkit
"""

import json
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qs, parse_qsl, urlsplit
from xml.sax.saxutils import escape

from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from ..inquiry import Inquiry, UnreadableBody
from ..reader.wire import bodies, forms
from ..reader.wire.clean import LONGEST_TEXT, plain
from ._received import Received

FORM = forms.TYPE
EVENTS = "application/json"

LABEL = "Texts through Twilio"
PATH = "/medspa/twilio/sms"
CONTENT_TYPES = (FORM,)
ANSWER_TYPE = "text/xml; charset=utf-8"
# a STOP or a patient's word that Twilio did not sign could be anybody's
IS_SIGNED = True
SECRET = "sms_twilio_auth_token"
SIGNATURE_HEADER = "X-Twilio-Signature"

# a carrier says that a number has another owner by now
NEW_OWNER = "com.twilio.messaging.reassigned-number.detected"
BODY_HASH = "bodySHA256"  # in the address: what is signed of a body that is no form

MAX_FIELDS = 200
MAX_MEDIA = 10  # as many as a message can carry
OPT_OUT_TYPES = {"STOP": "stop", "START": "start", "HELP": "help"}


@dataclass(frozen=True)
class Text(Inquiry):
    """A person sent us a text.

    ``carrier_meaning`` is ``stop``, ``start`` or ``help`` where Twilio recognised a
    keyword and has answered it by itself, else ``""``. ``media`` are the addresses of
    pictures and files that came with it.
    """

    kind: ClassVar[str] = "text"

    to: str = ""
    carrier_meaning: str = ""
    media: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewOwner(Inquiry):
    """Numbers that belong to other people by now: ``phones``, in E.164."""

    kind: ClassVar[str] = "new_owner"


class Params(dict):
    """``{name: [values]}`` in the way in which Twilio's validator reads a form."""

    def getlist(self, name):
        return self[name]


def read_params(body):
    """Return all fields of a posted body, which Twilio signs all.

    :rtype: Params
    :raises UnreadableBody: when there are none, or far too many.
    """
    params = Params()
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise UnreadableBody(f"More than {MAX_FIELDS} fields were sent.") from None
    for name, value in pairs:
        params.setdefault(name, []).append(value)
    if not params:
        raise UnreadableBody("The body holds no fields.")
    return params


def spellings(address, query=""):
    """Return the ways in which somebody may have pasted an address at Twilio.

    With http or https and with or without a slash at its end; the validator itself
    tries each with and without its port. Another host is another address.

    :param str address: without query.
    :param str query: of the request, without question mark; it is signed as it is.
    """
    try:
        parts = urlsplit(address.strip())
        is_whole = parts.scheme in ("http", "https") and parts.hostname
        _port = parts.port  # raises where it is none
    except ValueError:
        return []
    if not is_whole:
        return []
    path = parts.path.rstrip("/")
    return [
        parts._replace(
            scheme=scheme, path=path + end, query=query, fragment=""
        ).geturl()
        for scheme in sorted({"http", "https"}, key=lambda one: one != parts.scheme)
        for end in ("", "/")
    ]


def verify(url, params, signature, auth_token):
    """Say whether Twilio sent these fields to this address.

    :param str url: the public address, as it was given to Twilio.
    :param params: :class:`Params`, every field, known or not; of a body that is no form
        the text, whose hash is in the address.
    :param str signature: of the header; the validator would fail on a missing one.
    :param str auth_token: of the account; without one nothing can be verified.
    """
    if not signature or not auth_token:
        return False
    # tries the address with and without its port
    return RequestValidator(auth_token).validate(url, params, signature)


def is_genuine(addresses, body, headers, secret):
    """Say whether Twilio sent this body to one of these addresses; see :func:`verify`.

    :param headers: of the request, by name.
    :raises UnreadableBody: when there is nothing of which a signature could be.
    """
    signature = headers.get(SIGNATURE_HEADER, "")
    if _is_json(body):
        addresses = filter(_has_body_hash, addresses)
        return any(verify(url, body, signature, secret) for url in addresses)
    params = read_params(body)
    return any(verify(url, params, signature, secret) for url in addresses)


def _is_json(body):
    return body.lstrip()[:1] in ("[", "{")


def _has_body_hash(url):
    """Say whether an address holds what the body is held against."""
    return BODY_HASH in parse_qs(urlsplit(url).query)


def is_taken(content_type, query):
    """Say whether a request may be read: a form, or what is signed of an event."""
    is_event = content_type == EVENTS and BODY_HASH in parse_qs(query)
    return content_type in CONTENT_TYPES or is_event


def received(body, content_type="", query=""):
    """Return the :class:`~._received.Received` of a request; the address says nothing.

    :raises TooMuch: when it is over the limits.
    """
    bodies.check_size(body)
    return Received(bodies.decoded(body, content_type), content_type)


def parse(body, content_type="", query="", **_how):
    """Turn a posted body into a :class:`Text` or a :class:`NewOwner`.

    :raises UnreadableBody: when it names no sender or has no key, or is another event.
    """
    if _is_json(body):
        return _new_owner(body)
    params = read_params(body)

    def field(name, limit=200):
        return plain(params.get(name, [""])[0], limit)

    text = Text(
        phone=field("From"),
        message=field("Body", LONGEST_TEXT),
        external_id=field("MessageSid") or field("SmsMessageSid") or field("SmsSid"),
        channel="text",
        to=field("To"),
        carrier_meaning=OPT_OUT_TYPES.get(field("OptOutType").upper(), ""),
        media=tuple(_media(field)),
    )
    if not text.phone or not text.external_id:
        raise UnreadableBody("The text names no sender, or has no MessageSid.")
    return text


def _new_owner(body):
    """Read events of the stream: one, or a list of them."""
    try:
        events = json.loads(body)
    except ValueError:
        raise UnreadableBody("The body is no JSON.") from None
    events = events if isinstance(events, list) else [events]
    found = [
        (plain(data["to_number"], 200), plain(str(event.get("id") or ""), 200))
        for event in events[:MAX_FIELDS]
        if isinstance(event, dict) and event.get("type") == NEW_OWNER
        if isinstance(data := event.get("data"), dict) and data.get("is_reassigned")
        if isinstance(data.get("to_number"), str)
    ]
    numbers = tuple(dict.fromkeys(number for number, _key in found if number))
    if not numbers:
        raise UnreadableBody("No event here says that a number has another owner.")
    return NewOwner(phone=numbers[0], phones=numbers, external_id=found[0][1])


def _media(field):
    count = field("NumMedia")
    if count.isdecimal():
        for number in range(min(int(count), MAX_MEDIA)):
            address = field(f"MediaUrl{number}", 500)
            if address.startswith("https://"):
                yield address


def accepted(receipt, reply):
    """Return TwiML that answers with a text, or with none. It shows no receipt."""
    response = MessagingResponse()
    if reply:
        response.message(reply)
    return str(response)


def refused(reason, receipt=""):
    """Return TwiML that answers with no text, and says why in Twilio's log."""
    # the library writes no comments, and two dashes would end one
    comment = escape(reason.replace("--", "-"))
    return f"{MessagingResponse()}<!-- {comment} -->"
