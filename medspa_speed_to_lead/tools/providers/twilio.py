"""Texts that come in through Twilio: posted forms, signed.

https://www.twilio.com/docs/messaging/guides/webhook-request and
https://www.twilio.com/docs/usage/security
"""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from ..inquiry import Inquiry, UnreadableBody
from ..reader.wire import bodies, forms
from ..reader.wire.clean import LONGEST_TEXT, plain
from ._received import Received

FORM = forms.TYPE

LABEL = "Texts through Twilio"
PATH = "/medspa/twilio/sms"
CONTENT_TYPES = (FORM,)
ANSWER_TYPE = "text/xml; charset=utf-8"
# a STOP or a patient's word that Twilio did not sign could be anybody's
IS_SIGNED = True
SECRET = "sms_twilio_auth_token"
SIGNATURE_HEADER = "X-Twilio-Signature"

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
    :param Params params: every field, known or not.
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
    params, signature = read_params(body), headers.get(SIGNATURE_HEADER, "")
    return any(verify(url, params, signature, secret) for url in addresses)


def received(body, content_type="", query=""):
    """Return the :class:`~._received.Received` of a request; the address says nothing.

    :raises TooMuch: when it is over the limits.
    """
    bodies.check_size(body)
    return Received(bodies.decoded(body, content_type), content_type)


def parse(body, content_type="", query="", **_how):
    """Turn a posted body into a :class:`Text`.

    :raises UnreadableBody: when it names no sender or has no key.
    """
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
