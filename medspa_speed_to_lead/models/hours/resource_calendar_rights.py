from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..rights.field_labels import labels_of


class ResourceCalendar(models.Model):
    """Which hours a CRM manager keeps: those that promises of their teams rest on."""

    _inherit = "resource.calendar"

    response_in_use = fields.Boolean(
        string="Promises Count These Hours",
        compute="_compute_response_in_use",
        search="_search_response_in_use",
        help="A team of your companies, or a member of it, works these hours.",
    )
    # hours, and what they are called; not whose they are, nor of what kind
    _MANAGER_FIELDS = frozenset(
        ("name", "tz", "two_weeks_calendar", "attendance_ids", "global_leave_ids")
        + ("attendance_ids_1st_week", "attendance_ids_2nd_week", "opening_hours")
    )

    def write(self, vals):
        if not self.env.su and not self.env.user._keeps_all_hours():
            self.check_access("write")
            self._check_manager_fields(vals)
        return super().write(vals)

    @api.depends("company_id")
    @api.depends_context("allowed_company_ids", "uid")
    def _compute_response_in_use(self):
        in_use = self._in_use()
        for calendar in self:
            calendar.response_in_use = calendar._origin in in_use

    @api.model
    def _search_response_in_use(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("id", "in", self._in_use().ids)
        return domain if True in value else ~domain

    @api.model
    def _in_use(self):
        """Return the hours of the teams of the user's companies.

        Hours that belong to no company are left out while a team elsewhere counts them
        too: one company may not change what another promises.
        """
        teams_sudo = self.env["crm.team"].sudo().with_context(active_test=True)
        switched_on = teams_sudo.search([("speed_to_lead", "=", True)])
        mine = self.env.companies
        teams = switched_on.filtered(lambda t: not t.company_id or t.company_id in mine)
        elsewhere = self._all_of(switched_on - teams)
        return self._all_of(teams).filtered(
            lambda calendar: (
                calendar.company_id in mine
                if calendar.company_id
                else calendar not in elsewhere
            )
        )

    @api.model
    def _all_of(self, teams_sudo):
        """Return every calendar of teams: theirs, shifts, else the company's."""
        everywhere = self.env.companies
        companies_sudo = teams_sudo.company_id.browse()
        for team_sudo in teams_sudo:
            if not team_sudo.response_calendar_id:
                companies_sudo |= team_sudo.company_id or everywhere.sudo()
        members_sudo = teams_sudo.crm_team_member_ids
        return (
            teams_sudo.response_calendar_id
            | members_sudo.response_calendar_id
            | companies_sudo.resource_calendar_id
        )

    @api.model
    def _free_to_choose(self):
        """Return the hours that the user may give to anybody, ``None`` for all."""
        if self.env.su or self.env.user._keeps_all_hours():
            return None
        return self._in_use()

    def _check_choice(self, free):
        """Refuse hours that somebody gives a team to get at them.

        Whoever gives hours to a team may change them afterwards. What employees of the
        practice are paid by is chosen by whoever keeps it.

        :param free: what could be chosen before, see :meth:`_free_to_choose`.
        """
        if free is None:
            return
        resources_sudo = self.env["resource.resource"].sudo()
        for calendar_sudo in (self - free).sudo():
            company = calendar_sudo.company_id
            schedule_of = resources_sudo.with_context(active_test=False).search_count(
                [("calendar_id", "=", calendar_sudo.id)], limit=1
            )
            if schedule_of or (company and company not in self.env.companies):
                raise AccessError(
                    self.env._(
                        "“%s” is not only for inquiries: people work by it. Ask an "
                        "administrator to choose it.",
                        calendar_sudo.name,
                    )
                )

    def _check_manager_fields(self, vals):
        reserved = vals.keys() - self._MANAGER_FIELDS
        if reserved:
            raise AccessError(
                self.env._(
                    "You may change the hours and closures of “%(calendar)s”. This "
                    "belongs to an administrator: %(fields)s.",
                    calendar=self[:1].name,
                    fields=labels_of(self, reserved),
                )
            )
