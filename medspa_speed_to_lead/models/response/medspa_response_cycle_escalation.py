from odoo import fields, models
from odoo.tools import SQL

from ..jobs.waking import ESCALATE, wake


class MedspaResponseCycle(models.Model):
    """When the escalation steps of a wait come, and which are due."""

    _inherit = "medspa.response.cycle"

    next_step_at = fields.Datetime(
        readonly=True, help="When the next escalation step is looked at."
    )

    def _counted_from(self):
        """Return the moment from which steps count: when we could know of the wait."""
        return (
            self.create_date.replace(microsecond=0)
            if self.late_arrival
            else self.started_at
        )

    def _step_moments(self):
        """Return ``{cycle: [(moment, step id), ...]}``, the earliest first; a handful
        of calendars are read, however many waits there are."""
        moments = {cycle: [] for cycle in self}
        for (policy, calendar), group in self.grouped(
            lambda cycle: (cycle.policy_id, cycle.calendar_id)
        ).items():
            starts = {cycle: cycle._counted_from() for cycle in group}
            for step_id, seconds in policy._steps():
                at = calendar._response_deadlines(starts.values(), seconds)
                for cycle, start in starts.items():
                    moments[cycle].append((at[start], step_id))
        return moments

    def _steps_at(self, now):
        """Return what is to be done at ``now`` and when to look again.

        :return: ``({cycle: [step id, ...]}, {cycle: moment or None})``. While nobody
            works nothing is done: an alert at night wakes somebody, or nobody.
        """
        due, following = {}, {}
        wait_until = {team: team._nobody_works_until(now) for team in self.team_id}
        for cycle, moments in self._step_moments().items():
            reached = [step_id for moment, step_id in moments if moment <= now]
            later = [moment for moment, _step_id in moments if moment > now]
            if reached and wait_until.get(cycle.team_id):
                following[cycle] = wait_until[cycle.team_id]
            else:
                due[cycle] = reached
                following[cycle] = min(later, default=None)
        return due, following

    def _set_next_steps(self):
        """Look at the earliest step of each wait anew; those taken are not repeated."""
        following = {
            cycle: min((moment for moment, _step in moments), default=None)
            for cycle, moments in self._step_moments().items()
        }
        self._write_next_steps(following)
        wake(self.env, ESCALATE, following.values())

    def _write_next_steps(self, following):
        if not following:
            return
        self.flush_recordset(["next_step_at"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE medspa_response_cycle cycle SET next_step_at = plan.at
                  FROM unnest(%s::int[], %s::timestamp[]) AS plan(id, at)
                 WHERE cycle.id = plan.id
                """,
                [cycle.id for cycle in following],
                list(following.values()),
            )
        )
        self.invalidate_recordset(["next_step_at"], flush=False)
