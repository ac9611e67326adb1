from odoo import api, models


class MedspaJob(models.AbstractModel):
    """What sends messages."""

    _inherit = "medspa.job"

    @api.model
    def _works(self):
        touches = self.env["medspa.touch"].sudo()
        purposes = [(purpose,) for purpose in touches._purposes_sent()]
        return [
            *super()._works(),
            *(touches._work_of_sending(purpose) for purpose in purposes),
            *(touches._work_of_failed(purpose) for purpose in purposes),
            touches._work_of_stamps(),
            touches._work_of_recovering(),
        ]
