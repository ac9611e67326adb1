from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.plan_hold import WAITS_FOR
from ..jobs.waking import FOLLOW_UP, wake


class MedspaEnrollment(models.Model):
    """What has been done of a plan, and what it waits for.

    Held, a plan is not due: it is looked at again when somebody tries to reach them,
    when its open call comes to an end, or when that call is a day old. All its steps
    move by the time for which it was held, so that nothing of it is late.
    """

    _inherit = "medspa.enrollment"

    held_for = fields.Selection(WAITS_FOR, string="Waits For", readonly=True)
    held_since = fields.Datetime(
        readonly=True, help="When the step was due that waits. Empty: none waits."
    )
    held_seconds = fields.Integer(
        readonly=True, aggregator=None, help="For how long it was held before."
    )

    def _steps_taken(self):
        """Return ``{id: (last step's id, when it ended)}`` in the plans' own order.

        What was left out ended when it was planned: after an outage the plan finds
        back into its own time, rather than starting anew from now. A call that a plan
        waits for ended when it was made.
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
                           CASE WHEN touch.channel = 'call' AND touch.state = 'done'
                                     AND plan.hold_until_tried
                                THEN GREATEST(touch.planned_at, touch.occurred_at)
                                WHEN touch.state = 'skipped' OR touch.channel = 'call'
                                THEN touch.planned_at
                                ELSE COALESCE(touch.occurred_at, touch.planned_at) END
                      FROM medspa_touch touch
                      JOIN medspa_cadence_step step ON step.id = touch.step_id
                      JOIN medspa_cadence plan ON plan.id = step.cadence_id
                     WHERE touch.enrollment_id = ANY(%s)
                  ORDER BY touch.enrollment_id, step.sequence DESC, step.id DESC,
                           touch.id DESC
                    """,
                    self.ids,
                )
            )
        }

    def _calls_open_since(self):
        """Return ``{id: since when its call has been the task of somebody}``."""
        self.env["medspa.touch"].flush_model(["state", "planned_at", "activity_id"])
        self.env["mail.activity"].flush_model(["active"])
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT touch.enrollment_id, max(touch.planned_at)
                      FROM medspa_touch touch
                      JOIN mail_activity task ON task.id = touch.activity_id
                     WHERE touch.enrollment_id = ANY(%s) AND touch.channel = 'call'
                       AND touch.state = 'planned' AND task.active
                  GROUP BY touch.enrollment_id
                    """,
                    self.ids,
                )
            )
        )

    def _held_no_more(self, now):
        """Return the values of one that waits for nothing any more."""
        if not self.held_since:
            return {}
        seconds = int((now - self.held_since).total_seconds())
        return {
            "held_for": False,
            "held_since": False,
            "held_seconds": self.held_seconds + max(0, seconds),
        }

    # what has them looked at again

    def _look_again(self):
        """Ask at once whether those that are held still wait."""
        now = fields.Datetime.now()
        held = self.filtered(lambda one: one.held_since and one.state == "running")
        if held:
            held.write({"next_at": now})
            wake(self.env, FOLLOW_UP, [now])

    @api.model
    def _held_of(self, domain):
        """Return those that are held, of those that ``domain`` names."""
        return self.sudo().search(
            [*domain, ("state", "=", "running"), ("held_since", "!=", False)]
        )

    def _take_messages_anew(self):
        """What was planned since somebody seemed to have tried is planned once more."""
        planned = self.env["medspa.touch"].search(
            [
                ("enrollment_id", "in", self.ids),
                ("state", "=", "planned"),
                ("channel", "!=", "call"),
            ]
        )
        if planned:
            planned.unlink()
            wake(self.env, FOLLOW_UP, [fields.Datetime.now()])

    def _call_ended(self):
        """Its open call was made or given up: what comes next counts from that."""
        self._look_again()
        going_on = self.filtered(
            lambda one: (
                one.state == "running"
                and one.next_at
                and not one.held_since
                and one.cadence_id.hold_until_tried
            )
        )
        if going_on:
            going_on.write({"next_at": False})  # the job plans it anew
            wake(self.env, FOLLOW_UP, [fields.Datetime.now()])
