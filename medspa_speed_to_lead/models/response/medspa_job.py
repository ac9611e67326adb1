from odoo import api, models


class MedspaJob(models.AbstractModel):
    """What escalates waits."""

    _inherit = "medspa.job"

    @api.model
    def _works(self):
        escalations = self.env["medspa.escalation"]
        return [
            *super()._works(),
            escalations._work_of_waits(),
            escalations._work_of_failed_steps(),
            escalations._work_of_parked(),
        ]
