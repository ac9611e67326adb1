from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MONDAY_10, SpeedToLeadCommon, at

LOGGERS = "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule"
CHRISTMAS = {"date_from": "2026-12-24 06:00:00", "date_to": "2026-12-25 06:00:00"}


@tagged("post_install", "-at_install")
class TestHoursRights(SpeedToLeadCommon):
    """A CRM manager keeps the hours that promises rest on, and no others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kitchen = cls.make_calendar(name="Kitchen")
        cls.hours = cls.calendar.with_user(cls.mia)

    def assertRefused(self, act, *args, **kwargs):
        with (
            mute_logger(*LOGGERS),
            self.assertRaises(AccessError),
            self.env.cr.savepoint(),
        ):
            act(*args, **kwargs)
        self.env.invalidate_all()

    def closure(self, **values):
        return self.env["resource.calendar.leaves"].create(
            {"calendar_id": self.calendar.id, **CHRISTMAS, **values}
        )

    def time_off(self, user):
        resource = self.env["resource.resource"].create(
            {"name": user.name, "user_id": user.id}
        )
        return self.closure(resource_id=resource.id)

    # the screens

    def test_manager_saves_the_form(self):
        view = "medspa_speed_to_lead.resource_calendar_view_form"
        with Form(self.hours, view) as form:
            with form.attendance_ids.edit(0) as line:
                line.hour_from = 8
            with form.global_leave_ids.new() as closure:
                closure.name = "Holiday"
                closure.date_from = CHRISTMAS["date_from"]
                closure.date_to = CHRISTMAS["date_to"]
        self.assertEqual(self.calendar.attendance_ids[0].hour_from, 8)
        self.assertEqual(self.calendar.global_leave_ids.name, "Holiday")

    def test_manager_adds_a_closure_from_the_menu(self):
        view = "medspa_speed_to_lead.resource_calendar_leaves_view_list"
        closures = self.env["resource.calendar.leaves"].with_user(self.mia)
        with Form(closures, view) as form:
            form.name = "Holiday"
            form.calendar_id = self.hours
            form.date_from = CHRISTMAS["date_from"]
            form.date_to = CHRISTMAS["date_to"]
        self.assertIn(form.record, self.calendar.global_leave_ids)

    def test_menus_list_the_hours_of_ones_own_teams(self):
        other = self.make_company("Glow Boston")
        theirs = self.make_calendar(name="Boston", company_id=other.id)
        self.env["crm.team"].sudo().create(
            {
                "name": "Boston",
                "company_id": other.id,
                "speed_to_lead": True,
                "response_calendar_id": theirs.id,
            }
        )
        action = self.env.ref("medspa_speed_to_lead.resource_calendar_action")
        self.assertEqual(action.domain, "[('response_in_use', '=', True)]")
        listed = self.hours.search([("response_in_use", "=", True)])
        self.assertIn(self.hours, listed)
        self.assertNotIn(theirs, listed)
        self.assertNotIn(self.kitchen, listed)

    def test_hours_changed_by_a_manager_move_the_deadlines(self):
        with at():
            lead = self.make_inquiry()
            before = lead.response_due_at
            self.hours.attendance_ids.filtered(
                lambda line: line.dayofweek == "0" and line.day_period != "lunch"
            ).unlink()
        self.assertGreater(lead.response_due_at, before)

    # which hours

    def test_hours_of_a_team_count_before_those_of_the_company(self):
        self.team.response_calendar_id = self.kitchen
        self.assertTrue(self.kitchen.with_user(self.mia).response_in_use)
        self.assertRefused(self.hours.write, {"name": "x"})

    def test_team_without_speed_to_lead_gives_no_right(self):
        quiet = self.make_team("Quiet", speed_to_lead=False)
        quiet.response_calendar_id = self.kitchen
        self.assertRefused(self.kitchen.with_user(self.mia).write, {"name": "x"})

    def test_hours_of_no_company_are_closed_while_another_company_counts_them(self):
        shared = self.make_calendar(name="Shared", company_id=False)
        self.team.response_calendar_id = shared
        shared.with_user(self.mia).name = "Still ours"
        other = self.make_company("Glow Boston")
        self.env["crm.team"].sudo().create(
            {
                "name": "Boston",
                "company_id": other.id,
                "speed_to_lead": True,
                "response_calendar_id": shared.id,
            }
        )
        self.assertRefused(shared.with_user(self.mia).write, {"name": "x"})

    def test_schedule_of_employees_cannot_be_taken_through_a_team_or_a_shift(self):
        self.env["resource.resource"].create(
            {"name": "Cook", "calendar_id": self.kitchen.id}
        )
        member = self.team.crm_team_member_ids[0].with_user(self.mia)
        team = self.team.with_user(self.mia)
        values = {"response_calendar_id": self.kitchen.id}
        self.assertRefused(team.write, values)
        self.assertRefused(member.write, values)
        self.assertRefused(team.create, {"name": "New", **values})
        self.team.response_calendar_id = self.kitchen  # by an administrator
        self.kitchen.with_user(self.mia).name = "Ours now"

    # what of them

    def test_closure_of_a_manager_stays_a_closure_of_these_hours(self):
        closure = self.closure().with_user(self.mia)
        closure.name = "Holiday"
        off = self.time_off(self.ben)
        self.assertRefused(closure.write, {"calendar_id": self.kitchen.id})
        self.assertRefused(closure.write, {"calendar_id": False})
        self.assertRefused(closure.write, {"resource_id": off.resource_id.id})

    def test_closure_of_everything_is_not_a_managers(self):
        closures = self.env["resource.calendar.leaves"].with_user(self.mia)
        self.assertRefused(closures.create, {"name": "All", **CHRISTMAS})

    def test_lines_of_hours_stay_in_their_calendar(self):
        line = self.hours.attendance_ids[0]
        self.assertRefused(line.write, {"calendar_id": self.kitchen.id})

    def test_time_off_of_a_colleague_is_not_a_managers(self):
        off = self.time_off(self.ben).with_user(self.mia)
        self.assertRefused(off.write, {"date_to": "2026-12-27 06:00:00"})
        self.assertRefused(off.unlink)
        values = {"resource_id": off.sudo().resource_id.id, **CHRISTMAS}
        self.assertRefused(off.create, values)
        self.assertRefused(
            self.hours.write, {"leave_ids": [Command.update(off.id, {"name": "x"})]}
        )

    def test_own_time_off_never_becomes_a_closure(self):
        off = self.time_off(self.ana).with_user(self.ana)
        off.name = "Holiday"
        self.assertRefused(off.write, {"resource_id": False})

    def test_manager_with_a_right_from_elsewhere_keeps_it(self):
        personnel = self.env["res.groups"].create({"name": "Personnel"})
        for model in "resource.calendar", "resource.calendar.attendance":
            self.env["ir.model.access"].create(
                {
                    "name": "personnel",
                    "model_id": self.env["ir.model"]._get_id(model),
                    "group_id": personnel.id,
                    **dict.fromkeys(
                        ("perm_read", "perm_write", "perm_create", "perm_unlink"), True
                    ),
                }
            )
        self.assertRefused(self.kitchen.with_user(self.mia).write, {"name": "x"})
        self.mia.group_ids = [Command.link(personnel.id)]
        kitchen = self.kitchen.with_user(self.mia)
        kitchen.write({"name": "Theirs", "schedule_type": "flexible"})
        kitchen.attendance_ids[:1].hour_to = 11
        kitchen.create({"name": "New"}).unlink()
        values = {"response_calendar_id": kitchen.id}
        self.team.with_user(self.mia).write(values)

    def test_manager_sends_nobody_of_another_company_away(self):
        other = self.make_company("Glow Boston")
        there = {"company_id": other.id, "company_ids": [Command.set(other.ids)]}
        bea = self.make_user("bea", **there)
        self.assertRefused(bea.with_user(self.mia).medspa_set_away)
        self.ben.with_user(self.mia).medspa_set_away(MONDAY_10)
