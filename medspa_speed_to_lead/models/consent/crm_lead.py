from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.contact_window import Place
from ...tools.opt_out import OF_MACHINES
from ...tools.places import places_of, region_of_address
from ..setup.languages import spoken


class CrmLead(models.Model):
    """Who the person of an inquiry is to the ledger of consent, and where they are."""

    _inherit = "crm.lead"

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

    def _contact_language(self):
        """Return the code of the language in which they are written to, or ``None``."""
        languages = (self.lang_id.code, self._practice().sudo().partner_id.lang)
        return spoken(self.env, *languages)

    def _contact_places(self):
        """Return the places where the person may be: time zones with their states.

        Who tells nothing of it is taken for a neighbour of the practice.
        """
        places = places_of(
            self.phone_sanitized or "",
            # who chose a state need not have said its country
            (self.state_id.country_id or self.country_id).code or "",
            self.state_id.code or "",
            self.zip or "",
        )
        return places or [self._practice_place()]

    def _practice_place(self):
        """Return where the practice is, whose night rest is kept there as well."""
        return Place(self._practice_zone(), self._practice_region())

    def _contact_spoke_since(self, moment):
        """Say whether the person asked or answered us after a moment (naive UTC)."""
        if (self.intake_received_at or self.create_date) > moment:
            return True
        touches = self.env["medspa.touch"]
        said = [
            *(("direction", "=", "in"), ("occurred_at", ">", moment)),
            ("meaning", "not in", OF_MACHINES),
        ]
        return bool(touches.search_count([("lead_id", "=", self.id), *said], limit=1))

    def _practice_region(self):
        """Return country and state of the practice as contact hours name them."""
        partner_sudo = self._practice().partner_id.sudo()
        country_sudo, state_sudo = partner_sudo.country_id, partner_sudo.state_id
        return region_of_address(country_sudo.code or "", state_sudo.code or "")

    @api.model
    def _followup_stop_unreachable(self, addresses):
        """Stop what would go on to write to whom nothing may reach any more.

        Called when these addresses are refused; extended by follow-up.
        """
