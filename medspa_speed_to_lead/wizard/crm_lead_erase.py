from odoo import fields, models
from odoo.tools import SQL


class CrmLeadErase(models.TransientModel):
    """Erase a person who asked for it: what they said and who they are.

    Kept: that they opted out, or we would write to them again, and the anonymous
    figures, or the past would change.
    """

    _name = "crm.lead.erase"
    _inherit = ["medspa.dialog"]
    _description = "Erase a Person"

    lead_id = fields.Many2one("crm.lead", required=True)
    erase_contact = fields.Boolean(
        string="Erase the contact card too",
        help="Leave off for a patient whose record must be kept.",
    )

    def action_erase(self):
        self.ensure_one()
        self.lead_id.check_access("write")
        leads_sudo = self._same_person()
        contacts_sudo = leads_sudo.partner_id
        self._erase_events(leads_sudo)
        self._erase_messages(leads_sudo)
        self._erase_touches(leads_sudo)
        self._erase_consent(leads_sudo)
        self._erase_details(leads_sudo)
        if self.erase_contact:
            self._erase_contacts(contacts_sudo)
        return {"type": "ir.actions.act_window_close"}

    def _same_person(self):
        """Return every inquiry of this phone or email in the company, archived too."""
        lead_sudo = self.lead_id.sudo()
        same = fields.Domain("id", "=", lead_sudo.id)
        for name in ("phone_sanitized", "email_normalized"):
            if lead_sudo[name]:
                same |= fields.Domain(name, "=", lead_sudo[name])
        company = fields.Domain("company_id", "in", (False, lead_sudo.company_id.id))
        return lead_sudo.with_context(active_test=False).search(same & company)

    def _erase_events(self, leads_sudo):
        events_sudo = self.env["medspa.intake.event"].sudo()
        events = events_sudo.search([("lead_id", "in", leads_sudo.ids)])
        events.write({"body": False, "error": False})

    def _erase_messages(self, leads_sudo):
        """Blank texts, subjects, senders, tracked values and attachments."""
        messages_sudo = (
            self.env["mail.message"]
            .sudo()
            .search([("model", "=", "crm.lead"), ("res_id", "in", leads_sudo.ids)])
        )
        messages_sudo.attachment_ids.unlink()
        activities_sudo = self.env["mail.activity"].sudo()
        activities_sudo.with_context(active_test=False).search(
            [("res_model", "=", "crm.lead"), ("res_id", "in", leads_sudo.ids)]
        ).unlink()
        self.env["mail.mail"].sudo().search(
            [("mail_message_id", "in", messages_sudo.ids)]
        ).unlink()
        messages_sudo.tracking_value_ids.unlink()
        messages_sudo.write(
            {
                "body": "",
                "subject": False,
                "email_from": False,
                "incoming_email_to": False,
                "incoming_email_cc": False,
                "outgoing_email_to": False,
                "reply_to": False,
            }
        )

    def _erase_touches(self, leads_sudo):
        leads_sudo.touch_ids.write(
            dict.fromkeys(("reason", "address", "subject", "body"), False)
        )

    def _erase_consent(self, leads_sudo):
        addresses = {
            *leads_sudo.mapped("phone_sanitized"),
            *leads_sudo.mapped("email_normalized"),
        }
        self.env["medspa.consent"].sudo()._erase(addresses - {False})

    def _erase_details(self, leads_sudo):
        details = (
            "contact_name partner_name email_from phone website street street2 city "
            "zip state_id country_id function description referred email_cc "
            "partner_id lead_properties"
        ).split()
        leads_sudo.with_context(tracking_disable=True).write(
            {"name": self.env._("Erased person"), **dict.fromkeys(details, False)}
        )
        leads_sudo.flush_recordset()
        # the search columns of a removed address, should a compute have kept them
        self.env.cr.execute(
            SQL(
                "UPDATE crm_lead SET phone_sanitized = NULL, email_normalized = NULL, "
                "email_domain_criterion = NULL WHERE id = ANY(%s)",
                leads_sudo.ids,
            )
        )
        leads_sudo.invalidate_recordset()

    def _erase_contacts(self, contacts_sudo):
        """Blank and archive the cards; one that belongs to a user is a colleague's."""
        details = "email phone street street2 city zip comment website function"
        contacts_sudo.filtered(lambda contact: not contact.user_ids).with_context(
            tracking_disable=True
        ).write(
            {
                "name": self.env._("Erased person"),
                "active": False,
                **dict.fromkeys(details.split(), False),
            }
        )
