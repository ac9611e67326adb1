from odoo import api, models


class MedspaJob(models.AbstractModel):
    """What alerts of urgent messages."""

    _inherit = "medspa.job"

    @api.model
    def _works(self):
        return [*super()._works(), self.env["crm.lead"]._work_of_urgent()]
