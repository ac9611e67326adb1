"""The numbers of a weekly review, and the records behind each."""

from typing import NamedTuple

from odoo import api, models

from ...tools.week import Week
from .moment import Moment
from .records import (
    INQUIRIES,
    SOURCES,
    Records,
    of_company,
    of_consultations,
    of_leads,
)
from .week import PastWeek


class Figures(NamedTuple):
    """``records`` by key; ``before``: the same numbers of the week before, as far as
    they can still be told; ``week``: what the rules of the findings look at."""

    records: dict[str, Records]
    before: dict[str, int]
    week: Week


class MedspaWeeklyFigures(models.AbstractModel):
    """Figures of one company and week, at one moment.

    What is true of inquiries and consultations comes from ``medspa.inquiry.report`` and
    ``medspa.consultation.report``. Defined in the files beside this one:

    * **waiting**: an open wait that has lasted more working time than the hours of one
      average day of the calendar it is counted by; 24 hours where it counts around the
      clock.
    * **stuck**: an open inquiry that has been in its stage for longer than the days
      that the stage allows (Odoo's *Days to rot*), 14 where it says nothing. Nurture
      rests on purpose, and who has a consultation ahead is not stuck.
    * **silent sources**: see :func:`...tools.week.silence_of`.
    * **slow hours**: see :mod:`...tools.slow_hours`.

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
        env = self.sudo().with_company(company).env
        # what is true is asked at this moment, whatever was read before
        env[INQUIRIES].invalidate_model()
        past, moment = PastWeek(env, company, monday), Moment(env, company, now)
        hours, slow = past.hours()
        silences = moment.silences()
        records = {
            **past.records(),
            **slow,
            "waiting": of_leads(env, moment.waiting()),
            "stuck": of_leads(env, moment.stuck()),
            "without_outcome": of_consultations(env, moment.without_outcome()),
            "silent_sources": Records(SOURCES, [source.id for source in silences]),
            **{
                silence.key: Records(SOURCES, source.ids)
                for source, silence in silences.items()
            },
        }
        before = past.before()
        week = self._week(
            {key: len(one.ids) for key, one in records.items()},
            before=before.get("inquiries"),
            most_from=past.most_from(),
            usual=past.usual(),
            median=past.median(),
            past_consultations=moment.past_consultations(),
            hours=tuple(hours),
            silences=tuple(silences.values()),
        )
        return Figures(records, before, week)

    def _week(self, counts, **values):
        """Return what the rules look at."""
        same = (
            *("inquiries", "unanswered", "waiting", "judged", "on_time", "reached"),
            *("booked", "came", "no_shows", "without_outcome", "stuck", "arrivals"),
            "closed_arrivals",
        )
        return Week(
            **{key: counts[key] for key in same},
            reached_booked=counts["reached"] - counts["reached_not_booked"],
            **values,
        )

    def _first_day(self, company):
        return self.env[INQUIRIES]._first_day(of_company(company))
