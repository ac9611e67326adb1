from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import html2plaintext

from ...tools.cadence import Delay
from ...tools.claims import ALWAYS, CONDITIONS

CHANNELS = [("call", "Call"), ("sms", "Text"), ("email", "Email")]
_HOURS_OF_A_DAY = 24


class MedspaCadenceStep(models.Model):
    """One step of a follow-up plan: a call for the owner, a text or an email."""

    _name = "medspa.cadence.step"
    _description = "Follow-Up Step"
    _inherit = [
        "medspa.reference.mixin",
        "medspa.placed.mixin",
        "medspa.sender.mixin",
        "medspa.kept.mixin",
    ]
    _order = "cadence_id, sequence, id"
    _rec_name = "name"

    _CLAIMS_DEPEND_ON = ("condition", "channel", "fallback_channel")

    cadence_id = fields.Many2one(
        "medspa.cadence", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(compute="_compute_name")
    delay = fields.Integer(string="After", default=1, required=True)
    delay_unit = fields.Selection(
        [
            ("minutes", "minutes"),
            ("hours", "hours"),
            ("working_hours", "working hours"),
            ("days", "days"),
        ],
        string="Unit",
        default="days",
        required=True,
    )
    delay_from = fields.Selection(
        [("previous", "after the step before"), ("start", "after the start")],
        string="Counted",
        default="previous",
        required=True,
    )
    has_time_of_day = fields.Boolean(
        string="At a Certain Time", help="Of the practice's day."
    )
    time_of_day = fields.Float(string="Time", default=10.0)
    day = fields.Float(
        compute="_compute_day", help="About how many days after the start it comes."
    )
    when_text = fields.Char(compute="_compute_when_text")
    channel = fields.Selection(CHANNELS, default="email", required=True)
    variant_ids = fields.One2many(
        "medspa.cadence.variant",
        "step_id",
        string="Other Words For",
        copy=True,
        help="The first that fits an inquiry is used instead of the message above.",
    )
    condition = fields.Selection(
        CONDITIONS,
        string="Goes",
        default=ALWAYS,
        required=True,
        help="Counts calls since they last wrote. If it isn't met, the step is "
        "skipped and the plan goes on.",
    )
    call_note = fields.Text(
        string="What to Say",
        translate=True,
        help="Shown to whoever calls; say too whether to leave a voicemail.",
    )
    fallback_channel = fields.Selection(
        CHANNELS,
        string="Otherwise",
        help="Used when the first one is not allowed for a person, such as a text "
        "to who never agreed to texts.",
    )
    max_age_hours = fields.Integer(
        string="Not Later Than",
        default=24,
        required=True,
        help="Hours. What could not leave by then, such as after an outage, is left "
        "out: it would come out of the blue.",
    )
    touch_ids = fields.One2many("medspa.touch", "step_id")
    sent_count = fields.Integer(string="Sent", compute="_compute_results")
    skipped_count = fields.Integer(string="Left Out", compute="_compute_results")
    reply_count = fields.Integer(string="Replies", compute="_compute_results")
    booking_count = fields.Integer(string="Bookings", compute="_compute_results")

    _delay_not_negative = models.Constraint(
        "CHECK(delay >= 0)", "A step comes zero or more after the one before."
    )
    _age_positive = models.Constraint(
        "CHECK(max_age_hours > 0)", "Give a step at least one hour to leave."
    )
    _time_within_a_day = models.Constraint(
        "CHECK(time_of_day >= 0 AND time_of_day < 24)",
        "A time of day lies between 0:00 and 24:00.",
    )

    @api.depends("channel", "email_template_id.name", "sms_template_id.name")
    def _compute_name(self):
        channels = dict(self._fields["channel"]._description_selection(self.env))
        for step in self:
            template = step._own_template(step.channel)
            words = filter(None, (channels.get(step.channel), template.sudo().name))
            step.name = ": ".join(words)

    @api.depends(
        "delay",
        "delay_unit",
        "delay_from",
        "has_time_of_day",
        "time_of_day",
        "cadence_id.step_ids",
    )
    def _compute_when_text(self):
        """Say when it comes, such as “2 days after the step before, at 10:00”."""

        def words(name):
            return dict(self._fields[name]._description_selection(self.env))

        units, since = words("delay_unit"), words("delay_from")
        singular = {
            "minutes": self.env._("minute"),
            "hours": self.env._("hour"),
            "working_hours": self.env._("working hour"),
            "days": self.env._("day"),
        }
        for step in self:
            is_one = step.delay == 1
            unit = (
                singular.get(step.delay_unit) if is_one else units.get(step.delay_unit)
            )
            is_first = step == step.cadence_id.step_ids[:1]
            counted = since["start"] if is_first else since.get(step.delay_from)
            text = f"{step.delay} {unit} {counted}"
            if step.has_time_of_day:
                hours, minutes = divmod(round(step.time_of_day * 60), 60)
                at = self.env._("at %s", f"{hours}:{minutes:02}")
                text = f"{text}, {at}"
            step.when_text = text

    @api.depends(
        "delay",
        "delay_unit",
        "delay_from",
        "sequence",
        "cadence_id.step_ids.delay",
        "cadence_id.step_ids.sequence",
        "cadence_id.step_ids.delay_unit",
        "cadence_id.step_ids.delay_from",
    )
    def _compute_day(self):
        for cadence in self.cadence_id:
            passed = 0.0
            for step in cadence.step_ids:
                own = step._days()
                passed = own if step.delay_from == "start" else passed + own
                step.day = passed
        for step in self.filtered(lambda step: not step.cadence_id):
            step.day = step._days()

    def _days(self):
        """About how long the delay is; a working day has eight hours."""
        hours = {"minutes": 1 / 60, "hours": 1, "working_hours": 3, "days": 24}
        return self.delay * hours[self.delay_unit] / _HOURS_OF_A_DAY

    def action_open_touches(self):
        """Open what became of this step, by reason where it was left out."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "medspa_speed_to_lead.medspa_touch_action"
        )
        return {
            **action,
            "name": self.name,
            "domain": [("step_id", "=", self.id)],
            "context": {"group_by": ["state", "reason"]},
        }

    def _compute_results(self):
        """Count per step what became of it: one query for a whole plan."""
        counts = self.env["medspa.enrollment"]._results_of_steps(self)
        for step in self:
            sent, skipped, replies, bookings = counts.get(step._origin.id, (0,) * 4)
            step.sent_count, step.skipped_count = sent, skipped
            step.reply_count, step.booking_count = replies, bookings

    @api.constrains("channel", "email_template_id", "sms_template_id", "sequence")
    def _check_has_message(self):
        for step in self.filtered(lambda step: step.channel != "call"):
            if not step._own_template(step.channel):
                raise ValidationError(
                    self.env._("Choose the message of each text and email of a plan.")
                )
        self._check_differs_from_the_one_before()

    def _check_differs_from_the_one_before(self):
        """Nobody gets the same words twice in a row, whatever they are called."""
        for cadence in self.cadence_id:
            before = {}
            for step in cadence.step_ids.sorted(lambda s: (s.sequence, s.id)):
                words = step._words()
                if words and words == before.get(step.channel):
                    raise ValidationError(
                        self.env._(
                            "“%s” comes twice in a row. Choose another message for "
                            "one of the two, so that nobody reads the same again.",
                            step._own_template(step.channel).name,
                        )
                    )
                if step.channel != "call":
                    before[step.channel] = words

    def _words(self):
        """Return the words of the step's message, without its layout."""
        template_sudo = self._own_template(self.channel).sudo()
        if not template_sudo:
            return ""
        body = (
            template_sudo.body
            if self.channel == "sms"
            else html2plaintext(template_sudo.body_html or "")
        )
        return " ".join((body or "").split()) or f"template {template_sudo.id}"

    def _sending_company(self):
        return self.cadence_id.company_id

    def _check_claims(self):
        """Its other words are sent under its condition too."""
        result = super()._check_claims()
        self.variant_ids._check_claims()
        return result

    def _templates_it_sends(self):
        channels = {self.channel, self.fallback_channel} - {False}
        return list(filter(None, map(self._own_template, sorted(channels))))

    def _claim_condition(self):
        return self.condition

    def _as_sender(self):
        return self.env._(
            "step “%(step)s” of the plan “%(plan)s”",
            step=self.name,
            plan=self.cadence_id.name,
        )

    def _template_for(self, lead, channel):
        """Return the message for an inquiry: in its own words, if the step has some."""
        step_sudo = self.sudo()
        fitting = step_sudo.variant_ids.filtered(
            lambda variant: variant._own_template(channel) and variant._fits(lead)
        )[:1]
        return (fitting or step_sudo)._own_template(channel)

    def _delay(self):
        return Delay(
            self.delay,
            self.delay_unit,
            self.delay_from,
            round(self.time_of_day * 60) % (24 * 60) if self.has_time_of_day else None,
            is_call=self.channel == "call",
        )
