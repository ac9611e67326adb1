"""The numbers of a weekly review, and the records behind each."""

from datetime import timedelta
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from ..tools.findings import (
    LONGEST_SILENCE,
    LOOKED_BACK,
    Silence,
    Week,
    silence_of,
)
from ..tools.period import Days
from ..tools.slow_hours import hours_of, slow_blocks
from .duty import people_on_duty
from .medspa_inquiry_report import WHILE_OPEN

WEEK = timedelta(days=7)
# slow hours are looked for in so many weeks, or none have enough cases
SLOW_WEEKS = 4
# what is usual is the average of so many weeks, and known from so many on
USUAL_WEEKS = 8
USUAL_WEEKS_AT_LEAST = 4
# in a stage that has no days of its own: stuck after so many
STUCK_DAYS = 14
# nothing needs to move there
RESTING = ("nurture", "won", "lost")
# of the inquiries of a week
_ASKED = (
    *("answered_count", "judged_count", "on_time_count", "late_count"),
    *("contacted_count", "qualified_count", "booked_count"),
    *("arrival", "closed_arrival_count"),
)


class Records(NamedTuple):
    """What a number counts: ``len(ids)`` is the number."""

    model: str
    ids: list[int]


class Figures(NamedTuple):
    """``records`` by key; ``before``: the same numbers of the week before, as far as
    they can still be told; ``week``: what the rules of the findings look at."""

    records: dict[str, Records]
    before: dict[str, int]
    week: Week


class MedspaWeeklyFigures(models.AbstractModel):
    """Figures of one company and week, at one moment.

    What is true of inquiries and consultations comes from ``medspa.inquiry.report`` and
    ``medspa.consultation.report``. Defined here:

    * **waiting**: an open wait that has lasted more working time than the hours of one
      average day of the calendar it is counted by; 24 hours where it counts around the
      clock.
    * **stuck**: an open inquiry that has been in its stage for longer than the days
      that the stage allows (Odoo's *Days to rot*), 14 where it says nothing. Nurture
      rests on purpose, and who has a consultation ahead is not stuck.
    * **silent sources**: see :func:`..tools.findings.silence_of`.

    Everything is counted with full rights: a review is of a whole practice.
    """

    _name = "medspa.weekly.figures"
    _description = "Figures of a Week"

    @api.model
    def _figures(self, company, monday, now):
        """Return the figures of the week that begins on a Monday.

        :param date monday: where the practice is.
        :param now: naive UTC, at which waits, stays and silence are looked at.
        """
        self = self.sudo().with_company(company)
        # what is true is asked at this moment, whatever was read before
        self.env["medspa.inquiry.report"].invalidate_model()
        week = (monday, monday + WEEK)
        silences = self._silences(company, now)
        hours, came = self._hours(company, week[1])
        records = self._of_week(company, *week) | {
            "waiting": self._leads(self._waiting(company, now)),
            "stuck": self._leads(self._stuck(company, now)),
            "without_outcome": self._consultations(self._without_outcome(company)),
            "silent_sources": Records(
                "medspa.intake.source",
                [int(one.key.partition(":")[2]) for one in silences],
            ),
        }
        for one in silences:
            source_id = int(one.key.partition(":")[2])
            records[one.key] = Records("medspa.intake.source", [source_id])
        for block in slow_blocks(hours):
            keys = ((hour.weekday, hour.hour) for hour in block.hours)
            ids = [lead_id for key in keys for lead_id in came.get(key, ())]
            records[block.key] = Records("crm.lead", ids)
        before = {}
        first_day = self._first_day(company)
        if first_day and first_day < monday:
            earlier = self._of_week(company, monday - WEEK, monday)
            before = {
                key: len(earlier[key].ids)
                for key in ("inquiries", "booked", "no_shows")
            }
        return Figures(
            records,
            before,
            self._week(company, week, now, first_day, records, before, silences, hours),
        )

    def _week(self, company, week, now, first_day, records, before, silences, hours):
        """Return what the rules look at."""

        def count(key):
            return len(records[key].ids)

        ((median,),) = self.env["medspa.inquiry.report"]._read_group(
            self._inquiries(company, *week), aggregates=["working_median:median"]
        )
        return Week(
            inquiries=count("inquiries"),
            before=before.get("inquiries"),
            usual=self._usual(company, first_day, week[0]),
            unanswered=count("unanswered"),
            waiting=count("waiting"),
            judged=count("judged"),
            on_time=count("on_time"),
            median=None if median is False else median,
            reached=count("reached"),
            reached_booked=count("reached") - count("reached_not_booked"),
            booked=count("booked"),
            came=count("came"),
            no_shows=count("no_shows"),
            without_outcome=count("without_outcome"),
            past_consultations=self._past_consultations(company, now),
            stuck=count("stuck"),
            arrivals=count("arrivals"),
            closed_arrivals=count("closed_arrivals"),
            hours=tuple(hours),
            silences=tuple(silences),
        )

    # of a week

    def _of_week(self, company, first, end):
        """Return the records of what happened in ``first`` <= day < ``end``."""
        held = self._held(company, first, end)
        # one look at the report, whatever is asked of its rows
        rows = self.env["medspa.inquiry.report"].search_fetch(
            self._inquiries(company, first, end), _ASKED, order="id"
        )
        reached = rows.filtered(lambda row: row.contacted_count and row.qualified_count)
        return {
            "inquiries": _inquiries(rows),
            "unanswered": _inquiries(rows.filtered(lambda row: not row.answered_count)),
            "judged": _inquiries(rows.filtered("judged_count")),
            "on_time": _inquiries(rows.filtered("on_time_count")),
            "late": _inquiries(rows.filtered("late_count")),
            "booked": _inquiries(rows.filtered("booked_count")),
            "reached": _inquiries(reached),
            "reached_not_booked": _inquiries(
                reached.filtered(lambda row: not row.booked_count)
            ),
            "arrivals": _inquiries(rows.filtered("arrival")),
            "closed_arrivals": _inquiries(rows.filtered("closed_arrival_count")),
            "came": self._consultations(held & Domain("showed_count", "=", 1)),
            "no_shows": self._consultations(held & Domain("no_show_count", "=", 1)),
        }

    @api.model
    def _of_company(self, company, lead=""):
        """Return the domain of what belongs to a company.

        An inquiry that says none belongs to that of its team, else of its owner.

        :param lead: path to the inquiry, with a dot at its end.
        """
        domain = Domain.FALSE
        for path in ("user_id.company_id", "team_id.company_id", "company_id"):
            domain = Domain(f"{lead}{path}", "=", company.id) | (
                Domain(f"{lead}{path}", "=", False) & domain
            )
        return domain

    def _inquiries(self, company, first, end):
        """Return the domain of the inquiries of ``first`` <= day < ``end``."""
        return self._of_company(company) & Domain(
            [("received_on", ">=", first), ("received_on", "<", end)]
        )

    def _first_day(self, company):
        report = self.env["medspa.inquiry.report"]
        return report._first_day(self._of_company(company))

    def _usual(self, company, first_day, monday):
        """Return the usual inquiries a week before a Monday, ``None`` if not known."""
        if not first_day:
            return None
        weeks = min(USUAL_WEEKS, (monday - first_day).days // 7)
        if weeks < USUAL_WEEKS_AT_LEAST:
            return None
        earlier = self._inquiries(company, monday - weeks * WEEK, monday)
        return self.env["medspa.inquiry.report"].search_count(earlier) / weeks

    # at a moment

    def _waiting(self, company, now):
        """Return the domain of ``crm.lead`` whose wait exceeds one business day."""
        cycles = self.env["medspa.response.cycle"]
        is_open = Domain("verdict", "=", False) & self._of_company(company, "lead_id.")
        too_long = Domain.OR(
            Domain("calendar_id", "=", calendar.id)
            & Domain("started_at", "<", calendar._business_day_before(now))
            for (calendar,) in cycles._read_group(is_open, ["calendar_id"])
        )
        return Domain("response_cycle_ids", "in", cycles._search(is_open & too_long))

    def _stuck(self, company, now):
        """Return the domain of ``crm.lead`` that have not moved for too long."""
        stages = self.env["crm.stage"].search(
            [("is_won", "=", False), ("medspa_milestone", "not in", RESTING)]
        )
        by_days = stages.grouped(lambda one: one.rotting_threshold_days or STUCK_DAYS)
        stayed = Domain.OR(
            Domain("stage_id", "in", those.ids)
            & Domain("date_last_stage_update", "<", now - timedelta(days=days))
            for days, those in by_days.items()
        )
        ahead = Domain("consultation_state", "=", "scheduled") & Domain(
            "consultation_at", ">", now
        )
        is_open = Domain(
            [
                ("intake_received_at", "!=", False),
                ("response_exempt_reason", "=", False),
                ("active", "=", True),
                ("won_status", "=", "pending"),
            ]
        )
        return self._of_company(company) & is_open & stayed & ~ahead

    def _without_outcome(self, company):
        """Return the domain of the consultations that are over and still pending."""
        return self._of_company(company) & Domain("unresolved_count", "=", 1)

    def _held(self, company, first, end):
        """Return the domain of the consultations of ``first`` <= day < ``end``."""
        return self._of_company(company) & Domain(
            [("held_on", ">=", first), ("held_on", "<", end)]
        )

    def _past_consultations(self, company, now):
        """Return how many took place, or should have, in the last four weeks."""
        return self.env["medspa.consultation.report"].search_count(
            self._of_company(company)
            & Domain("outcome", "in", ("unresolved", "showed", "no_show"))
            & Domain("start", ">=", now - SLOW_WEEKS * WEEK)
        )

    def _silences(self, company, now):
        """Return the silent entrances of a company."""
        since = now - LONGEST_SILENCE - LOOKED_BACK
        sources = self.env["medspa.intake.source"].search(
            [("company_id", "=", company.id), ("test_mode", "=", False)]
        )
        came = self.env["medspa.inquiry.report"]._read_group(
            [
                ("intake_source_id", "in", sources.ids),
                ("intake_received_at", ">", since),
            ],
            ["intake_source_id"],
            ["intake_received_at:array_agg"],
        )
        found = []
        for source, moments in came:
            silence = silence_of(moments, now)
            if silence:
                silent, a_week = silence
                key = f"source:{source.id}"
                found.append(Silence(key, source.name, silent.days, a_week))
        return found

    # slow hours

    def _hours(self, company, end):
        """Return the hours of the week over the weeks before a day, and ``{(weekday,
        hour): ids}`` of the inquiries that came in them while open."""
        first = end - SLOW_WEEKS * WEEK
        came, ids = {}, {}
        for weekday, hour, leads, judged, on_time in self.env[
            "medspa.inquiry.report"
        ]._read_group(
            self._inquiries(company, first, end) & Domain("arrival", "in", WHILE_OPEN),
            ["weekday", "hour"],
            ["lead_id:array_agg", "judged_count:sum", "on_time_count:sum"],
        ):
            came[weekday, hour] = (len(leads), judged, on_time)
            ids[int(weekday), int(hour)] = leads
        days = Days(first, end - timedelta(days=1))
        return hours_of(came, people_on_duty(company._review_teams(), days)), ids

    # records

    def _leads(self, domain):
        """Return the inquiries of a domain; mysteries are in no figure."""
        leads = self.env["crm.lead"].with_context(active_test=False)
        domain &= self.env["medspa.mystery"]._leave_out()
        return Records("crm.lead", leads.search(domain, order="id").ids)

    def _consultations(self, domain):
        found = self.env["medspa.consultation.report"].search(domain, order="id")
        return Records("calendar.event", found.ids)


def _inquiries(rows):
    """Return the inquiries of rows of ``medspa.inquiry.report``."""
    return Records("crm.lead", rows.ids)
