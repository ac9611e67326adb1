from odoo import api, models


class MedspaJob(models.AbstractModel):
    """What reads forms again."""

    _inherit = "medspa.job"

    @api.model
    def _works(self):
        events = self.env["medspa.intake.event"].sudo()
        return [*super()._works(), events._work_of_reading_again()]
