from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import MONDAY_10, SpeedToLeadCommon, at

MINUTES = timedelta(minutes=1)
DUE = MONDAY_10 + 5 * MINUTES


@tagged("post_install", "-at_install")
class TestClockVerdict(SpeedToLeadCommon):
    """What ends a wait, and how it ends."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry()
        cls.cycle = cls.lead.response_cycle_ids
        cls.owner = cls.lead.user_id
        cls.colleague = (cls.ana | cls.ben) - cls.owner

    def call(self, moment, outcome="connected", user=None, **values):
        return self.lead._register_touch(
            {
                "direction": "out",
                "channel": "call",
                "user_id": (user or self.owner).id,
                "outcome": outcome,
                "occurred_at": moment,
                **values,
            }
        )

    def speak(self, moment):
        """The patient writes."""
        return self.lead._register_touch(
            {"direction": "in", "channel": "email", "occurred_at": moment}
        )

    # when

    def test_answer_at_the_deadline_is_on_time(self):
        self.call(DUE)
        self.assertEqual(self.cycle.verdict, "on_time")

    def test_answer_one_second_after_the_deadline_is_late(self):
        self.call(DUE + timedelta(seconds=1))
        self.assertEqual(self.cycle.verdict, "late")

    @at(minutes=60)
    def test_verdict_is_of_the_answer_not_of_its_recording(self):
        self.call(MONDAY_10 + 4 * MINUTES)
        self.assertEqual(self.cycle.verdict, "on_time")
        self.assertEqual(self.cycle.answered_at, MONDAY_10 + 4 * MINUTES)

    def test_answer_dated_before_the_wait_counts_from_its_start(self):
        self.call(MONDAY_10 - timedelta(hours=5))
        self.assertEqual(self.cycle.elapsed_seconds, 0)
        self.assertEqual(self.cycle.working_seconds, 0)
        self.assertEqual(self.lead.response_first_seconds, 0)

    def test_durations_are_wall_and_working_seconds(self):
        tuesday = MONDAY_10 + timedelta(days=1)
        self.call(tuesday)
        self.assertEqual(self.cycle.elapsed_seconds, 24 * 3600)
        self.assertEqual(self.cycle.working_seconds, 7 * 3600)
        self.assertEqual(self.lead.response_first_seconds, 24 * 3600)
        self.assertEqual(self.lead.response_first_working_seconds, 7 * 3600)

    def test_later_relaxed_promise_does_not_forgive_a_miss(self):
        with at(minutes=10):
            self.policy.target_minutes = 60
        self.call(MONDAY_10 + 20 * MINUTES)
        self.assertEqual(self.cycle.verdict, "late")

    # what

    @at(minutes=2)
    def test_message_that_reaches_the_patient_answers(self):
        self.answer_by(self.owner, self.lead)
        self.assertEqual(self.cycle.verdict, "on_time")
        self.assertEqual(self.lead.response_state, "on_time")
        self.assertEqual(self.lead.response_first_channel, "email")
        self.assertFalse(self.lead.response_waiting_since)

    @at(minutes=2)
    def test_who_answers_is_credited_not_who_owns(self):
        self.answer_by(self.mia, self.lead)
        self.assertEqual(self.cycle.answered_by_id, self.mia)
        self.assertEqual(self.lead.response_first_user_id, self.mia)
        self.assertEqual(self.lead.user_id, self.owner)

    @at(minutes=2)
    def test_internal_note_answers_nobody(self):
        self.lead.with_user(self.owner).message_post(
            body="Called, nobody there",
            subtype_xmlid="mail.mt_note",
            partner_ids=self.make_contact(self.lead).ids,
        )
        self.assertFalse(self.cycle.verdict)

    @at(minutes=2)
    def test_message_to_colleagues_only_answers_nobody(self):
        self.lead.with_user(self.owner).message_post(
            body="Who takes this?",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.mia.partner_id.ids,
        )
        self.assertFalse(self.cycle.verdict)

    @at(minutes=2)
    def test_message_of_no_colleague_answers_nobody(self):
        portal = new_test_user(self.env, "stl_portal", groups="base.group_portal")
        for author in (portal.partner_id, self.env.ref("base.partner_root")):
            self.lead.message_post(
                body="Hello",
                subtype_xmlid="mail.mt_comment",
                author_id=author.id,
                partner_ids=self.make_contact(self.lead).ids,
            )
        self.assertFalse(self.cycle.verdict)

    @at(minutes=2)
    def test_notification_of_the_system_answers_nobody(self):
        self.lead.with_user(self.owner).message_post(
            body="Stage changed",
            message_type="notification",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.make_contact(self.lead).ids,
        )
        self.assertFalse(self.cycle.verdict)

    @at(minutes=2)
    def test_dragging_the_card_answers_nobody(self):
        stages = self.env["crm.stage"].search([("is_won", "=", False)])
        self.lead.stage_id = stages[-1]
        self.assertFalse(self.cycle.verdict)

    def test_only_a_connected_call_answers(self):
        for outcome in ("voicemail", "no_answer", "busy", "wrong_number"):
            with self.subTest(outcome=outcome):
                self.call(MONDAY_10 + MINUTES, outcome)
                self.assertFalse(self.cycle.verdict)
        self.call(MONDAY_10 + MINUTES)
        self.assertEqual(self.cycle.verdict, "on_time")

    def test_what_the_system_does_is_no_answer(self):
        self.call(MONDAY_10 + MINUTES, performer="system")
        self.assertFalse(self.cycle.verdict)

    def test_what_did_not_leave_the_house_is_no_answer(self):
        for state in ("planned", "sending", "failed", "skipped", "unknown"):
            with self.subTest(state=state):
                self.call(MONDAY_10, channel="sms", outcome=False, state=state)
                self.assertFalse(self.cycle.verdict)

    # and then

    def test_first_answer_alone_is_the_first_response(self):
        self.call(MONDAY_10 + MINUTES)
        self.speak(MONDAY_10 + 10 * MINUTES)
        self.call(MONDAY_10 + 12 * MINUTES, user=self.mia)
        self.assertEqual(self.lead.response_first_at, MONDAY_10 + MINUTES)
        self.assertEqual(self.lead.response_first_user_id, self.owner)

    def test_patient_who_replies_waits_again(self):
        self.call(MONDAY_10 + MINUTES)
        replied = MONDAY_10 + 30 * MINUTES
        self.speak(replied)
        second = self.lead.response_cycle_ids - self.cycle
        self.assertEqual(second.sequence, 2)
        self.assertEqual(second.started_at, replied)
        self.assertEqual(self.lead.response_due_at, replied + 5 * MINUTES)
        self.assertFalse(second.verdict)

    def test_second_message_does_not_restart_the_wait(self):
        self.speak(MONDAY_10 + MINUTES)
        self.assertEqual(self.lead.response_waiting_since, MONDAY_10)
        self.call(MONDAY_10 + 2 * MINUTES)
        self.speak(MONDAY_10 + 30 * MINUTES)
        self.speak(MONDAY_10 + 32 * MINUTES)
        self.assertEqual(self.lead.response_waiting_since, MONDAY_10 + 30 * MINUTES)
        self.assertEqual(len(self.lead.response_cycle_ids), 2)

    @at(minutes=30)
    def test_email_from_the_patient_starts_the_next_wait(self):
        self.call(MONDAY_10 + MINUTES)
        self.post_from_patient(self.lead)
        self.assertEqual(self.lead.response_waiting_since, MONDAY_10 + 30 * MINUTES)

    def test_verdict_shown_is_that_of_the_first_wait(self):
        self.call(DUE + MINUTES)
        self.speak(MONDAY_10 + 30 * MINUTES)
        self.call(MONDAY_10 + 31 * MINUTES)
        self.assertEqual(self.lead.response_state, "late")

    def test_closed_inquiry_does_not_start_to_wait(self):
        self.call(MONDAY_10 + MINUTES)
        self.lead.action_set_won()
        self.speak(MONDAY_10 + 30 * MINUTES)
        self.assertEqual(len(self.lead.response_cycle_ids), 1)

    # the miss

    def test_miss_stays_with_the_owner_at_the_deadline(self):
        with at(minutes=6):
            self.lead.user_id = self.colleague
        self.call(MONDAY_10 + 7 * MINUTES, user=self.colleague)
        self.assertEqual(self.cycle.missed_by_id, self.owner)
        self.assertEqual(self.cycle.answered_by_id, self.colleague)

    def test_handing_over_in_time_hands_over_the_miss_too(self):
        with at(minutes=4):
            self.lead.user_id = self.colleague
        with at(minutes=9):
            self.call(MONDAY_10 + 9 * MINUTES)
        self.assertEqual(self.cycle.missed_by_id, self.colleague)

    def test_handing_over_leaves_the_clock(self):
        with at(minutes=4):
            self.lead.user_id = self.colleague
        self.assertEqual(self.lead.response_due_at, DUE)

    def test_answer_in_time_misses_nothing(self):
        self.call(DUE)
        self.assertFalse(self.cycle.missed_by_id)

    # ending without an answer

    def test_closing_before_the_deadline_is_not_counted(self):
        for close in ("action_set_won", "action_set_lost", "action_archive"):
            with self.subTest(close=close), at(minutes=1):
                lead = self.make_inquiry()
                getattr(lead, close)()
                self.assertEqual(lead.response_cycle_ids.verdict, "void")
                self.assertFalse(lead.response_waiting_since)
                self.assertFalse(lead.response_first_at)

    def test_closing_after_the_deadline_is_a_miss(self):
        with at(minutes=20):
            self.lead.action_set_lost()
        self.assertEqual(self.cycle.verdict, "late")
        self.assertEqual(self.cycle.missed_by_id, self.owner)
        self.assertFalse(self.lead.response_first_at)

    def test_exempt_ends_the_wait_uncounted(self):
        with at(minutes=20):
            self.lead.response_exempt_reason = "spam"
        self.assertEqual(self.cycle.verdict, "void")
        self.assertFalse(self.cycle.missed_by_id)
        self.assertEqual(self.lead.response_state, "none")

    def test_exempt_lifted_while_they_wait_again_keeps_the_first_verdict(self):
        self.call(MONDAY_10 + MINUTES)
        with at(minutes=30):
            self.speak(MONDAY_10 + 30 * MINUTES)
        with at(minutes=31):
            self.lead.response_exempt_reason = "spam"
        with at(minutes=32):
            self.lead.response_exempt_reason = False
        self.assertTrue(self.lead.response_waiting_since)
        self.assertEqual(self.lead.response_verdict, "on_time")

    def test_exempt_lifted_goes_on_with_the_old_deadline(self):
        with at(minutes=2):
            self.lead.response_exempt_reason = "spam"
            self.lead.response_exempt_reason = False
        self.assertFalse(self.cycle.verdict)
        self.assertEqual(self.lead.response_due_at, DUE)
        self.call(DUE)
        self.assertEqual(self.cycle.verdict, "on_time")

    def test_exempt_after_an_answer_hides_and_shows_its_verdict(self):
        self.call(DUE)
        self.lead.response_exempt_reason = "other"
        self.assertEqual(self.lead.response_state, "none")
        self.lead.response_exempt_reason = False
        self.assertEqual(self.lead.response_state, "on_time")

    @mute_logger("odoo.sql_db")
    def test_database_allows_one_open_wait(self):
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.cycle.copy({"sequence": 9, "started_at": MONDAY_10})
