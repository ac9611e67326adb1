from odoo import fields, models

from ..jobs.waking import STAGE_RULES, wake


class CrmTeam(models.Model):
    """A team with inquiries has a pipeline, until it is deleted."""

    _inherit = "crm.team"

    def unlink(self):
        self.env["crm.stage"].sudo()._forget_pipeline(self)
        return super().unlink()

    def _get_ready(self):
        result = super()._get_ready()
        self.env["crm.stage"].sudo()._ensure_pipeline(self)
        wake(self.env, STAGE_RULES, [fields.Datetime.now()])  # begins the reminders
        return result
