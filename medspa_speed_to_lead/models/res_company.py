from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def write(self, vals):
        result = super().write(vals)
        if "resource_calendar_id" in vals:
            teams = self.env["crm.team"].sudo()
            teams.search(
                [("company_id", "in", (False, *self.ids)), ("speed_to_lead", "=", True)]
            )._replan_waits()
        return result
