from odoo import api, fields, models
from odoo.tools import SQL

from ..rights.context_keys import is_ours


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

    @api.model
    def _find_known(self, person, company):
        """A test must not disturb the conversation with a person."""
        if is_ours(self, "medspa_mystery"):
            return self.browse()
        return super()._find_known(person, company)

    def _merge_dependences(self, opportunities):
        self.env["medspa.mystery"]._was_merged(self | opportunities)
        return super()._merge_dependences(opportunities)


class MedspaEnrollment(models.Model):
    """The figures of plans count no mystery that they would give away."""

    _inherit = "medspa.enrollment"

    @api.model
    def _counted(self, lead_id):
        is_none = self.env["medspa.mystery"]._is_none(SQL("lead_id"), lead_id)
        return SQL("%s AND %s", super()._counted(lead_id), is_none)
