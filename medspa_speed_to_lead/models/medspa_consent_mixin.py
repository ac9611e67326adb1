from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.contact_window import zones_of_number


class MedspaConsentMixin(models.AbstractModel):
    """Who the person of an inquiry is to the ledger of consent, and where they are."""

    _name = "medspa.consent.mixin"
    _description = "Consent of an Inquiry"

    consent_ids = fields.Many2many(
        "medspa.consent",
        compute="_compute_consent_ids",
        help="What this person agreed to or refused, whichever inquiry it came with.",
    )

    @api.depends("email_normalized", "phone_sanitized")
    def _compute_consent_ids(self):
        ledger = self.env["medspa.consent"]
        for lead in self:
            addresses = {lead.email_normalized, lead.phone_sanitized} - {False}
            lead.consent_ids = (
                ledger.search(Domain("address", "in", addresses))
                if addresses
                else ledger
            )

    def _consent_address(self, channel):
        """Return how the ledger names the person, ``False`` without an address."""
        return (
            self.email_normalized if channel == "email" else self.phone_sanitized
        ) or False

    def _practice(self):
        """Return the company that this inquiry was made to."""
        return self.company_id or self.team_id.company_id or self.env.company

    def _contact_zones(self):
        """Return the time zones in which the person may be."""
        zones = self.phone_sanitized and zones_of_number(self.phone_sanitized)
        return zones or [self._practice_zone()]

    def _practice_zone(self):
        """Return the time zone of the practice: that of its hours."""
        return self.team_id._response_calendar().sudo().tz or "UTC"
