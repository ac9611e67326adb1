from odoo import api, fields, models, tools
from odoo.fields import Command


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

    def _keep_hours(self, said):
        """Give a team the hours that somebody said, hours of its own if others.

        Those of the company stay: people may be paid by them.

        :raise UserError: where they say no hours.
        """
        self.ensure_one()
        self.check_access("write")
        calendar_sudo = self._response_calendar().sudo()
        week = calendar_sudo._read_week(said)
        if week == calendar_sudo._week() and not calendar_sudo.two_weeks_calendar:
            return
        company_sudo = (self.company_id or self.env.company).sudo()
        values = {
            "name": self.env._("Opening hours: %s", self.name),
            "company_id": company_sudo.id,
            "tz": calendar_sudo.tz or company_sudo.partner_id.tz or self.env.user.tz,
            "attendance_ids": calendar_sudo._lines_of(week),
            "global_leave_ids": [
                Command.create(closure)
                for closure in calendar_sudo.global_leave_ids.copy_data(
                    {"calendar_id": False}
                )
            ],
        }
        if not values["tz"]:
            del values["tz"]
        self.response_calendar_id = calendar_sudo.create(values).sudo(False)

    def _replan_waits(self):
        """Plan anew what waits by the hours of these teams, which have changed.

        Extended by what keeps deadlines.
        """
