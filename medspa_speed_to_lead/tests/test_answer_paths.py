from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from .answer_common import ANSWERED, MINUTES, PATIENT, PHONE, AnswerCase
from .common import MONDAY_10, at


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
