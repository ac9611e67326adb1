from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..setup.prefetch import PREFETCH
from .medspa_enrollment import OPEN

# who asked longer ago than this, and is only brought in now, is history
_TOO_LATE_TO_BEGIN = timedelta(days=7)
# what ends a follow-up plan
_ENDS = ("replied", "booked", "showed", "won", "lost", "exempted")


class CrmLead(models.Model):
    """Which follow-up plan an inquiry follows, and what ends it.

    A plan stops in the transaction in which they reply, book, are won or lost, are not
    counted any more, or opt out of all that is left. While a colleague writes with
    them it waits.
    """

    _inherit = "crm.lead"

    enrollment_ids = fields.One2many(
        "medspa.enrollment", "lead_id", string="Follow-Up", copy=False, readonly=True
    )
    followup_cadence_id = fields.Many2one(
        "medspa.cadence",
        string="Follow-Up Plan",
        compute="_compute_followup",
        search="_search_followup_cadence_id",
    )
    followup_state = fields.Selection(
        [("running", "Running"), ("paused", "Paused")], compute="_compute_followup"
    )
    followup_next_at = fields.Datetime(
        string="Next Follow-Up",
        compute="_compute_followup",
        search="_search_followup_next_at",
    )
    followup_last_attempt_at = fields.Datetime(
        string="Last Attempt", compute="_compute_followup_touches"
    )
    followup_last_inbound_at = fields.Datetime(
        string="Last Heard Of", compute="_compute_followup_touches"
    )

    followup_bounced_email = fields.Char(
        string="Bounced Email",
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
        help="No automatic email goes there. Another address is used at once.",
    )

    @api.depends("enrollment_ids.state", "enrollment_ids.next_at")
    def _compute_followup(self):
        following = self.env["medspa.enrollment"].search(
            [("lead_id", "in", self.ids), ("state", "in", OPEN)]
        )
        by_lead = following.grouped("lead_id")
        for lead in self:
            enrollment = by_lead.get(lead._origin, following.browse())
            lead.followup_cadence_id = enrollment.cadence_id
            lead.followup_state = enrollment.state
            lead.followup_next_at = enrollment.next_at

    def _search_followup_cadence_id(self, operator, value):
        return Domain(
            "enrollment_ids",
            "any",
            Domain("state", "in", OPEN) & Domain("cadence_id", operator, value),
        )

    def _search_followup_next_at(self, operator, value):
        return Domain(
            "enrollment_ids",
            "any",
            Domain("state", "in", OPEN) & Domain("next_at", operator, value),
        )

    @api.depends("touch_ids.occurred_at", "touch_ids.direction", "touch_ids.outcome")
    def _compute_followup_touches(self):
        inbound = self._followup_last_touches([("direction", "=", "in")])
        attempts = self._followup_last_touches(
            [
                ("direction", "=", "out"),
                ("performer", "=", "person"),
                ("outcome", "not in", (False, "connected")),
            ]
        )
        for lead in self:
            lead.followup_last_inbound_at = inbound.get(lead._origin, False)
            lead.followup_last_attempt_at = attempts.get(lead._origin, False)

    def _followup_last_touches(self, domain):
        return dict(
            self.env["medspa.touch"]
            .sudo()
            ._read_group(
                Domain("lead_id", "in", self.ids) & Domain(domain),
                ["lead_id"],
                ["occurred_at:max"],
            )
        )

    # by hand, by a server action, by a stage

    def _enroll(self, cadence):
        """Begin a plan for these inquiries; see :meth:`medspa.enrollment._start`."""
        inquiries = self.filtered("intake_received_at")
        return self.env["medspa.enrollment"].sudo()._start(inquiries, cadence.sudo())

    def _followup_first_enrollments(self):
        """Return ``[(lead id, cadence id, step id, moment), ...]`` of new inquiries.

        History that is brought in with its old moments is not followed up.
        """
        now = fields.Datetime.now()
        enrollments = []
        for lead in self.filtered(lambda lead: lead._followup_is_allowed()):
            cadence = lead.response_policy_id._first_cadence()
            if cadence and now - lead.intake_received_at <= _TOO_LATE_TO_BEGIN:
                first = cadence._first_step(lead, now)
                if first:
                    enrollments.append((lead.id, cadence.id, *first))
        return enrollments

    def action_choose_followup(self):
        """Open the dialog that begins a plan for these inquiries."""
        return self._open_dialog("medspa.cadence.start", self.env._("Follow Up"))

    def action_start_followup(self):
        """Begin the plan named in the context; for buttons and server actions."""
        self.check_access("write")
        cadence = self.env["medspa.cadence"].browse(
            self.env.context.get("medspa_cadence_id", ())
        )
        if not cadence:
            raise UserError(self.env._("Choose a follow-up plan."))
        cadence.check_access("read")
        self._enroll(cadence)
        return True

    def action_stop_followup(self):
        """End the plan by hand."""
        self.check_access("write")
        self._followup_enrollments()._stop(
            self.env._("Stopped by %s.", self.env.user.name)
        )
        return True

    def _followup_enrollments(self):
        """Return what these inquiries follow at present, with full rights."""
        return (
            self.env["medspa.enrollment"]
            .sudo()
            .search([("lead_id", "in", self.ids), ("state", "in", OPEN)])
        )

    def _followup_is_allowed(self):
        self.ensure_one()
        return bool(
            self.intake_received_at
            and not self.response_exempt_reason
            and not self._practice_is_closed()
        )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("stage_id"):
            stage = self.env["crm.stage"].browse(vals["stage_id"]).sudo()
            if stage.medspa_cadence_id:
                self._enroll(stage.medspa_cadence_id)
        return result

    # what ends it, and what makes it wait

    def _happened(self, fact):
        """End what ran before; what a rule begins on this fact lives."""
        if fact in _ENDS:
            self._followup_end(fact)
        return super()._happened(fact)

    def _followup_end(self, fact):
        reasons = {
            "replied": self.env._("They replied."),
            "booked": self.env._("A consultation is booked."),
            "showed": self.env._("They showed."),
            "contacted": self.env._("A colleague spoke with them."),
            "won": self.env._("Won."),
            "lost": self.env._("Lost."),
            "exempted": self.env._("Excluded."),
        }
        self._followup_enrollments()._stop(reasons[fact], fact)

    def _touch_person_answered(self, touch):
        """The same for an answer: rules act on it after this."""
        if touch._is_conversation():
            self._followup_end("contacted")
        else:
            self._followup_enrollments()._pause(touch.occurred_at)
        return super()._touch_person_answered(touch)

    def _touch_response_failed(self, touch):
        """A plan does not wait for what never arrived, unless another answer did."""
        result = super()._touch_response_failed(touch)
        for lead_sudo in self.sudo():
            lead_sudo._followup_forget_answer(touch)
        return result

    def _followup_forget_answer(self, touch):
        latest = self.enrollment_ids.sorted("id")[-1:]
        held_up = latest.filtered(lambda enrollment: enrollment._is_held_up())
        if not held_up or not self._followup_is_allowed():
            return
        answers = self._followup_answers_since(held_up.started_at)
        if not answers:
            held_up._never_answered()
        else:
            held_up._pause(answers[-1].occurred_at)

    def _followup_answers_since(self, moment):
        """Return what colleagues answered since then, the first one first."""
        return self.touch_ids.filtered(
            lambda one: one._is_human_response() and one.occurred_at >= moment
        ).sorted(lambda one: (one.occurred_at, one.id))

    # merged inquiries

    def _merge_inquiries(self, inquiries, tail):
        """What is true of one of them is true of what they become."""
        fact = tail._followup_fact()
        result = super()._merge_inquiries(inquiries, tail)
        if fact:
            self._followup_end(fact)
        for following in self._followup_enrollments():
            answers = self._followup_answers_since(following.started_at)
            if answers:
                following._pause(answers[-1].occurred_at)
        return result

    def _followup_fact(self):
        """Return the first fact of these inquiries that ends a plan, or ``None``."""
        if any(touch._is_reply() for touch in self.touch_ids):
            return "replied"
        known = ("contacted", "showed", "booked")
        return next(
            (fact for fact in known if any(lead._has_fact(fact) for lead in self)), None
        )

    # calls

    def _register_touch(self, values):
        touch = super()._register_touch(values)
        if values.get("channel") == "call" and values.get("direction") == "out":
            self._followup_planned_calls()._was_called()
        return touch

    def _followup_planned_calls(self):
        return (
            self.env["medspa.touch"]
            .sudo()
            .search(
                [
                    ("lead_id", "in", self.ids),
                    ("enrollment_id", "!=", False),
                    ("channel", "=", "call"),
                    ("state", "=", "planned"),
                ]
            )
        )

    def _followup_called_since(self, moment):
        """Return the last call of a colleague since ``moment``, empty if none."""
        return self.env["medspa.touch"].search(
            [
                ("lead_id", "=", self.id),
                ("channel", "=", "call"),
                ("direction", "=", "out"),
                ("performer", "=", "person"),
                ("occurred_at", ">", moment),
            ],
            limit=1,
        )

    def _followup_is_wrong_number(self):
        """Say whether the last call told that their number is somebody else's."""
        last = self.env["medspa.touch"].search(
            [
                ("lead_id", "=", self.id),
                ("channel", "=", "call"),
                ("performer", "=", "person"),
            ],
            limit=1,
        )
        is_same = last.address in (False, self.phone_sanitized or self.phone)
        return last.outcome == "wrong_number" and is_same
