"""Follow up without forgetting and without nagging: the plan and what ends it."""

from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from .acknowledgement_common import AGREED
from .answer_common import BOUNCE
from .common import MONDAY_10, at
from .follow_up_common import DAY, FollowUpCommon


@tagged("post_install", "-at_install")
class TestPlan(FollowUpCommon):
    """Steps come one after the other."""

    @at()
    def test_inquiry_begins_the_plan_of_its_policy(self):
        lead = self.inquire()
        enrollment = self.enrollment(lead)
        self.assertEqual(enrollment.cadence_id, self.cadence)
        self.assertEqual(enrollment.step_id, self.cadence.step_ids[0])
        self.assertEqual(enrollment.next_at, MONDAY_10 + DAY)
        self.assertEqual(lead.followup_cadence_id, self.cadence)
        self.assertEqual(lead.followup_next_at, MONDAY_10 + DAY)

    @at()
    def test_inquiry_wakes_the_job_for_its_first_step(self):
        self.inquire()
        job = self.env.ref("medspa_speed_to_lead.ir_cron_follow_up")
        moments = self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)])
        self.assertEqual(moments.mapped("call_at"), [MONDAY_10 + DAY])

    def test_steps_come_in_their_order_and_at_their_time(self):
        with at():
            lead = self.inquire(**AGREED)
        self.assertFalse(self.follow_up(hours=23))
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 0"])
        self.assertFalse(self.follow_up(days=1, minutes=1))
        self.follow_up(days=3)  # the call
        self.follow_up(days=4)  # the text
        self.assertEqual(self.subjects(self.follow_up(days=7)), ["News 2"])
        expected = [("email", "sent"), ("call", "skipped"), ("sms", "sent")]
        self.assertEqual(self.steps(lead), [*expected, ("email", "sent")])
        self.follow_up(days=8)
        self.assertEqual(self.enrollment(lead).state, "done")

    def test_job_that_runs_twice_takes_a_step_once(self):
        with at():
            lead = self.inquire()
        self.follow_up(days=1)
        enrollment = self.enrollment(lead)
        enrollment.write(
            {"next_at": MONDAY_10 + DAY, "step_id": self.cadence.step_ids[0]}
        )
        self.assertFalse(self.follow_up(days=1))
        self.assertEqual(len(enrollment.touch_ids), 1)

    def test_call_becomes_a_task_of_the_owner(self):
        with at():
            lead = self.inquire()
        self.follow_up(days=1)
        self.follow_up(days=3)
        activity = lead.activity_ids
        self.assertEqual(activity.user_id, lead.user_id)
        self.assertEqual(activity.activity_type_id.category, "phonecall")
        with at(MONDAY_10, days=3, minutes=5):
            lead.with_user(lead.user_id).action_log_call("voicemail")
        self.assertEqual(self.steps(lead)[-1], ("call", "done"))
        self.assertFalse(lead.activity_ids)
        self.assertEqual(self.enrollment(lead).state, "running", "an attempt, no end")

    def test_call_that_was_made_already_is_no_task(self):
        with at():
            lead = self.inquire()
        self.follow_up(days=1)
        with at(MONDAY_10, days=2):
            lead.with_user(lead.user_id).action_log_call("no_answer")
        self.follow_up(days=3)
        self.assertEqual(self.steps(lead)[-1], ("call", "done"))
        self.assertFalse(lead.activity_ids)

    def test_text_without_agreement_goes_the_other_way(self):
        with at():
            lead = self.inquire()
        self.follow_up(days=1)
        self.follow_up(days=3)
        emails = self.follow_up(days=4)
        self.assertEqual(self.subjects(emails), ["News 1"])
        self.assertEqual(self.steps(lead)[-2:], [("sms", "skipped"), ("email", "sent")])

    def test_each_in_its_own_words(self):
        with at():
            lead = self.inquire()
        step = self.cadence.step_ids[0]
        category = self.env.ref("medspa_speed_to_lead.treatment_category_injectables")
        step.variant_ids = [
            Command.create(
                {"category_id": category.id, "email_template_id": self.emails[3].id}
            )
        ]
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 3"])
        self.assertEqual(step._template_for(lead, "email"), self.emails[3])

    def test_two_identical_messages_in_a_row_are_refused(self):
        message = "“News 0” comes twice in a row"
        with self.assertRaisesRegex(ValidationError, message):
            self.make_cadence(
                self.step("email", 0), self.step("call"), self.step("email", 0)
            )
        copy = self.emails[0].copy({"name": "Other name"})
        with self.assertRaisesRegex(ValidationError, "comes twice in a row"):
            self.make_cadence(
                self.step("email", 0),
                {**self.step("email", 1), "email_template_id": copy.id},
            )

    def test_text_or_email_without_words_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "Choose the message"):
            self.make_cadence({"channel": "email"})

    def test_words_that_turn_out_the_same_are_sent_once(self):
        same = self.cadence.step_ids[3].email_template_id
        with at():
            lead = self.inquire()
        for days in (1, 3, 4):
            self.follow_up(days=days)
        same.body_html = self.emails[1].body_html  # what had gone before
        self.assertFalse(self.follow_up(days=7))
        self.assertEqual(self.steps(lead)[-1], ("email", "skipped"))

    def test_history_is_not_followed_up(self):
        with at(MONDAY_10, days=8):
            old = self.make_inquiry(intake_received_at=MONDAY_10)
            new = self.make_inquiry(intake_received_at=MONDAY_10 + 2 * DAY)
        self.assertFalse(self.enrollment(old))
        self.assertTrue(self.enrollment(new))

    def test_inquiry_never_follows_two_plans(self):
        with at():
            lead = self.inquire()
        other = self.make_cadence(self.step("email", 3), name="Other")
        with at(MONDAY_10, hours=1):
            lead._enroll(other)
            lead._enroll(other)
        states = self.enrollment(lead).mapped(lambda one: (one.cadence_id, one.state))
        self.assertEqual(states, [(other, "running"), (self.cadence, "stopped")])

    def test_stage_begins_its_plan(self):
        other = self.make_cadence(self.step("email", 3), name="Nurture")
        stage = self.env["crm.stage"].create(
            {"name": "Later", "medspa_cadence_id": other.id}
        )
        with at():
            lead = self.inquire()
            lead.with_user(lead.user_id).stage_id = stage
        self.assertEqual(lead.followup_cadence_id, other)

    def test_step_that_was_deleted_is_followed_by_the_next(self):
        with at():
            lead = self.inquire()
        self.cadence.step_ids[0].unlink()
        self.follow_up(days=1)  # nothing to send: finds the call in its place
        self.follow_up(days=3)
        self.assertEqual([channel for channel, _s in self.steps(lead)][:1], ["call"])

    def test_archived_plan_ends(self):
        with at():
            lead = self.inquire()
        self.cadence.action_archive()
        self.assertEqual(self.state_of(lead), ("stopped", "The plan was archived."))
        with at():
            other = self.inquire(email="kim@patient.example", phone="")
        self.assertFalse(self.enrollment(other))


@tagged("post_install", "-at_install")
class TestEnd(FollowUpCommon):
    """It stops in the transaction of what ended it."""

    def setUp(self):
        super().setUp()
        with at():
            self.lead = self.inquire(**AGREED)
        self.follow_up(days=1)
        self.follow_up(days=3)  # a call is open now
        self.assertEqual(self.steps(self.lead)[-1], ("call", "planned"))

    def assert_ended(self, reason, state="stopped"):
        self.assertEqual(self.state_of(self.lead), (state, reason))
        self.assertEqual(self.steps(self.lead)[-1], ("call", "skipped"))
        self.assertFalse(self.lead.activity_ids)
        self.assertFalse(self.follow_up(days=30))

    def test_reply_ends_it(self):
        with at(MONDAY_10, days=3, hours=1):
            self.post_from_patient(self.lead)
        self.assert_ended("They replied.")

    def test_out_of_office_is_no_reply(self):
        mail = f"""From: {self.lead.email_from}
To: hello@glow.example
Subject: Out of the office
Message-Id: <away@patient.example>
In-Reply-To: {self.lead.message_ids[-1].message_id}
Auto-Submitted: auto-replied

I am back on Friday.
"""
        with at(MONDAY_10, days=3, hours=1):
            self.env["mail.thread"].message_process("crm.lead", mail)
        self.assertIn("back on Friday", self.lead.message_ids[0].body)
        self.assertEqual(self.enrollment(self.lead).state, "running")

    def test_spoken_word_ends_it(self):
        with at(MONDAY_10, days=3, hours=1):
            self.lead.with_user(self.lead.user_id).action_log_call("connected")
        self.assertEqual(
            self.state_of(self.lead), ("stopped", "A colleague spoke with them.")
        )

    def test_won_ends_it(self):
        self.lead.action_set_won()
        self.assert_ended("Won.")

    def test_lost_ends_it(self):
        self.lead.action_set_lost()
        self.assert_ended("Lost.")

    def test_exemption_ends_it(self):
        self.lead.response_exempt_reason = "spam"
        self.assert_ended("Excluded.")

    def test_opting_out_of_texts_alone_does_not(self):
        self.env["phone.blacklist"].sudo()._add([self.lead.phone_sanitized])
        self.assertEqual(self.enrollment(self.lead).state, "running")

    def test_opting_out_of_all_that_is_left_ends_it(self):
        self.cadence.step_ids.filtered(lambda step: step.channel == "call").unlink()
        self.env["phone.blacklist"].sudo()._add([self.lead.phone_sanitized])
        self.assertEqual(self.enrollment(self.lead).state, "running")
        self.env["mail.blacklist"].sudo()._add(self.lead.email_normalized)
        self.assertEqual(self.enrollment(self.lead).state, "stopped")

    def test_refusal_in_the_ledger_ends_it_too(self):
        self.cadence.step_ids.filtered(lambda step: step.channel != "email").unlink()
        self.env["medspa.consent"]._revoke(
            self.lead.email_normalized, "email", source="Desk"
        )
        self.assertEqual(
            self.state_of(self.lead),
            ("stopped", "They opted out of all that is left in the plan."),
        )

    def test_bounce_stops_emails_and_makes_a_task(self):
        message = self.lead.touch_ids.filtered(
            lambda touch: touch.channel == "email"
        ).message_id
        bounce = BOUNCE.format(
            message_id=message.message_id, address=self.lead.email_normalized
        )
        with at(MONDAY_10, days=3, hours=1):
            self.env["mail.thread"].message_process("crm.lead", bounce)
        self.assertEqual(self.lead.followup_bounced_email, self.lead.email_normalized)
        to_do = self.lead.activity_ids.filtered(
            lambda one: one.activity_type_id.category != "phonecall"
        )
        self.assertEqual(to_do.summary, "Their email address does not work")
        self.assertEqual(self.enrollment(self.lead).state, "running", "a text is left")
        self.follow_up(days=4)  # the text
        self.assertFalse(self.follow_up(days=7))
        self.assertEqual(self.steps(self.lead)[-1], ("email", "skipped"))
        self.lead.email_from = "nora.diaz@patient.example"
        allowed, _why, _later = self.env["medspa.consent"]._may_contact(
            self.lead, "email", "informational", MONDAY_10
        )
        self.assertTrue(allowed, "another address is used at once")

    def test_stopped_by_hand(self):
        self.lead.with_user(self.mia).action_stop_followup()
        self.assert_ended("Stopped by Mia.")


@tagged("post_install", "-at_install")
class TestPause(FollowUpCommon):
    """While a colleague writes with them the plan waits."""

    def test_message_of_a_colleague_makes_it_wait_for_silence(self):
        with at():
            lead = self.inquire()
        with at(MONDAY_10, hours=2):
            self.answer_by(lead.user_id, lead)
        enrollment = self.enrollment(lead)
        self.assertEqual(enrollment.state, "paused")
        self.assertFalse(self.follow_up(days=1))
        # silent for two days: the plan goes on where it was
        resumed = self.follow_up(days=2, hours=2)
        self.assertEqual(self.subjects(resumed), ["News 0"])

    def test_plan_that_does_not_wait_ends(self):
        self.cadence.resume_days = 0
        with at():
            lead = self.inquire()
            self.answer_by(lead.user_id, lead)
        self.assertEqual(self.state_of(lead), ("stopped", "A colleague took over."))

    def test_reply_ends_what_waits(self):
        with at():
            lead = self.inquire()
            self.answer_by(lead.user_id, lead)
        with at(MONDAY_10, hours=3):
            self.post_from_patient(lead)
        self.assertEqual(self.state_of(lead), ("stopped", "They replied."))

    def test_message_of_a_colleague_today_pushes_ours_to_tomorrow(self):
        with at():
            lead = self.inquire()
        enrollment = self.enrollment(lead)
        with at(MONDAY_10, days=1, minutes=-30):
            self.answer_by(lead.user_id, lead)
        enrollment.write({"state": "running", "next_at": MONDAY_10 + DAY})
        self.assertFalse(self.follow_up(days=1))
        touch = enrollment.touch_ids
        self.assertEqual(touch.planned_at, MONDAY_10 + 2 * DAY)
        self.assertEqual(touch.reason, "A colleague wrote to them today.")
        self.assertEqual(self.subjects(self.follow_up(days=2)), ["News 0"])


@tagged("post_install", "-at_install")
class TestSending(FollowUpCommon):
    def test_nothing_stale_leaves_after_an_outage(self):
        with at():
            lead = self.inquire(**AGREED)
        emails = self.follow_up(days=6)
        self.assertFalse(emails)
        skipped = [("email", "skipped"), ("call", "skipped"), ("sms", "skipped")]
        self.assertEqual(self.steps(lead), skipped)
        reason = "It would have come too late."
        self.assertEqual(set(lead.touch_ids.mapped("reason")) - {False}, {reason})
        # the plan is back in its own time
        hour = timedelta(hours=1)  # clocks are set forward that Sunday
        self.assertEqual(self.enrollment(lead).next_at, MONDAY_10 + 7 * DAY - hour)

    def test_mail_server_that_is_down_is_tried_again(self):
        with at():
            lead = self.inquire()
        down = MailDeliveryException("down", "down")
        self.follow_up(down, days=1)
        touch = self.enrollment(lead).touch_ids
        self.assertEqual((touch.state, touch.tries), ("planned", 1))
        self.assertEqual(touch.planned_at, MONDAY_10 + DAY + timedelta(minutes=2))
        self.assertFalse(lead.followup_attempt_count)
        self.assertEqual(self.subjects(self.follow_up(days=1, minutes=2)), ["News 0"])
        self.assertEqual(len(lead.message_ids.filtered("subject")), 1)

    def test_it_is_given_up_in_the_end(self):
        with at():
            lead = self.inquire()
        down = MailDeliveryException("down", "down")
        for minutes in (0, 2, 12, 42, 162):
            self.follow_up(down, days=1, minutes=minutes)
        touch = self.enrollment(lead).touch_ids
        self.assertEqual((touch.state, touch.tries), ("failed", 4))
        self.follow_up(days=1, minutes=163)
        self.assertEqual(
            self.enrollment(lead).next_at.date(), (MONDAY_10 + 3 * DAY).date()
        )

    def test_switch_of_the_company_holds_for_plans(self):
        self.company.medspa_sending = False
        with at():
            lead = self.inquire()
        self.assertFalse(self.follow_up(days=1))
        self.assertEqual(self.steps(lead), [("email", "skipped")])

    def test_crash_between_message_and_next_step_forgets_nothing(self):
        with at():
            lead = self.inquire()
        self.follow_up(days=1)
        enrollment = self.enrollment(lead)
        enrollment.write({"next_at": False, "step_id": self.cadence.step_ids[0].id})
        self.follow_up(days=1, hours=1)
        self.assertEqual(enrollment.next_at, MONDAY_10 + 3 * DAY)

    def test_one_broken_message_stops_nobody_else(self):
        with at():
            lead = self.inquire()
            other = self.inquire(email="kim@patient.example", phone="")
        broken = "<p t-out='object.nonsense'/>"  # what Odoo itself would not save
        self.env.cr.execute(
            "UPDATE mail_template SET body_html = jsonb_build_object('en_US', %s::text)"
            " WHERE id = %s",
            [broken, self.emails[3].id],
        )
        self.emails[3].invalidate_recordset()
        kim = self.make_cadence(self.step("email", 3), name="Broken")
        with at():
            other._enroll(kim)
        with self.assertLogs("odoo.addons.medspa_speed_to_lead", "WARNING"):
            emails = self.follow_up(days=1)
        self.assertEqual(self.subjects(emails), ["News 0"])
        self.assertEqual(self.steps(lead), [("email", "sent")])
        self.assertEqual(self.steps(other), [("email", "failed")])
