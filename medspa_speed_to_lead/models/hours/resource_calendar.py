from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import uuid4

from odoo import fields, models, tools
from odoo.tools.date_utils import localized, to_timezone

from ...tools.arrival import OPEN, arrival
from ...tools.business_day import business_day_before
from ...tools.local_time import day_around, to_local
from ...tools.working_time import AROUND_THE_CLOCK, BeyondHorizon, Timeline
from ..rights.context_keys import OURS, is_ours

# working time is fetched and kept in pieces of this length
_CHUNK = timedelta(days=28)
_EPOCH = datetime(1970, 1, 1)
# a promise that needs more calendar time than this counts as never opening
_HORIZON = timedelta(days=400)
_SLIVER = timedelta(seconds=1)
# how far open hours are looked for: those that are hardly ever open need more
_REACHES = (_CHUNK, _HORIZON)


class ResourceCalendar(models.Model):
    """Working hours as the clock reads them: timelines of UTC intervals.

    The calendar, its lunch gaps, its closures and its time zone stay Odoo's; here
    they are only fetched, in pieces that are kept until the hours change.
    """

    _name = "resource.calendar"
    _inherit = ["resource.calendar", "medspa.in.use.mixin"]

    _USED_BY = {
        ("crm.team", "response_calendar_id"): (),
        ("crm.team.member", "response_calendar_id"): (),
        ("res.company", "resource_calendar_id"): (),
        ("medspa.response.cycle", "calendar_id"): (("verdict", "=", False),),
    }

    # new at each change of hours or closures; part of the cache key, so that an
    # older transaction can never leave stale hours behind for a newer one
    response_revision = fields.Char(readonly=True, copy=False)

    _HOURS_FIELDS = frozenset(
        ("tz", "attendance_ids", "schedule_type", "flexible_hours", "active")
        + ("two_weeks_calendar", "leave_ids", "global_leave_ids", "duration_based")
    )

    def write(self, vals):
        if not self._HOURS_FIELDS & vals.keys():
            return super().write(vals)
        with self._hours_change() as calendars:
            return super(ResourceCalendar, calendars).write(vals)

    def unlink(self):
        result = super().unlink()
        self.env["medspa.kept.mixin"]._forget_kept()  # which hours are a team's
        return result

    # timelines

    @contextmanager
    def _hours_change(self):
        """Renew what depends on these hours once, when the outermost change ends.

        A form saves a week as one write of the calendar and many of its lines: the
        open waits are recomputed after the last, not after each.
        """
        if is_ours(self, "medspa_hours_change"):
            yield self
            return
        yield self.with_context(medspa_hours_change=OURS)
        self._hours_changed()

    def _hours_changed(self):
        """Renew the cache key of these hours and the deadlines that rest on them."""
        calendars_sudo = self.sudo().exists()
        if calendars_sudo and not is_ours(self, "medspa_hours_change"):
            calendars_sudo.response_revision = uuid4().hex
            calendars_sudo._replan_waits()

    def _replan_waits(self):
        """Plan anew what waits by these hours, which have changed.

        Extended by what keeps deadlines.
        """

    def _response_issue(self):
        """Return why these hours cannot carry a promise, in words, or ``False``."""
        if not self:
            return self.env._("there are no working hours")
        calendar_sudo = self.sudo()
        if calendar_sudo.schedule_type == "flexible" or calendar_sudo.flexible_hours:
            return self.env._("“%s” is flexible and has no opening hours", self.name)
        now = fields.Datetime.now()
        # the near ones are needed anyway, and nearly always enough
        if not any(self._open_timeline(now, now + reach) for reach in _REACHES):
            return self.env._("“%s” never opens within a year", self.name)
        return False

    def _response_timeline(self, start, stop):
        """Return a timeline that knows ``start`` to ``stop`` (naive UTC) and beyond.

        Hours that cannot carry a promise (none, empty, flexible, never open) count
        around the clock: the patient is answered rather early than never, and
        :meth:`_response_issue` tells the administrator.
        """
        if not self:
            return AROUND_THE_CLOCK
        timeline = self._open_timeline(start, stop)
        if timeline and timeline.next_open(stop):
            return timeline
        return self._open_timeline(start, stop + _HORIZON) or AROUND_THE_CLOCK

    def _arrival(self, moment):
        """Return the local day of a moment, and ``open``, ``break`` or ``closed``.

        As with promises, what has no hours is always open; its day is that of UTC.

        :param moment: naive UTC.
        """
        if not self:
            return moment.date(), OPEN
        zone = self.sudo().tz or "UTC"
        day = day_around(moment, zone)
        # as far ahead as a promise looks, so that these hours are there already
        timeline = self._response_timeline(day[0], moment + _CHUNK)
        return to_local(moment, zone).date(), arrival(timeline, day, moment)

    def _add_working(self, start, seconds):
        """Return the moment so many working seconds after ``start``."""
        return self._response_deadlines([start], seconds)[start]

    def _response_deadlines(self, starts, seconds):
        """Return ``{start: deadline}`` for one amount of working time.

        Reads the hours once, however many starts there are.
        """
        starts = set(starts)
        if not starts:
            return {}
        first, last = min(starts), max(starts)
        reach = timedelta(seconds=seconds) + _CHUNK
        while True:
            timeline = self._response_timeline(first, last + reach)
            try:
                return {start: timeline.add(start, seconds) for start in starts}
            except BeyondHorizon:
                if reach > _HORIZON:
                    break
                reach *= 4
        return {start: AROUND_THE_CLOCK.add(start, seconds) for start in starts}

    def _business_day_before(self, now):
        """Return the naive UTC moment before which a wait began that lasts for more
        than one business day at ``now``: the hours of an average day of these hours."""
        seconds = (self.sudo().hours_per_day or 8) * 3600
        for reach in _REACHES:
            timeline = self._response_timeline(now - reach, now)
            moment = business_day_before(timeline, now, seconds, reach)
            if moment > now - reach:
                break
        return moment

    def _open_timeline(self, start, stop):
        calendar_sudo = self.sudo()
        first, last = (start - _EPOCH) // _CHUNK, (stop - _EPOCH) // _CHUNK
        return self._chunks_timeline(
            self.id,
            calendar_sudo.response_revision,
            calendar_sudo.company_id.id or self.env.company.id,
            first,
            # a promise, asked for with every inquiry, looks ahead: who only asks for
            # today shares what was fetched for it
            max(last, first + 1),
        )

    @tools.ormcache("calendar_id", "revision", "company_id", "first", "last")
    def _chunks_timeline(self, calendar_id, revision, company_id, first, last):
        """Return the timeline of the pieces ``first`` to ``last``, closures removed."""
        calendar_sudo = self.browse(calendar_id).sudo()
        if calendar_sudo.schedule_type == "flexible" or calendar_sudo.flexible_hours:
            return Timeline(())
        intervals = calendar_sudo._work_intervals_batch(
            localized(_EPOCH + first * _CHUNK),
            localized(_EPOCH + (last + 1) * _CHUNK),
            # without the company, closures of every company would count under sudo
            domain=[
                ("time_type", "=", "leave"),
                ("company_id", "in", (False, company_id)),
            ],
        )[False]
        bounds = ((_to_utc(start), _to_utc(stop)) for start, stop, _meta in intervals)
        # a closure that ends at 23:59:59 would leave one open second before midnight
        return Timeline((a, b) for a, b in bounds if b - a > _SLIVER)


def _to_utc(moment):
    """Naive UTC in whole seconds: Odoo ends a day at 23:59:59.999999."""
    rounded = to_timezone(None)(moment) + timedelta(microseconds=500)
    return rounded.replace(microsecond=0)
