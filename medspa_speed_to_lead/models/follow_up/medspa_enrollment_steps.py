from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.reason import Reason
from ..jobs.waking import FOLLOW_UP, wake
from ..jobs.work import Work, is_any, work_off

_BATCH = 200
# what waits for no message, and for no moment either
_IDLE = SQL(
    """
    state = 'running' AND next_at IS NULL AND NOT EXISTS (
        SELECT FROM medspa_touch touch
         WHERE touch.enrollment_id = medspa_enrollment.id
           AND touch.state IN ('planned', 'sending') AND touch.channel != 'call')
    """
)


class MedspaEnrollment(models.Model):
    """How a plan goes on: the step that is due is taken, then the next one is planned.

    A step is taken by inserting its touch under a unique key, so whatever runs twice
    takes it once.
    """

    _inherit = "medspa.enrollment"

    # the job

    @api.model
    def _advance_due(self):
        """Take all due steps in batches; say whether there was time for all."""
        return work_off(self._work_of_steps())

    @api.model
    def _work_of_steps(self):
        return Work(
            "follow_up",
            FOLLOW_UP,
            self.sudo(),
            due=lambda: SQL(
                "state IN ('running', 'paused') AND next_at <= %s",
                fields.Datetime.now(),
            ),
            since=SQL("next_at"),
            do=lambda due: due._advance(),
            at_once=_BATCH,
        )

    def _advance(self):
        """Take the step of each of these plans that is due."""
        now = fields.Datetime.now()
        given_up = self.filtered(
            lambda enrollment: not enrollment.lead_id._followup_is_allowed()
        )
        given_up._stop(self.env._("The inquiry is closed or excluded."))
        going_on = self - given_up
        going_on.filtered(lambda one: one.state == "paused")._go_on(now)
        due = going_on.filtered(
            lambda enrollment: enrollment.next_at and enrollment.next_at <= now
        )
        without = due.filtered(lambda enrollment: not enrollment.step_id)
        without._schedule_or_finish(now)
        (due - without)._take_step()

    def _go_on(self, now):
        """Go on after a pause: what waited comes first, else the next step."""
        self.write({"state": "running"})
        calls = self._waiting().filtered(lambda touch: touch.channel == "call")
        calls._hand_to_owner(again=True)
        under_way = self._waiting().filtered(lambda touch: touch.channel != "call")
        under_way.enrollment_id.write({"next_at": False})
        (self - under_way.enrollment_id)._schedule(not_before=now)

    def _take_step(self):
        """Plan the touch of the present step; calls become a task of the owner."""
        touches = self.env["medspa.touch"]._plan_steps(
            [
                (enrollment, enrollment.step_id, enrollment.step_id.channel)
                for enrollment in self
            ]
        )
        self.write({"next_at": False})
        calls = touches.filtered(lambda touch: touch.channel == "call")
        calls._hand_to_owner()

    # what comes next

    @api.model
    def _schedule_idle(self):
        """Plan the next step of every plan whose message has come to its end.

        Looks at the state of things rather than at who should have said so: a crash
        at any moment leaves nothing forgotten.

        :return: whether some of them are due at once.
        """
        work_off(self._work_of_idle_plans())
        return is_any(self._work_of_steps())

    @api.model
    def _work_of_idle_plans(self):
        return Work(
            "follow_up_next",
            FOLLOW_UP,
            self.sudo(),
            due=lambda: _IDLE,
            since=SQL("write_date"),
            order=SQL("id"),
            do=lambda idle: idle._schedule(),
            at_once=_BATCH,
        )

    def _schedule(self, not_before=None):
        """Note the next step and its moment; at the end the moment it is over."""
        taken = self._steps_taken()
        moments = []
        for enrollment in self:
            last, ended_at = taken.get(
                enrollment.id, (False, enrollment.last_at or enrollment.started_at)
            )
            ended_at = max(ended_at, enrollment.last_at or ended_at)
            step_id, delay = enrollment._step_after(last)
            if step_id:
                at = enrollment._moment(
                    delay, enrollment.started_at, ended_at, enrollment.lead_id
                )
            else:
                at = enrollment._call_ends_at() or ended_at
            at = max(at, not_before) if not_before else at
            enrollment.write({"step_id": step_id, "next_at": at, "last_at": ended_at})
            moments.append(at)
        wake(self.env, FOLLOW_UP, moments)

    def _schedule_or_finish(self, now):
        """A step that was deleted is followed by the one after; else it is over."""
        over = self.browse()
        taken = self._steps_taken()
        for enrollment in self:
            last, _ended_at = taken.get(enrollment.id, (False, None))
            if enrollment._step_after(last)[0]:
                enrollment._schedule(not_before=now)
            else:
                over += enrollment
        over._finish()

    def _finish(self):
        if not self:
            return
        self._withdraw(Reason("not_called", self.env._("Nobody called in time.")))
        self.write(
            {"state": "done", "ended_at": fields.Datetime.now(), "next_at": False}
        )
        self.lead_id._happened("cadence_finished")

    def _step_after(self, last):
        """Return ``(step id, Delay)`` of the step after ``last``, or ``(False, None)``.

        :param last: id of the last step taken, ``False`` before the first.
        """
        plan = self.cadence_id._steps_in_order()
        ids = [step_id for step_id, _delay in plan]
        position = ids.index(last) + 1 if last in ids else 0
        return plan[position] if position < len(plan) else (False, None)

    def _steps_taken(self):
        """Return ``{id: (last step's id, when it ended)}`` in the plans' own order.

        What was left out ended when it was planned: after an outage the plan finds
        back into its own time, rather than starting anew from now.
        """
        if not self.ids:
            return {}
        touches = self.env["medspa.touch"]
        touches.flush_model(["state", "planned_at", "occurred_at"])
        return {
            key: (step_id, ended_at)
            for key, step_id, ended_at in self.env.execute_query(
                SQL(
                    """
                    SELECT DISTINCT ON (touch.enrollment_id)
                           touch.enrollment_id, touch.step_id,
                           CASE WHEN touch.state = 'skipped' OR touch.channel = 'call'
                                THEN touch.planned_at
                                ELSE COALESCE(touch.occurred_at, touch.planned_at) END
                      FROM medspa_touch touch
                      JOIN medspa_cadence_step step ON step.id = touch.step_id
                     WHERE touch.enrollment_id = ANY(%s)
                  ORDER BY touch.enrollment_id, step.sequence DESC, step.id DESC,
                           touch.id DESC
                    """,
                    self.ids,
                )
            )
        }

    def _call_ends_at(self):
        """Return until when the last call may still be made, if one is open."""
        calls = self.touch_ids.filtered(
            lambda touch: touch.channel == "call" and touch.state == "planned"
        )
        return max(
            (
                fields.Datetime.add(call.planned_at, hours=call._max_age_hours())
                for call in calls
            ),
            default=None,
        )
