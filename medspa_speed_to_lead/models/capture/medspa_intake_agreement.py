from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, email_normalize_all

from ...tools.arrival import FURTHEST

_LOOKED_BACK = timedelta(days=30)


class MedspaIntakeEvent(models.Model):
    """What a person agreed to or refused on a form goes into the ledger."""

    _inherit = "medspa.intake.event"

    def _record_consent(self, lead, inquiry):
        """Write into the ledger what the person agreed to or refused on the form.

        Only an answer counts: a form without the question has asked nothing.
        """
        ledger, said = self.env["medspa.consent"], self._said_on_form(inquiry)
        for channel, address, answer in self._consent_answers(inquiry):
            if answer is True:
                agreed = {**said, "occurred_at": self._agreed_at(inquiry)}
                ledger._grant(address, channel, "informational", lead=lead, **agreed)
                lead._consent_show_agreement_in_vain(channel, address, self.source_id)
            elif answer is False:
                ledger._revoke(address, channel, lead=lead, **said)

    def _agreed_at(self, inquiry):
        """Return when they agreed: at the earliest, where the zone is anybody's guess.

        A refusal of the day before may have come later, and wins.
        """
        if self._is_in_another_zone(inquiry):
            return self.received_at - FURTHEST
        return self._raised_hand_at(inquiry)

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
        refusing = self._emails(inquiry) if emails is False else (email,)
        return (
            *(("sms", one, texts) for one in phones),
            *(("email", one, emails) for one in refusing),
        )

    def _emails(self, inquiry):
        """Return every address that was typed as the email, normalised."""
        typed = ", ".join((inquiry.email, *inquiry.emails))
        return tuple(dict.fromkeys(email_normalize_all(typed)))


class MedspaIntakeSource(models.Model):
    """An agreement is worth little if nobody can say to what."""

    _inherit = "medspa.intake.source"

    lacks_wording = fields.Boolean(compute="_compute_lacks_wording")

    @api.depends("consent_text")
    def _compute_lacks_wording(self):
        """Say whether agreements came lately without the words that were agreed to."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT event.source_id
                  FROM medspa_intake_event event
                  JOIN medspa_consent said ON said.lead_id = event.lead_id
                 WHERE event.source_id = ANY(%s) AND event.received_at > %s
                   AND said.granted AND said.purpose = 'informational'
                   AND said.learned_at >= event.received_at
                   AND COALESCE(said.wording, '') = ''
                """,
                self.ids,
                fields.Datetime.now() - _LOOKED_BACK,
            )
        )
        lacking = {source_id for (source_id,) in rows}
        for source in self:
            known = source.consent_text or source._origin.id not in lacking
            source.lacks_wording = not known
