from markupsafe import Markup

from odoo import api, fields, models


class MedspaMessagePreview(models.TransientModel):
    """What a policy would do with an inquiry at some moment: owner, deadline,
    escalation and first messages, with the reasons. Nothing is created or sent.

    Before the first inquiry has come it is one of a made-up patient.
    """

    _name = "medspa.message.preview"
    _inherit = ["medspa.dialog"]
    _description = "Preview of a Policy"

    policy_id = fields.Many2one("medspa.response.policy", required=True, readonly=True)
    lead_id = fields.Many2one(
        "crm.lead",
        string="Inquiry",
        domain="[('intake_received_at', '!=', False)]",
        default=lambda self: self._default_lead(),
    )
    at = fields.Datetime(
        string="If It Arrived",
        required=True,
        default=fields.Datetime.now,
        help="Try a moment in the night or on a holiday.",
    )
    owner = fields.Char(compute="_compute_plan")
    deadline = fields.Char(string="Answer By", compute="_compute_plan")
    steps = fields.Html(string="When Nobody Answers", compute="_compute_plan")
    email_subject = fields.Char(compute="_compute_messages")
    email_body = fields.Html(compute="_compute_messages", sanitize=False)
    email_answer = fields.Char(compute="_compute_messages")
    sms_body = fields.Text(compute="_compute_messages")
    sms_answer = fields.Char(compute="_compute_messages")

    @api.model
    def _default_lead(self):
        return self.env["crm.lead"].search(
            [("intake_received_at", "!=", False)],
            order="intake_received_at DESC",
            limit=1,
        )

    @api.depends("policy_id", "lead_id", "at")
    def _compute_plan(self):
        for preview in self:
            ready = bool(preview.policy_id and preview.at)
            preview.owner = ready and preview._owner_in_words()
            preview.deadline = ready and preview._moment(preview._deadlines()[1])
            preview.steps = ready and preview._steps_in_words()

    def _lead(self):
        leads = self.env["crm.lead"]
        return self.lead_id or leads._made_up(self.policy_id.team_ids[:1])

    def _owner_in_words(self):
        lead = self._lead()
        user, reason = lead.team_id._peek_owner(lead)
        return self.env._(
            "%(name)s, if it arrived now: %(reason)s",
            name=user.sudo().name,
            reason=reason,
        )

    def _team(self):
        lead = self._lead()
        return lead.team_id.with_company(lead._practice())

    def _deadlines(self):
        cycles = self.env["medspa.response.cycle"]
        return cycles._deadlines_of(self.policy_id, self._team(), [self.at])[self.at]

    def _steps_in_words(self):
        calendar = self.policy_id._calendar(self._team())
        names = {step.id: step.name for step in self.policy_id.escalation_step_ids}
        lines = Markup("").join(
            Markup("<li>%s: %s</li>")
            % (
                self._moment(calendar._response_deadlines([self.at], seconds)[self.at]),
                names[step_id],
            )
            for step_id, seconds in self.policy_id._steps()
            if step_id in names
        )
        return lines and Markup("<ul class='mb-0'>%s</ul>") % lines

    def _moment(self, moment):
        return self._lead()._practice_moment_in_words(moment, self.at)

    @api.depends("policy_id", "lead_id", "at")
    def _compute_messages(self):
        for preview in self:
            if not preview.policy_id or not preview.at:
                preview.update(
                    dict.fromkeys(
                        ("email_subject", "email_body", "email_answer")
                        + ("sms_body", "sms_answer")
                    )
                )
                continue
            email, text = preview._content("email"), preview._content("sms")
            preview.email_subject = email.subject
            preview.email_body = email.body
            preview.sms_body = text.body
            preview.email_answer = preview._answer("email")
            preview.sms_answer = preview._answer("sms")

    def _content(self, channel):
        touches = self.env["medspa.touch"]
        lead = self._lead()
        lead = lead.with_context(
            medspa_now=self.at,
            medspa_policy_id=self.policy_id.id,
            medspa_text=channel == "sms",
            lang=lead._contact_language() or self.env.lang,
        )
        closed = lead._placeholder_promise(self.at).is_closed
        template = self.policy_id._first_message(channel, closed)
        return touches._render_first(template, lead, channel)

    def _answer(self, channel):
        """Say whether this would go to this person at that moment, and why not."""
        lead = self._lead()
        allowed, reason, not_before = self.env["medspa.consent"]._may_contact(
            lead, channel, "conversational", self.at
        )
        if not lead._practice().sudo().medspa_sending:
            return self.env._("Automatic messages are switched off: nothing is sent.")
        if not_before:
            return self.env._(
                "%(reason)s Sent on %(moment)s.",
                reason=reason.words,
                moment=lead._practice_day_and_time(not_before),
            )
        return (
            self.env._("Sent at once. %s", reason.words)
            if allowed
            else self.env._("Not sent. %s", reason.words)
        )
