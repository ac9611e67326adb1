from odoo import models

from .medspa_notice_channel import HEADER

# where the inquiry of a record is
_PATHS = {
    "crm.lead": "",
    "calendar.event": "consultation_lead_id",
    "calendar.attendee": "event_id.consultation_lead_id",
}


class MailMail(models.Model):
    """Emails to colleagues about a patient say in the subject what no stranger may use:
    not what somebody asks for, not who they are, not a word of theirs."""

    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        """Change the subject where the email goes to the wire, whoever made it: Odoo
        for an owner, an activity or a follower, an automation, or a colleague."""
        emails = super()._prepare_outgoing_list(mail_server, doc_to_followers)
        if HEADER in (self.headers or ""):
            return emails
        if lead_sudo := self._inquiry_told_of():
            for email in emails:
                if self._goes_to_colleague(email, lead_sudo):
                    email["subject"] = lead_sudo._notice_neutral_subject(
                        self.mail_message_id
                    )
        return emails

    def _inquiry_told_of(self):
        """Return the inquiry that an email is about, empty if none."""
        leads_sudo = self.env["crm.lead"].sudo()
        if not self.res_id or self.model not in _PATHS:
            return leads_sudo
        record_sudo = self.env[self.model].sudo().browse(self.res_id).exists()
        path = _PATHS[self.model]
        found = record_sudo.mapped(path) if path else record_sudo
        return leads_sudo.browse(found.ids).filtered("intake_received_at")[:1]

    def _goes_to_colleague(self, email, lead_sudo):
        partner_sudo = email["partner_id"] and email["partner_id"].sudo()
        if not partner_sudo:
            addresses = email["email_to_normalized"]
            users_sudo = self.env["res.users"].sudo()
            return bool(addresses) and bool(
                users_sudo.search_count(
                    [("email_normalized", "in", addresses), ("share", "=", False)],
                    limit=1,
                )
            )
        return not partner_sudo.partner_share and not lead_sudo._practice_is_patient(
            partner_sudo
        )
