"""What a practice sends by itself, judged by what arrives at the other end of the wire.

How fast it is, the benchmark says; here ten seconds are soon enough.
"""

from contextlib import closing

import pytest

from tests.harness import messages, phones
from tests.harness import practice as practices
from tests.harness.fake_twilio import opted_out
from tests.harness.log import no_complaints
from tests.harness.posting import json_post, send
from tests.harness.server import Server
from tests.harness.shell import OdooShell

AGREED = {"sms_consent": "yes", "consent_text": "Text me about my visit"}
SWITCHED_OFF = "Automatic messages are switched off for this company."


@pytest.fixture(scope="module")
def wires():
    with messages.Wires() as both:
        yield both


@pytest.fixture(scope="module")
def server(wires):
    """A server of its own, whose emails are only these tests'."""
    with Server("sender", smtp_port=wires.smtp.port) as running:
        yield running.start()


@pytest.fixture(scope="module")
def shell(server):
    with closing(OdooShell(server.db)) as opened:
        yield opened


@pytest.fixture(scope="module")
def practice(server, shell, wires):
    built = practices.build(shell, server.db, "Prompt")
    wires.connect(shell, built)
    return built


@pytest.fixture(scope="module")
def silent(server, shell, wires):
    """The same with its switch off."""
    built = practices.build(shell, server.db, "Silent")
    wires.connect(shell, built, sending=False)
    return built


def person(number, phone):
    return {**practices.patient(number), "phone": phone, "treatment": "Botox"}


def inquire(server, practice, **fields):
    """Post an inquiry; return its id."""
    return practice.inquiry_of(send(server.url, json_post(practice.path, **fields)))


def test_inquiry_is_acknowledged_by_email_and_text(server, practice, wires):
    who = person(1, phones.by_day(1))
    with no_complaints(server):
        inquiry = inquire(server, practice, **who, **AGREED)
        touch = messages.acknowledged(practice, inquiry)
    assert {name: one.state for name, one in touch.items()} == {
        "email": "sent",
        "sms": "sent",
    }
    (email,) = wires.smtp.to(who["email"])
    assert email.sender.endswith(f"@{practice.company_id}.example")
    assert "Prompt" in str(email.message["From"])
    assert "Hi Patient," in email.message.get_body(("html",)).get_content()
    (text,) = wires.texts_to(who["phone"])
    assert text.body == touch["sms"].body
    assert "Prompt" in text.body
    assert text.from_number == "+15125550100"


def test_text_is_kept_in_the_inquiry_with_what_twilio_called_it(
    server, practice, wires
):
    who = person(2, phones.by_day(2))
    inquiry = inquire(server, practice, **who, **AGREED)
    touch = messages.acknowledged(practice, inquiry)["sms"]
    kept = practice.rows(
        "SELECT message.res_id, message.message_type, tracker.sms_twilio_sid "
        "  FROM mail_message message "
        "  JOIN mail_notification one ON one.mail_message_id = message.id "
        "  JOIN sms_tracker tracker ON tracker.mail_notification_id = one.id "
        " WHERE message.id = %s",
        touch.message_id,
    )
    ((kept_in, kind, sid),) = kept
    assert (kept_in, kind) == (inquiry, "sms")
    assert sid.startswith("SM")


def test_inquiry_says_when_it_was_acknowledged_and_still_waits(server, practice):
    inquiry = inquire(server, practice, **person(3, phones.by_day(3)))
    touch = messages.acknowledged(practice, inquiry)["email"]
    acknowledged_at = "response_acknowledged_at = %s AND id = %s"
    messages.wait_until(
        lambda: practice.inquiries(
            "id",
            f"{acknowledged_at} AND response_waiting_since IS NOT NULL "
            "AND response_first_at IS NULL",
            *(touch.occurred_at, inquiry),
        )
    )


def test_who_did_not_agree_is_not_texted(server, practice, wires):
    who = person(4, phones.by_day(4))
    touch = messages.acknowledged(practice, inquire(server, practice, **who))
    assert touch["email"].state == "sent"
    assert touch["sms"].state == "skipped"
    assert touch["sms"].reason == "They have not agreed to texts."
    assert wires.smtp.to(who["email"])
    assert not wires.texts_to(who["phone"])


def test_at_night_the_email_arrives_and_the_text_waits(server, practice, wires):
    who = person(5, phones.at_night(5))
    inquiry = inquire(server, practice, **who, **AGREED)
    touch = messages.acknowledged(practice, inquiry)
    assert touch["email"].state == "sent"
    assert touch["sms"].waits
    assert "Night rest" in touch["sms"].reason
    assert wires.smtp.to(who["email"])
    assert not wires.texts_to(who["phone"])


def test_opt_out_that_twilio_knows_of_is_kept_and_heeded(
    server, practice, wires, shell
):
    who = person(6, phones.by_day(6))
    wires.twilio.on(who["phone"], opted_out())
    inquiry = inquire(server, practice, **who, **AGREED)
    touch = messages.acknowledged(practice, inquiry)["sms"]
    assert touch.state == "failed"
    assert "unsubscribed" in touch.reason
    assert practice.rows(
        "SELECT active FROM phone_blacklist WHERE number = %s", who["phone"]
    ) == [(True,)]
    refusals = practice.rows(
        "SELECT purpose FROM medspa_consent "
        "WHERE address = %s AND channel = 'sms' AND NOT granted",
        who["phone"],
    )
    assert refusals == [("conversational",)]

    # closed, or the same person would land in the same conversation
    shell(f"env['crm.lead'].browse({inquiry}).action_set_lost()")
    again = inquire(server, practice, **who, **AGREED, message="Me again")
    assert again != inquiry
    touch = messages.acknowledged(practice, again)
    assert touch["email"].state == "sent"
    assert touch["sms"].state == "skipped"
    assert touch["sms"].reason == "The number has opted out of texts."
    assert len(wires.texts_to(who["phone"])) == 1


def test_switched_off_nothing_leaves_and_the_touches_say_so(server, silent, wires):
    who = person(7, phones.by_day(7))
    inquiry = inquire(server, silent, **who, **AGREED)
    touch = messages.acknowledged(silent, inquiry)
    told = {name: (one.state, one.reason) for name, one in touch.items()}
    assert told == dict.fromkeys(("email", "sms"), ("skipped", SWITCHED_OFF))
    assert all("Silent" in one.body for one in touch.values())
    assert not wires.smtp.to(who["email"])
    assert not wires.texts_to(who["phone"])
