from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .medspa_intake_mixin import PREFETCH
from .medspa_response_cycle import STATES, clock_state

EXEMPT_REASONS = [
    ("spam", "Spam"),
    ("test", "Test"),
    ("vendor", "Vendor"),
    ("wrong_number", "Wrong number"),
    ("existing_appointment", "Existing appointment"),
    ("other", "Other"),
]


class ClockState(fields.Selection):
    """A selection that the database can compute: grouped by, but not stored.

    Late depends on the present moment alone, so no job has to write it and it can
    never be out of date.
    """

    def to_sql(self, model, alias):
        def column(name):
            return SQL.identifier(alias, name, to_flush=model._fields[name])

        return SQL(
            """CASE
                WHEN %(exempt)s IS NOT NULL THEN 'none'
                WHEN %(since)s IS NULL AND %(verdict)s IN ('on_time', 'late')
                     THEN %(verdict)s
                WHEN %(since)s IS NULL THEN 'none'
                WHEN %(due)s < %(now)s THEN 'overdue'
                WHEN %(warn)s <= %(now)s THEN 'due_soon'
                ELSE 'waiting' END""",
            exempt=column("response_exempt_reason"),
            since=column("response_waiting_since"),
            verdict=column("response_verdict"),
            due=column("response_due_at"),
            warn=column("response_warn_at"),
            now=SQL("%s::timestamp", fields.Datetime.now()),
        )


class MedspaResponseMixin(models.AbstractModel):
    """The response clock of an inquiry.

    Plain stored fields without defaults: installing touches no existing lead. They
    are written by the cycles and by nothing else.
    """

    _name = "medspa.response.mixin"
    _description = "Response Clock of an Inquiry"

    response_policy_id = fields.Many2one(
        "medspa.response.policy",
        string="Promise",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
    )
    response_cycle_ids = fields.One2many(
        "medspa.response.cycle", "lead_id", string="Waits", copy=False, readonly=True
    )
    response_waiting_since = fields.Datetime(copy=False, readonly=True)
    response_warn_at = fields.Datetime(
        string="Due Soon From", copy=False, readonly=True, prefetch=PREFETCH
    )
    response_due_at = fields.Datetime(
        string="Answer By", copy=False, readonly=True, prefetch=PREFETCH
    )
    response_verdict = fields.Selection(
        [("on_time", "On time"), ("late", "Late"), ("void", "Not counted")],
        string="First Verdict",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
    )
    response_state = ClockState(
        [("none", "Nobody waits"), *STATES],
        string="Response",
        compute="_compute_response_state",
        search="_search_response_state",
    )
    response_acknowledged_at = fields.Datetime(
        string="Acknowledged", copy=False, readonly=True, prefetch=PREFETCH
    )
    response_first_at = fields.Datetime(
        string="First Response", copy=False, readonly=True, prefetch=PREFETCH
    )
    response_first_user_id = fields.Many2one(
        "res.users",
        string="First Responder",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
    )
    response_first_channel = fields.Selection(
        selection="_selection_touch_channel",
        string="First Response By",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
    )
    response_first_seconds = fields.Integer(
        string="First Response (seconds)",
        copy=False,
        readonly=True,
        aggregator="avg",
        prefetch=PREFETCH,
    )
    response_first_working_seconds = fields.Integer(
        string="First Response (working seconds)",
        copy=False,
        readonly=True,
        aggregator="avg",
        prefetch=PREFETCH,
    )
    response_contacted_at = fields.Datetime(
        string="Contacted", copy=False, readonly=True, prefetch=PREFETCH
    )
    response_exempt_reason = fields.Selection(
        EXEMPT_REASONS,
        string="Not Counted",
        copy=False,
        tracking=True,
        help="Set: no clock runs and the inquiry is outside of every figure.",
    )

    @api.model
    def _selection_touch_channel(self):
        return self.env["medspa.touch"]._fields["channel"].selection

    @api.depends(
        "response_waiting_since",
        "response_warn_at",
        "response_due_at",
        "response_verdict",
        "response_exempt_reason",
    )
    def _compute_response_state(self):
        now = fields.Datetime.now()
        for lead in self:
            lead.response_state = (
                "none"
                if lead.response_exempt_reason
                else clock_state(
                    lead.response_waiting_since,
                    lead.response_warn_at,
                    lead.response_due_at,
                    lead.response_verdict,
                    now,
                )
            )

    def _search_response_state(self, operator, value):
        """Search by plain conditions, which the planner understands."""
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        exempt = Domain("response_exempt_reason", "!=", False)
        waits = ~exempt & Domain("response_waiting_since", "!=", False)
        idle = ~exempt & Domain("response_waiting_since", "=", False)
        in_time = waits & Domain("response_due_at", ">=", now)
        meanings = {
            "waiting": in_time & Domain("response_warn_at", ">", now),
            "due_soon": in_time & Domain("response_warn_at", "<=", now),
            "overdue": waits & Domain("response_due_at", "<", now),
            "on_time": idle & Domain("response_verdict", "=", "on_time"),
            "late": idle & Domain("response_verdict", "=", "late"),
            "none": exempt
            | (idle & Domain("response_verdict", "not in", ("on_time", "late"))),
        }
        return Domain.OR(meanings[state or "none"] for state in value)

    def _response_plan(self, policy, received_at):
        """Return the clock values of an inquiry that starts to wait."""
        self.ensure_one()
        if not policy:
            return {}
        team = self.team_id.with_company(self.company_id or self.env.company)
        plan = self.env["medspa.response.cycle"]._plan(policy, team, [received_at])
        warn_at, due_at = plan[received_at]
        return {
            "response_policy_id": policy.id,
            "response_waiting_since": received_at,
            "response_warn_at": warn_at,
            "response_due_at": due_at,
        }

    def _start_first_waits(self):
        """Open the first cycle of new inquiries, one insert for all of them."""
        now = fields.Datetime.now()
        cycles = self.env["medspa.response.cycle"].sudo()
        values = []
        for lead in self.filtered("response_waiting_since"):
            is_late = lead.response_due_at < now
            values.append(
                {
                    **lead._cycle_values(),
                    "late_arrival": is_late,
                    "missed_by_id": is_late and lead.user_id.id,
                }
            )
        cycles.create(values)
        if values:
            self.team_id._warn_of_hours()
        self._give_up_closed()

    def _cycle_values(self):
        self.ensure_one()
        policy = self.response_policy_id
        team = self.team_id.with_company(self.company_id or self.env.company)
        return {
            "lead_id": self.id,
            "company_id": self.company_id.id,
            "team_id": self.team_id.id,
            "policy_id": policy.id,
            "calendar_id": policy._calendar(team).id,
            "started_at": self.response_waiting_since,
            "warn_at": self.response_warn_at,
            "due_at": self.response_due_at,
        }

    def _open_cycles(self):
        """Return the open cycles, empty for free where nobody waits."""
        waiting = self.filtered("response_waiting_since")
        cycles = self.env["medspa.response.cycle"].sudo()
        if not waiting:
            return cycles
        return cycles.search([("lead_id", "in", waiting.ids), ("verdict", "=", False)])

    def _give_up_closed(self):
        """Nobody waits for an answer about what is won, lost or archived."""
        self.filtered(
            lambda lead: (
                lead.response_waiting_since
                and (not lead.active or lead.won_status != "pending")
            )
        )._open_cycles()._give_up()

    def _patient_waits(self, since):
        """The patient spoke: a new wait begins unless they already wait."""
        for lead_sudo in self.sudo():
            if (
                lead_sudo.response_waiting_since
                or lead_sudo.response_exempt_reason
                or lead_sudo.won_status != "pending"
                or not lead_sudo.team_id.speed_to_lead
            ):
                continue
            policy = lead_sudo.response_policy_id
            policy = policy or policy._match(lead_sudo)[lead_sudo]
            clock = lead_sudo._response_plan(policy, since)
            if clock:
                lead_sudo.write(clock)
                # an insert does not wait for the update that ended the last wait
                lead_sudo.response_cycle_ids.flush_recordset(["verdict"])
                last = max(lead_sudo.response_cycle_ids.mapped("sequence"), default=0)
                self.env["medspa.response.cycle"].sudo().create(
                    {**lead_sudo._cycle_values(), "sequence": last + 1}
                )

    def _wait_ended(self, cycle_sudo):
        """Called by the cycle: nobody waits any more."""
        lead_sudo = self.sudo()
        values = {
            "response_waiting_since": False,
            "response_warn_at": False,
            "response_due_at": False,
        }
        if cycle_sudo.sequence == 1:
            values["response_verdict"] = cycle_sudo.verdict
        touch = cycle_sudo.answer_touch_id
        if touch and not lead_sudo.response_first_at:
            values.update(lead_sudo._first_response_values(cycle_sudo, touch))
        lead_sudo.write(values)

    def _first_response_values(self, cycle, touch):
        received_at = self.intake_received_at or cycle.started_at
        answered_at = max(cycle.answered_at, received_at)
        timeline = cycle.calendar_id._response_timeline(received_at, answered_at)
        return {
            "response_first_at": answered_at,
            "response_first_user_id": touch.user_id.id,
            "response_first_channel": touch.channel,
            "response_first_seconds": (answered_at - received_at).total_seconds(),
            "response_first_working_seconds": timeline.measure(
                received_at, answered_at
            ),
        }

    def _wait_began(self, cycle_sudo):
        """Called by the cycle: its wait is open again."""
        lead_sudo = self.sudo()
        values = {
            "response_waiting_since": cycle_sudo.started_at,
            "response_warn_at": cycle_sudo.warn_at,
            "response_due_at": cycle_sudo.due_at,
        }
        if cycle_sudo.sequence == 1:
            values["response_verdict"] = False
        lead_sudo.write(values)

    def _exempt_changed(self):
        """Exempt ends the wait uncounted; lifting it lets the last one go on."""
        exempt = self.filtered("response_exempt_reason")
        exempt._open_cycles()._void()
        exempt.sudo().write({"response_verdict": False})
        for lead_sudo in (self - exempt).sudo():
            cycles = lead_sudo.response_cycle_ids.sorted("sequence")
            last = cycles[-1:]
            if last.verdict == "void" and not last.answered_at:
                last._reopen()
            elif cycles:
                lead_sudo.response_verdict = cycles[0].verdict
