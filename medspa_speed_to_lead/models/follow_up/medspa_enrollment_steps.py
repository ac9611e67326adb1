from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.plan_hold import hold
from ...tools.reason import Reason
from ..jobs.waking import FOLLOW_UP, wake
from ..jobs.work import Work, is_any, work_off

_BATCH = 200
# what waits for no message, and for no moment either
_IDLE = SQL(
    """
    state = 'running' AND next_at IS NULL AND held_since IS NULL AND NOT EXISTS (
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
        going_on._due_at(now).filtered("step_id")._hold_or_let_go(now)
        due = going_on._due_at(now)
        without = due.filtered(lambda enrollment: not enrollment.step_id)
        without._schedule_or_finish(now)
        (due - without)._take_step()

    def _due_at(self, now):
        return self.filtered(lambda one: one.next_at and one.next_at <= now)

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

    def _schedule(self, not_before=None, at_its_time=False):
        """Note the next step and its moment; at the end the moment it is over.

        :param at_its_time: what comes not before a moment comes at its time of day.
        """
        taken = self._steps_taken()
        moments = []
        for enrollment in self:
            last, ended_at = taken.get(
                enrollment.id, (False, enrollment.last_at or enrollment.started_at)
            )
            ended_at = max(ended_at, enrollment.last_at or ended_at)
            step_id, delay = enrollment._step_after(last)
            if step_id:
                at = enrollment._moment_after(delay, ended_at)
            else:
                at = enrollment._call_ends_at() or ended_at
            if not_before and at < not_before:
                at = not_before
                if step_id and at_its_time:
                    at = enrollment._moment_after(delay.at_its_time(), at)
            enrollment.write({"step_id": step_id, "next_at": at, "last_at": ended_at})
            moments.append(at)
        wake(self.env, FOLLOW_UP, moments)

    def _moment_after(self, delay, moment):
        """Return when a step comes after the one before ended at ``moment``."""
        held = timedelta(seconds=self.held_seconds)
        return self._moment(delay, self.started_at + held, moment, self.lead_id)

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
        over._hold_or_let_go(now)
        over._due_at(now)._finish()

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

    # held: at the moment at which a step is due

    def _hold_or_let_go(self, now):
        """Hold those that wait for something; let go who waits no more.

        A constant number of queries, whatever their number.
        """
        holds = self._holds(now)
        for enrollment, held in holds.items():
            enrollment._hold(held)
        wake(self.env, FOLLOW_UP, [held.until for held in holds.values()])
        waited = self.filtered(lambda one: one.held_since and one not in holds)
        waited._let_go(now)

    def _holds(self, now):
        """Return ``{enrollment: what it waits for}`` of those that wait."""
        able = self.filtered(lambda one: one.cadence_id.sudo().hold_until_tried)
        if not able:
            return {}
        attempts = able.lead_id._followup_attempts()
        open_calls = able._calls_open_since()
        holds = {
            one: hold(
                now,
                one.step_id.channel == "call",
                one.lead_id.id in attempts,
                open_calls.get(one.id),
            )
            for one in able
        }
        return {one: held for one, held in holds.items() if held}

    def _hold(self, held):
        self.write(
            {
                "held_for": held.why,
                "held_since": self.held_since or self.next_at,
                "next_at": held.until or False,
            }
        )

    def _let_go(self, now):
        """Go on as if the time for which they were held had not been."""
        for enrollment in self:
            for_so_long = now - enrollment.held_since
            last_at = (enrollment.last_at or enrollment.started_at) + for_so_long
            enrollment.write({**enrollment._held_no_more(now), "last_at": last_at})
        self._schedule(not_before=now, at_its_time=True)
