from odoo import fields, models

from ..jobs.waking import STAGE_RULES, wake
from ..rights.context_keys import OURS, is_ours


class CrmTeam(models.Model):
    """A team with inquiries has a pipeline, until it is deleted."""

    _inherit = "crm.team"

    def unlink(self):
        self.env["crm.stage"].sudo()._forget_pipeline(self)
        return super().unlink()

    def _get_ready(self):
        result = super()._get_ready()
        if not is_ours(self, "medspa_stages_chosen"):
            self.env["crm.stage"].sudo()._ensure_pipeline(self)
        wake(self.env, STAGE_RULES, [fields.Datetime.now()])  # begins the reminders
        return result

    def _switch_on(self, **values):
        """Switch a team on whose stages a person chose: no other column is made."""
        chosen = self.with_context(medspa_stages_chosen=OURS)
        chosen.write({**values, "speed_to_lead": True})

    def _stand_down(self):
        result = super()._stand_down()
        self.env["crm.stage"].sudo()._take_back(self)
        return result
