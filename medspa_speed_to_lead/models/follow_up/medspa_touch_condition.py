from odoo import models

from ...tools.claims import AFTER_VOICEMAIL, ALWAYS


class MedspaTouch(models.Model):
    """Whether the condition of a step is met, at the moment at which it would leave."""

    _inherit = "medspa.touch"

    def _condition_is_met(self):
        return self.lead_id._followup_meets(self.step_id.condition or ALWAYS)

    def _condition_in_words(self):
        if self.step_id.condition == AFTER_VOICEMAIL:
            return self.env._(
                "Nobody left them a voicemail, and it was only to go after one."
            )
        return self.env._("Nobody called them, and it was only to go after a call.")
