from datetime import date, timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from ...tools.holidays import holidays_from

# a state of emergency lasts so long, unless it is renewed (La. R.S. 29:724)
_PAUSE = timedelta(days=30)


class MedspaContactWindow(models.Model):
    """Days on which no text goes there: a pause, such as for an emergency, and the
    holidays that the row closes."""

    _inherit = "medspa.contact.window"

    paused_until = fields.Date(
        copy=False,
        help="Before this day no text of these kinds goes there.",
        tracking=True,
    )
    is_paused = fields.Boolean(compute="_compute_is_paused")
    holiday_names = fields.Char(
        string="Which Holidays",
        compute="_compute_holiday_names",
        help="Of the coming year: the federal ones, and those of the state.",
    )

    @api.depends("paused_until")
    def _compute_is_paused(self):
        today = fields.Date.context_today(self)
        for window in self:
            window.is_paused = bool(window.paused_until and window.paused_until > today)

    @api.depends("holidays_closed", "country_id", "state_id")
    def _compute_holiday_names(self):
        today = fields.Date.context_today(self)
        for window in self:
            region = window._region() if window.holidays_closed else None
            window.holiday_names = region is not None and window._list_days(
                holidays_from(today, region)
            )

    def _list_days(self, days: list[tuple[date, str]]):
        return ", ".join(f"{name} ({format_date(self.env, day)})" for day, name in days)

    def action_pause(self):
        """Let no text go there for now, as in a state of emergency."""
        self.paused_until = fields.Date.context_today(self) + _PAUSE

    def action_resume(self):
        self.paused_until = False
