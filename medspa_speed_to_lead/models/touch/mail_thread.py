from odoo import api, models
from odoo.tools import email_normalize

from ...tools.auto_reply import is_automatic
from ...tools.delivery_report import failures
from ..rights.context_keys import OURS

_SENT_TO = "mail_email_address"  # of a notification to who is no contact


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """Remember whether a person wrote this: an out-of-office note is no reply."""
        if is_automatic(message):
            self = self.with_context(medspa_auto_reply=OURS)
        return super()._message_route_process(message, message_dict, routes)

    @api.model
    def _message_parse_extract_bounce(self, email_message, message_dict):
        """Let only what failed be a bounce: neither a delay nor a read receipt is one.

        It stays a report of a machine, of which nothing else is made.
        """
        result = super()._message_parse_extract_bounce(email_message, message_dict)
        failed = failures(email_message) if result["is_bounce"] else None
        if failed is None:
            return result  # of whoever the email went to, as Odoo finds out
        if failed:
            return result | self._bounced_values(failed[0], result)
        return result | {
            "bounced_email": False,
            "bounced_partner": self.env["res.partner"].sudo(),
            "bounced_msg_ids": [],
            "bounced_message": self.env["mail.message"].sudo(),
        }

    @api.model
    def _bounced_values(self, report, found):
        """Return who it was, among whom the email went to if an address says so.

        :param found: what Odoo read, which holds where the report names nobody.
        """
        if not report.addresses:
            return {}
        sent_to = found["bounced_message"].notification_ids
        ours = {
            *sent_to.res_partner_id.mapped("email_normalized"),
            *map(email_normalize, filter(None, sent_to.mapped(_SENT_TO))),
        } - {False}
        email = next((one for one in report.addresses if one in ours), None)
        partners_sudo = self.env["res.partner"].sudo()
        is_named = [("email_normalized", "in", report.addresses)]
        named_sudo = partners_sudo.search(is_named, limit=1)
        if not email and not named_sudo and len(ours) == 1:
            (email,) = ours  # they let their emails be forwarded
        email = email or report.addresses[0]
        partner_sudo = partners_sudo.search([("email_normalized", "=", email)])
        return {"bounced_email": email, "bounced_partner": partner_sudo}

    @api.model
    def _routing_handle_bounce(self, email_message, message_dict):
        """One report may be about several recipients: each failure is one bounce."""
        result = None
        for report in failures(email_message) or [None]:
            values = dict(message_dict)
            if report:
                values |= self._bounced_values(report, message_dict)
            result = super()._routing_handle_bounce(email_message, values)
            message = values.get("bounced_message")
            if message and message.model == "crm.lead":
                self._tell_touch_of_bounce(message, values)
        return result

    @api.model
    def _tell_touch_of_bounce(self, message, message_dict):
        partners = message_dict.get("bounced_partner") or self.env["res.partner"]
        email = message_dict.get("bounced_email")
        touches = self.env["medspa.touch"].sudo()
        for touch in touches.search([("message_id", "in", message.ids)]):
            lead = touch.lead_id
            if any(
                map(lead._practice_is_patient, partners)
            ) or lead._practice_is_patient(email=email):
                lead._touch_email_bounced(email)
                touch._failed(self.env._("It bounced: %s", email))
