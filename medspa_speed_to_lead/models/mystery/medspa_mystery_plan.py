from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools import mystery as rules
from ...tools.local_time import to_utc
from ..jobs.waking import MYSTERY, wake
from . import medspa_mystery

APART = 30 * 60  # seconds that inquiries of one plan lie apart, where there is room


class MedspaMystery(models.Model):
    """When a mystery comes: at a moment that is drawn once, within chosen hours."""

    _inherit = "medspa.mystery"

    date_from = fields.Date(readonly=True)
    date_to = fields.Date(readonly=True)
    hour_from = fields.Float(readonly=True)
    hour_to = fields.Float(readonly=True)
    open_only = fields.Boolean(readonly=True)
    planned_at = fields.Datetime(string="Comes At", readonly=True)
    window = fields.Char(string="When", compute="_compute_window")

    _due = models.Index("(planned_at) WHERE state = 'planned'")

    @api.depends("date_from", "date_to", "hour_from", "hour_to")
    def _compute_window(self):
        for mystery in self:
            mystery.window = mystery.date_from and mystery._window_in_words()

    def _window_in_words(self):
        env = self.env
        days = format_date(env, self.date_from, date_format="EEE, MMM d")
        if self.date_to != self.date_from:
            last = format_date(env, self.date_to, date_format="EEE, MMM d")
            days = env._("%(first)s to %(last)s", first=days, last=last)
        return env._(
            "%(days)s, at some moment from %(start)s to %(stop)s",
            days=days,
            start=_clock(self.hour_from),
            stop=_clock(self.hour_to),
        )

    # the moment

    @api.model
    def _intervals(self, team, dates, hours, open_only):
        """Return what of these days and hours is still to come, in naive UTC.

        :param dates: ``(first, last)``, both included, in the practice's time zone.
        :param hours: ``(from, to)`` as numbers, such as 9.5.
        :param open_only: only while the practice is open.
        """
        calendar = team._response_calendar()
        zone = calendar.sudo().tz or "UTC"
        now = fields.Datetime.now() + timedelta(minutes=1)
        days = (dates[1] - dates[0]).days + 1
        found = []
        for day in (dates[0] + timedelta(days=number) for number in range(days)):
            start, stop = (_moment(zone, day, hour) for hour in hours)
            start = max(start, now)
            if start < stop:
                found += _open(calendar, start, stop) if open_only else [(start, stop)]
        return found

    def _draw_moment(self):
        """Draw another moment in the days and hours that were chosen."""
        for mystery in self:
            moments = rules.draw_moments(
                medspa_mystery.DRAW,
                mystery._intervals(
                    mystery.team_id.with_company(mystery.company_id),
                    (mystery.date_from, mystery.date_to),
                    (mystery.hour_from, mystery.hour_to),
                    mystery.open_only,
                ),
                1,
            )
            if not moments:
                raise UserError(
                    self.env._("These days are over. Plan another mystery inquiry.")
                )
            mystery.sudo().write(
                {"state": "planned", "error": False, "planned_at": moments[0]}
            )
        self._wake()

    def _wake(self):
        wake(self.env, MYSTERY, self.mapped("planned_at"))

    # buttons, before it is sent

    def action_send_now(self):
        self._check_state("planned")
        self.sudo().planned_at = fields.Datetime.now()
        self._wake()
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("On its way: it comes in within a minute."), reload=True
        )

    def action_draw_again(self):
        self._check_state("planned", "failed", "cancelled")
        self._draw_moment()
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("Another moment was drawn."), reload=True
        )

    def action_cancel(self):
        self._check_state("planned")
        self.sudo().state = "cancelled"
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("Cancelled: nothing is sent."),
            undo=self,
            method="action_undo_cancel",
            reload=True,
        )

    def action_undo_cancel(self):
        self._check_state("cancelled")
        self.sudo().state = "planned"
        self._wake()
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("Planned again."), reload=True
        )

    def action_undo_plan(self):
        """Take back a whole plan: what has not been sent yet."""
        self.exists().filtered(lambda mystery: mystery.state == "planned").unlink()
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("Nothing is planned any more."), reload=True
        )


def _clock(hour):
    """Return “9:30” for 9.5."""
    minutes = round(hour * 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _moment(zone, day, hour):
    """Return the naive UTC moment of an hour of the day, midnight as 24 too."""
    midnight = datetime.combine(day, time())
    return to_utc(midnight + timedelta(minutes=round(hour * 60)), zone)


def _open(calendar, start, stop):
    """Return the intervals between two moments in which the practice is open."""
    timeline = calendar._response_timeline(start, stop)
    found = []
    opens = timeline.next_open(start)
    while opens and opens < stop:
        closes = timeline.next_close(opens) or stop
        found.append((opens, min(closes, stop)))
        opens = timeline.next_open(closes) if closes < stop else None
    return found
