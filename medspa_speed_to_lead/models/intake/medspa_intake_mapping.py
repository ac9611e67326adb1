import re

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import email_normalize, email_normalize_all

from ...tools.several_addresses import phones_in

_WILDCARD = re.compile(r"[\\%_]")


class MedspaIntakeEvent(models.Model):
    """The one place that knows how an inquiry becomes a lead."""

    _inherit = "medspa.intake.event"

    def _parsed(self):
        return self.source_id._reader().parse(self.body or "", self.content_type or "")

    def _is_test(self, inquiry):
        return bool(inquiry.is_test or self.source_id.test_mode)

    def _addresses(self, inquiry):
        """Return the normalised phone and email, ``False`` where there is none.

        Of several in one field it is the first, as the inquiry itself has it.
        """
        phones, email = self._phones(inquiry), email_normalize(inquiry.email, False)
        return next(iter(phones), False), email or False

    def _phones(self, inquiry):
        """Return every number that was typed as the phone; the first is the one."""
        number = self._format_phone(inquiry.phone, "E164")
        country = self.source_id.company_id.country_id.code or ""
        return (number,) if number else phones_in(inquiry.phone, country)

    def _format_phone(self, typed, style):
        """Return a number in a style of Odoo's, ``False`` if it is none."""
        return typed and self.env["res.partner"]._phone_format(
            number=typed,
            country=self.source_id.company_id.country_id,
            force_format=style,
        )

    def _lead_values(self, inquiry):
        source = self.source_id
        treatments = self._treatments(inquiry)
        channels = self.env["medspa.intake.channel"]
        person = inquiry.full_name or inquiry.email or inquiry.phone
        names = ", ".join(treatments.mapped("name")) or inquiry.treatment
        return {
            "name": " - ".join(filter(None, (person, names)))[:200]
            or self.env._("Inquiry"),
            "type": "opportunity",
            "contact_name": inquiry.full_name,
            "email_from": inquiry.email,
            "phone": self._readable_phone(inquiry),
            "description": self._lead_description(inquiry, treatments),
            "user_id": False,
            "team_id": self._team(inquiry).id,
            "company_id": source.company_id.id,
            "treatment_ids": [fields.Command.set(treatments.ids)],
            "intake_channel_id": (
                channels._find_by_code(inquiry.channel) or source.channel_id
            ).id,
            "intake_source_id": source.id,
            "intake_event_id": self.id,
            "intake_received_at": self._raised_hand_at(inquiry),
            "intake_intent": inquiry.intent or False,
            "response_exempt_reason": "test" if self._is_test(inquiry) else False,
            **self._marketing_values(inquiry),
        }

    def _raised_hand_at(self, inquiry):
        return self.env["crm.lead"]._plausible_moment(
            inquiry.submitted_at, self.received_at
        )

    def _treatments(self, inquiry):
        source = self.source_id
        named = self.env["medspa.treatment"]._find_in_text(
            inquiry.treatment, source.company_id
        )
        return source.treatment_ids | named

    def _team(self, inquiry):
        """Return the team of the location that the form names, else the source's."""
        team = self.source_id.team_id
        location = inquiry.location.casefold()
        if not location or location == team.name.casefold():
            return team
        others = self.env["crm.team"].search(
            [
                ("speed_to_lead", "=", True),
                ("company_id", "in", (False, self.source_id.company_id.id)),
            ]
        )
        named = others.filtered(lambda other: other.name.casefold() == location)
        return named if len(named) == 1 else team

    def _readable_phone(self, inquiry):
        typed = inquiry.phone
        for number in (typed, *self._phones(inquiry)):
            if readable := self._format_phone(number, "INTERNATIONAL"):
                return readable
        return typed

    def _more_than_a_phone(self, inquiry):
        """Return what was typed as the phone if it is more than one number."""
        typed = inquiry.phone
        is_one = self._format_phone(typed, "E164") or not self._phones(inquiry)
        return "" if is_one else typed

    def _marketing_values(self, inquiry):
        source = self.source_id
        find = self._find_utm
        said = {
            "campaign_id": ("utm.campaign", inquiry.utm_campaign, source.campaign_id),
            "medium_id": ("utm.medium", inquiry.utm_medium, source.medium_id),
            "source_id": ("utm.source", inquiry.utm_source, source.utm_source_id),
        }
        return {
            name: (find(model, text) if text else default).id
            for name, (model, text, default) in said.items()
        }

    def _find_utm(self, model, name):
        """Return what is called so, letter by letter: to Odoo's search "%" and "_" in a
        name stand for anything, and "spring_sale" would count for "spring-sale"."""
        find = self.env["utm.mixin"]._find_or_create_record
        if not _WILDCARD.search(name):
            return find(model, name)
        records = self.env[model]
        literally = [("name", "=ilike", _WILDCARD.sub(r"\\\g<0>", name))]
        found = records.with_context(active_test=False).search(literally, limit=1)
        auto = {"is_auto_campaign": True} if model == "utm.campaign" else {}
        return found or records.create({"name": name, **auto})

    def _lead_description(self, inquiry, treatments):
        """Return what the person wrote, and every field that has no other place."""
        labels = [
            (self.env._("Treatment"), "" if treatments else inquiry.treatment),
            (self.env._("Phone"), self._more_than_a_phone(inquiry)),
            (self.env._("Location"), inquiry.location),
            (self.env._("Google click"), inquiry.gclid),
            (self.env._("Agrees to texts"), self._yes_no(inquiry.sms_consent)),
            (self.env._("Agrees to emails"), self._yes_no(inquiry.email_consent)),
            (self.env._("Consent wording"), inquiry.consent_text),
            *inquiry.extra,
        ]
        lines = [inquiry.message.split("\n")] if inquiry.message else []
        paragraphs = Markup("").join(
            Markup("<p>%s</p>") % Markup("<br/>").join(parts) for parts in lines
        )
        return paragraphs + self._labelled(labels)

    def _labelled(self, labels):
        return Markup("").join(
            Markup("<p>%s: %s</p>") % (label, text) for label, text in labels if text
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

    def _record_refusals(self, inquiry):
        """Hold what a form refuses, whatever else could not be done with it."""
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

    def _yes_no(self, value):
        if value is None:
            return ""
        return self.env._("yes") if value else self.env._("no")
