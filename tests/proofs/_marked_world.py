"""The marked person goes through every path of a real server."""

from urllib.parse import urlencode, urlsplit

from twilio.request_validator import RequestValidator

from tests.harness import messages
from tests.harness.posting import FORM, Post, json_post, send

from . import _marked as marked
from . import _marked_life as life
from ._marked import WORDS


def live(shell, server, home):
    """Let everything happen to the marked person; they are Ana's."""
    names = {
        "W": WORDS,
        "EMAIL": marked.EMAIL,
        "COMPANY": home.company_id,
        "TEAM": home.team_id,
        "SOURCE": home.source_id,
        "ANA": next(iter(home.members.values())),
        "MIA": home.manager,
    }
    given = "\n".join(f"{name} = {value!r}" for name, value in names.items())
    number = shell(f"{given}\n{life.SET_UP}")
    ask(server, home)
    messages.finish(home)
    text(server, number, WORDS["text in"])
    send(server.url, Post(home.path, b'{"broken": "' + broken().encode()))
    send(
        server.url,
        json_post(home.path, name="Somebody Else", email="else@patient.example"),
    )
    shell("\n".join((given, life.BEGIN, *life.EVERYTHING)))
    text(server, number, f"STOP {WORDS['STOP by text']}")
    text(server, number, "STOP", again="2")
    shell("\n".join((given, life.BEGIN, life.REFUSES)))


def person():
    return {
        "name": f"{marked.FIRST} {marked.LAST}",
        "email": marked.EMAIL,
        "phone": "(512) 200-9137",
    }


def broken():
    return f"{WORDS['failed payload']} {marked.EMAIL.upper()}"


def ask(server, practice):
    post = json_post(
        practice.path,
        **person(),
        message=WORDS["message"],
        treatment=WORDS["treatment"],
        location=WORDS["location"],
        external_id=WORDS["external id"],
        utm_campaign=WORDS["campaign"],
        utm_medium=WORDS["medium"],
        utm_source=WORDS["source"],
        sms_consent=True,
        consent_text=WORDS["consent wording"],
        favorite=WORDS["another field"],
    )
    answer = send(server.url, post)
    assert answer.status == 200, answer


def text(server, address, body, again="1"):
    fields = {
        "MessageSid": f"SM{len(body):016}{again:0>16}",
        "From": marked.PHONE,
        "To": "+15125550100",
        "Body": body,
        "NumMedia": "0",
    }
    signature = RequestValidator(messages.TOKEN).compute_signature(address, fields)
    signed = {"X-Twilio-Signature": signature}
    path = urlsplit(address).path
    answer = send(server.url, Post(path, urlencode(fields).encode(), FORM, signed))
    assert answer.status == 200, answer
