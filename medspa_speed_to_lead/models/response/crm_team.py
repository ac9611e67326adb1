from markupsafe import Markup

from odoo import models

from ..practice.crm_team_member import UNTIL_RETURN


class CrmTeam(models.Model):
    """What the hours and members of a team are to the waits of its inquiries."""

    _inherit = "crm.team"

    def _replan_waits(self):
        result = super()._replan_waits()
        self.env["medspa.response.cycle"].sudo()._recompute_open_waits(
            [("team_id", "in", self.ids), ("policy_id.hours", "=", "team")]
        )
        return result

    def _warn_of_hours(self):
        """Tell the administrators, once per cause, that promises count day and night.

        Called when a clock starts; a message each time would be noise.
        """
        for team_sudo in self.sudo():
            issue = team_sudo.response_hours_issue
            if issue and issue != team_sudo.response_hours_told:
                team_sudo.response_hours_told = issue
                said = self.env._(
                    "Promises of the team “%(team)s” are counted day and night, "
                    "because %(issue)s. Choose opening hours on the team.",
                    team=team_sudo.name,
                    issue=issue,
                )
                self.env["medspa.notice"]._tell(
                    # of no record: administrators of another company hear of it too
                    self.env["crm.team"],
                    self.env._("Opening hours missing: %s", team_sudo.name),
                    Markup("<p>%s</p>") % said,
                    self.env.ref("base.group_system").sudo().all_user_ids,
                    everybody=True,
                )

    def _park(self, user):
        """Give no new inquiries to somebody who did not answer, until they are back:
        they say so, or their next shift begins.

        :return: the moments at which these begin.
        """
        members = self.sudo().crm_team_member_ids
        parked = members.filtered(
            # who has said that they are away comes back when they say so
            lambda member: member.user_id == user and not member.response_away
        )
        for member in parked:
            member.write(
                {
                    "response_away_until": UNTIL_RETURN,
                    "response_parked_until": member._next_shift(),
                }
            )
        return parked.mapped("response_parked_until")
