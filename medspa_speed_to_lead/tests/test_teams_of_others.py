"""Nobody changes who works in a team of another company, or puts an inquiry there."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at


@tagged("post_install", "-at_install")
class TestTeamsOfOthers(SpeedToLeadCommon):
    """Max manages Boston only, where bea works too, who is in a team of Austin."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        several = "sales_team.membership_multi"
        cls.env["ir.config_parameter"].sudo().set_param(several, True)
        cls.boston = cls.make_company("Glow Boston")
        there = {"company_id": cls.boston.id}
        cls.max = cls.make_user(
            "max",
            groups="sales_team.group_sale_manager",
            company_ids=[Command.set(cls.boston.ids)],
            **there,
        )
        cls.bea = cls.make_user(
            "bea", company_ids=[Command.set((cls.company | cls.boston).ids)]
        )
        cls.team.member_ids |= cls.bea
        team = cls.env["crm.team"].sudo()
        cls.team_boston = team.create(
            {"name": "Boston", "speed_to_lead": True, **there}
        )
        cls.team_boston.member_ids = cls.max | cls.bea
        members = cls.env["crm.team.member"].sudo()
        cls.here, cls.in_boston = (
            members.search([("crm_team_id", "=", one.id), ("user_id", "=", cls.bea.id)])
            for one in (cls.team, cls.team_boston)
        )

    def as_max(self, record):
        record = record.with_user(self.max)
        return record.with_context(allowed_company_ids=self.boston.ids)

    def test_manager_of_another_company_changes_no_member(self):
        for values in (
            {"response_away_until": MONDAY_10},
            {"response_calendar_id": self.calendar.id},
            {"assignment_domain": "[('intake_intent', '=', 'price')]"},
            {"assignment_max": 0},
            {"active": False},
        ):
            with self.assertRaises(AccessError):
                self.as_max(self.here).write(values)
        with self.assertRaises(AccessError):
            self.as_max(self.here).unlink()
        with self.assertRaises(UserError):
            self.as_max(self.in_boston).write({"crm_team_id": self.team.id})

    def test_manager_changes_members_of_ones_own_company(self):
        self.as_max(self.in_boston).write({"response_away_until": MONDAY_10})
        self.assertEqual(self.in_boston.response_away_until, MONDAY_10)
        self.here.with_user(self.mia).write({"response_away_until": MONDAY_10})
        self.assertEqual(self.here.response_away_until, MONDAY_10)

    def test_manager_sends_a_colleague_away_in_teams_of_the_company_only(self):
        self.as_max(self.bea).medspa_set_away(MONDAY_10)
        self.assertEqual(self.in_boston.response_away_until, MONDAY_10)
        self.assertFalse(self.here.response_away_until)
        self.bea.with_user(self.bea).medspa_set_away(MONDAY_10)
        self.assertEqual(self.here.response_away_until, MONDAY_10)

    @at()
    def test_nobody_puts_an_inquiry_into_a_team_out_of_sight(self):
        lead = self.make_inquiry(user_id=self.ben.id)
        for user in (self.ben, self.mia):
            with self.assertRaises(AccessError):
                lead.with_user(user).write({"team_id": self.team_boston.id})
        other = self.make_team("Elsewhere", self.ana)
        lead.with_user(self.mia).write({"team_id": other.id})
        self.assertEqual(lead.team_id, other)
