from contextlib import contextmanager
from datetime import UTC, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.sms.tools.sms_api import SmsApi

from .common import MONDAY_10, SpeedToLeadCommon, at

PATIENT = "nora@patient.example"
PHONE = "+15125550143"
MINUTES = timedelta(minutes=1)
ANSWERED = MONDAY_10 + 2 * MINUTES
DUE = MONDAY_10 + 5 * MINUTES


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


@tagged("post_install", "-at_install")
class TestAnswerPaths(AnswerCase):
    """Whichever way a person answers the patient, it counts, once."""

    # emails

    @at(ANSWERED)
    def test_message_in_the_chatter_answers(self):
        self.post()
        self.assertAnswered()

    @at(ANSWERED)
    def test_message_to_the_following_patient_answers(self):
        self.lead.message_subscribe(self.patient.ids)
        self.post(partner_ids=[])
        self.assertAnswered()

    @at(ANSWERED)
    def test_message_to_the_bare_address_answers(self):
        self.post(partner_ids=[], outgoing_email_to=f"Nora <{PATIENT}>")
        self.assertAnswered()

    @at(ANSWERED)
    def test_message_to_another_contact_with_the_address_answers(self):
        twin = self.env["res.partner"].create({"name": "Nora", "email": PATIENT})
        self.post(partner_ids=twin.ids)
        self.assertAnswered()

    @at(ANSWERED)
    def test_email_of_the_composer_answers(self):
        self.compose().action_send_mail()
        self.assertAnswered()

    @at(ANSWERED)
    def test_template_chosen_by_a_person_answers(self):
        template = self.make_template()
        self.compose(template_id=template.id).action_send_mail()
        self.assertAnswered()

    @at(ANSWERED)
    def test_template_in_the_name_of_the_practice_answers(self):
        self.company.partner_id.email = "hello@glow.example"
        template = self.make_template(email_from="hello@glow.example")
        self.compose(template_id=template.id).action_send_mail()
        self.assertAnswered()

    def test_template_in_the_name_of_the_practice_sent_later_answers(self):
        self.company.partner_id.email = "hello@glow.example"
        template = self.make_template(email_from="hello@glow.example")
        with at(minutes=1):
            self.compose(
                template_id=template.id, scheduled_date=ANSWERED
            ).action_schedule_message()
            self.assertWaiting()
        with at(ANSWERED):
            self.env["mail.scheduled.message"]._post_messages_cron()
        self.assertAnswered()

    @at(minutes=10)
    def test_reply_with_a_slow_clock_is_no_older_than_its_question(self):
        """A patient whose computer is a day behind waits all the same."""
        with at(ANSWERED):
            question = self.post()
        self.lead.message_post(
            body="Friday is fine",
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            author_id=self.patient.id,
            parent_id=question.id,
            date=MONDAY_10 - timedelta(days=1),
        )
        self.assertEqual(self.lead.response_waiting_since, ANSWERED)
        self.assertEqual(self.lead.response_contacted_at, ANSWERED)

    @at(ANSWERED)
    def test_email_that_left_is_still_the_one_answer(self):
        with self.mail_server() as given:
            self.post()
        self.assertIn(PATIENT, "".join(given))
        self.assertAnswered()

    # texts

    @at(ANSWERED)
    def test_text_from_the_form_answers(self):
        with self.text_provider() as numbers:
            self.compose_text().action_send_sms()
        self.assertEqual(numbers, [PHONE])
        self.assertAnswered("sms")

    @at(ANSWERED)
    def test_text_to_a_person_without_contact_answers(self):
        self.lead.partner_id = False
        with self.text_provider():
            self.compose_text().action_send_sms()
        self.assertAnswered("sms")

    # to many at once

    def test_mass_text_answers_when_the_queue_has_sent_it(self):
        with at(minutes=1):
            self.compose_text(mode="mass").action_send_sms()
            self.assertWaiting()
        with at(ANSWERED), self.text_provider() as numbers:
            self.send_text_queue()
        self.assertEqual(numbers, [PHONE])
        self.assertAnswered("sms")

    @at(ANSWERED)
    def test_mass_text_sent_at_once_answers(self):
        with self.text_provider():
            self.compose_text(mode="mass").action_send_sms_mass_now()
        self.assertAnswered("sms")

    def test_mass_text_answers_each_inquiry(self):
        with at():
            other = self.make_inquiry(
                phone="(512) 555-0144", email_from=False, user_id=self.owner.id
            )
        with at(ANSWERED), self.text_provider():
            self.compose_text(leads=self.lead | other, mode="mass").action_send_sms()
            self.send_text_queue()
        self.assertAnswered("sms")
        self.assertAnswered("sms", lead=other)

    def test_mass_email_answers_when_it_was_sent(self):
        with at(minutes=1):
            composer = self.compose(mode="mass_mail", force_send=False)
            mails, _messages = composer._action_send_mail()
            self.assertWaiting()
        with at(ANSWERED), self.mail_server() as given:
            mails.send()
        self.assertIn(PATIENT, "".join(given))
        self.assertAnswered()

    @at(ANSWERED)
    def test_mass_email_sent_at_once_answers(self):
        with self.mail_server():
            self.compose(mode="mass_mail", force_send=True).action_send_mail()
        self.assertAnswered()

    @at(ANSWERED)
    def test_mass_email_that_leaves_no_trace_answers(self):
        with self.mail_server():
            self.compose(
                mode="mass_mail",
                force_send=True,
                auto_delete=True,
                auto_delete_keep_log=False,
            ).action_send_mail()
        self.assertAnswered()

    # from one's own mail client

    @at(ANSWERED)
    def test_reply_from_the_mail_client_answers(self):
        self.receive_email(self.owner.email, PATIENT)
        self.assertAnswered()

    @at(ANSWERED)
    def test_copy_to_the_patient_answers(self):
        self.receive_email(self.owner.email, "desk@glow.example", f"Nora <{PATIENT}>")
        self.assertAnswered()

    @at(ANSWERED)
    def test_reply_that_we_forward_to_the_patient_answers(self):
        self.lead.message_subscribe(self.patient.ids)
        self.receive_email(self.owner.email, "desk@glow.example")
        self.assertAnswered()

    @at(minutes=20)
    def test_reply_counts_from_when_it_was_written(self):
        self.receive_email(self.owner.email, PATIENT, sent=ANSWERED)
        self.assertAnswered()
        self.assertEqual(self.cycle.verdict, "on_time")

    # calls

    @at(ANSWERED)
    def test_connected_call_answers(self):
        self.lead.with_user(self.owner).action_log_call("connected")
        self.assertAnswered("call")

    @at(ANSWERED)
    def test_finished_call_activity_answers(self):
        self.call_activity().with_user(self.owner).action_feedback("She comes.")
        self.assertAnswered("call")

    @at(ANSWERED)
    def test_call_activity_ticked_off_answers(self):
        self.call_activity().with_user(self.owner).action_done()
        self.assertAnswered("call")

    @at(ANSWERED)
    def test_whoever_finishes_the_call_activity_answered(self):
        self.call_activity().with_user(self.mia).action_done()
        self.assertAnswered("call", by=self.mia)

    # later

    def test_scheduled_email_answers_when_it_is_posted(self):
        with at(minutes=1):
            self.compose(scheduled_date=ANSWERED).action_schedule_message()
            self.assertWaiting()
        with at(ANSWERED):
            self.env["mail.scheduled.message"]._post_messages_cron()
        self.assertAnswered()

    def test_scheduled_notification_answers_when_it_is_sent(self):
        written = MONDAY_10 + MINUTES
        with at(written), patch.object(self.env.cr, "now", lambda: written):
            self.post(scheduled_date=ANSWERED)
            self.assertWaiting()
        with at(ANSWERED):
            self.env["mail.message.schedule"]._send_notifications_cron()
        self.assertAnswered()

    # who

    @at(ANSWERED)
    def test_author_answers_whoever_posts(self):
        root = self.env.ref("base.user_root")
        self.post(root, author_id=self.owner.partner_id.id)
        self.assertAnswered()

    @at(ANSWERED)
    def test_posting_for_another_author_answers_nothing(self):
        for author in (self.company.partner_id, self.env.ref("base.partner_root")):
            self.post(author_id=author.id)
        self.assertWaiting()
        self.assertFalse(self.touches())

    @at(ANSWERED)
    def test_who_answers_is_credited_not_who_owns(self):
        self.post(self.mia)
        self.assertAnswered(by=self.mia)
        self.assertEqual(self.cycle.answered_by_id, self.mia)
        self.assertEqual(self.lead.user_id, self.owner)

    @at(ANSWERED)
    def test_who_logs_the_call_is_credited(self):
        self.lead.with_user(self.mia).action_log_call("connected")
        self.assertAnswered("call", by=self.mia)

    @at(ANSWERED)
    def test_who_texts_is_credited(self):
        with self.text_provider():
            self.compose_text(self.mia).action_send_sms()
        self.assertAnswered("sms", by=self.mia)
