from datetime import time, timedelta

from pytz import UTC, timezone

from odoo import models

from ...tools.working_time import AROUND_THE_CLOCK
from ..practice.res_company import local_moment

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
        local = UTC.localize(now).astimezone(timezone(self._review_zone())).date()
        return local - timedelta(days=local.weekday())

    def _review_opening(self, monday):
        """Return when the first team opens on a Monday, or next after it if closed.

        :return: naive UTC; where hours never close, nine o'clock.
        """
        return min(
            (
                _opening(team._response_calendar(), monday)
                for team in self._review_teams()
            ),
            default=local_moment(monday, self._review_zone(), _WITHOUT_HOURS),
        )


def _opening(calendar, day):
    zone = calendar.sudo().tz or "UTC"
    start = local_moment(day, zone)
    timeline = calendar._response_timeline(start, start + timedelta(days=7))
    if timeline is AROUND_THE_CLOCK:
        return local_moment(day, zone, _WITHOUT_HOURS)
    return timeline.next_open(start)
