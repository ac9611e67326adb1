from odoo import models

from ...models.rights.context_keys import KEYS, MARK


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _action_send_mail(self, auto_commit=False):
        """Remember who pressed Send: a template may name the practice as author."""
        self = self.with_context(medspa_released_by=self.env.uid)
        return super()._action_send_mail(auto_commit=auto_commit)

    def _action_schedule_message(self):
        """The same for what is sent later: Odoo keeps the context until then."""
        marks = {key: False for key, kind in KEYS.items() if kind == MARK}
        self = self.with_context(**marks, medspa_released_by=self.env.uid)
        return super()._action_schedule_message()
