from odoo import api, models


class MedspaJob(models.AbstractModel):
    """What sends mystery inquiries, and ends them."""

    _inherit = "medspa.job"

    @api.model
    def _works(self):
        mysteries = self.env["medspa.mystery"]
        return [
            *super()._works(),
            mysteries._work_of_sending(),
            mysteries._work_of_recovering(),
            mysteries._work_of_ending(),
        ]
