from odoo.tests import tagged
from odoo.tools.sql import table_kind

from .. import uninstall_hook
from .common import SpeedToLeadCommon


@tagged("post_install", "-at_install")
class TestUninstall(SpeedToLeadCommon):
    """What Odoo does not remove by itself."""

    def test_tickets_of_every_team_go(self):
        archived = self.make_team("Closed", active=False)
        counters = (self.team | archived).sudo().response_sequence_id
        names = [f"ir_sequence_{counter.id:03d}" for counter in counters]
        kinds = [table_kind(self.env.cr, name) for name in names]
        self.assertEqual([str(kind) for kind in kinds], ["TableKind.Other"] * 2)
        uninstall_hook(self.env)
        self.assertFalse(counters.exists())
        self.assertEqual([table_kind(self.env.cr, name) for name in names], [None] * 2)
