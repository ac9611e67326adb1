from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models

from ..intake.medspa_intake_mapping import labelled
from ..rights.system import system_partner

ATTACH_HOURS = 24


class MedspaIntakeEvent(models.Model):
    """A form: the open inquiry of the same person goes on, or a new one begins."""

    _inherit = "medspa.intake.event"

    def _place_form(self, inquiry):
        # a test must not disturb the conversation with a person
        lead = not self._is_test(inquiry) and (
            self._find_open_inquiry(*self._addresses(inquiry))
            or self._find_open_inquiry_of_key(inquiry)
        )
        if lead:
            self._attach(lead, inquiry)
        else:
            lead = self._make_inquiry(inquiry)
        self._record_consent(lead, inquiry)
        return lead

    def _find_open_inquiry(self, phone, email):
        """Return the same person's open inquiry of the last day, if there is one."""
        same_person = fields.Domain.OR(
            fields.Domain(name, "=", value)
            for name, value in (("phone_sanitized", phone), ("email_normalized", email))
            if value
        )
        return self.env["crm.lead"].search(
            same_person & self._open_inquiries(),
            order="intake_received_at DESC, id DESC",
            limit=1,
        )

    def _open_inquiries(self):
        since = fields.Datetime.now() - timedelta(hours=ATTACH_HOURS)
        return (
            fields.Domain("intake_received_at", ">=", since)
            & fields.Domain("won_status", "=", "pending")
            & fields.Domain("response_exempt_reason", "=", False)
            & fields.Domain("company_id", "in", (False, self.source_id.company_id.id))
        )

    def _attach(self, lead, inquiry):
        """The same person again: one conversation, and they wait again."""
        treatments = self._treatments(inquiry)
        if treatments - lead.treatment_ids:
            lead.treatment_ids |= treatments
        again = self.env._("Wrote again through %s:", self.source_id.name)
        lead.message_post(
            body=Markup("<p>%s</p>") % again
            + labelled(self._new_about(lead, inquiry))
            + self._lead_description(inquiry, treatments),
            author_id=system_partner(self.env).id,
            subtype_xmlid="mail.mt_note",
        )
        notice = self.env["medspa.notice"]
        notice._tell(
            lead,
            self.env._("A patient wrote again: %s", notice._in_neutral_words(lead)),
            lead._in_a_line(again),
        )
        lead._register_touch(
            {
                "direction": "in",
                "channel": "chat",
                "occurred_at": self._raised_hand_at(inquiry),
            }
        )

    def _new_about(self, lead, inquiry):
        """Return what is said about the person that the inquiry does not know yet:
        another name on the same phone, a number that was put right."""
        phone, email = self._addresses(inquiry)
        name = inquiry.full_name
        is_known = name.casefold() == (lead.contact_name or "").casefold()
        has_phone = phone and phone == lead.phone_sanitized
        has_email = email and email == lead.email_normalized
        return [
            (self.env._("Name"), "" if is_known else name),
            (self.env._("Phone"), "" if has_phone else inquiry.phone),
            (self.env._("Email"), "" if has_email else inquiry.email),
        ]
