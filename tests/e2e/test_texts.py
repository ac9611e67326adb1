"""A conversation by text: the patient's phone, Twilio, and the form of the inquiry."""

import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pytest
from twilio.request_validator import RequestValidator

from tests.harness import phones
from tests.harness import practice as practices
from tests.harness.browser import sign_in
from tests.harness.messages import TOKEN, Wires, wait_until
from tests.harness.posting import FORM, Post, send, send_at_once

MAKE_NUMBER = """
source = env["medspa.intake.source"].create(
    {
        "name": "Front desk number",
        "provider": "twilio",
        "company_id": COMPANY,
        "team_id": TEAM,
    }
)
print(json.dumps(source._address_of(source._rotate_token())))
"""


@dataclass
class Phone:
    """A patient's phone: what it sends arrives at the server as Twilio brings it."""

    number: str
    server_url: str
    address: str
    sent: int = 0

    def post(self, body, **fields):
        """Return the signed post of a new text."""
        self.sent += 1
        fields = {
            "MessageSid": f"SM{self.number[1:]:0>16}{self.sent:016}",
            "From": self.number,
            "To": "+15125550100",
            "Body": body,
            "NumMedia": "0",
            **fields,
        }
        signature = RequestValidator(TOKEN).compute_signature(self.address, fields)
        return Post(
            urlsplit(self.address).path,
            urlencode(fields).encode(),
            FORM,
            {"X-Twilio-Signature": signature},
        )

    def text(self, body, **fields):
        """Send a text; return what the server answers with."""
        return replies(send(self.server_url, self.post(body, **fields)))


def replies(answer):
    assert answer.status == 200, answer
    return [one.text for one in ElementTree.fromstring(answer.text).iter("Message")]


@pytest.fixture(scope="module")
def wires():
    with Wires() as opened:
        yield opened


@pytest.fixture(scope="module")
def practice(server, odoo_shell, wires):
    built = practices.build(odoo_shell, server.db, "Texted")
    wires.connect(odoo_shell, built)
    return built


@pytest.fixture(scope="module")
def address(odoo_shell, practice):
    values = f"COMPANY = {practice.company_id}\nTEAM = {practice.team_id}\n"
    return odoo_shell(values + MAKE_NUMBER)


def phone_of(day, server, address):
    return Phone(phones.by_day(day), server.url, address)


def inquiry_of(practice, phone):
    ((inquiry, owner),) = practice.inquiries(
        "id, user_id", "phone_sanitized = %s", phone.number
    )
    return inquiry, practice.members[owner]


def test_conversation_stands_on_the_form_in_both_directions(
    server, practice, address, wires, page
):
    phone = phone_of(41, server, address)
    assert phone.text("Hi, do you have time for Botox?") == []
    inquiry, owner = inquiry_of(practice, phone)

    sign_in(page, owner)
    page.goto(f"/odoo/inquiries/{inquiry}")
    page.wait_for_selector(".o-mail-Message:has-text('do you have time for Botox?')")
    page.click("button[name=action_text]:visible")
    page.fill(".modal div[name=body] textarea", "Friday at 3 is free.")
    page.click(".modal button[name=action_send_sms]")
    page.wait_for_selector(".modal", state="detached")
    wait_until(
        lambda: any("Friday at 3" in one.body for one in wires.texts_to(phone.number))
    )

    assert phone.text("Yes please!") == []
    assert inquiry_of(practice, phone)[0] == inquiry
    page.reload()
    for words in "do you have time", "Friday at 3 is free.", "Yes please!":
        page.wait_for_selector(f".o-mail-Message:has-text('{words}')")
    page.wait_for_selector("text=The patient waits for a person")


def test_report_that_comes_before_the_answer_is_kept(
    server, practice, address, wires, page
):
    """Twilio reports 20 ms after it was asked, and answers later: no text arrived, so
    the patient waits on."""
    phone = phone_of(45, server, address)
    phone.text("How much is Botox?")
    inquiry, owner = inquiry_of(practice, phone)
    reports = []

    def report(request):
        path = urlsplit(request.status_callback).path
        fields = {"SmsStatus": "undelivered", "ErrorCode": "30003"}
        signature = RequestValidator(TOKEN).compute_signature(
            request.status_callback, fields
        )
        signed = {"X-Twilio-Signature": signature}
        reports.append(
            send(server.url, Post(path, urlencode(fields).encode(), FORM, signed))
        )

    def report_first(request):
        if request.to == phone.number and "Friday" in request.body:
            threading.Thread(target=report, args=(request,)).start()
            time.sleep(0.5)

    wires.twilio.behave(report_first)
    sign_in(page, owner)
    page.goto(f"/odoo/inquiries/{inquiry}")
    page.click("button[name=action_text]:visible")
    page.fill(".modal div[name=body] textarea", "Friday at 3 is free.")
    page.click(".modal button[name=action_send_sms]")
    page.wait_for_selector(".modal", state="detached")
    wait_until(lambda: reports)
    wires.twilio.behave(None)
    assert reports[0].status == 200, reports
    ((state, waits),) = practice.rows(
        "SELECT touch.state, lead.response_waiting_since IS NOT NULL"
        " FROM medspa_touch touch JOIN crm_lead lead ON lead.id = touch.lead_id"
        " WHERE lead.id = %s AND touch.direction = 'out' AND performer = 'person'",
        inquiry,
    )
    assert (state, waits) == ("failed", True)


def test_unclear_text_is_decided_with_one_click(server, practice, address, page):
    phone = phone_of(42, server, address)
    phone.text("How much is Botox?")
    phone.text("Maybe stop these for now?")
    inquiry, owner = inquiry_of(practice, phone)
    sign_in(page, owner)
    page.goto(f"/odoo/inquiries/{inquiry}")
    banner = page.locator(".alert:has-text('Is this an opt-out?')")
    banner.wait_for()
    assert "Maybe stop these for now?" in banner.inner_text()
    banner.locator("button[name=action_opted_out]").click()
    banner.wait_for(state="detached")
    assert practice.rows(
        "SELECT id FROM phone_blacklist WHERE number = %s AND active", phone.number
    )


def test_stop_that_twilio_repeats_at_once_is_confirmed_once(server, practice, address):
    phone = phone_of(43, server, address)
    phone.text("How much is Botox?")
    stop = phone.post("STOP")
    answers = send_at_once(server.url, [stop] * 6)
    said = [words for answer in answers for words in replies(answer)]
    assert len(said) == 1, answers
    assert "You're unsubscribed" in said[0]
    assert phone.text("Stop!") == []
    assert practice.rows(
        "SELECT count(*) FROM medspa_consent WHERE address = %s AND NOT granted",
        phone.number,
    ) == [(2,)]


def test_address_alone_lets_nobody_in(server, practice, address):
    phone = phone_of(44, server, address)
    unsigned = phone.post("STOP")
    answer = send(server.url, Post(unsigned.path, unsigned.body, FORM))
    assert answer.status == 403
    assert "Traceback" not in answer.text
    assert not practice.inquiries("id", "phone_sanitized = %s", phone.number)
