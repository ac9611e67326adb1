from contextlib import contextmanager
from datetime import UTC, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command

from odoo.addons.sms.tools.sms_api import SmsApi

from .common import MONDAY_10, SpeedToLeadCommon, at

PATIENT = "nora@patient.example"
PHONE = "+15125550143"
MINUTES = timedelta(minutes=1)
ANSWERED = MONDAY_10 + 2 * MINUTES
DUE = MONDAY_10 + 5 * MINUTES
BOUNCE = """\
From: MAILER-DAEMON@mail.example (Mail Delivery System)
To: bounce@glow.example
Subject: Undelivered Mail
Message-Id: <report-{message_id}@mail.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain

There is no such mailbox.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1

--cut
Content-Type: text/rfc822-headers

Message-Id: {message_id}
Subject: Botox

--cut--
"""


class AnswerCase(SpeedToLeadCommon):
    """Nora waits since 10:00; what people do to answer her, and two fake carriers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry()
        cls.patient = cls.make_contact(cls.lead)
        cls.cycle = cls.lead.response_cycle_ids
        cls.owner = cls.lead.user_id
        cls.colleague = (cls.ana | cls.ben) - cls.owner

    # what is expected

    def touches(self, lead=None):
        """Return what people did, without what the system plans."""
        touches = (lead or self.lead).touch_ids
        return touches.filtered(lambda touch: touch.performer == "person")

    def assertAnswered(self, channel="email", by=None, when=ANSWERED, lead=None):
        lead = lead or self.lead
        self.assertEqual(lead.response_first_at, when)
        self.assertEqual(lead.response_first_channel, channel)
        self.assertEqual(lead.response_first_user_id, by or self.owner)
        self.assertFalse(lead.response_waiting_since)
        self.assertEqual(len(self.touches(lead)), 1)

    def assertWaiting(self, lead=None):
        """Nobody has answered, and the promise of the beginning still stands."""
        lead = lead or self.lead
        self.assertFalse(lead.response_first_at)
        self.assertFalse(lead.response_cycle_ids[:1].verdict)
        self.assertEqual(lead.response_waiting_since, MONDAY_10)
        self.assertEqual(lead.response_due_at, DUE)

    # what people do

    def post(self, user=None, **values):
        """Post to the patient in the chatter."""
        return self.lead.with_user(user or self.owner).message_post(
            **{
                "body": "Friday at 3 is free.",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                "partner_ids": self.patient.ids,
                **values,
            }
        )

    def compose(self, user=None, leads=None, mode="comment", **values):
        """Return the full composer that a colleague opened on inquiries."""
        leads = leads or self.lead
        composers = self.env["mail.compose.message"].with_user(user or self.owner)
        if mode == "comment":
            values = {"partner_ids": [Command.set(self.patient.ids)], **values}
        if "template_id" not in values:
            values = {"subject": "Botox", "body": "<p>Friday?</p>", **values}
        return composers.with_context(active_ids=leads.ids).create(
            {
                "model": "crm.lead",
                "res_ids": leads.ids,
                "composition_mode": mode,
                **values,
            }
        )

    def compose_text(self, user=None, leads=None, mode="comment"):
        """Return the text composer that a colleague opened on inquiries."""
        leads = leads or self.lead
        composers = self.env["sms.composer"].with_user(user or self.owner)
        values = {"body": "Friday at 3 is free.", "composition_mode": mode}
        if mode == "comment":
            values |= {"res_id": leads.id, "number_field_name": "phone"}
        return composers.with_context(default_res_model="crm.lead").create(
            {"res_ids": leads.ids, "mass_keep_log": True, **values}
        )

    def call_activity(self, user=None):
        return self.lead.activity_schedule(
            "mail.mail_activity_data_call", user_id=(user or self.owner).id
        )

    def make_template(self, **values):
        return self.env["mail.template"].create(
            {
                "name": "Prices",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "subject": "Our prices",
                "body_html": "<p>Botox is 12 a unit.</p>",
                **values,
            }
        )

    # the carriers

    @contextmanager
    def mail_server(self, *refused):
        """Send emails for real, to a server that refuses some addresses.

        Yields the addresses that it was given.
        """
        servers = self.registry["ir.mail_server"]
        given = []

        def send_email(_server, message, *_args, **_options):
            given.append(message["To"])
            if any(address in message["To"] for address in refused):
                raise OSError("mailbox is full")
            return message["Message-Id"]

        with (
            patch.object(servers, "_disable_send", lambda *_args: False),
            patch.object(servers, "_connect__", lambda *_args, **_options: None),
            patch.object(servers, "send_email", send_email),
        ):
            yield given

    @contextmanager
    def text_provider(self, state="success"):
        """Answer every text with this state; yields the numbers that were texted."""
        numbers = []

        def send_batch(_api, messages, **_options):
            batch = [number for message in messages for number in message["numbers"]]
            numbers.extend(number["number"] for number in batch)
            return [{"uuid": one["uuid"], "state": state, "credit": 1} for one in batch]

        with patch.object(SmsApi, "_send_sms_batch", send_batch):
            yield numbers

    def send_mail_queue(self, message):
        """Send what waits of a message, as the server does after the commit."""
        mails = self.env["mail.mail"].sudo()
        mails.search([("mail_message_id", "=", message.id)]).send()

    def send_text_queue(self):
        with patch.object(self.registry["ir.cron"], "_commit_progress"):
            self.env["sms.sms"]._process_queue()

    def receive_email(self, sender, to, cc="", sent=None, **headers):
        """Let the mail gateway process a reply to the inquiry's first message."""
        message = EmailMessage()
        message["From"] = sender
        message["To"] = to
        message["Cc"] = cc
        message["Subject"] = headers.pop("Subject", "Re: Botox")
        message["Date"] = format_datetime(
            (sent or fields.Datetime.now()).replace(tzinfo=UTC)
        )
        number = self.env["mail.message"].search_count([])
        message["Message-Id"] = f"<{number}@mail.example>"
        message["In-Reply-To"] = self.lead.message_ids.sorted("id")[0].message_id
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content("Friday at 3 is free.")
        self.env["mail.thread"].message_process("crm.lead", message.as_string())
