from datetime import datetime

from odoo import fields, models

# away for nobody knows how long: until the person says that they are back
UNTIL_RETURN = datetime(9999, 1, 1)


class CrmTeamMember(models.Model):
    _name = "crm.team.member"
    _inherit = ["medspa.hours.mixin", "medspa.condition.mixin", "crm.team.member"]

    _CONDITION = "assignment_domain"

    response_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Shift",
        help="When this person is on duty for inquiries. Empty: the team's hours.",
    )
    response_away_until = fields.Datetime(
        string="Away Until",
        help="Until then new inquiries go to colleagues.",
    )

    def _takes(self, lead):
        """Say whether the member's own assignment domain lets this inquiry in."""
        self.ensure_one()
        return self._fits(lead, self.assignment_domain)

    def _asks_inquiries(self):
        """Odoo's own assignment has its own rules."""
        return self.crm_team_id.speed_to_lead

    def _on_duty(self, now):
        """Return the members who work now: in their hours, not away, not on leave.

        :param now: naive UTC datetime.
        """
        at_work = self.filtered(
            lambda member: (
                not (member.response_away_until and member.response_away_until > now)
                and member._duty_calendar()._response_timeline(now, now).is_open(now)
            )
        )
        return at_work - at_work._on_leave(now)

    def _duty_calendar(self):
        return self.response_calendar_id or self.crm_team_id._response_calendar()

    def _on_leave(self, now):
        """Return the members with personal time off at ``now``; one query for all."""
        users = self._users_on_leave(self.user_id, now)
        return self.filtered(lambda member: member.user_id in users)

    def _users_on_leave(self, users, now):
        """Return which of these users have personal time off; one query for all."""
        if not users:
            return users
        return self._time_off(users, now, now).resource_id.user_id

    def _time_off(self, users, start, stop):
        """Return the personal time off of these users, as far as it touches the time
        from ``start`` to ``stop`` (naive UTC); one query for all."""
        leaves_sudo = self.env["resource.calendar.leaves"].sudo()
        return leaves_sudo.search_fetch(
            [
                ("resource_id.user_id", "in", users.ids),
                ("time_type", "=", "leave"),
                ("date_from", "<=", stop),
                ("date_to", ">", start),
            ],
            ["resource_id", "date_from", "date_to"],
        )
