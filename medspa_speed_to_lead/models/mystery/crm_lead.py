from odoo import fields, models


class CrmLead(models.Model):
    """An inquiry does not know that it is a mystery; only managers may ask."""

    _inherit = "crm.lead"

    mystery_ids = fields.One2many(
        "medspa.mystery",
        "lead_id",
        string="Mystery Inquiry",
        copy=False,
        groups="sales_team.group_sale_manager",
    )

    def _merge_dependences(self, opportunities):
        self.env["medspa.mystery"]._was_merged(self | opportunities)
        return super()._merge_dependences(opportunities)
