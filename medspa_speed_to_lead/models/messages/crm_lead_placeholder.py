from odoo import api, fields, models
from odoo.tools.i18n import format_list

from ...tools.person_name import first_name
from ...tools.promise import promise


class CrmLead(models.Model):
    """What a template can say about an inquiry, in words for the patient.

    Plain fields: templates need no code, and whoever edits them no technical rights.
    Computed when asked, in the language of the message.
    """

    _inherit = "crm.lead"

    message_first_name = fields.Char(
        string="First Name or “there”", compute="_compute_message_placeholders"
    )
    message_practice = fields.Char(
        string="Name of the Practice", compute="_compute_message_placeholders"
    )
    message_treatments = fields.Char(
        string="What They Asked For", compute="_compute_message_placeholders"
    )
    message_promise = fields.Char(
        string="When a Person Answers", compute="_compute_message_placeholders"
    )
    message_next_step = fields.Char(
        string="One Next Step", compute="_compute_message_placeholders"
    )

    @api.depends("contact_name", "partner_id", "treatment_ids", "response_due_at")
    @api.depends_context("lang", "medspa_text", "medspa_now", "medspa_policy_id")
    def _compute_message_placeholders(self):
        now = self.env.context.get("medspa_now") or fields.Datetime.now()
        for lead in self:
            company = lead._practice().sudo()
            lead.message_first_name = lead._placeholder_first_name()
            lead.message_practice = company.name
            lead.message_treatments = lead._placeholder_treatments()
            lead.message_promise = lead._placeholder_promise_in_words(now)
            lead.message_next_step = lead._placeholder_next_step()

    def _placeholder_first_name(self):
        """Return what greets the person: the first name, or “there”."""
        return self._placeholder_told_first_name() or self.env._("there")

    def _placeholder_told_first_name(self):
        """Return the first name, empty where none can be told, see
        :mod:`...tools.person_name`."""
        return first_name(self.contact_name or self.partner_id.name)

    def _placeholder_as_subject(self, words):
        """Return the subject of an email in one line: without a name it begins with
        what follows the name, and none at all names the practice. Odoo would fill in
        the title of the inquiry, which holds what somebody typed into a form."""
        words = " ".join((words or "").split())
        greeting = f"{self._placeholder_first_name()}, "
        if not self._placeholder_told_first_name() and words.startswith(greeting):
            rest = words.removeprefix(greeting)
            words = rest[:1].upper() + rest[1:]
        return words or self._practice().sudo().name

    def _placeholder_treatments(self):
        """Name the treatments, but not in a text unless the administrator allows it:
        who reads it on a locked screen learns of a treatment."""
        treatments = self.sudo().treatment_ids
        may_name = (
            not self.env.context.get("medspa_text")
            or self._practice().sudo().medspa_treatment_in_texts
        )
        if not treatments or not may_name:
            return self.env._("our treatments")
        return format_list(self.env, treatments.mapped("name"))

    # the promise

    def _placeholder_promise(self, now):
        """Return what can be promised now, see :mod:`...tools.promise`.

        A preview asks for another policy, as if the inquiry had come at its moment.
        """
        lead_sudo = self.sudo()
        team = lead_sudo.team_id.with_company(lead_sudo._practice())
        policy_id = self.env.context.get("medspa_policy_id")
        if policy_id:
            policy = self.env["medspa.response.policy"].browse(policy_id)
            policy.check_access("read")
            policy = policy.sudo()
            due_at = lead_sudo._response_clock_values(policy, now).get(
                "response_due_at"
            )
        else:
            policy, due_at = lead_sudo.response_policy_id, lead_sudo.response_due_at
        timeline = policy._calendar(team)._response_timeline(now, now)
        return promise(timeline, now, due_at)

    def _placeholder_promise_in_words(self, now):
        made = self._placeholder_promise(now)
        by = made.answer_by and self._practice_moment_in_words(made.answer_by, now)
        if made.is_closed:
            opens = self._practice_moment_in_words(made.opens_at, now)
            return (
                self.env._(
                    "We are closed right now and open %(opens)s; you hear from one "
                    "of us by %(by)s.",
                    opens=opens,
                    by=self._placeholder_after(made.opens_at, made.answer_by, now),
                )
                if by
                else self.env._(
                    "We are closed right now and open %(opens)s; you are the first "
                    "we call.",
                    opens=opens,
                )
            )
        if not by:
            return self.env._("One of us gets back to you very soon.")
        if not made.closes_at:
            return self.env._("You hear from one of us by %(by)s.", by=by)
        return self.env._(
            "We are open until %(closes)s and you hear from one of us by %(by)s.",
            closes=self._practice_time_in_words(made.closes_at),
            by=by,
        )

    def _placeholder_after(self, opens_at, moment, now):
        """Return a moment without its day if that is the day of the opening."""
        if self._practice_local(opens_at).date() == self._practice_local(moment).date():
            return self._practice_time_in_words(moment)
        return self._practice_moment_in_words(moment, now)

    def _placeholder_next_step(self):
        """Return the one thing the patient can do now."""
        url = self._practice().sudo().medspa_booking_url
        if url:
            return self.env._("Pick the time that suits you best: %s", url)
        return self.env._(
            "Reply with two days that suit you, and we hold a time for you."
        )
