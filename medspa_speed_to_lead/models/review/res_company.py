from datetime import time, timedelta

from odoo import models

from ...tools.local_time import midnight, moment_of, to_local
from ...tools.working_time import AROUND_THE_CLOCK

# when the week begins where nothing says when the practice opens
_WITHOUT_HOURS = time(9)


class ResCompany(models.Model):
    """Whose week a review tells of, where, and when it begins."""

    _inherit = "res.company"

    def _review_teams(self):
        """Return the teams that answer the inquiries of this company."""
        self.ensure_one()
        teams_sudo = self.env["crm.team"].sudo().with_company(self)
        return teams_sudo.search(
            [("speed_to_lead", "=", True), ("company_id", "in", (False, self.id))]
        )

    def _review_zone(self):
        """Return the time zone of the practice: that of its first team's hours."""
        calendar_sudo = self._review_teams()[:1]._response_calendar().sudo()
        return (calendar_sudo or self.sudo().resource_calendar_id).tz or "UTC"

    def _review_monday(self, now):
        """Return the Monday of the present week, where the practice is."""
        today = to_local(now, self._review_zone()).date()
        return today - timedelta(days=today.weekday())

    def _review_opening(self, monday):
        """Return when the first team opens on a Monday, or next after it if closed.

        :return: naive UTC; where hours never close, nine o'clock.
        """
        return min(
            (
                _opening(team._response_calendar(), monday)
                for team in self._review_teams()
            ),
            default=moment_of(monday, _WITHOUT_HOURS, self._review_zone()),
        )


def _opening(calendar, day):
    zone = calendar.sudo().tz or "UTC"
    start = midnight(day, zone)
    timeline = calendar._response_timeline(start, start + timedelta(days=7))
    if timeline is AROUND_THE_CLOCK:
        return moment_of(day, _WITHOUT_HOURS, zone)
    return timeline.next_open(start)
