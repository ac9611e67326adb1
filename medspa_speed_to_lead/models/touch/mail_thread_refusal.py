from odoo import models
from odoo.tools import email_normalize

from ...tools import opt_out
from ...tools.refused_channels import refused_in_email
from ..rights.context_keys import is_ours
from .crm_lead_opt_out import own_words

# where patients answer us besides their inquiry, which has ears of its own
_HEARD = ("res.partner", "calendar.event")


class MailThread(models.AbstractModel):
    """A refusal holds though it answers what a colleague wrote from a contact card or
    about a meeting."""

    _inherit = "mail.thread"

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        if (
            self._name in _HEARD
            and message.message_type == "email"
            and not is_ours(self, "medspa_auto_reply")
        ):
            self._heed_email(message.sudo())
        return recipients

    def _heed_email(self, message_sudo):
        author = message_sudo.author_id
        if any(map(self.env["medspa.touch"]._is_colleague, author.user_ids)):
            return
        words = own_words(message_sudo)
        if opt_out.meaning(words) != "stop":
            return
        email = email_normalize(message_sudo.email_from or "")
        for channel in refused_in_email(words):
            self.env["medspa.consent"]._opt_out(
                email if channel == "email" else author.phone_sanitized,
                channel,
                source=self.env._("Email"),
                wording=words,
                evidence=message_sudo.message_id,
            )
