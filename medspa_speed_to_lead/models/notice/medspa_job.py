from odoo import api, models


class MedspaJob(models.AbstractModel):
    """What tells colleagues by itself."""

    _inherit = "medspa.job"

    @api.model
    def _works(self):
        kept = self.env["medspa.notice.kept"]
        return [*super()._works(), kept._work_of_telling()]
