from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.clock_state import is_late, open_state
from ..setup.minutes_field import Minutes
from .clock_state import STATES, open_state_domains


class MedspaResponseCycle(models.Model):
    """One wait of a patient: from waiting for us until a person answered.

    Moments are UTC, durations seconds. A cycle is open while it has no verdict; an
    inquiry has at most one open cycle, which the database guarantees.
    """

    _name = "medspa.response.cycle"
    _description = "Response Cycle"
    _inherit = ["medspa.recorded.mixin"]
    _order = "lead_id, sequence"
    _rec_name = "lead_id"

    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", required=True, ondelete="cascade", readonly=True
    )
    sequence = fields.Integer(string="Wait", default=1, readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    team_id = fields.Many2one("crm.team", readonly=True, index="btree_not_null")
    policy_id = fields.Many2one(
        "medspa.response.policy", readonly=True, index="btree_not_null"
    )
    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Hours",
        readonly=True,
        index="btree_not_null",
        help="Empty: counted around the clock.",
    )
    started_at = fields.Datetime(string="Waiting Since", required=True, readonly=True)
    warn_at = fields.Datetime(string="Due Soon From", required=True, readonly=True)
    due_at = fields.Datetime(string="Answer By", required=True, readonly=True)
    answered_at = fields.Datetime(readonly=True)
    answered_by_id = fields.Many2one("res.users", readonly=True)
    answer_touch_id = fields.Many2one(
        "medspa.touch", readonly=True, index="btree_not_null"
    )
    closed_at = fields.Datetime(
        readonly=True, help="When the wait ended, answered or not."
    )
    missed_by_id = fields.Many2one(
        "res.users", readonly=True, help="Who owned the inquiry at the deadline."
    )
    late_arrival = fields.Boolean(
        readonly=True,
        help="We learned of it after its deadline: a delay of the system, not of the "
        "person.",
    )
    elapsed_seconds = fields.Integer(readonly=True, aggregator=None)
    working_seconds = fields.Integer(readonly=True, aggregator=None)
    elapsed_minutes = Minutes(
        seconds="elapsed_seconds",
        compute="_compute_minutes",
        aggregator="avg",
        help="Minutes on the clock until the wait ended.",
    )
    working_minutes = Minutes(
        seconds="working_seconds",
        compute="_compute_minutes",
        aggregator="avg",
        help="Minutes in which the practice was open until the wait ended.",
    )
    verdict = fields.Selection(
        [("on_time", "On time"), ("late", "Late"), ("void", "Excluded")],
        readonly=True,
    )
    state = fields.Selection(
        [*STATES, ("void", "Excluded")],
        compute="_compute_state",
        search="_search_state",
    )

    _one_open = models.UniqueIndex(
        "(lead_id) WHERE verdict IS NULL", "The patient is already waiting."
    )
    _sequence_unique = models.UniqueIndex(
        "(lead_id, sequence)", "This wait was already recorded."
    )
    _open_by_deadline = models.Index("(due_at) WHERE verdict IS NULL")
    _steps_due = models.Index(
        "(next_step_at) WHERE verdict IS NULL AND next_step_at IS NOT NULL"
    )

    @api.depends("elapsed_seconds", "working_seconds")
    def _compute_minutes(self):
        for cycle in self:
            cycle.elapsed_minutes = cycle.elapsed_seconds / 60
            cycle.working_minutes = cycle.working_seconds / 60

    @api.depends("started_at", "warn_at", "due_at", "verdict")
    @api.depends_context("uid")
    def _compute_state(self):
        now = fields.Datetime.now()
        for cycle in self:
            cycle.state = cycle.verdict or (
                cycle.due_at and open_state(cycle.warn_at, cycle.due_at, now)
            )

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        is_open = Domain("verdict", "=", False)
        open_states = open_state_domains()
        return Domain.OR(
            is_open & open_states[state]
            if state in open_states
            else Domain("verdict", "=", state)
            for state in value
        )

    @api.model
    def _deadlines_of(self, policy, team, starts):
        """Return ``{start: (warn_at, due_at)}`` of a policy for a team.

        A closed-time inquiry starts at the next opening, which is where working
        time begins to count.
        """
        calendar = policy._calendar(team)
        terms = policy._terms()
        due = calendar._response_deadlines(starts, terms.target)
        warn_after = max(0, terms.target - terms.warn_before)
        warn = calendar._response_deadlines(starts, warn_after)
        return {start: (warn[start], due[start]) for start in due}

    def _recompute_open_waits(self, domain):
        """Plan deadlines and steps of open waits anew: hours or closures changed."""
        self._recompute_deadlines(domain)._set_next_steps()

    def _recompute_deadlines(self, domain):
        """Recompute open waits whose deadline has not passed, all in one go.

        What was missed or answered keeps its deadline: the past does not get better or
        worse.

        :return: the waits that were recomputed; their steps are as they were.
        """
        self.flush_model()
        cycles = self.search(
            Domain(domain)
            & Domain("verdict", "=", False)
            & Domain("due_at", ">", fields.Datetime.now())
        )
        planned = []
        for (policy, team, company), group in cycles.grouped(
            lambda cycle: (cycle.policy_id, cycle.team_id, cycle.company_id)
        ).items():
            team = team.with_company(company or self.env.company)
            moments = self._deadlines_of(policy, team, group.mapped("started_at"))
            calendar = policy._calendar(team).id or None
            planned += [
                (cycle.id, *moments[cycle.started_at], calendar) for cycle in group
            ]
        self._write_deadlines(planned)
        return cycles

    def _write_deadlines(self, planned):
        """Store ``[(cycle id, warn_at, due_at, calendar id)]`` on cycles and leads."""
        if not planned:
            return
        columns = [list(column) for column in zip(*planned, strict=True)]
        self.env.cr.execute(
            SQL(
                """
                WITH planned AS (
                     SELECT * FROM unnest(%s::int[], %s::timestamp[],
                                          %s::timestamp[], %s::int[])
                         AS planned(id, warn_at, due_at, calendar_id)
                ), cycle AS (
                     UPDATE medspa_response_cycle c
                        SET warn_at = planned.warn_at, due_at = planned.due_at,
                            calendar_id = planned.calendar_id
                       FROM planned WHERE c.id = planned.id
                  RETURNING c.lead_id, c.warn_at, c.due_at)
                UPDATE crm_lead
                   SET response_warn_at = cycle.warn_at, response_due_at = cycle.due_at
                  FROM cycle WHERE crm_lead.id = cycle.lead_id
             RETURNING crm_lead.id, crm_lead.user_id
                """,
                *columns,
            )
        )
        moved = self.env.cr.fetchall()
        self.invalidate_model(["warn_at", "due_at", "calendar_id"])
        self.env["crm.lead"].invalidate_model(["response_warn_at", "response_due_at"])
        self.env["crm.lead"]._response_deadlines_moved(
            [lead_id for lead_id, _owner_id in moved],
            {owner_id for _lead_id, owner_id in moved if owner_id},
        )

    def _answer(self, touch):
        """A person answered: end each wait with its verdict and credit who answered.

        The verdict depends on the moment of the answer alone, not on when it was
        recorded; an answer dated before the wait counts as given at its start.
        """
        for cycle in self:
            answered_at = max(touch.occurred_at, cycle.started_at)
            values = {
                "answered_at": answered_at,
                "answered_by_id": touch.user_id.id,
                "answer_touch_id": touch.id,
            }
            if is_late(cycle.due_at, answered_at):
                cycle._close("late", answered_at, **values)
            else:
                # nobody missed it, even where it was recorded as a miss before
                cycle._close("on_time", answered_at, **values, missed_by_id=False)

    def _give_up(self, now=None):
        """Won, lost or archived before an answer: a miss stays a miss."""
        now = now or fields.Datetime.now()
        for cycle in self:
            cycle._close("late" if is_late(cycle.due_at, now) else "void", now)

    def _void(self):
        """Nobody waits after all (spam, test): outside of every figure."""
        now = fields.Datetime.now()
        for cycle in self:
            cycle._close("void", now, missed_by_id=False)

    def _close(self, verdict, at, **values):
        self.ensure_one()
        timeline = self.calendar_id._response_timeline(self.started_at, at)
        if verdict == "late" and not self.missed_by_id:
            values["missed_by_id"] = self.lead_id.user_id.id
        self.write(
            {
                "verdict": verdict,
                "closed_at": at,
                "elapsed_seconds": max(0, (at - self.started_at).total_seconds()),
                "working_seconds": timeline.measure(self.started_at, at),
                **values,
            }
        )
        self.lead_id._response_wait_ended(self)

    def _reopen(self):
        """The wait goes on with its old deadline, as if it had never ended."""
        for cycle in self:
            cycle.write(
                dict.fromkeys(
                    ("verdict", "closed_at", "answered_at", "answered_by_id")
                    + ("answer_touch_id", "elapsed_seconds", "working_seconds"),
                    False,
                )
            )
            cycle.lead_id._response_wait_began(cycle)
        self._set_next_steps()

    def _stamp_miss(self):
        """Before the owner changes: an overdue wait belongs to who owned it."""
        now = fields.Datetime.now()
        for cycle in self:
            if is_late(cycle.due_at, now) and not cycle.missed_by_id:
                cycle.missed_by_id = cycle.lead_id.user_id
