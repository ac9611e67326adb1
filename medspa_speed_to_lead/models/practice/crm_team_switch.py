from odoo import models
from odoo.exceptions import RedirectWarning
from odoo.fields import Domain


class CrmTeam(models.Model):
    """A team that stops answering: what becomes of its sources and of who waits."""

    _inherit = "crm.team"

    def write(self, vals):
        if vals.get("speed_to_lead") is False or vals.get("active") is False:
            self._ask_what_becomes()
        return super().write(vals)

    def _ask_what_becomes(self):
        """Let a person say what becomes of what the team is needed for.

        The system is not asked: what feeds a team that is off is shown by Health, and
        who waits there waits on under the promise that was made.
        """
        if self.env.su:
            return
        for team in self.filtered(lambda team: team.active and team.speed_to_lead):
            sources, waits = team._fed_by(), team._waiting_inquiries()
            if sources or waits:
                action = self.env.ref("medspa_speed_to_lead.medspa_team_switch_action")
                raise RedirectWarning(
                    self.env._(
                        "%(sources)s sources bring inquiries to “%(team)s”, and "
                        "%(waits)s inquiries wait there for an answer. What becomes of "
                        "them?",
                        team=team.name,
                        sources=len(sources),
                        waits=len(waits),
                    ),
                    action.id,
                    self.env._("Decide"),
                    {"default_team_id": team.id},
                )

    def _fed_by(self):
        """Return the sources that bring inquiries to these teams, with full rights."""
        sources_sudo = self.env["medspa.intake.source"].sudo()
        return sources_sudo.search([("team_id", "in", self.ids)])

    def _waiting_inquiries(self):
        """Return the inquiries of these teams that wait, with full rights."""
        leads_sudo = self.env["crm.lead"].sudo()
        return leads_sudo.search(
            Domain("team_id", "in", self.ids)
            & Domain("response_waiting_since", "!=", False)
        )
