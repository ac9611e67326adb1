from odoo.tests import tagged
from odoo.tools.sql import table_kind

from .. import uninstall_hook
from .common import SpeedToLeadCommon


@tagged("post_install", "-at_install")
class TestUninstall(SpeedToLeadCommon):
    """What Odoo does not remove by itself."""

    def test_who_had_our_role_has_odoo_s(self):
        role = "medspa_speed_to_lead.group_team_inquiries"
        cleo = self.make_user("cleo", groups=role)
        gone = self.make_user("gone", groups=role, active=False)
        self.assertNotIn(self.env.ref("sales_team.group_sale_salesman"), cleo.group_ids)
        uninstall_hook(self.env)
        for user in cleo | gone | self.ana:
            with self.subTest(user=user.name):
                own = self.env.ref("sales_team.group_sale_salesman")
                self.assertIn(own, user.group_ids)
        manager = self.env.ref("sales_team.group_sale_manager")
        self.assertNotIn(self.env.ref(role), self.mia.group_ids)
        self.assertIn(manager, self.mia.group_ids)

    def test_empty_ready_columns_go_and_those_with_cards_stay(self):
        self.make_inquiry()
        ready = self.env["crm.stage"].search([("medspa_ready", "=", True)])
        held = ready.filtered(lambda stage: stage._holds_inquiries())
        uninstall_hook(self.env)
        self.assertEqual(ready.exists(), held)

    def test_our_parameters_go_and_nobody_elses(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("medspa_speed_to_lead.sandbox_counts", "True")
        parameters.set_param("medspa_speed_to_leads.other", "True")
        uninstall_hook(self.env)
        self.assertFalse(parameters.get_param("medspa_speed_to_lead.sandbox_counts"))
        self.assertEqual(parameters.get_param("medspa_speed_to_leads.other"), "True")

    def test_tickets_of_every_team_go(self):
        archived = self.make_team("Closed", active=False)
        counters = (self.team | archived).sudo().response_sequence_id
        names = [f"ir_sequence_{counter.id:03d}" for counter in counters]
        kinds = [table_kind(self.env.cr, name) for name in names]
        self.assertEqual([str(kind) for kind in kinds], ["TableKind.Other"] * 2)
        uninstall_hook(self.env)
        self.assertFalse(counters.exists())
        self.assertEqual([table_kind(self.env.cr, name) for name in names], [None] * 2)
