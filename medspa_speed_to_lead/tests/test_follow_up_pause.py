"""A colleague writes: what waited comes later; what did not arrive holds up nothing."""

from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from .acknowledgement_common import AGREED
from .common import MONDAY_10, at
from .follow_up_common import DAY, FollowUpCommon

MINUTE = timedelta(minutes=1)
MAIL_LOG = "odoo.addons.mail.models.mail_mail"


@tagged("post_install", "-at_install")
class TestPushed(FollowUpCommon):
    """No step is lost because a colleague wrote while it was waiting."""

    def inquire_with(self, *steps):
        self.policy.cadence_id = self.make_cadence(*steps, name="Of two steps")
        with at():
            return self.inquire(**AGREED)

    def test_message_that_waits_for_its_hour_comes_after_the_pause(self):
        lead = self.inquire_with(
            self.step("sms", 0, delay=12, delay_unit="hours"),
            self.step("email", 2, delay=3),
        )
        self.follow_up(hours=12)  # ten in the evening: it waits for the morning
        self.assertEqual(self.steps(lead), [("sms", "planned")])
        with at(MONDAY_10, hours=13):
            self.answer_by(lead.user_id, lead)
        self.assertEqual(self.steps(lead), [("sms", "planned")])
        self.follow_up(days=1)
        self.assertEqual(self.steps(lead), [("sms", "planned")])
        self.follow_up(days=2, hours=23)
        self.assertEqual(self.steps(lead), [("sms", "sent")])
        self.assertEqual(self.subjects(self.follow_up(days=5, hours=23)), ["News 2"])

    def test_message_that_is_tried_again_comes_after_the_pause(self):
        lead = self.inquire_with(self.step("email", 0, delay=1))
        self.follow_up(MailDeliveryException("down", "down"), days=1)
        with at(MONDAY_10, days=1, minutes=1):
            self.answer_by(lead.user_id, lead)
        self.assertEqual(self.steps(lead), [("email", "planned")])
        self.assertFalse(self.follow_up(days=1, minutes=5))
        self.assertEqual(self.subjects(self.follow_up(days=3, minutes=1)), ["News 0"])

    def test_call_that_is_open_is_asked_for_again_after_the_pause(self):
        lead = self.inquire_with(
            self.step("call", delay=1), self.step("email", 0, delay=1)
        )
        self.follow_up(days=1)
        self.assertEqual(len(lead.activity_ids), 1)
        with at(MONDAY_10, days=1, hours=1):
            self.answer_by(lead.user_id, lead)
        self.assertFalse(lead.activity_ids, "they are writing with them")
        self.assertEqual(self.steps(lead), [("call", "planned")])
        self.follow_up(days=3, hours=1)
        self.assertEqual(lead.activity_ids.activity_type_id.category, "phonecall")
        self.assertEqual(self.subjects(self.follow_up(days=4, hours=1)), ["News 0"])

    def test_second_message_of_a_colleague_pushes_it_again(self):
        lead = self.inquire_with(self.step("call", delay=1))
        self.follow_up(days=1)
        for days in (1, 2):
            with at(MONDAY_10, days=days, hours=1):
                self.answer_by(lead.user_id, lead)
        self.follow_up(days=3, hours=1)
        self.assertFalse(lead.activity_ids)
        self.follow_up(days=4, hours=1)
        self.assertEqual(len(lead.activity_ids), 1)

    def test_reply_takes_back_what_was_pushed(self):
        lead = self.inquire_with(self.step("call", delay=1))
        self.follow_up(days=1)
        with at(MONDAY_10, days=1, hours=1):
            self.answer_by(lead.user_id, lead)
        with at(MONDAY_10, days=1, hours=2):
            self.post_from_patient(lead)
        self.assertEqual(self.steps(lead), [("call", "skipped")])
        self.assertFalse(self.follow_up(days=10))

    def test_job_that_sends_before_the_plan_goes_on_loses_nothing(self):
        lead = self.inquire_with(
            self.step("sms", 0, delay=12, delay_unit="hours"),
        )
        self.follow_up(hours=12)
        with at(MONDAY_10, hours=13):
            self.answer_by(lead.user_id, lead)
        with at(MONDAY_10, days=2, hours=14), self.transactions() as env:
            env["medspa.touch"]._send_due(("follow_up",))
        self.assertEqual(self.steps(lead), [("sms", "planned")])


@tagged("post_install", "-at_install")
class TestFailedAnswer(FollowUpCommon):
    """What did not arrive holds up nothing."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(MAIL_LOG))
        with at():
            self.lead = self.inquire()

    def answer(self, minutes, fails=True):
        """Let a colleague answer, by default in vain; return the touch."""
        with at(MONDAY_10, minutes=minutes):
            self.answer_by(self.lead.user_id, self.lead)
            touch = self.lead.touch_ids.filtered(lambda one: one.performer == "person")
            touch = touch.sorted("id")[-1]
            if fails:
                touch._failed("No such mailbox")
        self.assertFalse(self.follow_up(minutes=minutes))
        return touch

    def test_plan_goes_on_as_if_nobody_had_written(self):
        before = self.enrollment(self.lead).next_at
        self.answer(5)
        self.assertEqual(self.enrollment(self.lead).state, "running")
        self.assertEqual(self.enrollment(self.lead).next_at, before)
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 0"])

    def test_plan_waits_on_where_another_answer_arrived(self):
        self.answer(5, fails=False)
        until = self.enrollment(self.lead).next_at
        self.answer(60)
        self.assertEqual(self.enrollment(self.lead).state, "paused")
        self.assertEqual(self.enrollment(self.lead).next_at, until)

    def test_call_that_was_open_is_open_again(self):
        self.follow_up(days=1)
        self.follow_up(days=3)
        self.assertEqual(len(self.lead.activity_ids), 1)
        self.answer(3 * 24 * 60 + 5)
        calls = self.lead.activity_ids.activity_type_id
        self.assertEqual(calls.mapped("category"), ["phonecall"])
        since = MONDAY_10 + 3 * DAY + 5 * MINUTE
        self.assertEqual(self.enrollment(self.lead).next_at, since + DAY)

    def test_plan_that_an_answer_ended_begins_again(self):
        self.cadence.resume_days = 0
        self.answer(5)
        self.assertEqual(self.state_of(self.lead), ("running", False))
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 0"])

    def test_plan_that_ended_for_another_reason_stays_ended(self):
        self.cadence.resume_days = 0
        touch = self.answer(5, fails=False)
        self.lead.action_set_lost()
        touch._failed("No such mailbox")
        self.assertEqual(self.enrollment(self.lead).state, "stopped")

    def test_mail_server_that_is_down_is_named_in_words(self):
        servers = self.registry["ir.mail_server"]
        with at(MONDAY_10, minutes=5):
            message = self.answer_by(self.lead.user_id, self.lead)
            mail = (
                self.env["mail.mail"]
                .sudo()
                .search([("mail_message_id", "=", message.id)])
            )
            with patch.object(servers, "_connect__", side_effect=OSError("down")):
                mail.send()
        self.follow_up(minutes=5)
        touch = self.lead.touch_ids.filtered(lambda one: one.performer == "person")
        self.assertEqual(touch.state, "failed")
        self.assertNotIn("mail_smtp", touch.reason)
        self.assertEqual(self.enrollment(self.lead).state, "running")


@tagged("post_install", "-at_install")
class TestMerged(FollowUpCommon):
    """What is true of one of the inquiries is true of what they become."""

    def setUp(self):
        super().setUp()
        with at():
            self.lead = self.inquire()
            self.other = self.make_inquiry(
                contact_name="N. Diaz", email_from="n@patient.example", phone=False
            )

    def merge(self):
        # Odoo keeps the one that has come furthest
        self.other.stage_id = self.lead.stage_id
        self.other.probability, self.lead.probability = 1, 60
        with at(MONDAY_10, days=1, minutes=-5):
            merged = (self.lead | self.other).with_user(self.mia).merge_opportunity()
        self.assertEqual(merged, self.lead)

    def test_reply_to_one_ends_the_plan_of_the_other(self):
        with at(MONDAY_10, minutes=30):
            self.post_from_patient(self.other)
        self.merge()
        self.assertEqual(self.state_of(self.lead), ("stopped", "They replied."))
        self.assertFalse(self.follow_up(days=1))

    def test_spoken_word_with_one_ends_the_plan_of_the_other(self):
        with at(MONDAY_10, minutes=30):
            self.other.with_user(self.mia).action_log_call("connected")
        self.merge()
        self.assertEqual(self.enrollment(self.lead).state, "stopped")

    def test_booking_of_one_ends_the_plan_of_the_other(self):
        with at(MONDAY_10, minutes=30):
            self.env["calendar.event"].create(
                {
                    "name": "Talk",
                    "start": MONDAY_10 + 3 * DAY,
                    "stop": MONDAY_10 + 3 * DAY + 60 * MINUTE,
                    "opportunity_id": self.other.id,
                }
            )
        self.merge()
        reason = "A consultation is booked."
        self.assertEqual(self.state_of(self.lead), ("stopped", reason))

    def test_answer_to_one_makes_the_plan_of_the_other_wait(self):
        with at(MONDAY_10, hours=20):
            self.answer_by(self.mia, self.other)
        self.merge()
        self.assertEqual(self.enrollment(self.lead).state, "paused")
        self.assertFalse(self.follow_up(days=1))

    def test_plan_goes_on_where_nobody_said_anything(self):
        self.merge()
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 0"])
