from odoo import models
from odoo.tools.mail import parse_contact_from_email

from ...tools.same_person.names import says_who
from ...tools.same_person.people import Person
from ..rights.context_keys import OURS, is_ours


class CrmLead(models.Model):
    """An email to a team: the open inquiry of its sender goes on, as by a reply."""

    _inherit = "crm.lead"

    def message_new(self, msg_dict, custom_values=None):
        values = dict(custom_values or {})
        person = self._sender(msg_dict)
        known = self._find_known_sender(person, values)
        lead = known._going_on(person)
        if lead:
            return lead.with_context(medspa_goes_on=OURS)
        if known and says_who(person.name):
            values.setdefault("contact_name", person.name)
        lead = super().message_new(msg_dict, custom_values=values)
        lead._show_known(known)
        return lead

    def _sender(self, msg_dict):
        """Return who an email says it is from."""
        said = msg_dict.get("email_from") or msg_dict.get("from") or ""
        name, email = parse_contact_from_email(said)
        return Person(name or "", "", email or "")

    def _find_known_sender(self, person, values):
        """Return the inquiries of an address, if its email is to become an inquiry."""
        team_sudo = self.env["crm.team"].sudo().browse(values.get("team_id", ()))
        if not team_sudo.speed_to_lead:
            return self.browse()
        return self._find_known(person, team_sudo.company_id or self.env.company)

    def _creation_subtype(self):
        """What goes on was not made by this email: who follows it is told as ever."""
        if is_ours(self, "medspa_goes_on"):
            return self.env["mail.message.subtype"]
        return super()._creation_subtype()
