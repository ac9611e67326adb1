from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..models.texts.sandbox_api import SandboxApi
from ..models.texts.sms_api import TwilioClientApi
from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import MONDAY_10, at
from .sms_provider_common import NORA, OMAR, PIA, SmsProviderCase
from .text_common import TextCommon

EMAIL = "nora@patient.example"


@tagged("post_install", "-at_install")
class TestTextsAtTheWire(TextCommon, SmsProviderCase):
    """No text reaches the provider for a number that refused, whichever its way."""

    def setUp(self):
        super().setUp()
        self.lead = self.make_inquiry(user_id=self.ana.id)
        self.contact = self.make_contact(self.lead)

    def text(self, number=NORA, **values):
        return SmsProviderCase.text(self, number, **values)

    def hear(self, words):
        TextCommon.text.__func__(type(self), words, sender=NORA)

    def stop(self, number=NORA):
        self.consent._opt_out(number, "sms", source="Text: STOP")

    def assertNothingLeft(self):
        self.assertEqual([request.to for request in self.twilio.requests], [])

    def compose(self, record, body="Hi", **values):
        composer = self.env["sms.composer"].create(
            {
                "composition_mode": "comment",
                "res_model": record._name,
                "res_id": record.id,
                "body": body,
                **values,
            }
        )
        return composer.action_send_sms()

    # paths

    def test_text_queued_before_stop_does_not_leave_after_it(self):
        text, notification = self.text_inquiry()
        self.stop()
        self.run_queue()
        self.assertNothingLeft()
        self.assertFailed(text, "sms_optout")
        self.assertEqual(notification.notification_status, "exception")
        self.assertEqual(notification.failure_type, "sms_optout")
        self.assertIn("has opted out of texts", notification.failure_reason)

    def test_colleague_s_text_that_waited_is_no_answer_after_stop(self):
        with at(minutes=2):
            self.lead.with_user(self.ana)._message_sms("Friday?", put_in_queue=True)
        self.stop()
        self.run_queue()
        touch = self.lead.touch_ids.filtered(
            lambda one: (one.channel, one.performer) == ("sms", "person")
        )
        self.assertEqual(touch.state, "failed")
        self.assertTrue(self.lead.response_waiting_since)
        self.assertNothingLeft()

    def test_contact_card_is_asked(self):
        self.stop()
        with self.assertRaisesRegex(UserError, "opted out of texts"):
            self.compose(self.contact)
        self.contact._message_sms("Hello")
        self.assertNothingLeft()

    def test_typed_number_is_asked(self):
        self.stop(OMAR)
        for typed in (OMAR, "(512) 555-0144"):
            with self.assertRaisesRegex(UserError, "opted out of texts"):
                self.compose(self.contact, recipient_single_number_itf=typed)
        self.assertNothingLeft()

    def test_numbers_mode_is_asked(self):
        self.stop()
        composer = self.env["sms.composer"].create(
            {"composition_mode": "numbers", "numbers": f"{NORA},{OMAR}", "body": "Hi"}
        )
        with self.assertRaisesRegex(UserError, "opted out of texts"):
            composer.action_send_sms()
        self.assertNothingLeft()

    def test_mass_text_is_asked_also_where_only_the_ledger_refuses(self):
        self.consent._revoke(NORA, "sms", source="Form")
        self.env["sms.composer"].create(
            {
                "composition_mode": "mass",
                "res_model": "crm.lead",
                "res_ids": repr(self.lead.ids),
                "body": "Ten percent off",
                "mass_force_send": True,
                "use_exclusion_list": False,
            }
        ).action_send_sms()
        self.run_queue()
        self.assertNothingLeft()

    def test_text_that_another_module_makes_is_asked(self):
        self.stop()
        for number in (NORA, "(512) 555-0143", "+1 512-555-0143"):
            text = self.text(number)
            self.send(text)
            self.assertFailed(text, "sms_optout")
        self.assertNothingLeft()

    def test_api_that_a_module_calls_by_itself_is_asked(self):
        self.stop()
        api = self.company._get_sms_api_class()(self.env)
        (result,) = api._send_sms_batch(
            [{"content": "Hi", "numbers": [{"number": NORA, "uuid": "u"}]}]
        )
        self.assertIn("opted out", result["failure_reason"])
        self.assertNothingLeft()

    def test_every_provider_is_asked(self):
        self.stop()
        for provider, api in (("sandbox", SandboxApi), ("twilio", TwilioClientApi)):
            self.company.sms_provider = provider
            text = self.text()
            with (
                self.subTest(provider),
                patch.object(api, "_send_sms_batch") as provider_is_asked,
            ):
                self.send(text)
                provider_is_asked.assert_not_called()
                self.assertFailed(text, "sms_optout")

    def test_failed_text_is_asked_about_again_when_it_is_sent_once_more(self):
        text = self.text()
        self.stop()
        self.send(text)
        text.failure_type = "sms_server"
        text.resend_failed()
        self.assertNothingLeft()

    def test_others_of_the_batch_leave(self):
        self.stop(OMAR)
        texts = self.text(NORA) | self.text(OMAR) | self.text(PIA)
        self.send(texts)
        self.assertEqual([one.to for one in self.twilio.requests], [NORA, PIA])
        self.assertEqual(texts.mapped("state"), ["pending", "error", "pending"])

    def test_stop_that_comes_while_a_batch_leaves_is_heard(self):
        texts = self.text(NORA) | self.text(OMAR)
        original = TwilioClientApi._send_text

        def meanwhile(api, *args):
            result = original(api, *args)
            self.stop(OMAR)
            return result

        with (
            self.enter_registry_test_mode(),
            patch.object(TwilioClientApi, "_send_text", meanwhile),
        ):
            self.send(texts)
        self.assertEqual([one.to for one in self.twilio.requests], [NORA])
        self.assertFailed(texts[1], "sms_optout")

    def test_looking_up_that_fails_sends_nothing_and_loses_no_result(self):
        texts = self.text(NORA) | self.text(OMAR)
        api = type(self.company._get_sms_api_class()(self.env))
        with patch.object(api, "_asked_now", side_effect=ValueError("broken")):
            self.send(texts)
        self.assertEqual([one.to for one in self.twilio.requests], [NORA])
        self.assertEqual(texts.mapped("state"), ["pending", "error"])

    # who may be texted all the same

    def test_who_texts_after_a_form_s_refusal_may_be_answered(self):
        with at():
            self.consent._revoke(NORA, "sms", source="Form")
            text = self.text()
            self.send(text)
            self.assertNothingLeft()
        with at(hours=1):
            self.hear("Do you have time on Friday?")
        with at(hours=2):
            self.send(self.text())
        self.assertEqual(len(self.twilio.requests), 1)

    def test_who_texts_after_stop_may_not(self):
        with at():
            self.stop()
        with at(hours=1):
            self.hear("Do you have time on Friday?")
        with at(hours=2):
            self.send(self.text())
        self.assertNothingLeft()

    def test_refusal_of_offers_alone_stops_no_answer(self):
        self.consent._revoke(NORA, "sms", source="Form", purpose="promotional")
        self.send(self.text())
        self.assertEqual(len(self.twilio.requests), 1)

    # what a person sees

    def test_composer_says_it_before(self):
        self.stop()
        composer = self.env["sms.composer"].with_user(self.ana)
        context = {
            "default_res_model": "crm.lead",
            "default_res_id": self.lead.id,
            "default_composition_mode": "comment",
        }
        form = Form(composer.with_context(**context))
        self.assertIn("has opted out of texts", form.refusal_note)
        form.recipient_single_number_itf = OMAR
        self.assertFalse(form.refusal_note)

    def test_automation_that_texts_them_breaks_nobody_s_work(self):
        self.stop()
        action = self.env["ir.actions.server"].create(
            {
                "name": "Text them",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "sms",
                "sms_method": "sms",
                "sms_template_id": self.env["sms.template"]
                .create(
                    {
                        "name": "Hi",
                        "body": "Hi",
                        "model_id": self.env["ir.model"]._get_id("res.partner"),
                    }
                )
                .id,
            }
        )
        action.with_context(
            active_model="res.partner", active_ids=self.contact.ids
        ).run()
        self.assertNothingLeft()


@tagged("post_install", "-at_install")
class TestEmailsAtTheWire(AcknowledgementCommon):
    """No email about an inquiry goes to an address that refused."""

    def setUp(self):
        super().setUp()
        self.ledger = self.env["medspa.consent"]
        with at():
            self.lead = self.make_inquiry(user_id=self.ana.id)
        self.contact = self.make_contact(self.lead)

    def refuse(self, blacklist=True):
        refuse = self.ledger._opt_out if blacklist else self.ledger._revoke
        refuse(EMAIL, "email", source="Link")

    def mail(self, **values):
        return self.env["mail.mail"].create(
            {"subject": "Hi", "body_html": "Hi", "email_to": EMAIL, **values}
        )

    def send(self, mails):
        with self.outbox() as emails:
            mails.send()
        return [email["To"] for email in emails]

    def test_email_queued_before_the_refusal_does_not_leave_after_it(self):
        for model, record in (
            ("crm.lead", self.lead),
            ("res.partner", self.contact),
            (False, self.lead),
        ):
            mail = self.mail(model=model, res_id=model and record.id)
            with self.cr.savepoint() as savepoint, self.subTest(model=model):
                self.refuse()
                self.assertEqual(self.send(mail), [])
                self.assertEqual(mail.state, "exception")
                self.assertEqual(mail.failure_type, "mail_optout")
                self.assertIn("has opted out of emails", mail.failure_reason)
                savepoint.rollback()

    def test_ledger_and_blacklist_each_refuse(self):
        for refuse in (
            lambda: self.refuse(blacklist=False),
            lambda: self.env["mail.blacklist"]._add(EMAIL),
        ):
            with self.cr.savepoint() as savepoint:
                refuse()
                self.assertEqual(self.send(self.mail()), [])
                savepoint.rollback()

    def test_mass_email_to_inquiries_is_asked(self):
        self.refuse(blacklist=False)
        composer = self.env["mail.compose.message"].with_user(self.ana)
        composer = composer.create(
            {
                "composition_mode": "mass_mail",
                "model": "crm.lead",
                "res_ids": repr(self.lead.ids),
                "subject": "Offer",
                "body": "Ten percent off",
            }
        )
        with self.outbox() as emails:
            composer._action_send_mail()
            self.env["mail.mail"].process_email_queue()
        self.assertEqual(emails, [])

    def test_automatic_message_that_was_decided_before_does_not_leave(self):
        with at():
            lead = self.inquire(name="Omar", email="omar@patient.example", phone="")
            touches = self.registry["medspa.touch"]
            original = touches._decide_to_send

            def meanwhile(touch):
                content = original(touch)
                if touch.lead_id.email_normalized != EMAIL:
                    touch.env["medspa.consent"]._opt_out(
                        "omar@patient.example", "email", source="Link"
                    )
                return content

            with patch.object(touches, "_decide_to_send", meanwhile):
                emails = self.send_due()
        self.assertNotIn("omar@patient.example", [one["To"] for one in emails])
        touch = self.touch(lead, "email")
        self.assertEqual(touch.state, "failed")
        self.assertIn("opted out of emails", touch.reason)
        self.assertFalse(lead.response_acknowledged_at)

    def test_others_get_theirs_and_the_person_sees_who_did_not(self):
        omar = self.env["res.partner"].create(
            {"name": "Omar", "email": "omar@friend.example"}
        )
        self.refuse()
        with at(minutes=2), self.outbox() as emails:
            message = self.lead.with_user(self.ana).message_post(
                body="Friday?",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=(self.contact | omar).ids,
            )
            message.sudo().mail_ids.filtered(lambda one: one.state == "outgoing").send()
            self.env.cr.postcommit.run()
        self.assertEqual(len(emails), 1)
        self.assertIn("omar@friend.example", emails[0]["To"])
        failed = message.sudo().notification_ids.filtered("failure_type")
        self.assertEqual(failed.res_partner_id, self.contact)
        self.assertEqual(failed.failure_type, "mail_optout")
        self.assertEqual(self.lead.response_state, "overdue")

    def answer(self, **later):
        with at(MONDAY_10, **later), self.outbox() as emails:
            message = self.answer_by(self.ana, self.lead)
            message.sudo().mail_ids.filtered(lambda one: one.state == "outgoing").send()
            self.env.cr.postcommit.run()
        return len(emails)

    def test_colleague_may_answer_who_wrote_after_the_refusal(self):
        with at(minutes=1):
            self.refuse(blacklist=False)
        self.assertEqual(self.answer(minutes=2), 0)
        with at(hours=1):
            self.post_from_patient(self.lead)
        self.assertEqual(self.answer(hours=2), 1)
        with at(hours=3):
            mail = self.mail(model="crm.lead", res_id=self.lead.id)
            self.assertEqual(self.send(mail), [])  # and no program may

    def test_colleague_may_answer_a_new_inquiry_after_the_refusal(self):
        with at(minutes=1):
            self.refuse(blacklist=False)
        with at(days=30):
            self.lead.action_set_lost()
            again = self.inquire(message="Do you do Botox?")
            self.assertNotEqual(again, self.lead)
        self.assertEqual(self.answer(days=30, minutes=5), 1)

    def test_colleague_may_answer_who_asks_again_after_the_refusal(self):
        with at(minutes=1):
            self.refuse(blacklist=False)
        with at(days=30):
            again = self.inquire(message="Do you do Botox?")
            self.assertEqual(again, self.lead)
        self.assertEqual(self.answer(days=30, minutes=5), 1)

    def test_refusal_on_the_inquiry_itself_stops_a_colleague(self):
        with at(days=30):
            self.lead = self.inquire(
                email_consent="no",
                submitted_at=(MONDAY_10 + timedelta(days=30, minutes=4)).isoformat(),
            )
            self.lead.user_id = self.ana
        self.assertEqual(self.answer(days=30, minutes=10), 0)

    def test_colleagues_and_other_documents_are_left_alone(self):
        self.env["mail.blacklist"]._add("ana@glow.example")
        mail = self.mail(
            email_to="ana@glow.example", model="crm.lead", res_id=self.lead.id
        )
        self.assertEqual(len(self.send(mail)), 1)
        self.refuse()
        user = (
            self.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "name": "Nora",
                    "login": "nora_portal",
                    "email": EMAIL,
                    "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
                }
            )
        )
        with self.outbox() as emails:
            user.action_reset_password()
            self.env["mail.mail"].process_email_queue()
        self.assertTrue(emails)

    def test_agreed_text_and_email_leave_as_ever(self):
        with at():
            lead = self.inquire(**AGREED, message="All fine")
            self.send_due()
        self.assertEqual(
            set(
                lead.touch_ids.filtered(lambda one: one.state == "sent").mapped(
                    "channel"
                )
            ),
            {"sms", "email"},
        )
