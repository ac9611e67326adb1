"""Whoever must not know which inquiries are mysteries learns it from no list."""

from odoo.tests import tagged

from .common import at
from .mystery_common import MysteryCommon

REPORTS = ("inquiry", "wait", "touch")


@tagged("post_install", "-at_install")
class TestMysteryLists(MysteryCommon):
    """What a list shows and what a figure counts agree, for each who may see them."""

    def setUp(self):
        super().setUp()
        with at():
            self.one = self.come_in()
            form = {"name": "N", "email": "n@x.example"}
            self.real = self.receive(self.website, **form).lead_id
        self.lead = self.one.sudo().lead_id
        (self.lead | self.real).user_id = self.ana

    def counted(self, user, report):
        rows = self.env[f"medspa.{report}.report"].with_user(user).search([])
        return rows.lead_id & (self.lead | self.real)

    def test_the_desk_sees_both_in_every_figure(self):
        for report in REPORTS:
            with self.subTest(report):
                self.env.flush_all()
                counted = self.counted(self.ana, report)
                self.assertIn(self.lead, counted)
                self.assertNotIn(self.lead, self.counted(self.mia, report))

    def test_what_has_ended_is_in_nobodys_figures(self):
        self.one.action_end()
        for report in REPORTS:
            for user in (self.ana, self.mia):
                self.assertNotIn(self.lead, self.counted(user, report))

    def test_a_source_tells_the_desk_of_all_that_came(self):
        self.env.flush_all()
        of_ana = self.website.with_user(self.ana)
        self.env.invalidate_all()
        self.assertEqual(of_ana.event_count, 2)
        self.env.invalidate_all()
        self.assertEqual(self.website.with_user(self.mia).event_count, 1)
