from datetime import datetime, timedelta

from odoo.fields import Command
from odoo.tests import tagged

from .common import MONDAY_10, SATURDAY_10, SUNDAY_22, SpeedToLeadCommon, at

MINUTES = timedelta(minutes=1)
MONDAY_9 = MONDAY_10 - timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestClockStart(SpeedToLeadCommon):
    """From when a wait counts and until when it must be answered."""

    def due(self, received_at=None, **values):
        """Return the deadline of an inquiry that was received then."""
        lead = self.make_inquiry(intake_received_at=received_at, **values)
        cycle = lead.response_cycle_ids
        self.assertEqual(cycle.due_at, lead.response_due_at)
        self.assertEqual(cycle.started_at, lead.response_waiting_since)
        return lead.response_due_at

    def close(self, start, hours, **values):
        """Close the practice from a moment for some hours."""
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed",
                "calendar_id": self.calendar.id,
                "company_id": self.company.id,
                "date_from": start,
                "date_to": start + timedelta(hours=hours),
                **values,
            }
        )

    @at()
    def test_clock_starts_when_the_person_raised_a_hand(self):
        raised = MONDAY_10 - 3 * MINUTES
        lead = self.make_inquiry(intake_received_at=raised)
        self.assertEqual(lead.response_waiting_since, raised)
        self.assertEqual(lead.response_due_at, raised + 5 * MINUTES)
        self.assertEqual(lead.response_warn_at, raised + 3 * MINUTES)

    @at()
    def test_without_a_moment_it_starts_now(self):
        self.assertEqual(self.due(False), MONDAY_10 + 5 * MINUTES)

    @at()
    def test_night_inquiry_waits_for_opening(self):
        for received in (
            SUNDAY_22,
            SATURDAY_10 - timedelta(days=7),
            MONDAY_9 - timedelta(hours=3),
            MONDAY_9 - MINUTES,
            MONDAY_9,
        ):
            with self.subTest(received=received):
                self.assertEqual(self.due(received), MONDAY_9 + 5 * MINUTES)

    @at()
    def test_inquiry_at_lunch_waits_for_its_end(self):
        noon = MONDAY_9 + timedelta(hours=3)
        self.assertEqual(self.due(noon + 10 * MINUTES), noon + 65 * MINUTES)

    @at()
    def test_promise_goes_on_after_lunch_and_the_weekend(self):
        noon = MONDAY_9 + timedelta(hours=3)
        self.assertEqual(self.due(noon - 2 * MINUTES), noon + 63 * MINUTES)
        friday_evening = MONDAY_9 + timedelta(days=-3, hours=8)
        self.assertEqual(self.due(friday_evening - 2 * MINUTES), MONDAY_9 + 3 * MINUTES)

    @at()
    def test_promise_kept_at_closing_is_due_at_closing(self):
        evening = MONDAY_9 + timedelta(hours=8)
        self.assertEqual(self.due(evening - 5 * MINUTES), evening)

    @at()
    def test_holiday_is_no_working_time(self):
        self.close(MONDAY_9 - timedelta(hours=9), 24)
        self.assertEqual(self.due(SUNDAY_22), MONDAY_9 + timedelta(days=1, minutes=5))

    @at()
    def test_closure_of_the_whole_company_counts(self):
        self.close(MONDAY_9, 4, calendar_id=False)
        self.assertEqual(self.due(SUNDAY_22), MONDAY_9 + timedelta(hours=4, minutes=5))

    @at()
    def test_closure_of_another_company_does_not_count(self):
        other = self.make_company("Other")
        self.env["resource.calendar.leaves"].sudo().with_company(other).create(
            {
                "name": "Closed",
                "calendar_id": False,
                "company_id": other.id,
                "date_from": MONDAY_9,
                "date_to": MONDAY_9 + timedelta(hours=4),
            }
        )
        self.assertEqual(self.due(SUNDAY_22), MONDAY_9 + 5 * MINUTES)

    @at()
    def test_promise_day_and_night_ignores_the_hours(self):
        self.make_policy(hours="always", target_minutes=7)
        self.assertEqual(self.due(SUNDAY_22), SUNDAY_22 + 7 * MINUTES)

    @at()
    def test_target_of_zero_is_due_at_once(self):
        self.make_policy(target_minutes=0)
        self.assertEqual(self.due(MONDAY_10), MONDAY_10)
        self.assertEqual(self.due(SUNDAY_22), MONDAY_9)

    @at()
    def test_warning_longer_than_the_promise_warns_at_once(self):
        self.make_policy(target_minutes=5, warn_minutes=60)
        lead = self.make_inquiry(intake_received_at=MONDAY_10)
        self.assertEqual(lead.response_warn_at, MONDAY_10)

    @at()
    def test_team_hours_come_before_those_of_the_company(self):
        parts = {"name": "x", "dayofweek": "0", "hour_from": 14, "hour_to": 15}
        self.team.response_calendar_id = self.make_calendar(
            attendance_ids=[Command.clear(), Command.create(parts)]
        )
        self.assertEqual(self.due(MONDAY_10), MONDAY_10 + timedelta(hours=4, minutes=5))

    @at()
    def test_deadline_is_the_same_for_every_viewer(self):
        self.ana.tz = "Asia/Tokyo"
        as_ana = self.env["crm.lead"].with_user(self.ana).with_context(tz="Asia/Tokyo")
        lead = as_ana.create({"name": "Nora", "team_id": self.team.id})
        self.assertEqual(lead.response_due_at, MONDAY_10 + 5 * MINUTES)

    @at(datetime(2026, 3, 7, 20, 0))
    def test_opening_keeps_its_local_time_over_daylight_saving(self):
        # clocks go forward on Sunday 8 March 2026: 9:00 is then 14:00 UTC
        self.assertEqual(self.due(False), datetime(2026, 3, 9, 14, 5))

    @at()
    def test_learned_of_after_the_deadline_is_nobodys_fault(self):
        lead = self.make_inquiry(intake_received_at=MONDAY_9)
        cycle = lead.response_cycle_ids
        self.assertTrue(cycle.late_arrival)
        self.assertEqual(cycle.missed_by_id, lead.user_id)
        self.assertFalse(self.make_inquiry().response_cycle_ids.late_arrival)

    @at()
    def test_import_of_history_starts_no_clock(self):
        leads = self.env["crm.lead"].with_context(import_file=True)
        values = {"name": "Old", "team_id": self.team.id}
        self.assertFalse(leads.create(values).response_cycle_ids)
        values["intake_received_at"] = MONDAY_10
        self.assertTrue(leads.create(values).response_cycle_ids)

    @at()
    def test_installing_starts_no_clock(self):
        leads = self.env["crm.lead"].with_context(install_mode=True)
        lead = leads.create({"name": "Demo", "team_id": self.team.id})
        self.assertFalse(lead.intake_received_at or lead.response_cycle_ids)

    @at()
    def test_nobody_waits_for_what_is_already_won(self):
        won = self.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        lead = self.make_inquiry(stage_id=won.id)
        self.assertFalse(lead.response_waiting_since)
        self.assertEqual(lead.response_cycle_ids.verdict, "void")


@tagged("post_install", "-at_install")
class TestClockFallback(SpeedToLeadCommon):
    """Hours that cannot carry a promise count day and night, and somebody is told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lunatic = cls.make_calendar(name="Strange")

    def broken(self):
        """Yield each kind of unusable hours, set on the team."""
        yield "empty", {"attendance_ids": [Command.clear()]}
        yield "flexible", {"schedule_type": "flexible"}

    def assert_counts_day_and_night(self):
        lead = self.make_inquiry(intake_received_at=SUNDAY_22)
        self.assertEqual(lead.response_due_at, SUNDAY_22 + 5 * MINUTES)
        self.assertTrue(self.team.response_hours_issue)
        self.answer_by(lead.user_id, lead)
        self.assertTrue(lead.response_first_at)

    @at(SUNDAY_22)
    def test_unusable_hours_count_day_and_night(self):
        for kind, values in self.broken():
            with self.subTest(kind=kind):
                self.team.response_calendar_id = self.make_calendar(**values)
                self.assert_counts_day_and_night()

    @at(SUNDAY_22)
    def test_no_hours_at_all_count_day_and_night(self):
        self.company.resource_calendar_id = False
        self.assert_counts_day_and_night()

    @at(SUNDAY_22)
    def test_hours_closed_for_years_count_day_and_night(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Closed for good",
                "calendar_id": self.calendar.id,
                "date_from": SUNDAY_22 - timedelta(days=60),
                "date_to": SUNDAY_22 + timedelta(days=2000),
            }
        )
        self.assert_counts_day_and_night()

    @at()
    def test_administrators_are_told_once_for_a_cause(self):
        self.team.response_calendar_id = self.make_calendar(
            name="Empty", attendance_ids=[Command.clear()]
        )
        told = self.env["mail.message"].sudo()
        about = [("subject", "ilike", "Opening hours missing")]
        for _inquiry in range(3):
            self.make_inquiry()
        messages = told.search(about)
        self.assertEqual(len(messages), 1)
        self.assertIn("Empty", messages.body)
        self.assertIn(
            self.env.ref("base.user_admin").partner_id, messages.notified_partner_ids
        )

    @at()
    def test_good_hours_give_no_warning(self):
        self.make_inquiry()
        self.assertFalse(self.team.response_hours_issue)
