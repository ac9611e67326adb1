from odoo import api, fields, models, tools


class CrmTeam(models.Model):
    """The hours in which a team keeps its promises."""

    _inherit = "crm.team"

    response_hours_words = fields.Char(compute="_compute_response_hours_words")
    response_hours_elsewhere = fields.Char(compute="_compute_response_hours_words")

    @api.depends("speed_to_lead", "response_calendar_id", "company_id")
    def _compute_response_hours_words(self):
        """Say the hours as a person would, and whose clock they do not fit."""
        for team in self:
            calendar = team._response_calendar()
            company_sudo = (team.company_id or self.env.company).sudo()
            hours = (calendar.sudo().opening_hours, calendar._open_in_words())
            team.response_hours_words = calendar and " · ".join(filter(None, hours))
            elsewhere = calendar and calendar._elsewhere(company_sudo.partner_id)
            team.response_hours_elsewhere = elsewhere and self.env._(
                "these hours are in %(zone)s, and %(company)s is in %(state)s.",
                zone=calendar.sudo().tz,
                company=company_sudo.name,
                state=company_sudo.state_id.name or company_sudo.country_id.name,
            )

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
