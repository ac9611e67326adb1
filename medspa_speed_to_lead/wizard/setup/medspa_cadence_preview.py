from markupsafe import Markup

from odoo import api, fields, models

from ...models.follow_up.medspa_cadence import STEP_ICONS
from ...tools.claims import ALWAYS


class MedspaCadencePreview(models.TransientModel):
    """What a follow-up plan would do with an inquiry: what, when, and why not.

    Supposes that the patient stays silent. Nothing is created or sent. Before the first
    inquiry has come it is one of a made-up patient.
    """

    _name = "medspa.cadence.preview"
    _inherit = ["medspa.dialog"]
    _description = "Preview of a Follow-Up Plan"

    cadence_id = fields.Many2one("medspa.cadence", required=True, readonly=True)
    lead_id = fields.Many2one(
        "crm.lead",
        string="Inquiry",
        domain="[('intake_received_at', '!=', False)]",
        default=lambda self: self._default_lead(),
    )
    at = fields.Datetime(string="Beginning", required=True, default=fields.Datetime.now)
    plan = fields.Html(compute="_compute_plan", sanitize=False)

    @api.model
    def _default_lead(self):
        """Return the last inquiry of who can be reached by text too, else the last."""
        leads = self.env["crm.lead"]
        inquiry = [("intake_received_at", "!=", False)]
        order = "intake_received_at DESC"
        with_phone = [*inquiry, ("phone", "!=", False), ("email_from", "!=", False)]
        return leads.search(with_phone, order=order, limit=1) or leads.search(
            inquiry, order=order, limit=1
        )

    @api.depends("cadence_id", "lead_id", "at")
    def _compute_plan(self):
        for preview in self:
            ready = preview.cadence_id and preview.at
            preview.plan = preview._plan_in_words() if ready else False

    def _lead(self):
        leads = self.env["crm.lead"]
        return self.lead_id or leads._made_up(leads.team_id)

    def _plan_in_words(self):
        rows = Markup("").join(self._row(*one) for one in self._foretell())
        if not rows:
            return Markup("<p>%s</p>") % self.env._("This plan has no steps yet.")
        table = Markup("<table class='table table-sm align-middle mb-0'>%s</table>")
        return self._what_it_waits_for() + table % rows

    def _what_it_waits_for(self):
        """Say that the moments hold once somebody has tried, if the plan waits."""
        if not self.cadence_id.hold_until_tried:
            return Markup()
        return Markup("<p class='text-muted'>%s</p>") % self.env._(
            "Texts and emails wait until somebody has tried to reach them. These times "
            "are for somebody you call right away."
        )

    def _row(self, moment, step, channel, answer, goes):
        return Markup(
            "<tr class='%s'><td class='text-nowrap'>%s</td>"
            "<td><i class='fa fa-fw %s' title='%s'></i> %s</td>"
            "<td class='small'>%s</td></tr>"
        ) % (
            "" if goes else "text-muted",
            self._moment_in_words(moment),
            STEP_ICONS[channel],
            dict(step._fields["channel"]._description_selection(self.env))[channel],
            self._what(step, channel),
            self._condition_and(step, answer),
        )

    def _condition_and(self, step, answer):
        if step.condition == ALWAYS:
            return answer
        conditions = dict(step._fields["condition"]._description_selection(self.env))
        return f"{conditions[step.condition]}. {answer}"

    def _moment_in_words(self, moment):
        lead = self._lead()
        local = lead._practice_local(moment)
        day = (local.date() - lead._practice_local(self.at).date()).days
        return self.env._(
            "Day %(day)s, %(weekday)s %(time)s",
            day=day,
            weekday=local.strftime("%a"),
            time=lead._practice_time_in_words(moment),
        )

    def _what(self, step, channel):
        if channel == "call":
            return step.call_note or self.env._("Call, a task for the owner")
        lead = self._lead()
        template = step._template_for(lead, channel)
        lead = lead.with_context(medspa_now=self.at, medspa_text=channel == "sms")
        content = self.env["medspa.touch"]._render_first(template, lead, channel)
        return content.subject or content.body

    # looking ahead, with the questions that are asked at the moment of sending

    def _foretell(self):
        """Yield ``(moment, step, channel, answer, whether it goes)`` for each step."""
        lead = self._lead()
        steps = self.cadence_id.step_ids
        previous = self.at
        for step in steps:
            moment = self.env["medspa.enrollment"]._moment(
                step._delay(), self.at, previous, lead
            )
            channel, moment, answer, goes = self._decide(step, step.channel, moment)
            yield moment, step, channel, answer, goes
            if not goes and step.fallback_channel:
                channel, moment, answer, goes = self._decide(
                    step, step.fallback_channel, moment
                )
                yield moment, step, channel, answer, goes
            previous = moment

    def _decide(self, step, channel, moment):
        lead, env = self._lead(), self.env
        if channel == "call":
            goes = bool(lead.phone) and not lead._followup_is_wrong_number()
            answer = (
                env._("A task for %s", lead.user_id.name or env._("the manager"))
                if goes
                else env._("Left out: there is no number to call.")
            )
            return channel, moment, answer, goes
        if not step._template_for(lead, channel):
            return channel, moment, env._("Left out: it has no message."), False
        allowed, reason, not_before = env["medspa.consent"]._may_contact(
            lead, channel, self.cadence_id.purpose, moment
        )
        if allowed:
            return channel, moment, env._("Goes. %s", reason.words), True
        if not not_before:
            return channel, moment, env._("Left out. %s", reason.words), False
        return channel, not_before, env._("Waits. %s", reason.words), True
