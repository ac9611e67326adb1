from odoo import api, models


class CrmLead2opportunityPartner(models.TransientModel):
    """Odoo's own dialog about one lead: the only other one that shows its name."""

    _name = "crm.lead2opportunity.partner"
    _inherit = ["medspa.dialog", "crm.lead2opportunity.partner"]

    @api.model
    def _pointing(self):
        return super()._pointing() | {"lead_id"}
