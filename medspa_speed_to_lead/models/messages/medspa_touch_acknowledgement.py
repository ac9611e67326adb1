from odoo import models


class MedspaTouch(models.Model):
    """An acknowledgement answers the inquiry of who gets it, within seconds."""

    _inherit = "medspa.touch"

    def _acknowledgement_consent_purpose(self):
        return "conversational"

    def _acknowledgement_why_not_wanted(self, now):
        return self.lead_id._acknowledgement_why_none(self.channel, now)

    def _acknowledgement_message_template(self, now):
        return self.lead_id._acknowledgement_template(self.channel, now)

    def _acknowledgement_is_first(self):
        return True
