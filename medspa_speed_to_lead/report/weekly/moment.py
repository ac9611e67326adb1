"""What is true of a practice at a moment: who waits, what is stuck or silent."""

from datetime import timedelta

from odoo.fields import Domain

from ...tools.silence import LONGEST_SILENCE, LOOKED_BACK, Silence, silence_of
from .records import CONSULTATIONS, INQUIRIES, SOURCES, of_company

# in a stage that has no days of its own: stuck after so many
STUCK_DAYS = 14
# nothing needs to move there
RESTING = ("nurture", "won", "lost")
# consultations of so long say how many are usual
PAST = timedelta(weeks=4)


class Moment:
    """A company at ``now``, naive UTC."""

    def __init__(self, env, company, now):
        self._env = env
        self._company = company
        self._now = now

    def waiting(self):
        """Return the domain of ``crm.lead`` whose wait exceeds one business day."""
        cycles = self._env["medspa.response.cycle"]
        is_open = Domain("verdict", "=", False) & of_company(self._company, "lead_id.")
        too_long = Domain.OR(
            Domain("calendar_id", "=", calendar.id)
            & Domain("started_at", "<", calendar._business_day_before(self._now))
            for (calendar,) in cycles._read_group(is_open, ["calendar_id"])
        )
        return Domain("response_cycle_ids", "in", cycles._search(is_open & too_long))

    def stuck(self):
        """Return the domain of ``crm.lead`` that have not moved for too long."""
        stages = self._env["crm.stage"].search(
            [("is_won", "=", False), ("medspa_milestone", "not in", RESTING)]
        )
        by_days = stages.grouped(
            lambda stage: stage.rotting_threshold_days or STUCK_DAYS
        )
        stayed = Domain.OR(
            Domain("stage_id", "in", those.ids)
            & Domain("date_last_stage_update", "<", self._now - timedelta(days=days))
            for days, those in by_days.items()
        )
        ahead = Domain("consultation_state", "=", "scheduled") & Domain(
            "consultation_at", ">", self._now
        )
        is_open = Domain(
            [
                ("intake_received_at", "!=", False),
                ("response_exempt_reason", "=", False),
                ("active", "=", True),
                ("won_status", "=", "pending"),
            ]
        )
        return of_company(self._company) & is_open & stayed & ~ahead

    def without_outcome(self):
        """Return the domain of the consultations that are over and still pending."""
        return of_company(self._company) & Domain("unresolved_count", "=", 1)

    def past_consultations(self):
        """Return how many took place, or should have, in the last four weeks."""
        return self._env[CONSULTATIONS].search_count(
            of_company(self._company)
            & Domain("outcome", "in", ("unresolved", "showed", "no_show"))
            & Domain("start", ">=", self._now - PAST)
        )

    def silences(self):
        """Return ``{source: Silence}`` of the silent entrances."""
        sources = self._env[SOURCES].search(
            [("company_id", "=", self._company.id), ("test_mode", "=", False)]
        )
        since = self._now - LONGEST_SILENCE - LOOKED_BACK
        came = self._env[INQUIRIES]._read_group(
            [
                ("intake_source_id", "in", sources.ids),
                ("intake_received_at", ">", since),
            ],
            ["intake_source_id"],
            ["intake_received_at:array_agg"],
        )
        found = {}
        for source, moments in came:
            silence = silence_of(moments, self._now)
            if silence:
                silent, a_week = silence
                key = f"source:{source.id}"
                found[source] = Silence(key, source.name, silent.days, a_week)
        return found
