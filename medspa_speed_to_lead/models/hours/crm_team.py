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
        """Plan anew what waits by the hours of these teams, which have changed.

        Extended by what keeps deadlines.
        """
