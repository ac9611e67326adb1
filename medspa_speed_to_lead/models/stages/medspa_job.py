from odoo import api, models


class MedspaJob(models.AbstractModel):
    """What carries out timed stage rules."""

    _inherit = "medspa.job"

    @api.model
    def _works(self):
        moves = self.env["medspa.stage.move"]
        return [
            *super()._works(),
            *(moves._work_of_rule(rule) for rule in moves._timed_rules()),
            moves._work_of_failed_parts(),
            self.env["base.automation"]._work_of_reminders(),
        ]
