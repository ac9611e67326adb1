import re

from markupsafe import Markup

from odoo import fields, models
from odoo.tools import email_normalize

from ...tools.arrival import looks_like_another_zone
from ...tools.zip_codes import zip_in

_WILDCARD = re.compile(r"[\\%_]")


class MedspaIntakeEvent(models.Model):
    """The one place that knows how an inquiry becomes a lead."""

    _inherit = "medspa.intake.event"

    def _parsed(self, meanings=None):
        payload = (self.body or "", self.content_type or "", self.query or "")
        return self.source_id._read(*payload, meanings=meanings)

    def _is_test(self, inquiry):
        says_so = inquiry and inquiry.is_test
        return bool(says_so or self.source_id.test_mode)

    def _addresses(self, inquiry):
        """Return the normalised phone and email, ``False`` where there is none.

        Of several in one field it is the first, as the inquiry itself has it.
        """
        email = email_normalize(self._email(inquiry), False)
        return next(iter(self._phones(inquiry)), False), email or False

    def _phones(self, inquiry):
        """Return every number that was said; the first is the one that is used."""
        number = self._format_phone(inquiry.phone, "E164")
        return inquiry.phones or ((number,) if number else ())

    def _email(self, inquiry):
        """Return the email to which something may be sent, ``""`` if there is none.

        A doubtful one stands in the notes: mail to it arrives nowhere, or at somebody
        else's.
        """
        return "" if inquiry.email_is_doubtful else inquiry.email

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
        return {
            "name": title(inquiry, treatments.mapped("name")) or self.env._("Inquiry"),
            "type": "opportunity",
            "contact_name": inquiry.full_name,
            "email_from": self._email(inquiry),
            "phone": self._readable_phone(inquiry),
            "zip": zip_in(inquiry.extra) or False,
            "description": self._lead_description(inquiry, treatments),
            "user_id": False,
            "team_id": self._team(inquiry).id,
            "company_id": source.company_id.id,
            "treatment_ids": [fields.Command.set(treatments.ids)],
            "intake_treatment_words": self._treatment_words(inquiry, treatments),
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
        """Return when the person raised a hand; nobody is late by a zone we guessed."""
        said = None if self._is_in_another_zone(inquiry) else inquiry.submitted_at
        return self.env["crm.lead"]._intake_plausible_moment(said, self.received_at)

    def _is_in_another_zone(self, inquiry):
        """Say whether the zone in which a moment was read was not its own."""
        return inquiry.is_zone_assumed and looks_like_another_zone(
            inquiry.submitted_at, self.received_at
        )

    def _treatments(self, inquiry):
        """Return those of the source and those that the person names."""
        source = self.source_id
        find = self.env["medspa.treatment"]._find_in_words
        named = find(inquiry.treatment, source.company_id)
        if not named:
            said = f"{inquiry.subject}\n{inquiry.message}"
            named = find(said, source.company_id)
        return source.treatment_ids | named

    def _treatment_words(self, inquiry, treatments):
        """Return the names by which they called the treatments, in a line: names that
        the practice knows, never what somebody typed."""
        said = f"{inquiry.treatment}\n{inquiry.subject}\n{inquiry.message}"
        return ", ".join(filter(None, treatments._called(said).values()))

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
        return self._format_phone(inquiry.phone, "INTERNATIONAL") or inquiry.phone

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
            (self.env._("Asked for"), self._own_words(inquiry, treatments)),
            (self.env._("Email that can't be right"), self._doubtful(inquiry)),
            (self.env._("Location"), inquiry.location),
            (self.env._("Agrees to texts"), self._yes_no(inquiry.sms_consent)),
            (self.env._("Agrees to emails"), self._yes_no(inquiry.email_consent)),
            (self.env._("Consent wording"), inquiry.consent_text),
            *inquiry.extra,
            (self.env._("Files left out"), self._left_out_in_words()),
            (self.env._("Not read"), self._unbelieved_in_words()),
            *self._where_from(inquiry),
        ]
        return paragraph(inquiry.message) + labelled(labels)

    def _own_words(self, inquiry, treatments):
        """Return what they called it, where that is not the name of the treatment."""
        names = ", ".join(treatments.mapped("name"))
        said = inquiry.treatment
        return "" if said.casefold() == names.casefold() else said

    def _doubtful(self, inquiry):
        if not inquiry.email_is_doubtful:
            return ""
        return self.env._("%s. Nothing is sent there; call them.", inquiry.email)

    def _left_out_in_words(self):
        if not self.left_out:
            return ""
        return self.env._("%s (not an image or PDF, or too large)", self.left_out)

    def _unbelieved_in_words(self):
        if not self.query or self.source_id._is_query_believed():
            return ""
        return self.env._("the fields of the address, for they are not signed")

    def _where_from(self, inquiry):
        """Return what tells of the way to the form, for who reads figures of ads."""
        return [
            (self.env._("Page"), inquiry.page),
            (self.env._("Came from"), inquiry.referrer),
            (self.env._("Search words"), inquiry.utm_term),
            (self.env._("Ad"), inquiry.utm_content),
            *((self._click(name), value) for name, value in inquiry.click_ids),
        ]

    def _click(self, name):
        """Return the words by which people know a click id."""
        known = {
            "gclid": self.env._("Google click"),
            "fbclid": self.env._("Facebook click"),
            "msclkid": self.env._("Microsoft click"),
            "ttclid": self.env._("TikTok click"),
        }
        return known.get(name) or self.env._("Ad click (%s)", name)

    def _yes_no(self, value):
        if value is None:
            return ""
        return self.env._("yes") if value else self.env._("no")


def title(inquiry, treatments):
    """Return who asks for what, ``""`` if it says neither.

    :param treatments: names of those that were recognised.
    """
    who = inquiry.full_name or inquiry.email or inquiry.phone
    what = ", ".join(treatments) or inquiry.treatment
    return " - ".join(filter(None, (who, what)))[:200]


def paragraph(text):
    """Return text as HTML, its lines kept; nothing of no text."""
    lines = Markup("<br/>").join(text.split("\n"))
    return Markup("<p>%s</p>") % lines if text else Markup("")


def labelled(pairs):
    """Return ``(label, text)`` as HTML, one a line, without those that say nothing."""
    return Markup("").join(
        Markup("<p>%s: %s</p>") % (label, text) for label, text in pairs if text
    )
