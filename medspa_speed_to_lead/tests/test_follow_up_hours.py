"""Plans keep working time: nobody has to call at night, or before the promise."""

from datetime import timedelta

from odoo.tests import tagged

from .common import MONDAY_10, SUNDAY_22, at
from .follow_up_common import FollowUpCommon

MONDAY_9 = MONDAY_10 - timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@tagged("post_install", "-at_install")
class TestHours(FollowUpCommon):
    def inquire_at(self, moment, *steps, **fields):
        self.policy.cadence_id = self.make_cadence(*steps, name="In minutes")
        with at(moment):
            return self.inquire(**fields)

    def run_at(self, moment):
        return self.follow_up(seconds=(moment - MONDAY_10).total_seconds())

    def first(self, channel, delay, unit="minutes", moment=SUNDAY_22, **values):
        step = self.step(channel, delay=delay, delay_unit=unit, **values)
        lead = self.inquire_at(moment, step)
        return lead, self.enrollment(lead).next_at

    def test_minutes_count_while_the_practice_works(self):
        _lead, moment = self.first("email", 20, message=0)
        self.assertEqual(moment, MONDAY_9 + 20 * MINUTE)

    def test_hours_go_by_the_clock(self):
        _lead, moment = self.first("email", 2, "hours", message=0)
        self.assertEqual(moment, SUNDAY_22 + 120 * MINUTE)

    def test_call_is_due_at_the_promise_after_the_opening(self):
        lead, moment = self.first("call", 1)
        self.assertEqual(moment, lead.response_due_at)
        self.assertGreater(moment, MONDAY_9)

    def test_call_in_hours_waits_for_the_opening(self):
        lead, moment = self.first("call", 2, "hours")
        self.assertEqual(moment, lead.response_due_at)
        self.run_at(moment)
        self.assertEqual(self.steps(lead), [("call", "planned")])
        self.assertEqual(len(lead.activity_ids), 1)

    def test_call_is_not_due_before_the_promise_by_day_either(self):
        lead, moment = self.first("call", 0, moment=MONDAY_10)
        self.assertEqual(moment, lead.response_due_at)

    def test_call_in_place_of_a_message_waits_for_the_opening(self):
        self.company.medspa_sending = False
        lead = self.inquire_at(
            SUNDAY_22,
            self.step("sms", 0, delay=0, delay_unit="hours", fallback_channel="call"),
        )
        self.run_at(SUNDAY_22 + MINUTE)
        call = self.enrollment(lead).touch_ids.filtered(
            lambda touch: touch.channel == "call"
        )
        self.assertEqual(call.planned_at, lead.response_due_at)
        self.assertEqual(lead.activity_ids.date_deadline, MONDAY_10.date())
