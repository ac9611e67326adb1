from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from .answer_common import ANSWERED, BOUNCE, DUE, MINUTES, PATIENT, PHONE, AnswerCase
from .common import MONDAY_10, at

FAILED = MONDAY_10 + 20 * MINUTES


@tagged("post_install", "-at_install")
class TestAnswerFailure(AnswerCase):
    """What did not arrive was no answer: the patient has waited all the time."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger("odoo.addons.mail.models.mail_mail"))

    def failures_told(self, user=None):
        """Return the notifications by which a user learns that an answer failed."""
        partner = (user or self.owner).partner_id
        return self.env["mail.notification"].search(
            [
                ("res_partner_id", "=", partner.id),
                ("mail_message_id.res_id", "=", self.lead.id),
                ("mail_message_id.message_type", "=", "user_notification"),
                ("mail_message_id.subject", "like", "Not delivered"),
            ]
        )

    def assertFailed(self):
        """The answer is only an attempt, everybody is told, the promise stands."""
        self.assertEqual(self.touches().state, "failed")
        self.assertWaiting()
        self.assertEqual(len(self.failures_told()), 1)

    def post_email(self, moment=ANSWERED, **values):
        """Return a message whose emails still wait to be sent."""
        with at(moment):
            return self.post(**values)

    def send_failing(self, message, *refused, moment=FAILED):
        with at(moment), self.mail_server(*(refused or [PATIENT])):
            self.send_mail_queue(message)

    def connecting(self, **options):
        """Let connections to the mail server do something else."""
        return patch.object(self.registry["ir.mail_server"], "_connect__", **options)

    def sending(self, send_email):
        """Let the mail server do something else with each email."""
        return patch.object(self.registry["ir.mail_server"], "send_email", send_email)

    def knowing_all_but(self, address):
        """Let the mail server find one address invalid and take all others."""

        def send_email(server, message, *_args, **_options):
            if address in message["To"]:
                raise AssertionError(server.NO_VALID_RECIPIENT)
            return message["Message-Id"]

        return self.sending(send_email)

    def send_arriving(self, message, moment):
        with at(moment), self.mail_server() as given:
            self.send_mail_queue(message)
        self.assertIn(PATIENT, "".join(given))

    def receive_bounce(self, message, address=PATIENT):
        raw = BOUNCE.format(message_id=message.message_id, address=address)
        self.env["mail.thread"].message_process("crm.lead", raw)

    def text(self, moment=ANSWERED, state="success"):
        """Return the text of a colleague, after what the provider said at once."""
        with at(moment), self.text_provider(state):
            self.compose_text().action_send_sms()
        return self.env["sms.sms"].search([("number", "=", PHONE)], limit=1)

    def report(self, text, error):
        """The provider reports later that a text did not arrive."""
        text.sms_tracker_id._action_update_from_provider_error(error)

    # emails

    def test_refused_email_reopens_the_wait(self):
        self.send_failing(self.post_email())
        self.assertFailed()
        self.assertIn("mailbox is full", self.touches().reason)

    def test_email_refused_while_it_is_written_is_an_attempt(self):
        with at(ANSWERED), self.mail_server(PATIENT):
            self.post()
        self.assertEqual(self.touches().state, "failed")
        self.assertWaiting()

    def test_unreachable_mail_server_reopens_the_wait(self):
        message = self.post_email()
        no_route = ConnectionRefusedError("no route")
        with at(FAILED), self.mail_server(), self.connecting(side_effect=no_route):
            self.send_mail_queue(message)
        self.assertFailed()

    def test_marks_while_sending_fail_nothing(self):
        message = self.post_email()
        seen = []

        def look(_server, email, *_args, **_options):
            seen.append(message.notification_ids.notification_status)
            seen.append(self.touches().state)
            return email["Message-Id"]

        with at(FAILED), self.mail_server(), self.sending(look):
            self.send_mail_queue(message)
        self.assertEqual(seen, ["exception", "sent"])
        self.assertAnswered()
        self.assertFalse(self.failures_told())

    def test_bounce_reopens_the_wait(self):
        message = self.post_email()
        self.send_arriving(message, ANSWERED)
        self.assertAnswered()
        with at(FAILED):
            self.receive_bounce(message)
        self.assertFailed()
        self.assertIn(PATIENT, self.touches().reason)

    def test_wait_reopened_after_its_deadline_is_overdue(self):
        self.send_failing(self.post_email())
        with at(FAILED):
            self.lead.invalidate_recordset(["response_state"])
            self.assertEqual(self.lead.response_state, "overdue")

    def test_wait_reopened_before_its_deadline_can_still_be_kept(self):
        self.send_failing(self.post_email(), moment=MONDAY_10 + 3 * MINUTES)
        with at(DUE):
            self.lead.with_user(self.owner).action_log_call("connected")
        self.assertEqual(self.cycle.verdict, "on_time")
        self.assertEqual(self.lead.response_first_at, DUE)
        self.assertEqual(self.lead.response_first_channel, "call")

    def test_nobody_waits_for_an_exempt_inquiry(self):
        message = self.post_email()
        self.lead.response_exempt_reason = "existing_appointment"
        self.send_failing(message)
        self.assertEqual(self.touches().state, "failed")
        self.assertFalse(self.lead.response_waiting_since)
        self.assertEqual(self.cycle.verdict, "void")

    def test_failed_answer_to_a_lost_inquiry_is_a_miss(self):
        message = self.post_email()
        with at(minutes=10):
            self.lead.action_set_lost()
        self.send_failing(message)
        self.assertFalse(self.lead.response_waiting_since)
        self.assertFalse(self.lead.response_first_at)
        self.assertEqual(self.cycle.verdict, "late")
        self.assertEqual(self.cycle.missed_by_id, self.owner)

    def test_inquiry_goes_back_to_new(self):
        before = self.lead.stage_id
        message = self.post_email()
        self.assertNotEqual(self.lead.stage_id, before)
        self.send_failing(message)
        self.assertEqual(self.lead.stage_id, before)

    def test_owner_is_told_of_the_failure_of_another(self):
        with at(ANSWERED):
            message = self.post(self.mia)
        self.send_failing(message)
        self.assertEqual(len(self.failures_told(self.owner)), 1)
        self.assertFalse(self.failures_told(self.mia))

    def test_failed_mass_email_is_an_attempt(self):
        with at(ANSWERED), self.mail_server(PATIENT):
            self.compose(mode="mass_mail", force_send=True).action_send_mail()
        self.assertEqual(self.touches().state, "failed")
        self.assertWaiting()

    # copies

    def test_copy_that_fails_for_a_colleague_changes_nothing(self):
        self.mia.notification_type = "email"
        both = (self.patient | self.mia.partner_id).ids
        message = self.post_email(partner_ids=both)
        self.send_failing(message, self.mia.email)
        self.assertAnswered()
        self.assertFalse(self.failures_told())

    def test_copy_that_bounces_for_a_colleague_changes_nothing(self):
        message = self.post_email(partner_ids=(self.patient | self.mia.partner_id).ids)
        with at(FAILED):
            self.receive_bounce(message, self.mia.email)
        self.assertAnswered()
        self.assertFalse(self.failures_told())

    def test_copy_that_fails_for_another_outside_changes_nothing(self):
        mother = self.env["res.partner"].create(
            {"name": "Mother", "email": "mother@patient.example"}
        )
        message = self.post_email(partner_ids=(self.patient | mother).ids)
        with at(FAILED), self.mail_server(), self.knowing_all_but(mother.email):
            self.send_mail_queue(message)
        self.assertEqual(
            set(message.notification_ids.mapped("notification_status")),
            {"sent", "exception"},
        )
        self.assertAnswered()

    def test_copy_that_arrives_elsewhere_is_no_answer(self):
        mother = self.env["res.partner"].create(
            {"name": "Mother", "email": "mother@patient.example"}
        )
        message = self.post_email(partner_ids=(self.patient | mother).ids)
        with at(FAILED), self.mail_server(), self.knowing_all_but(PATIENT):
            self.send_mail_queue(message)
        self.assertFailed()

    # another answer

    def test_other_answer_ends_the_wait_instead(self):
        message = self.post_email()
        with at(minutes=4):
            self.lead.with_user(self.owner).action_log_call("connected")
        self.send_failing(message)
        self.assertEqual(self.cycle.verdict, "on_time")
        self.assertEqual(self.cycle.answered_at, MONDAY_10 + 4 * MINUTES)
        self.assertEqual(self.lead.response_first_at, MONDAY_10 + 4 * MINUTES)
        self.assertEqual(self.lead.response_first_channel, "call")
        self.assertFalse(self.lead.response_waiting_since)

    def test_later_answer_that_ends_the_wait_may_be_late(self):
        message = self.post_email()
        with at(minutes=12):
            self.lead.with_user(self.owner).action_log_call("connected")
        self.send_failing(message)
        self.assertEqual(self.cycle.verdict, "late")
        self.assertEqual(self.cycle.missed_by_id, self.owner)
        self.assertEqual(self.lead.response_state, "late")

    def test_attempt_does_not_end_the_wait_instead(self):
        message = self.post_email()
        with at(minutes=4):
            self.lead.with_user(self.owner).action_log_call("voicemail")
        self.send_failing(message)
        self.assertWaiting()

    def test_failure_of_the_second_message_leaves_the_first(self):
        self.send_arriving(self.post_email(), ANSWERED)
        second = self.post_email(MONDAY_10 + 4 * MINUTES)
        self.send_failing(second)
        self.assertEqual(self.lead.response_first_at, ANSWERED)
        self.assertEqual(self.cycle.verdict, "on_time")
        self.assertFalse(self.lead.response_waiting_since)

    def test_what_the_patient_wrote_meanwhile_is_the_same_wait(self):
        message = self.post_email()
        with at(minutes=10):
            self.post_from_patient(self.lead)
        self.send_failing(message)
        self.assertWaiting()

    def test_next_wait_goes_on_where_another_answer_ended_the_first(self):
        message = self.post_email()
        with at(minutes=4):
            self.lead.with_user(self.owner).action_log_call("connected")
        with at(minutes=10):
            self.post_from_patient(self.lead)
        self.send_failing(message)
        wrote = MONDAY_10 + 10 * MINUTES
        self.assertEqual(self.lead.response_waiting_since, wrote)
        self.assertEqual(self.lead.response_due_at, wrote + 5 * MINUTES)
        self.assertEqual(self.cycle.verdict, "on_time")

    def test_wait_joined_to_another_stays_closed_when_won_is_taken_back(self):
        message = self.post_email()
        with at(minutes=10):
            self.post_from_patient(self.lead)
        self.send_failing(message)
        with at(minutes=30):
            self.lead.with_user(self.owner).action_log_call("connected")
            stage = self.lead.stage_id
            self.lead.action_set_won()
            self.lead.stage_id = stage
        self.assertFalse(self.lead.response_waiting_since)
        joined = self.lead.response_cycle_ids - self.cycle
        self.assertEqual(joined.verdict, "void")

    # texts

    def test_text_refused_while_it_is_written_is_an_attempt(self):
        self.text(state="wrong_number_format")
        self.assertEqual(self.touches().state, "failed")
        self.assertTrue(self.touches().reason)
        self.assertWaiting()

    def test_text_that_the_carrier_gives_back_reopens_the_wait(self):
        text = self.text()
        self.assertAnswered("sms")
        with at(FAILED):
            self.report(text, "invalid_destination")
        self.assertFailed()

    def test_failed_mass_text_is_an_attempt(self):
        with at(minutes=1):
            self.compose_text(mode="mass").action_send_sms()
        with at(ANSWERED), self.text_provider("server_error"):
            self.send_text_queue()
        self.assertEqual(self.touches().state, "failed")
        self.assertWaiting()

    def test_refusal_at_the_carrier_holds_though_it_is_reported_later(self):
        """As of a messaging service, and where a number has a new owner."""
        text = self.text()
        number, consent = self.lead.phone_sanitized, self.env["medspa.consent"]
        self.assertFalse(consent._has_opted_out(self.company, number))
        with at(FAILED):
            text.sms_tracker_id._action_update_from_twilio_error(
                "failed", "21610", "Attempt to send to unsubscribed recipient"
            )
        self.assertFailed()
        self.assertTrue(consent._has_opted_out(self.company, number))
        line = self.lead.consent_ids.filtered(lambda one: not one.granted)
        self.assertEqual(line.source, "Reported by the carrier")

    def test_delivered_text_stays_the_answer(self):
        text = self.text()
        with at(FAILED):
            text.sms_tracker_id._action_update_from_sms_state("sent")
        self.assertEqual(self.touches().state, "delivered")
        self.assertAnswered("sms")

    def test_report_that_comes_late_undoes_no_delivery(self):
        """Carriers promise no order: sent, or even undelivered, after delivered."""
        text = self.text()
        tracker = text.sms_tracker_id
        with at(FAILED):
            tracker._action_update_from_sms_state("sent")
            for state in "pending", "process", "canceled":
                tracker._action_update_from_sms_state(state)
            for error in "undelivered", "failed":
                tracker._action_update_from_twilio_error(error, "30008", "Unknown")
        self.assertEqual(tracker.mail_notification_id.notification_status, "sent")
        self.assertFalse(tracker.mail_notification_id.failure_type)
        self.assertEqual(self.touches().state, "delivered")
        self.assertAnswered("sms")

    # once more

    def test_email_sent_again_answers_at_that_moment(self):
        message = self.post_email()
        self.send_failing(message, moment=MONDAY_10 + 3 * MINUTES)
        mails = self.env["mail.mail"].search([("mail_message_id", "=", message.id)])
        mails.action_retry()
        self.send_arriving(message, MONDAY_10 + 9 * MINUTES)
        self.assertAnswered(when=MONDAY_10 + 9 * MINUTES)
        self.assertEqual(self.cycle.verdict, "late")

    def test_text_sent_again_answers_at_that_moment(self):
        text = self.text(state="server_error")
        with at(minutes=4), self.text_provider():
            text.resend_failed()
        self.assertAnswered("sms", when=MONDAY_10 + 4 * MINUTES)
        self.assertEqual(self.cycle.verdict, "on_time")
