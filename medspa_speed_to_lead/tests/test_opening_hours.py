"""Opening hours are written and read in a practice's words."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from .common import MONDAY_10, SpeedToLeadCommon, at

CALENDAR_FORM = "medspa_speed_to_lead.resource_calendar_view_form"


class TestOpeningHours(SpeedToLeadCommon):
    def test_hours_are_told_in_words(self):
        self.assertEqual(
            self.calendar.opening_hours, "Mon-Fri 9 AM-12 PM and 1 PM-5 PM"
        )

    def test_a_manager_writes_them_in_words(self):
        calendar = self.calendar.with_user(self.mia)
        calendar.opening_hours = "Mon-Thu 9-6, Sat 10-2, lunch 12-1"
        spans = [
            (line.dayofweek, line.hour_from, line.hour_to)
            for line in calendar.attendance_ids.sorted("hour_from").sorted("dayofweek")
        ]
        self.assertEqual(spans[:2], [("0", 9, 12), ("0", 13, 18)])
        self.assertEqual(spans[-2:], [("5", 10, 12), ("5", 13, 14)])
        self.assertEqual(len(spans), 10)

    def test_a_salesperson_does_not(self):
        with self.assertRaises(AccessError):
            self.calendar.with_user(self.ana).opening_hours = "daily 9-5"

    def test_the_form_shows_what_was_understood_before_it_is_saved(self):
        with Form(self.calendar.with_user(self.mia), CALENDAR_FORM) as form:
            form.opening_hours = "tue 10 to 4"
            self.assertEqual(form.opening_hours, "Tue 10 AM-4 PM")
            self.assertEqual(len(form.attendance_ids), 1)
        self.assertEqual(self.calendar.opening_hours, "Tue 10 AM-4 PM")

    def test_what_says_no_hours_is_refused_and_nothing_changes(self):
        with self.assertRaisesRegex(UserError, "Mon-Fry 9-5"):
            self.calendar.opening_hours = "Mon-Fry 9-5"
        self.calendar.invalidate_recordset()
        self.assertEqual(
            self.calendar.opening_hours, "Mon-Fri 9 AM-12 PM and 1 PM-5 PM"
        )

    def test_hours_of_two_weeks_are_not_told_as_one(self):
        self.calendar.two_weeks_calendar = True
        self.assertFalse(self.calendar.opening_hours)

    def test_the_same_hours_said_otherwise_leave_their_lines(self):
        lines = self.calendar.attendance_ids
        self.calendar.opening_hours = "weekdays 9-5, lunch 12-1"
        self.assertEqual(self.calendar.attendance_ids, lines)


class TestHoursOfATeam(SpeedToLeadCommon):
    def words(self, moment=MONDAY_10, **later):
        with at(moment, **later):
            self.team.invalidate_recordset()
            words = self.team.with_user(self.mia).response_hours_words
        return words.replace("\u202f", " ")  # Babel's blank before PM

    def test_a_team_says_whether_it_is_open_and_until_when(self):
        hours = "Mon-Fri 9 AM-12 PM and 1 PM-5 PM · "
        self.assertEqual(self.words(), f"{hours}open now, closes 12:00 PM CST")
        self.assertEqual(self.words(hours=2), f"{hours}closed, opens 1:00 PM CST")
        self.assertEqual(self.words(hours=9), f"{hours}closed, opens Tue 9:00 AM CST")

    def set_up(self, **values):
        self.team.speed_to_lead = False
        setup = self.env["medspa.stage.setup"].with_user(self.mia)
        setup.create({"team_id": self.team.id, **values}).action_apply()

    def test_hours_written_where_a_team_is_switched_on_are_its_own(self):
        closure = self.calendar.global_leave_ids.create(
            {
                "name": "Christmas",
                "calendar_id": self.calendar.id,
                "date_from": MONDAY_10,
                "date_to": MONDAY_10,
            }
        )
        self.set_up(opening_hours="Tue-Sat 10-6")
        hours = self.team.response_calendar_id
        self.assertNotEqual(hours, self.calendar)
        self.assertEqual(hours.opening_hours, "Tue-Sat 10 AM-6 PM")
        self.assertEqual(hours.tz, self.calendar.tz)
        self.assertEqual(hours.global_leave_ids.mapped("name"), [closure.name])
        self.assertEqual(
            self.calendar.opening_hours, "Mon-Fri 9 AM-12 PM and 1 PM-5 PM"
        )

    def test_hours_that_are_left_as_proposed_stay_the_companys(self):
        before = self.team.response_calendar_id
        self.set_up()
        self.assertEqual(self.team.response_calendar_id, before)

    def test_hours_that_are_none_switch_nothing_on(self):
        with self.assertRaisesRegex(UserError, "sometimes"), self.env.cr.savepoint():
            self.set_up(opening_hours="sometimes")

    def test_hours_in_another_zone_than_the_practice_are_pointed_out(self):
        company = self.company
        company.partner_id.state_id = self.env.ref("base.state_us_44")  # Texas
        self.assertFalse(self.team.response_hours_elsewhere)
        company.partner_id.state_id = self.env.ref("base.state_us_27")  # New York
        self.team.invalidate_recordset()
        self.assertIn("America/Chicago", self.team.response_hours_elsewhere)

    def test_a_place_that_is_not_known_points_out_nothing(self):
        self.company.partner_id.write({"state_id": False, "country_id": False})
        self.assertFalse(self.team.response_hours_elsewhere)
