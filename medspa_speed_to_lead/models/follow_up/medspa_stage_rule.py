from odoo import models


class MedspaStageRule(models.Model):
    """A rule may begin a plan."""

    _inherit = "medspa.stage.rule"

    def _begin_plan(self, lead_sudo):
        result = super()._begin_plan(lead_sudo)
        lead_sudo._enroll(self.cadence_id)
        return result
