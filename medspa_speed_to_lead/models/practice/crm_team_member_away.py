from odoo import api, fields, models
from odoo.tools.misc import format_date, format_time

from ...tools.local_time import to_local
from .crm_team_member import UNTIL_RETURN


class CrmTeamMember(models.Model):
    """Away from inquiries, in words that colleagues read."""

    _inherit = "crm.team.member"

    response_away = fields.Char(string="Away", compute="_compute_response_away")

    @api.depends("response_away_until")
    @api.depends_context("tz", "lang")
    def _compute_response_away(self):
        now = fields.Datetime.now()
        for member in self:
            until = member.response_away_until
            is_away = until and until > now
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
