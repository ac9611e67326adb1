from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools.misc import format_date, format_time

from ...tools.local_time import abbreviation, to_local
from ...tools.opening_hours import DAYS, EXAMPLE, UnclearHours, read, spoken
from ...tools.places import places_of

_NOON = 12 * 60


class ResourceCalendar(models.Model):
    """Opening hours in the words of a practice, instead of a line for each half day."""

    _inherit = "resource.calendar"

    opening_hours = fields.Char(
        string="Open",
        compute="_compute_opening_hours",
        inverse="_inverse_opening_hours",
        help="For instance: Mon-Fri 9-6, Sat 10-4, lunch 12-1. Days that you leave out "
        "are closed. Saving replaces the hours below.",
    )

    @api.depends(
        "attendance_ids.dayofweek",
        "attendance_ids.hour_from",
        "attendance_ids.hour_to",
        "attendance_ids.day_period",
        "two_weeks_calendar",
        "flexible_hours",
    )
    def _compute_opening_hours(self):
        for calendar in self:
            plain = not (calendar.two_weeks_calendar or calendar.flexible_hours)
            calendar.opening_hours = plain and spoken(calendar._week())

    def _inverse_opening_hours(self):
        for calendar in self:
            said = calendar.opening_hours
            week = calendar._read_week(said) if said else []
            if week and week != calendar._week():
                calendar.write({"attendance_ids": calendar._lines_of(week)})

    @api.onchange("opening_hours")
    def _onchange_opening_hours(self):
        """Show what was understood before it is saved."""
        unclear = self._understood(self, "opening_hours")
        if self.opening_hours and not unclear:
            week = self._read_week(self.opening_hours)
            if week != self._week():
                self.attendance_ids = self._lines_of(week)
        return unclear

    @api.model
    def _understood(self, form, name):
        """Put hours that somebody typed into a form as they were understood.

        :return: what an onchange returns: a warning where they say no hours.
        """
        try:
            form[name] = form[name] and spoken(self._read_week(form[name]))
        except UserError as unclear:
            title = self.env._("Opening hours")
            return {"warning": {"title": title, "message": str(unclear)}}
        return None

    def _read_week(self, said):
        try:
            return read(said)
        except UnclearHours as unclear:
            raise UserError(
                self.env._(
                    "“%(part)s” says no opening hours. Write them like this: "
                    "%(example)s.",
                    part=unclear.part or said,
                    example=EXAMPLE,
                )
            ) from unclear

    def _week(self):
        """Return the hours as seven lists of ``(opens, closes)`` in minutes."""
        week = [[] for _day in DAYS]
        for line in self.attendance_ids:
            if not line.display_type and line.day_period != "lunch":
                hours = round(line.hour_from * 60), round(line.hour_to * 60)
                week[int(line.dayofweek)].append(hours)
        return [sorted(spans) for spans in week]

    @api.model
    def _lines_of(self, week):
        names = dict(
            self.env["resource.calendar.attendance"]
            ._fields["dayofweek"]
            ._description_selection(self.env)
        )
        return [Command.clear()] + [
            Command.create(
                {
                    "name": names[str(day)],
                    "dayofweek": str(day),
                    "hour_from": opens / 60,
                    "hour_to": closes / 60,
                    "day_period": _period(opens, closes),
                }
            )
            for day, spans in enumerate(week)
            for opens, closes in spans
        ]

    def _open_in_words(self):
        """Return whether these hours are open now, until or from when, and which zone
        they are in; empty if they never open or never close."""
        now = fields.Datetime.now()
        timeline = self._response_timeline(now, now)
        closes = timeline.next_close(now) if timeline.is_open(now) else None
        opens = None if closes else timeline.next_open(now)
        if closes:
            return self.env._("open now, closes %s", self._moment_in_words(closes, now))
        if opens and opens > now:
            return self.env._("closed, opens %s", self._moment_in_words(opens, now))
        return ""

    def _moment_in_words(self, moment, now):
        zone = self.sudo().tz or "UTC"
        time = format_time(self.env, moment, tz=zone, time_format="short")
        words = f"{time} {abbreviation(moment, zone)}"
        day = to_local(moment, zone).date()
        if day == to_local(now, zone).date():
            return words
        return f"{format_date(self.env, day, date_format='EEE')} {words}"

    def _elsewhere(self, address_sudo):
        """Return whether the clock of these hours is not that of an address."""
        places = places_of(
            country=address_sudo.country_id.code or "",
            state=address_sudo.state_id.code or "",
        )
        now = fields.Datetime.now()
        there = {to_local(now, place.zone) for place in places}
        return bool(there) and to_local(now, self.sudo().tz or "UTC") not in there


def _period(opens, closes):
    if closes <= _NOON + 60:
        return "morning"
    return "afternoon" if opens >= _NOON else "full_day"
