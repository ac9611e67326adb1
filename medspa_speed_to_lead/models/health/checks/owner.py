from odoo import api, models
from odoo.fields import Domain

from ..health import Trouble


class MedspaHealth(models.AbstractModel):
    """Who waits for somebody who has left: accounts archived before this version, or
    past Odoo. Archiving in Odoo hands over."""

    _inherit = "medspa.health"

    @api.model
    def _checks(self):
        return [*super()._checks(), "owner"]

    @api.model
    def _check_owner(self):
        leads_sudo = self.env["crm.lead"].sudo()
        waiting = leads_sudo.search(
            Domain("response_waiting_since", "!=", False)
            & Domain("user_id.active", "=", False),
            order="id",
        )
        return self._waiting_for_who_left(waiting) + self._waiting_for_nobody()

    def _waiting_for_nobody(self):
        """Where nobody may own an inquiry of a company."""
        leads_sudo = self.env["crm.lead"].sudo()
        waiting = leads_sudo.search(
            [("response_waiting_since", "!=", False), ("user_id", "=", False)]
        )
        groups = waiting.grouped(lambda lead: (lead.team_id, lead._practice()))
        return [
            Trouble(
                f"nobody:{team.id}:{company.id}",
                company,
                self.env._(
                    "%(count)s inquiries of the team %(team)s wait for nobody: no "
                    "active user works for the company. Add a member to the team.",
                    count=len(leads),
                    team=team.name,
                ),
                leads[:1],
            )
            for (team, company), leads in groups.items()
            if team and not team._last_resort(company)[0]
        ]

    def _waiting_for_who_left(self, waiting):
        groups = waiting.grouped(lambda lead: (lead.user_id, lead._practice()))
        return [
            Trouble(
                f"{owner.id}:{company.id}",
                company,
                self.env._(
                    "%(count)s inquiries wait for %(owner)s, whose account is "
                    "archived. Hand them over: in the list Waiting for Us, group by "
                    "owner.",
                    count=len(leads),
                    owner=owner.name,
                ),
            )
            for (owner, company), leads in groups.items()
        ]
