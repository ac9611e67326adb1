from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ...tools.cadence import step_moment
from ...tools.reason import Reason
from ..jobs.waking import FOLLOW_UP, wake
from ..jobs.work import Work, is_any, work_off
from ..stages.crm_lead_fact import FACTS

OPEN = ("running", "paused")
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
    """One inquiry's way through a follow-up plan, one step after the other.

    ``next_at`` is when somebody must look at it again; empty while the message of the
    present step is under way. A step is taken by inserting its touch under a unique
    key, so whatever runs twice takes it once.
    """

    _name = "medspa.enrollment"
    _description = "Inquiry in a Follow-Up Plan"
    _inherit = ["medspa.recorded.mixin"]
    _order = "started_at DESC, id DESC"
    _rec_name = "cadence_id"

    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", required=True, ondelete="cascade", index=True
    )
    cadence_id = fields.Many2one(
        "medspa.cadence", string="Plan", required=True, ondelete="restrict", index=True
    )
    state = fields.Selection(
        [
            ("running", "Running"),
            ("paused", "Paused"),
            ("done", "Finished"),
            ("stopped", "Stopped"),
        ],
        default="running",
        required=True,
    )
    stop_reason = fields.Char(string="Why It Stopped")
    stop_fact = fields.Selection(FACTS, string="Stopped By")
    started_at = fields.Datetime(required=True, default=fields.Datetime.now)
    ended_at = fields.Datetime()
    last_at = fields.Datetime(help="When the step before ended; delays count from it.")
    next_at = fields.Datetime(
        string="Next Step", help="Empty while a message is under way, and at the end."
    )
    step_id = fields.Many2one(
        "medspa.cadence.step", string="Next", ondelete="set null", index=True
    )
    touch_ids = fields.One2many("medspa.touch", "enrollment_id")

    _one_open = models.UniqueIndex(
        "(lead_id) WHERE state IN ('running', 'paused')",
        "An inquiry follows one plan at a time.",
    )
    _due = models.Index("(next_at) WHERE state IN ('running', 'paused')")
    _idle = models.Index("(id) WHERE state = 'running' AND next_at IS NULL")

    # beginning

    @api.model
    def _start(self, leads, cadence):
        """Begin a plan for these inquiries, in place of the one they follow.

        Nothing happens to who follows it already, cannot be reached by it or is closed.
        """
        now = fields.Datetime.now()
        following = self.search([("lead_id", "in", leads.ids), ("state", "in", OPEN)])
        same = following.filtered(lambda one: one.cadence_id == cadence)
        (following - same)._stop(self.env._("Another plan began: %s", cadence.name))
        self.flush_model(["state"])  # the index allows one at a time
        values = []
        for lead in leads - same.lead_id:
            first = cadence._first_step(lead.team_id, now)
            if first and lead._may_be_followed_up():
                step_id, at = first
                values.append(
                    {
                        "lead_id": lead.id,
                        "cadence_id": cadence.id,
                        "started_at": now,
                        "last_at": now,
                        "step_id": step_id,
                        "next_at": at,
                    }
                )
        started = self.create(values)
        wake(self.env, FOLLOW_UP, started.mapped("next_at"))
        return started

    @api.model
    def _moment(self, delay, started_at, previous_at, team):
        """Return when a step comes for an inquiry of ``team``."""
        calendar = team._response_calendar()

        def add_working(start, seconds):
            return calendar._response_deadlines([start], seconds)[start]

        zone = calendar.sudo().tz or "UTC"
        return step_moment(delay, started_at, previous_at, zone, add_working)

    # ending and pausing, in the transaction of what caused it

    def _stop(self, reason, fact=False):
        """End these plans: nothing of them leaves any more.

        :param fact: what ended them, of :data:`..stages.crm_lead_fact.FACTS`.
        """
        going_on = self.filtered(lambda one: one.state in OPEN)
        if not going_on:
            return
        going_on.write(
            {
                "state": "stopped",
                "stop_reason": reason,
                "stop_fact": fact,
                "ended_at": fields.Datetime.now(),
                "next_at": False,
            }
        )
        going_on._withdraw(Reason("ended", reason))

    def _pause(self, at):
        """A colleague writes with them: wait until they have been silent."""
        for one in self.filtered(lambda one: one.state in OPEN):
            days = one.cadence_id.resume_days
            if not days:
                one._stop(self.env._("A colleague took over."))
                continue
            later = fields.Datetime.add(at, days=days)
            one.write({"state": "paused", "last_at": at, "next_at": later})
            one._withdraw(Reason("answered", self.env._("A colleague wrote to them.")))
            wake(self.env, FOLLOW_UP, [later])

    def _withdraw(self, reason):
        """Take back what is planned and has not left."""
        planned = self.env["medspa.touch"].search(
            [("enrollment_id", "in", self.ids), ("state", "=", "planned")]
        )
        planned._take_back(reason)

    def _reaches_them(self):
        """Say whether any channel of the plan may still be used for this person."""
        lead, cadence = self.lead_id, self.cadence_id
        channels = set(cadence.step_ids.mapped("channel"))
        channels.update(filter(None, cadence.step_ids.mapped("fallback_channel")))
        if "call" in channels and lead.phone and not lead._is_wrong_number():
            return True
        consent = self.env["medspa.consent"]
        return any(
            not consent._refusal(lead, channel, cadence.purpose)
            for channel in channels - {"call"}
        )

    # the job

    @api.model
    def _cron_follow_up(self):
        """Take the steps that are due, send what they planned, plan what comes next."""
        touches = self.env["medspa.touch"]
        touches._recover_interrupted()
        # a reminder belongs to an hour; it waits for no plan
        if not touches._send_due(("reminder",)):
            return
        while self._advance_due() and touches._send_due(("follow_up", "reminder")):
            if not self._schedule_idle():
                break

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
        given_up = self.filtered(lambda one: not one.lead_id._may_be_followed_up())
        given_up._stop(self.env._("The inquiry is closed or not counted."))
        going_on = self - given_up
        paused = going_on.filtered(lambda one: one.state == "paused")
        paused.write({"state": "running"})
        paused._schedule(not_before=now)
        due = going_on.filtered(lambda one: one.next_at and one.next_at <= now)
        without = due.filtered(lambda one: not one.step_id)
        without._schedule_or_finish(now)
        (due - without)._take_step()

    def _take_step(self):
        """Plan the touch of the present step; calls become a task of the owner."""
        touches = self.env["medspa.touch"]._plan_steps(
            [(one, one.step_id, one.step_id.channel) for one in self]
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
        for one in self:
            last, ended_at = taken.get(one.id, (False, one.last_at or one.started_at))
            ended_at = max(ended_at, one.last_at or ended_at)
            step_id, delay = one._step_after(last)
            if step_id:
                at = one._moment(delay, one.started_at, ended_at, one.lead_id.team_id)
            else:
                at = one._call_ends_at() or ended_at
            at = max(at, not_before) if not_before else at
            one.write({"step_id": step_id, "next_at": at, "last_at": ended_at})
            moments.append(at)
        wake(self.env, FOLLOW_UP, moments)

    def _schedule_or_finish(self, now):
        """A step that was deleted is followed by the one after; else it is over."""
        over = self.browse()
        taken = self._steps_taken()
        for one in self:
            last, _ended_at = taken.get(one.id, (False, None))
            if one._step_after(last)[0]:
                one._schedule(not_before=now)
            else:
                over += one
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
        plan = self.cadence_id._plan()
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

    # figures

    @api.model
    def _results_of_steps(self, steps):
        """Return ``{step id: (sent, left out, replies, bookings)}``.

        A reply or a booking belongs to the last message that left before it.
        """
        if not steps.ids:
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT touch.step_id,
                       count(*) FILTER (WHERE touch.state IN
                                        ('sent', 'delivered', 'done')),
                       count(*) FILTER (WHERE touch.state = 'skipped'),
                       count(*) FILTER (WHERE is_last AND one.stop_fact = 'replied'),
                       count(*) FILTER (WHERE is_last AND one.stop_fact = 'booked')
                  FROM (SELECT id, step_id, state, enrollment_id,
                               state IN ('sent', 'delivered', 'done')
                               AND row_number() OVER (
                                   PARTITION BY enrollment_id,
                                                state IN ('sent', 'delivered', 'done')
                                   ORDER BY occurred_at DESC, id DESC) = 1 AS is_last
                          FROM medspa_touch
                         WHERE enrollment_id IN (
                               SELECT enrollment_id FROM medspa_touch
                                WHERE step_id = ANY(%(steps)s))) touch
                  JOIN medspa_enrollment one ON one.id = touch.enrollment_id
                 WHERE touch.step_id = ANY(%(steps)s) AND %(real)s
              GROUP BY touch.step_id
                """,
                steps=steps.ids,
                real=self.env["medspa.mystery"]._is_none(
                    SQL("lead_id"), SQL("one.lead_id")
                ),
            )
        )
        return {step_id: tuple(counts) for step_id, *counts in rows}

    @api.model
    def _insert_query(self, rows, now):
        """Return the statement that enrolls new inquiries.

        A creation has one statement for all it plans, see
        :mod:`..messages.crm_lead_acknowledgement`.

        :param rows: list of ``(lead id, cadence id, step id, moment)``.
        """
        leads, cadences, steps, moments = zip(*rows, strict=True) if rows else [()] * 4
        return SQL(
            """
            INSERT INTO medspa_enrollment
                   (lead_id, cadence_id, step_id, next_at, state, started_at, last_at,
                    create_uid, create_date, write_uid, write_date)
            SELECT lead_id, cadence_id, step_id, next_at, 'running', %(now)s, %(now)s,
                   %(uid)s, %(now)s, %(uid)s, %(now)s
              FROM unnest(%(leads)s::int[], %(cadences)s::int[], %(steps)s::int[],
                          %(moments)s::timestamp[])
                AS new(lead_id, cadence_id, step_id, next_at)
                ON CONFLICT DO NOTHING
            """,
            now=now,
            uid=SUPERUSER_ID,
            leads=list(leads),
            cadences=list(cadences),
            steps=list(steps),
            moments=list(moments),
        )
