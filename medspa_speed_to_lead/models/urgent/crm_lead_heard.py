from odoo import models

from ..rights.context_keys import is_ours
from ..touch.crm_lead_opt_out import own_words


class CrmLead(models.Model):
    """What patients write is read for what needs a clinician now."""

    _inherit = "crm.lead"

    def _touch_hear_text(self, **said):
        self._urgent_read(said["words"])
        return super()._touch_hear_text(**said)

    def _touch_hear_email(self, message_sudo):
        # by whatever address: somebody may write for them
        self._urgent_read(own_words(message_sudo))
        return super()._touch_hear_email(message_sudo)

    def _urgent_read(self, words):
        """Mark the inquiry before anything follows from what they wrote."""
        if self.sudo().intake_received_at and self._practice()._urgent_is(words):
            self._urgent_begins()
            if is_ours(self, "medspa_opens"):
                self._urgent_opens()

    def _urgent_opens(self):
        """Who writes first because of an emergency asks for no offer: no clock runs,
        and the inquiry is in no figure."""
        lead_sudo = self.sudo()
        if not lead_sudo.response_exempt_reason:
            lead_sudo.response_exempt_reason = "urgent"
