from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ...tools.cadence import step_moment
from ...tools.reason import Reason
from ..jobs.waking import FOLLOW_UP, wake
from ..stages.crm_lead_fact import FACTS

OPEN = ("running", "paused")


class MedspaEnrollment(models.Model):
    """One inquiry's way through a follow-up plan, one step after the other.

    ``next_at`` is when somebody must look at it again; empty while the message of the
    present step is under way.
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
    _idle = models.Index(
        "(id) WHERE state = 'running' AND next_at IS NULL AND held_since IS NULL"
    )
    _held = models.Index("(lead_id) WHERE held_since IS NOT NULL")

    # beginning

    @api.model
    def _start(self, leads, cadence):
        """Begin a plan for these inquiries, in place of the one they follow.

        Nothing happens to who follows it already, cannot be reached by it or is closed.
        """
        now = fields.Datetime.now()
        following = self.search([("lead_id", "in", leads.ids), ("state", "in", OPEN)])
        same = following.filtered(lambda enrollment: enrollment.cadence_id == cadence)
        (following - same)._stop(self.env._("Another plan began: %s", cadence.name))
        self.flush_model(["state"])  # the index allows one at a time
        values = []
        for lead in leads - same.lead_id:
            first = cadence._first_step(lead, now)
            if first and lead._followup_is_allowed():
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
    def _moment(self, delay, started_at, previous_at, lead):
        """Return when a step comes for an inquiry."""
        calendar = lead.team_id._response_calendar()
        zone = calendar.sudo().tz or "UTC"
        return step_moment(
            delay,
            started_at,
            previous_at,
            zone,
            calendar._add_working,
            lead.response_due_at or None,
        )

    # ending, in the transaction of what caused it

    def _stop(self, reason, fact=False):
        """End these plans: nothing of them leaves any more.

        :param fact: what ended them, of :data:`..stages.crm_lead_fact.FACTS`.
        """
        going_on = self.filtered(lambda enrollment: enrollment.state in OPEN)
        if not going_on:
            return
        going_on.write(
            {
                "state": "stopped",
                "stop_reason": reason,
                "stop_fact": fact,
                "ended_at": fields.Datetime.now(),
                "next_at": False,
                "held_for": False,
                "held_since": False,
            }
        )
        going_on._withdraw(Reason("ended", reason))

    # waiting: what was planned is pushed, not lost

    def _pause(self, at):
        """A colleague writes with them: wait until they have been silent.

        :param at: when they wrote.
        """
        for enrollment in self.filtered(lambda enrollment: enrollment.state in OPEN):
            days = enrollment.cadence_id.resume_days
            if not days:
                took_over = self.env._("A colleague took over.")
                enrollment._stop(took_over, "answered")
                continue
            later = fields.Datetime.add(at, days=days)
            paused = {"state": "paused", "last_at": at, "next_at": later}
            enrollment.write({**enrollment._held_no_more(at), **paused})
            enrollment._waiting()._push(later, self.env._("A colleague wrote to them."))
            wake(self.env, FOLLOW_UP, [later])

    def _waiting(self):
        """Return the touches of these plans that are planned or on their way."""
        return self.env["medspa.touch"].search(
            [
                ("enrollment_id", "in", self.ids),
                ("state", "in", ("planned", "sending")),
            ]
        )

    # an answer that did not arrive

    def _is_held_up(self):
        """Say whether a message of a colleague made this plan wait or end."""
        return self.state == "paused" or self.stop_fact == "answered"

    def _never_answered(self):
        """Let the job go on at once, as if nobody had written."""
        now = fields.Datetime.now()
        for enrollment in self:
            if enrollment.state not in OPEN:
                enrollment._taken_back()._plan_again()
            if enrollment.cadence_id.hold_until_tried:
                enrollment._take_messages_anew()
            enrollment.write(
                {
                    "state": "paused",
                    "stop_reason": False,
                    "stop_fact": False,
                    "ended_at": False,
                    "next_at": now,
                    # derived anew from the steps
                    "last_at": enrollment.started_at,
                }
            )
        self._waiting()._push(now, False)
        wake(self.env, FOLLOW_UP, [now])

    def _taken_back(self):
        """Return the touches that were taken back because this plan ended."""
        return self.touch_ids.filtered(
            lambda touch: (
                touch.reason_code == "ended" and touch.occurred_at >= self.ended_at
            )
        )

    # what of it is left

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
        if "call" in channels and lead.phone and not lead._followup_is_wrong_number():
            return True
        consent = self.env["medspa.consent"]
        return any(
            not consent._refusal(lead, channel, cadence.purpose)
            for channel in channels - {"call"}
        )

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
