"""What happened in a week of a practice, and in the weeks before it."""

from datetime import timedelta

from odoo.fields import Domain

from ...tools.period import Days
from ...tools.slow_hours import hours_of, slow_spans
from ..duty import people_on_duty
from ..medspa_inquiry_report import WHILE_OPEN
from .records import INQUIRIES, Records, of_company, of_consultations, of_inquiries

WEEK = timedelta(days=7)
# slow hours are looked for in so many weeks, or none have enough cases
SLOW_WEEKS = 4
# what is usual is the average of so many weeks, and known from so many on
USUAL_WEEKS = 8
USUAL_WEEKS_AT_LEAST = 4
# of the inquiries of a week
_ASKED = (
    *("answered_count", "judged_count", "on_time_count", "late_count"),
    *("contacted_count", "qualified_count", "booked_count"),
    *("arrival", "closed_arrival_count"),
)


class PastWeek:
    """The week of a company that begins on a Monday, where the practice is."""

    def __init__(self, env, company, monday):
        self._env = env
        self._company = company
        self._monday = monday
        self._end = monday + WEEK
        self._first_day = env[INQUIRIES]._first_day(of_company(company))

    def records(self):
        """Return the :class:`.records.Records` of what happened in it, by key."""
        return self._records(self._monday, self._end)

    def before(self):
        """Return the numbers of the week before, as far as they can still be told."""
        if not self._first_day or self._first_day >= self._monday:
            return {}
        earlier = self._records(self._monday - WEEK, self._monday)
        return {
            key: len(earlier[key].ids) for key in ("inquiries", "booked", "no_shows")
        }

    def usual(self):
        """Return the usual inquiries a week before it, ``None`` if not known."""
        if not self._first_day:
            return None
        weeks = min(USUAL_WEEKS, (self._monday - self._first_day).days // 7)
        if weeks < USUAL_WEEKS_AT_LEAST:
            return None
        earlier = self._inquiries(self._monday - weeks * WEEK, self._monday)
        return self._env[INQUIRIES].search_count(earlier) / weeks

    def median(self):
        """Return the working minutes until half were answered, ``None`` of nobody."""
        ((median,),) = self._env[INQUIRIES]._read_group(
            self._inquiries(self._monday, self._end),
            aggregates=["working_median:median"],
        )
        return None if median is False else median

    def most_from(self):
        """Return the name whence most came, and how many, ``None`` if unknown."""
        rows = self._env[INQUIRIES]._read_group(
            self._inquiries(self._monday, self._end) & Domain("origin_id", "!=", False),
            ["origin_id"],
            ["inquiry_count:sum"],
        )
        if not rows:
            return None
        # of two that are alike, the one that was there first
        origin, count = max(rows, key=lambda row: (row[1], -row[0].id))
        return origin.display_name, count

    def hours(self):
        """Return the hours of the week over the last weeks, and the records of those
        that are slow, by the key of their span."""
        first = self._end - SLOW_WEEKS * WEEK
        came, ids = {}, {}
        for weekday, hour, leads, judged, on_time in self._env[INQUIRIES]._read_group(
            self._inquiries(first, self._end) & Domain("arrival", "in", WHILE_OPEN),
            ["weekday", "hour"],
            ["lead_id:array_agg", "judged_count:sum", "on_time_count:sum"],
        ):
            came[weekday, hour] = (len(leads), judged, on_time)
            ids[int(weekday), int(hour)] = leads
        days = Days(first, self._end - timedelta(days=1))
        hours = hours_of(came, people_on_duty(self._company._review_teams(), days))
        slow = {
            span.key: Records(
                "crm.lead",
                [
                    lead_id
                    for hour in span.hours
                    for lead_id in ids.get((hour.weekday, hour.hour), ())
                ],
            )
            for span in slow_spans(hours)
        }
        return hours, slow

    def _records(self, first, end):
        """Return the records of what happened in ``first`` <= day < ``end``."""
        held = of_company(self._company) & Domain(
            [("held_on", ">=", first), ("held_on", "<", end)]
        )
        # one look at the report, whatever is asked of its rows
        rows = self._env[INQUIRIES].search_fetch(
            self._inquiries(first, end), _ASKED, order="id"
        )
        reached = rows.filtered(lambda row: row.contacted_count and row.qualified_count)
        found = {
            "inquiries": rows,
            "unanswered": rows.filtered(lambda row: not row.answered_count),
            "judged": rows.filtered("judged_count"),
            "on_time": rows.filtered("on_time_count"),
            "late": rows.filtered("late_count"),
            "booked": rows.filtered("booked_count"),
            "reached": reached,
            "reached_not_booked": reached.filtered(lambda row: not row.booked_count),
            "arrivals": rows.filtered("arrival"),
            "closed_arrivals": rows.filtered("closed_arrival_count"),
        }
        return {key: of_inquiries(those) for key, those in found.items()} | {
            key: of_consultations(self._env, held & Domain(f"{column}_count", "=", 1))
            for key, column in (("came", "showed"), ("no_shows", "no_show"))
        }

    def _inquiries(self, first, end):
        """Return the domain of the inquiries of ``first`` <= day < ``end``."""
        return of_company(self._company) & Domain(
            [("received_on", ">=", first), ("received_on", "<", end)]
        )
