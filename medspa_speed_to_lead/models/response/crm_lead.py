from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.clock_state import clock_state
from ..setup.prefetch import PREFETCH
from .clock_state import STATES, ClockState, open_state_domains

EXEMPT_REASONS = [
    ("spam", "Spam"),
    ("test", "Test"),
    ("vendor", "Vendor"),
    ("wrong_number", "Wrong number"),
    ("existing_appointment", "Existing appointment"),
    ("other", "Other"),
    ("unread", "Unread form"),
    ("no_person", "Not a person's number"),
    ("urgent", "Urgent symptoms"),
]


class CrmLead(models.Model):
    """The response clock of an inquiry.

    Plain stored fields without defaults: installing touches no existing lead. They
    are written by its cycles and by the files beside this one; what older inquiries
    lack is filled in by ``review``.
    """

    _inherit = "crm.lead"

    # in Odoo's own group: the board needs it, and would ask for it once more
    response_policy_id = fields.Many2one(
        "medspa.response.policy", string="Promise", copy=False, readonly=True
    )
    response_cycle_ids = fields.One2many(
        "medspa.response.cycle", "lead_id", string="Waits", copy=False, readonly=True
    )
    response_waiting_since = fields.Datetime(
        copy=False, readonly=True, prefetch=PREFETCH
    )
    response_warn_at = fields.Datetime(
        string="Due Soon From", copy=False, readonly=True, prefetch=PREFETCH
    )
    response_due_at = fields.Datetime(
        string="Answer By", copy=False, readonly=True, prefetch=PREFETCH
    )
    response_verdict = fields.Selection(
        [("on_time", "On time"), ("late", "Late"), ("void", "Excluded")],
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
    response_first_staff_seconds = fields.Integer(
        string="First Response Once Known (working seconds)",
        copy=False,
        readonly=True,
        aggregator="avg",
        prefetch=PREFETCH,
        help="From when the system knew of the inquiry.",
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
        for state, leads in self.grouped(
            lambda lead: (
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
        ).items():
            leads.response_state = state

    def _search_response_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        exempt = Domain("response_exempt_reason", "!=", False)
        waits = ~exempt & Domain("response_waiting_since", "!=", False)
        idle = ~exempt & Domain("response_waiting_since", "=", False)
        meanings = {
            **{
                state: waits & domain
                for state, domain in open_state_domains("response_").items()
            },
            "on_time": idle & Domain("response_verdict", "=", "on_time"),
            "late": idle & Domain("response_verdict", "=", "late"),
            "none": exempt
            | (idle & Domain("response_verdict", "not in", ("on_time", "late"))),
        }
        return Domain.OR(meanings[state or "none"] for state in value)
