from markupsafe import Markup

from odoo import models, tools


class CrmTeam(models.Model):
    """The hours in which a team keeps its promises."""

    _inherit = "crm.team"

    def _response_calendar(self):
        """Return the hours in which this team keeps its promises, without a query."""
        calendars = self.env["resource.calendar"]
        return calendars.browse(self._origin._response_calendar_id() or ())

    @tools.ormcache("self.id", "self.env.company.id")
    def _response_calendar_id(self):
        team_sudo = self.sudo()
        company = team_sudo.company_id or self.env.company
        return (team_sudo.response_calendar_id or company.resource_calendar_id).id

    def _replan_waits(self):
        self.env["medspa.response.cycle"].sudo()._replan(
            [("team_id", "in", self.ids), ("policy_id.hours", "=", "team")]
        )

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
