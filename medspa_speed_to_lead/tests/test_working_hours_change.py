from datetime import timedelta
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from .common import MONDAY_10, SUNDAY_22, SpeedToLeadCommon, at

MINUTES = timedelta(minutes=1)
HOURS = timedelta(hours=1)
MONDAY_9 = MONDAY_10 - HOURS


@tagged("post_install", "-at_install")
class TestWorkingHoursChange(SpeedToLeadCommon):
    """Open waits follow the hours and the promise; the past stays as it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at(SUNDAY_22):
            cls.lead = cls.make_inquiry()
        cls.cycle = cls.lead.response_cycle_ids

    def assert_due(self, due, warn=None):
        """The deadline stands on the wait and on the inquiry alike."""
        self.assertEqual(self.cycle.due_at, due)
        self.assertEqual(self.lead.response_due_at, due)
        if warn:
            self.assertEqual(self.cycle.warn_at, warn)
            self.assertEqual(self.lead.response_warn_at, warn)

    def monday_morning(self):
        return self.calendar.attendance_ids.filtered(
            lambda line: line.dayofweek == "0" and line.day_period == "morning"
        )

    def holiday(self, **values):
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.calendar.id,
                "date_from": MONDAY_9 - 9 * HOURS,
                "date_to": MONDAY_9 + 14 * HOURS,
                **values,
            }
        )

    @at(SUNDAY_22)
    def test_line_of_hours_edited(self):
        self.monday_morning().hour_from = 10
        self.assert_due(MONDAY_10 + 5 * MINUTES, MONDAY_10 + 3 * MINUTES)

    @at(SUNDAY_22)
    def test_line_of_hours_added_and_removed(self):
        values = {"name": "Early", "dayofweek": "0", "hour_from": 7, "hour_to": 8}
        line = self.env["resource.calendar.attendance"].create(
            {**values, "calendar_id": self.calendar.id}
        )
        self.assert_due(MONDAY_9 - 2 * HOURS + 5 * MINUTES)
        line.unlink()
        self.assert_due(MONDAY_9 + 5 * MINUTES)

    @at(SUNDAY_22)
    def test_hours_edited_on_the_calendar(self):
        self.calendar.attendance_ids = [
            Command.update(self.monday_morning().id, {"hour_from": 10})
        ]
        self.assert_due(MONDAY_10 + 5 * MINUTES)

    @at(SUNDAY_22)
    def test_time_zone_edited(self):
        self.calendar.tz = "America/New_York"
        self.assert_due(MONDAY_9 - HOURS + 5 * MINUTES)

    @at(SUNDAY_22)
    def test_closure_added_moved_and_removed(self):
        holiday = self.holiday()
        self.assert_due(MONDAY_9 + timedelta(days=1, minutes=5))
        holiday.date_to = MONDAY_10
        self.assert_due(MONDAY_10 + 5 * MINUTES)
        holiday.unlink()
        self.assert_due(MONDAY_9 + 5 * MINUTES)

    @at(SUNDAY_22)
    def test_closure_of_the_whole_company_added(self):
        self.holiday(calendar_id=False, company_id=self.company.id)
        self.assert_due(MONDAY_9 + timedelta(days=1, minutes=5))

    @at(SUNDAY_22)
    def test_personal_leave_moves_no_deadline(self):
        resource = self.env["resource.resource"].create(
            {"name": "Ana", "user_id": self.ana.id, "calendar_id": self.calendar.id}
        )
        self.holiday(resource_id=resource.id)
        self.assert_due(MONDAY_9 + 5 * MINUTES)

    @at(SUNDAY_22)
    def test_promise_edited(self):
        self.policy.target_minutes = 30
        self.assert_due(MONDAY_9 + 30 * MINUTES, MONDAY_9 + 28 * MINUTES)
        self.policy.warn_minutes = 10
        self.assert_due(MONDAY_9 + 30 * MINUTES, MONDAY_9 + 20 * MINUTES)
        self.policy.hours = "always"
        self.assert_due(SUNDAY_22 + 30 * MINUTES)
        self.policy.hours = "team"
        self.assert_due(MONDAY_9 + 30 * MINUTES)

    @at(SUNDAY_22)
    def test_team_or_company_takes_other_hours(self):
        late = self.make_calendar(name="Late")
        late.attendance_ids.filtered(lambda a: a.day_period == "morning").unlink()
        self.team.response_calendar_id = late
        self.assert_due(MONDAY_9 + 4 * HOURS + 5 * MINUTES)
        self.team.response_calendar_id = False
        self.assert_due(MONDAY_9 + 5 * MINUTES)
        self.company.resource_calendar_id = late
        self.assert_due(MONDAY_9 + 4 * HOURS + 5 * MINUTES)

    @at(SUNDAY_22)
    def test_deadline_that_follows_keeps_following(self):
        late = self.make_calendar(name="Late")
        self.team.response_calendar_id = late
        late.attendance_ids.filtered(lambda a: a.day_period == "morning").unlink()
        self.assert_due(MONDAY_9 + 4 * HOURS + 5 * MINUTES)

    @at(SUNDAY_22)
    def test_hours_of_others_move_nothing(self):
        other = self.make_calendar(name="Other")
        other.attendance_ids.filtered(lambda a: a.dayofweek == "0").unlink()
        self.assert_due(MONDAY_9 + 5 * MINUTES)

    def test_missed_deadline_stays(self):
        with at(MONDAY_10):
            self.policy.target_minutes = 120
            self.monday_morning().hour_from = 11
        self.assert_due(MONDAY_9 + 5 * MINUTES)

    def test_answered_wait_keeps_its_deadline(self):
        with at(MONDAY_9):
            self.answer_by(self.lead.user_id, self.lead)
            self.policy.target_minutes = 120
        self.assertEqual(self.cycle.due_at, MONDAY_9 + 5 * MINUTES)
        self.assertFalse(self.lead.response_due_at)

    @at(SUNDAY_22)
    def test_old_hours_hold_after_a_rollback(self):
        class Undo(Exception):
            pass

        try:
            with self.cr.savepoint():
                self.monday_morning().hour_from = 11
                self.assert_due(MONDAY_9 + 125 * MINUTES)
                raise Undo
        except Undo:
            self.env.invalidate_all()
        self.assert_due(MONDAY_9 + 5 * MINUTES)
        self.assertEqual(self.make_inquiry().response_due_at, MONDAY_9 + 5 * MINUTES)

    @at(SUNDAY_22)
    def test_saving_a_week_plans_anew_once(self):
        cycles = type(self.env["medspa.response.cycle"])
        with patch.object(cycles, "_recompute_open_waits", autospec=True) as replan:
            self.calendar.write(
                {
                    "attendance_ids": [
                        Command.update(line.id, {"hour_from": line.hour_from + 0.5})
                        for line in self.calendar.attendance_ids
                    ]
                }
            )
        self.assertEqual(replan.call_count, 1)

    @at(SUNDAY_22)
    def test_many_waits_cost_as_many_queries_as_few(self):
        def queries(minutes):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.policy.target_minutes = minutes
            self.env.flush_all()
            return self.cr.sql_log_count - before

        self.env["crm.lead"].create(
            [{"name": "N", "team_id": self.team.id, "user_id": False}] * 5
        )
        queries(6)
        few = queries(7)
        self.env["crm.lead"].create(
            [{"name": "N", "team_id": self.team.id, "user_id": False}] * 200
        )
        self.assertLessEqual(queries(8), few)
        self.assert_due(MONDAY_9 + 8 * MINUTES)
