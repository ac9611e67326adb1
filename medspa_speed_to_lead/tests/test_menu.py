from odoo.tests import new_test_user, tagged

from .common import SpeedToLeadCommon


@tagged("post_install", "-at_install")
class TestMenu(SpeedToLeadCommon):
    """What CRM opens with, for practices that use speed-to-lead and for all others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        others = cls.env["crm.team"].search([("speed_to_lead", "=", True)]) - cls.team
        others.speed_to_lead = False
        cls.waiting = cls.env.ref("medspa_speed_to_lead.medspa_waiting_action")
        cls.pipeline = cls.env.ref("crm.action_your_pipeline")
        cls.elsewhere = cls.make_company("Elsewhere")
        cls.eva = new_test_user(
            cls.env,
            "stl_eva",
            groups="sales_team.group_sale_salesman",
            company_id=cls.elsewhere.id,
            company_ids=cls.elsewhere.ids,
        )

    def menus(self, user):
        return self.env["ir.ui.menu"].with_user(user).load_web_menus(False)

    def assert_opens(self, user, action):
        app = self.env.ref("crm.crm_menu_root")
        self.assertEqual(self.menus(user)[app.id]["actionID"], action.id)

    def test_opens_with_who_waits_where_speed_to_lead_is_used(self):
        self.assert_opens(self.ana, self.waiting)

    def test_opens_with_the_pipeline_where_no_team_uses_it(self):
        self.assert_opens(self.eva, self.pipeline)

    def test_names_no_inquiries_where_no_team_uses_it(self):
        inquiries = self.env.ref("medspa_speed_to_lead.medspa_inquiry_menu")
        self.assertIn(inquiries.id, self.menus(self.ana))
        self.assertNotIn(inquiries.id, self.menus(self.eva))

    def test_settings_are_there_before_any_team_uses_it(self):
        settings = self.env.ref("medspa_speed_to_lead.speed_to_lead_menu")
        self.team.speed_to_lead = False
        self.assertIn(settings.id, self.menus(self.mia))

    def test_changes_with_the_switch_of_a_team(self):
        self.team.speed_to_lead = False
        self.assert_opens(self.ana, self.pipeline)
        self.team.speed_to_lead = True
        self.assert_opens(self.ana, self.waiting)

    def test_changes_when_the_team_is_archived_or_moves(self):
        self.team.active = False
        self.assert_opens(self.ana, self.pipeline)
        self.team.active = True
        self.assert_opens(self.ana, self.waiting)
        self.team.member_ids = False
        self.team.write({"company_id": self.elsewhere.id, "user_id": False})
        self.assert_opens(self.ana, self.pipeline)
        self.assert_opens(self.eva, self.waiting)

    def test_changes_when_the_team_is_deleted(self):
        self.assert_opens(self.ana, self.waiting)
        self.team.unlink()
        self.assert_opens(self.ana, self.pipeline)

    def test_team_of_no_company_is_everybodys(self):
        self.assert_opens(self.eva, self.pipeline)
        self.make_team("Everywhere", company_id=False)
        self.assert_opens(self.eva, self.waiting)
