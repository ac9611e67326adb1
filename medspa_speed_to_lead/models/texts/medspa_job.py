from odoo import api, models


class MedspaJob(models.AbstractModel):
    """What looks after texts on which nobody reported."""

    _inherit = "medspa.job"

    @api.model
    def _works(self):
        touches = self.env["medspa.touch"].sudo()
        return [
            *super()._works(),
            touches._work_of_asking(),
            touches._work_of_making_up(),
        ]
