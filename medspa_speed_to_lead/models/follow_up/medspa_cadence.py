from markupsafe import Markup

from odoo import api, fields, models, tools

from ..consent.medspa_consent import PURPOSES
from .medspa_enrollment import OPEN

STEP_ICONS = {"call": "fa-phone", "sms": "fa-mobile", "email": "fa-envelope-o"}


class MedspaCadence(models.Model):
    """A follow-up plan: who did not reply hears from us again, over several channels,
    each time with something new, until they reply, book, or the plan ends."""

    _name = "medspa.cadence"
    _description = "Follow-Up Plan"
    _inherit = ["medspa.reference.mixin", "medspa.placed.mixin", "medspa.shared.mixin"]
    _inherit += ["medspa.in.use.mixin", "medspa.kept.mixin"]
    _order = "sequence, id"

    _USED_BY = {
        ("medspa.response.policy", "cadence_id"): (),
        ("medspa.stage.rule", "cadence_id"): (),
        ("crm.stage", "medspa_cadence_id"): (),
        ("medspa.enrollment", "cadence_id"): (),
    }

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    description = fields.Char(
        translate=True, help="For colleagues: who it is for and when it begins."
    )
    purpose = fields.Selection(
        [choice for choice in PURPOSES if choice[0] != "conversational"],
        string="Its Messages Are",
        default="informational",
        required=True,
        help="Offers and advertising need an agreement to exactly that; information "
        "they asked for goes with their inquiry.",
    )
    resume_days = fields.Integer(
        string="Go On After Silence of",
        default=2,
        help="When a colleague has written and the patient stays silent for so many "
        "days, the plan goes on. Zero: the first message of a colleague ends it.",
    )
    hold_until_tried = fields.Boolean(
        string="Wait Until Somebody Has Tried",
        default=True,
        help="No text or email of the plan goes out until somebody has tried to reach "
        "them since they last wrote, by call, text or email. An open call holds the "
        "next step for up to a day. The plan's time stands still meanwhile. First "
        "messages aren't held.",
    )
    step_ids = fields.One2many(
        "medspa.cadence.step", "cadence_id", string="Steps", copy=True
    )
    enrollment_ids = fields.One2many("medspa.enrollment", "cadence_id")
    running_count = fields.Integer(
        string="Inquiries in It", compute="_compute_running_count"
    )
    timeline = fields.Html(compute="_compute_timeline", sanitize=False)
    length_text = fields.Char(string="In Short", compute="_compute_length_text")

    _resume_not_negative = models.Constraint(
        "CHECK(resume_days >= 0)", "Silence lasts zero or more days."
    )

    @api.depends("enrollment_ids.state")
    def _compute_running_count(self):
        counts = dict(
            self.env["medspa.enrollment"]._read_group(
                [
                    ("cadence_id", "in", self.ids),
                    ("state", "in", OPEN),
                ],
                ["cadence_id"],
                ["__count"],
            )
        )
        for cadence in self:
            cadence.running_count = counts.get(cadence._origin, 0)

    @api.depends("step_ids.channel", "step_ids.day")
    def _compute_length_text(self):
        channels = dict(
            self.env["medspa.cadence.step"]
            ._fields["channel"]
            ._description_selection(self.env)
        )
        for cadence in self:
            steps = cadence.step_ids
            parts = [
                self.env._(
                    "%(count)s x %(what)s",
                    count=len(of_channel),
                    what=channels[channel].lower(),
                )
                for channel, of_channel in steps.grouped("channel").items()
                if channel
            ]
            days = max(steps.mapped("day"), default=0)
            cadence.length_text = parts and self.env._(
                "%(parts)s over %(days)s days", parts=", ".join(parts), days=days
            )

    @api.depends("step_ids.day", "step_ids.channel", "step_ids.name")
    def _compute_timeline(self):
        """Show the plan at a glance: the days, and what comes on each."""
        for cadence in self:
            by_day = cadence.step_ids.grouped(lambda step: int(step.day))
            cadence.timeline = Markup(
                "<div class='o_medspa_timeline d-flex flex-wrap gap-2'>%s</div>"
            ) % Markup("").join(
                cadence._day_in_words(day, by_day[day]) for day in sorted(by_day)
            )

    def _day_in_words(self, day, steps):
        icons = Markup("").join(
            Markup("<i class='fa fa-fw %s' title='%s'></i> ")
            % (STEP_ICONS[step.channel], step.name or "")
            for step in steps
        )
        return Markup(
            "<div class='border rounded px-2 py-1 text-center'>"
            "<div class='small text-muted'>%s</div><div>%s</div></div>"
        ) % (self.env._("Day %s", day), icons)

    def action_open_running(self):
        """Open the inquiries that follow this plan now."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "medspa_speed_to_lead.medspa_enrollment_action"
        )
        return {**action, "domain": [("cadence_id", "=", self.id)]}

    @api.constrains("step_ids")
    def _check_steps_differ(self):
        self.step_ids._check_differs_from_the_one_before()

    def write(self, vals):
        result = super().write(vals)
        if {"hold_until_tried", "step_ids"} & vals.keys():
            enrollments = self.env["medspa.enrollment"]
            enrollments._held_of([("cadence_id", "in", self.ids)])._look_again()
        if vals.get("active") is False:
            self.env["medspa.enrollment"].sudo().search(
                [
                    ("cadence_id", "in", self.ids),
                    ("state", "in", OPEN),
                ]
            )._stop(self.env._("The plan was archived."))
        return result

    @tools.ormcache("self.id")
    def _steps_in_order(self):
        """Return ``((step id, Delay), ...)`` in their order; kept, so that a new
        inquiry need not read its plan again. Empty for an archived one."""
        cadence_sudo = self.sudo()
        if not cadence_sudo.active:
            return ()
        return tuple((step.id, step._delay()) for step in cadence_sudo.step_ids)

    def _first_step(self, lead, at):
        """Return ``(step id, moment)`` of an inquiry's first step, ``None`` without."""
        steps = self._steps_in_order()
        if not steps:
            return None
        step_id, delay = steps[0]
        return step_id, self.env["medspa.enrollment"]._moment(delay, at, at, lead)
