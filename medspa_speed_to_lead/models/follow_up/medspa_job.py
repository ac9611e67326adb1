from odoo import api, models


class MedspaJob(models.AbstractModel):
    """What takes the steps of follow-up plans."""

    _inherit = "medspa.job"

    @api.model
    def _works(self):
        enrollments = self.env["medspa.enrollment"]
        return [
            *super()._works(),
            enrollments._work_of_steps(),
            enrollments._work_of_idle_plans(),
        ]
