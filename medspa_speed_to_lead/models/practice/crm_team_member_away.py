from odoo import api, fields, models
from odoo.tools.misc import format_date, format_time

from ...tools.local_time import day_around, to_local
from .crm_team_member import UNTIL_RETURN


class CrmTeamMember(models.Model):
    """Away from inquiries, in words that colleagues read."""

    _inherit = "crm.team.member"

    response_away = fields.Char(string="Away", compute="_compute_response_away")

    response_parked_until = fields.Datetime(
        string="Back With the Shift At",
        readonly=True,
        copy=False,
        help="They did not answer, and an inquiry went to a colleague. New ones come "
        "to them again from then on, or once they say that they are back.",
    )

    def write(self, vals):
        if "response_away_until" in vals:
            # whatever a person says of it holds
            vals = {"response_parked_until": False, **vals}
        return super().write(vals)

    def _next_shift(self):
        """Return when this member's next shift begins: on another day than today."""
        now, calendar = fields.Datetime.now(), self._duty_calendar()
        _start, midnight = day_around(now, calendar.sudo().tz or "UTC")
        timeline = calendar._response_timeline(now, midnight)
        return timeline.next_open(midnight) or midnight

    @api.depends("response_away_until", "response_parked_until")
    @api.depends_context("tz", "lang")
    def _compute_response_away(self):
        now = fields.Datetime.now()
        for member in self:
            until = member.response_away_until
            is_away = until and until > now
            until = (is_away and member.response_parked_until) or until
            member.response_away = is_away and self._away_in_words(until)

    @api.model
    def _away_in_words(self, until, mine=False):
        """Return “until 3:00 PM”, “until Mar 4, 9:00 AM” or “until they return”.

        :param mine: said to that person.
        """
        if until >= UNTIL_RETURN:
            if mine:
                return self.env._("until you return")
            return self.env._("until they return")
        zone = str(self.env.tz)
        ends = format_time(self.env, until, tz=zone, time_format="short")
        ends = ends.replace("\u202f", " ")
        day = to_local(until, zone).date()
        if day != to_local(fields.Datetime.now(), zone).date():
            ends = f"{format_date(self.env, day, date_format='MMM d')}, {ends}"
        return self.env._("until %s", ends)
