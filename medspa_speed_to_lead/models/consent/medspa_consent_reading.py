from odoo import api, models
from odoo.tools import email_normalize, format_date

from ...tools import consent as ledger
from ...tools.reason import Reason


class MedspaConsent(models.Model):
    """What the ledger says of a person: the rule is :mod:`...tools.consent`."""

    _inherit = "medspa.consent"

    def _refusal(self, lead_sudo, channel, purpose):
        """Return why this person may not be written to at any time, or ``None``."""
        env = self.env
        if lead_sudo.response_exempt_reason:
            reasons = dict(
                lead_sudo._fields["response_exempt_reason"]._description_selection(env)
            )
            words = reasons[lead_sudo.response_exempt_reason]
            return Reason("closed", env._("Excluded as no inquiry: %s.", words))
        address = lead_sudo._consent_address(channel)
        if not address:
            return Reason(
                "no_address",
                env._("There is no phone number that can be texted.")
                if channel == "sms"
                else env._("There is no email address."),
            )
        nowhere = channel == "sms" and lead_sudo._practice()._why_no_text_to(address)
        if nowhere:
            return nowhere
        if channel == "sms" and lead_sudo.phone_sanitized_blacklisted:
            return Reason("refused", env._("The number has opted out of texts."))
        if channel == "email" and lead_sudo.is_blacklisted:
            return Reason("refused", env._("The address has opted out of emails."))
        if channel == "email" and lead_sudo.followup_bounced_email == address:
            return Reason("bounced", env._("An email to this address came back."))
        return self._ledger_refusal(lead_sudo, address, channel, purpose)

    def _ledger_refusal(self, lead_sudo, address, channel, purpose):
        line = self._standing(lead_sudo._practice(), address, channel, purpose)
        if line and not line.granted:
            day = format_date(self.env, line.at)
            return Reason("refused", self.env._("They refused on %s.", day))
        if channel == "sms" and not line:
            return Reason("no_consent", self.env._("They have not agreed to texts."))
        return None

    def _standing(self, company, address, channel, purpose):
        """Return the line that holds for a company, ``None`` if nothing was said.

        :rtype: ...tools.consent.Entry
        """
        lines = self.sudo().search(
            [("address", "=", address), ("channel", "=", channel)]
        )
        return ledger.standing(lines._entries(company), purpose)

    def _entries(self, company):
        """Return what these lines say to a company.

        A refusal counts for every company, an agreement for the one that got it.
        """
        return [
            ledger.Entry(
                line.purpose,
                line.granted,
                line.occurred_at,
                line.learned_at,
                line.by_keyword,
                line.id,
            )
            for line in self
            if not line.granted or line.company_id in (company, company.browse())
        ]

    @api.model
    def _known_as(self, address, channel, company):
        """Return how the ledger names an address, however it was written."""
        if channel == "email":
            return email_normalize(address) or address
        full = self.env.user._phone_format(
            number=address, country=company.country_id, force_format="E164"
        )
        return full or address
