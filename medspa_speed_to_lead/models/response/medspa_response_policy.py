from typing import NamedTuple

from odoo import api, fields, models, tools

from ...tools.policy import Conditions, Traits
from ..intake.crm_lead import INTENTS, PATIENT_TYPES


class PolicyTerms(NamedTuple):
    """What a policy promises, in seconds of the hours that it counts."""

    target: int
    warn_before: int
    around_the_clock: bool


class MedspaResponsePolicy(models.Model):
    """The promise: who it is made to and within how many minutes it is kept."""

    _name = "medspa.response.policy"
    _description = "Response Policy"
    _inherit = [
        "medspa.reference.mixin",
        "medspa.placed.mixin",
        "medspa.replaced.mixin",
    ]
    _inherit += ["medspa.sender.mixin", "medspa.condition.mixin"]
    _inherit += ["medspa.in.use.mixin", "medspa.kept.mixin"]
    _order = "sequence, id"

    _USED_BY = {
        ("medspa.response.cycle", "policy_id"): (("verdict", "=", False),),
    }

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(
        default=10, help="The first policy whose conditions hold makes the promise."
    )
    target_minutes = fields.Integer(
        string="Answer Within",
        default=5,
        required=True,
        help="Minutes until a person has answered. Zero: due at once.",
    )
    warn_minutes = fields.Integer(
        string="Warn Before",
        default=2,
        help="Minutes before the deadline at which an inquiry counts as due soon. "
        "Longer than the promise: from the start.",
    )
    hours = fields.Selection(
        [("team", "In the team's hours"), ("always", "Around the clock")],
        string="Counted",
        default="team",
        required=True,
    )
    # emptied behind our back, a condition would let everything through
    team_ids = fields.Many2many("crm.team", string="Teams", ondelete="restrict")
    channel_ids = fields.Many2many(
        "medspa.intake.channel", string="Channels", ondelete="restrict"
    )
    category_ids = fields.Many2many(
        "medspa.treatment.category", string="Treatment Categories", ondelete="restrict"
    )
    intent = fields.Selection(INTENTS)
    patient_type = fields.Selection(PATIENT_TYPES)
    domain = fields.Char(string="Further Conditions")
    email_template_id = fields.Many2one(
        string="First Email",
        help="Sent by itself within seconds. Empty: no email.",
    )
    sms_template_id = fields.Many2one(
        string="First Text",
        help="Sent by itself within seconds, to who agreed to texts. Empty: no text.",
    )
    closed_email_template_id = fields.Many2one(
        "mail.template",
        string="First Email While Closed",
        domain="[('model', '=', 'crm.lead')]",
        ondelete="restrict",
        help="Empty: the same as in opening hours.",
    )
    closed_sms_template_id = fields.Many2one(
        "sms.template",
        string="First Text While Closed",
        domain="[('model', '=', 'crm.lead')]",
        ondelete="restrict",
        help="Empty: the same as in opening hours.",
    )
    cadence_id = fields.Many2one(
        "medspa.cadence",
        string="Follow-Up Plan",
        ondelete="restrict",
        help="Begins with the inquiry and ends when they reply or book. Empty: none.",
    )
    escalation_step_ids = fields.One2many(
        "medspa.escalation.step",
        "policy_id",
        string="Escalation",
        copy=True,
        default=lambda self: self._default_steps(),
    )
    promise = fields.Char(compute="_compute_promise")

    _target_not_negative = models.Constraint(
        "CHECK(target_minutes >= 0)", "A promise cannot be kept before it is made."
    )
    _warn_not_negative = models.Constraint(
        "CHECK(warn_minutes >= 0)", "Warn zero or more minutes before the deadline."
    )

    _CLOCK_FIELDS = frozenset(("target_minutes", "warn_minutes", "hours"))

    @api.model
    def _default_steps(self):
        """Remind, alert, hand over: what most practices want, and can change."""
        return [
            fields.Command.create({"offset_minutes": offset, "action": action})
            for offset, action in ((-2, "remind"), (0, "alert"), (15, "hand_over"))
        ]

    @api.depends("target_minutes", "hours")
    def _compute_promise(self):
        for policy in self:
            policy.promise = self.env._(
                "A person answers within %(minutes)s minutes, %(hours)s.",
                minutes=policy.target_minutes,
                hours=self.env._("day and night")
                if policy.hours == "always"
                else self.env._("counted in the team's hours"),
            )

    def write(self, vals):
        result = super().write(vals)
        if self._CLOCK_FIELDS & vals.keys():
            cycles_sudo = self.env["medspa.response.cycle"].sudo()
            cycles_sudo._recompute_deadlines([("policy_id", "in", self.ids)])
            # also those that are late already: later steps of theirs have moved
            self._replan_steps()
        return result

    @api.model
    def _match(self, leads):
        """Return ``{lead: policy}``; the built-in one where none fits.

        Conditions are kept compiled, so that a match costs no query; works on new
        records too, as owner and deadline are known before the inquiry is stored.
        """
        return {lead: self.browse(self._match_one(lead)) for lead in leads}

    def _match_one(self, lead):
        # archived or not: what they asked about, and to tell would cost a query
        treatments = lead.with_context(active_test=False).treatment_ids
        traits = Traits(
            company=(lead.company_id or lead.team_id.company_id or self.env.company).id,
            team=lead.team_id.id,
            channel=lead.intake_channel_id.id,
            categories=treatments._categories(),
            intent=lead.intake_intent or "general",
            patient_type=lead.intake_patient_type or "new",
        )
        for conditions in self._conditions():
            if conditions.hold_for(traits) and self.browse(conditions.key)._fits(
                lead, conditions.domain
            ):
                return conditions.key
        return self._built_in_id()

    @api.model
    @tools.ormcache()
    def _conditions(self):
        """Return the conditions of all active policies, in their order.

        A condition on something archived stays one: left out, it would be empty and
        the policy would take everything.
        """
        policies = self.sudo().with_context(active_test=False)
        replaced = self._replaced()
        return tuple(
            Conditions(
                key=policy.id,
                company=policy.company_id.id or 0,
                replaced_for=replaced.get(policy.id, frozenset()),
                teams=frozenset(policy.team_ids.ids),
                channels=frozenset(policy.channel_ids.ids),
                categories=frozenset(policy.category_ids.ids),
                intent=policy.intent or "",
                patient_type=policy.patient_type or "",
                domain=policy.domain or "",
            )
            for policy in policies.search([("active", "=", True)])
        )

    @tools.ormcache("self.id")
    def _terms(self):
        """Return its :class:`PolicyTerms`.

        Kept, so that a new inquiry need not read its policy again.
        """
        # of a wait whose promise somebody has deleted, the built-in one holds
        policy_sudo = (self or self._built_in()).sudo()
        return PolicyTerms(
            target=policy_sudo.target_minutes * 60,
            warn_before=policy_sudo.warn_minutes * 60,
            around_the_clock=policy_sudo.hours == "always",
        )

    @tools.ormcache("self.id")
    def _steps(self):
        """Return ``((step id, seconds of working time since the start), ...)``, the
        earliest first."""
        target = self._terms().target
        policy_sudo = (self or self._built_in()).sudo()
        steps = policy_sudo.escalation_step_ids.sorted(
            lambda step: (step.offset_minutes, step.sequence, step.id)
        )
        return tuple(
            (step.id, max(0, target + step.offset_minutes * 60)) for step in steps
        )

    def _replan_steps(self):
        """Look again at all open waits of these policies: their steps have changed."""
        cycles_sudo = self.env["medspa.response.cycle"].sudo()
        cycles_sudo.search(
            [("policy_id", "in", self.ids), ("verdict", "=", False)]
        )._set_next_steps()

    @tools.ormcache("self.id")
    def _acknowledged_channels(self):
        """Return the channels on which this policy has a first message."""
        policy_sudo = self.sudo()
        messages = {
            "email": policy_sudo.email_template_id
            or policy_sudo.closed_email_template_id,
            "sms": policy_sudo.sms_template_id or policy_sudo.closed_sms_template_id,
        }
        return tuple(channel for channel, template in messages.items() if template)

    @tools.ormcache("self.id")
    def _first_cadence_id(self):
        return self.sudo().cadence_id.id

    def _first_cadence(self):
        """Return the follow-up plan that begins with an inquiry, without a query."""
        return self.env["medspa.cadence"].browse(self._first_cadence_id() or ())

    def _first_message(self, channel, closed):
        """Return the template of the first email or text, empty if there is none."""
        policy_sudo = self.sudo()
        while_closed = policy_sudo[f"closed_{channel}_template_id"]
        return (closed and while_closed) or policy_sudo[f"{channel}_template_id"]

    def _as_sender(self):
        return self.env._("first messages of the policy “%s”", self.name)

    def _calendar(self, team):
        """Return the hours this promise counts for a team; empty: every hour."""
        if self._terms().around_the_clock:
            return self.env["resource.calendar"]
        return team._response_calendar()
