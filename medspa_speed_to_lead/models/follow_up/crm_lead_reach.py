from odoo import api, models
from odoo.fields import Domain

from .medspa_enrollment import OPEN


class CrmLead(models.Model):
    """Whether anything of a plan still reaches them."""

    _inherit = "crm.lead"

    def _touch_email_bounced(self, email):
        """That address is left alone, and a person is asked for another."""
        result = super()._touch_email_bounced(email)
        for lead_sudo in self.sudo():
            if lead_sudo.followup_bounced_email == email:
                continue
            lead_sudo.followup_bounced_email = email
            self.env["medspa.notice"]._todo(
                lead_sudo,
                self.env._("Their email address does not work"),
                self.env._(
                    "An email to %s came back. Please ask for the right address.", email
                ),
            )
        self._followup_stop_unreachable([email])
        return result

    @api.model
    def _followup_stop_unreachable(self, addresses):
        """End the plans of whom nothing in them may reach any more."""
        super()._followup_stop_unreachable(addresses)
        addresses = list(filter(None, addresses))
        if not addresses:
            return
        concerned = Domain("email_normalized", "in", addresses) | Domain(
            "phone_sanitized", "in", addresses
        )
        following = self.env["medspa.enrollment"].search(
            Domain("state", "in", OPEN) & Domain("lead_id", "any", concerned)
        )
        following.lead_id.invalidate_recordset(
            ["is_blacklisted", "phone_sanitized_blacklisted"]
        )
        following.filtered(lambda enrollment: not enrollment._reaches_them())._stop(
            self.env._("They opted out of all that is left in the plan.")
        )
