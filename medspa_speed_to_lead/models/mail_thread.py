from odoo import api, models

from ..tools.auto_reply import is_automatic


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """Remember whether a person wrote this: an out-of-office note is no reply."""
        if is_automatic(message):
            self = self.with_context(medspa_auto_reply=True)
        return super()._message_route_process(message, message_dict, routes)

    @api.model
    def _routing_handle_bounce(self, email_message, message_dict):
        result = super()._routing_handle_bounce(email_message, message_dict)
        message = message_dict.get("bounced_message")
        if message and message.model == "crm.lead":
            self._tell_touch_of_bounce(message, message_dict)
        return result

    @api.model
    def _tell_touch_of_bounce(self, message, message_dict):
        partners = message_dict.get("bounced_partner") or self.env["res.partner"]
        email = message_dict.get("bounced_email")
        touches = self.env["medspa.touch"].sudo()
        for touch in touches.search([("message_id", "in", message.ids)]):
            lead = touch.lead_id
            if any(map(lead._is_patient, partners)) or lead._is_patient(email=email):
                lead._email_bounced(email)
                touch._failed(self.env._("It bounced: %s", email))
