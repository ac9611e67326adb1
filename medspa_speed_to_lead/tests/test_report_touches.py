from datetime import timedelta

from odoo.tests import tagged

from ..tools.reason import Reason
from .common import MONDAY_10, SpeedToLeadCommon, at

HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestReportTouches(SpeedToLeadCommon):
    """Follow-ups that were due and done, and messages that did not go, by reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ana.id)
        cls.lead.touch_ids.unlink()
        cls.number = 0

    def plan(self, planned_at, key=None, **values):
        """Return a step of a plan that is to come."""
        type(self).number += 1
        return self.env["medspa.touch"].create(
            {
                "lead_id": self.lead.id,
                "direction": "out",
                "performer": "system",
                "purpose": "follow_up",
                "channel": "email",
                "state": "planned",
                "planned_at": planned_at,
                "occurred_at": False,
                "act_key": key or f"step:{self.number}",
                **values,
            }
        )

    def end(self, touch, state, after, reason=False):
        with at(minutes=after):
            if isinstance(reason, Reason):
                touch._skip(reason)
            else:
                touch._end(state, reason)

    def shown(self, *aggregates, groupby=(), after=600):
        report = self.env["medspa.touch.report"].with_user(self.ana)
        with at(minutes=after):
            return report._read_group(
                [("lead_id", "=", self.lead.id)],
                groupby,
                aggregates,
                order=",".join(groupby),
            )

    def assert_follow_ups(self, due, done):
        ((found_due, found_done, rate),) = self.shown(
            "due_count:sum", "followed_up_count:sum", "completion_rate:avg"
        )
        self.assertEqual((found_due, found_done), (due, done))
        self.assertEqual(rate, done / due if due else False)

    def test_done_and_sent_are_due_and_done(self):
        self.end(self.plan(MONDAY_10, channel="call"), "done", 30)
        self.end(self.plan(MONDAY_10), "sent", 1)
        self.assert_follow_ups(2, 2)

    def test_not_sent_at_its_moment_was_due(self):
        self.end(self.plan(MONDAY_10), "skipped", 1, Reason("refused", "They refused."))
        self.assert_follow_ups(1, 0)

    def test_taken_back_before_its_moment_was_never_due(self):
        touch = self.plan(MONDAY_10 + 5 * HOUR)
        self.end(touch, "skipped", 60, Reason("ended", "They replied."))
        self.assert_follow_ups(0, 0)

    def test_still_to_come_is_not_due(self):
        self.plan(MONDAY_10 + 11 * HOUR)
        self.assert_follow_ups(0, 0)

    def test_task_that_nobody_did_is_due(self):
        self.plan(MONDAY_10, channel="call")
        self.assert_follow_ups(1, 0)

    def test_exactly_now_is_due(self):
        self.plan(MONDAY_10 + 10 * HOUR)
        self.assert_follow_ups(1, 0)

    def test_step_that_took_its_other_way_counts_once(self):
        touch = self.plan(MONDAY_10, "step:x", channel="sms")
        self.end(touch, "skipped", 1, Reason("no_consent", "They have not agreed."))
        self.end(self.plan(MONDAY_10, "step:x:otherwise"), "sent", 1)
        self.assert_follow_ups(1, 1)

    def test_acknowledgements_are_no_follow_ups(self):
        self.end(self.plan(MONDAY_10, purpose="acknowledgement"), "sent", 1)
        self.assert_follow_ups(0, 0)

    def test_not_sent_by_reason(self):
        for code in ("refused", "refused", "no_address"):
            touch = self.plan(MONDAY_10)
            self.end(touch, "skipped", 1, Reason(code, "Because."))
        self.end(self.plan(MONDAY_10), "skipped", 1, "Said before there were kinds.")
        self.end(self.plan(MONDAY_10), "failed", 1, "550 no such user")
        self.end(self.plan(MONDAY_10), "unknown", 1, "The server stopped.")
        self.end(self.plan(MONDAY_10), "sent", 1)
        self.assertEqual(
            self.shown("__count", groupby=["not_sent"]),
            [
                ("refused", 2),
                ("no_address", 1),
                ("failed", 1),
                ("unknown", 1),
                ("other", 1),
                (False, 1),
            ],
        )

    def test_share_of_messages_that_went(self):
        self.end(self.plan(MONDAY_10), "sent", 1)
        self.end(self.plan(MONDAY_10), "skipped", 1, Reason("late", "Too late."))
        self.end(self.plan(MONDAY_10, channel="call"), "done", 1)
        self.plan(MONDAY_10 + 20 * HOUR)
        ((rate,),) = self.shown("sent_rate:avg")
        self.assertEqual(rate, 0.5)

    # where the reasons come from

    def test_reason_keeps_its_words_and_its_kind(self):
        touch = self.plan(MONDAY_10)
        self.end(touch, "skipped", 1, Reason("hours", "Not at this hour."))
        touch.invalidate_recordset()
        self.assertEqual(
            (touch.reason, touch.reason_code), ("Not at this hour.", "hours")
        )

    def test_no_agreement_to_texts_is_a_kind(self):
        allowed, reason, _later = self.env["medspa.consent"]._may_contact(
            self.lead, "sms", "informational", MONDAY_10
        )
        self.assertFalse(allowed)
        self.assertEqual(reason.code, "no_consent")

    def test_no_email_is_a_kind(self):
        self.lead.email_from = False
        _allowed, reason, _later = self.env["medspa.consent"]._may_contact(
            self.lead, "email", "informational", MONDAY_10
        )
        self.assertEqual(reason.code, "no_address")

    def test_message_that_is_decided_not_to_go_has_its_kind(self):
        self.company.medspa_sending = False
        touch = self.plan(MONDAY_10, purpose="acknowledgement")
        with at(minutes=1):
            self.assertIsNone(touch._as_system()._decide_to_send())
        self.assertEqual((touch.state, touch.reason_code), ("skipped", "off"))

    def test_what_is_sent_in_the_end_has_no_kind(self):
        touch = self.plan(MONDAY_10)
        touch.reason = "Not at this hour."
        self.end(touch, "sent", 1, touch.reason)
        self.assertFalse(touch.reason_code)
