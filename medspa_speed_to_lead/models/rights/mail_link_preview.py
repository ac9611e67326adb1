from odoo import api, models

PATIENTS = ("crm.lead", "res.partner", "calendar.event")


class MailLinkPreview(models.Model):
    _inherit = "mail.link.preview"

    @api.model
    def _create_from_message_and_notify(self, message, request_url=None):
        """Ask no website about a link in words to or about a patient.

        A booking link names its patient to whoever serves it.
        """
        if message.model not in PATIENTS:
            return super()._create_from_message_and_notify(message, request_url)
        return None
