from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import email_normalize_all

from ..rights.system import system_partner
from .medspa_intake_mapping import labelled

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

    # what they agree to

    def _record_consent(self, lead, inquiry):
        """Write into the ledger what the person agreed to or refused on the form.

        Only an answer counts: a form without the question has asked nothing.
        """
        ledger, said = self.env["medspa.consent"], self._said_on_form(inquiry)
        for channel, address, answer in self._consent_answers(inquiry):
            if answer is True:
                ledger._grant(address, channel, "informational", lead=lead, **said)
                lead._show_agreement_in_vain(channel, address, self.source_id)
            elif answer is False:
                ledger._revoke(address, channel, lead=lead, **said)

    def _refuse_form(self, inquiry):
        ledger, said = self.env["medspa.consent"], self._said_on_form(inquiry)
        said["company_id"] = self.source_id.company_id.id
        for channel, address, answer in self._consent_answers(inquiry):
            known = [("address", "=", address), ("evidence", "=", said["evidence"])]
            if answer is False and not ledger.search_count(known, limit=1):
                ledger._revoke(address, channel, **said)

    def _said_on_form(self, inquiry):
        return {
            "source": self.source_id.name,
            "evidence": self.env._("Intake event %s", self.id),
            "occurred_at": self._raised_hand_at(inquiry),
            "wording": inquiry.consent_text or self.source_id.consent_text,
        }

    def _consent_answers(self, inquiry):
        """Return ``(channel, address, yes, no or nothing)`` of a form.

        Who refuses means every address they typed, who agrees the first.
        """
        phone, email = self._addresses(inquiry)
        texts, emails = inquiry.sms_consent, inquiry.email_consent
        phones = self._phones(inquiry) if texts is False else (phone,)
        refusing = email_normalize_all(inquiry.email) if emails is False else (email,)
        return (
            *(("sms", one, texts) for one in phones),
            *(("email", one, emails) for one in refusing),
        )
