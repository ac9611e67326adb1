from odoo import api, fields, models


class MedspaMessagePreview(models.TransientModel):
    """The first messages of a policy as a real inquiry would get them; none is sent."""

    _name = "medspa.message.preview"
    _description = "Preview of First Messages"

    policy_id = fields.Many2one("medspa.response.policy", required=True, readonly=True)
    lead_id = fields.Many2one(
        "crm.lead",
        string="Inquiry",
        required=True,
        domain="[('intake_received_at', '!=', False)]",
        default=lambda self: self._default_lead(),
    )
    at = fields.Datetime(
        string="If It Arrived",
        required=True,
        default=fields.Datetime.now,
        help="Try a moment in the night or on a holiday.",
    )
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
    def _compute_messages(self):
        for preview in self:
            if not preview.lead_id or not preview.at:
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
        lead = self.lead_id.with_context(
            medspa_now=self.at,
            medspa_policy_id=self.policy_id.id,
            medspa_text=channel == "sms",
            lang=self.lead_id.lang_id.code or self.env.lang,
        )
        closed = lead._promise(self.at).is_closed
        template = self.policy_id._first_message(channel, closed)
        return touches._render_first(template, lead, channel)

    def _answer(self, channel):
        """Say whether this would go to this person at that moment, and why not."""
        lead = self.lead_id
        allowed, reason, not_before = self.env["medspa.consent"]._may_contact(
            lead, channel, "conversational", self.at
        )
        if not lead._practice().sudo().medspa_sending:
            return self.env._("Automatic messages are switched off: nothing is sent.")
        if not_before:
            return self.env._(
                "%(reason)s Sent on %(day)s at %(time)s.",
                reason=reason,
                day=not_before.date(),
                time=lead._time_in_words(not_before),
            )
        return (
            self.env._("Sent at once. %s", reason)
            if allowed
            else self.env._("Not sent. %s", reason)
        )
