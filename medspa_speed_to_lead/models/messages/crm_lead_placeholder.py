from odoo import api, fields, models
from odoo.tools.i18n import format_list

from ...tools.person_name import first_name
from ...tools.promise import promise
from ...tools.promise_words import in_words
from ...tools.treatment_words import within_sentence
from ...tools.vocabulary import normalised


class CrmLead(models.Model):
    """What a template can say about an inquiry, in words for the patient.

    Plain fields: templates need no code, and whoever edits them no technical rights.
    Computed when asked, in the language of the message. What is a paragraph or a
    button of an email: :mod:`.crm_lead_paragraph`.
    """

    _inherit = "crm.lead"

    message_greeting = fields.Char(
        string="“Hi” and First Name", compute="_compute_message_placeholders"
    )
    message_first_name = fields.Char(
        string="First Name or “there”", compute="_compute_message_placeholders"
    )
    message_practice = fields.Char(
        string="Name of the Practice", compute="_compute_message_placeholders"
    )
    message_treatments = fields.Char(
        string="What They Asked For", compute="_compute_message_placeholders"
    )
    message_about = fields.Char(
        string="“about” What They Asked For", compute="_compute_message_placeholders"
    )
    message_promise = fields.Char(
        string="When You Reply", compute="_compute_message_placeholders"
    )
    message_next_step = fields.Char(
        string="One Next Step", compute="_compute_message_placeholders"
    )
    message_reply_or_call = fields.Char(
        string="“reply or call” and Your Phone",
        compute="_compute_message_placeholders",
    )

    @api.depends("contact_name", "partner_id", "treatment_ids", "response_due_at")
    @api.depends_context("lang", "medspa_text", "medspa_now", "medspa_policy_id")
    def _compute_message_placeholders(self):
        now = self._practice_now()
        for lead in self:
            treatments = lead._placeholder_treatments()
            lead.message_greeting = lead._placeholder_greeting()
            lead.message_first_name = lead._placeholder_first_name()
            lead.message_practice = lead._practice().sudo().name
            lead.message_treatments = treatments or self.env._("our treatments")
            # with its blank: without a treatment the sentence goes on as if it were
            # not there
            lead.message_about = (
                f" {self.env._('about %s', treatments)}" if treatments else ""
            )
            lead.message_promise = lead._placeholder_promise_in_words(now)
            lead.message_next_step = lead._placeholder_next_step()
            lead.message_reply_or_call = lead._placeholder_reply_or_call()

    # who they are

    def _placeholder_greeting(self):
        """Return “Hi Nora”, without a name “Hi there”."""
        name = self._placeholder_told_first_name()
        return self.env._("Hi %s", name) if name else self.env._("Hi there")

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

    # what they asked for

    def _placeholder_treatments(self):
        """Name the treatments as the patient does, ``""`` for none. Not in a text
        unless the administrator allows it: who reads it on a locked screen learns of a
        treatment."""
        is_text = self.env.context.get("medspa_text")
        if is_text and not self._practice().sudo().medspa_treatment_in_texts:
            return ""
        lead_sudo = self.sudo()
        said = (lead_sudo.intake_treatment_words or "").split(",")
        names = [_name_said(one, said) for one in lead_sudo.treatment_ids]
        return format_list(self.env, list(map(within_sentence, names)))

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
        """Return the promise in whole sentences, in the language of the message."""
        return in_words(
            self._placeholder_promise(now),
            now,
            self._practice_zone(),
            self.env.lang,
            bool(self.env.context.get("medspa_text")),
        )

    # what they can do

    def _placeholder_next_step(self):
        """Return the one thing the patient can do now."""
        url = self._placeholder_booking_url()
        if not url:
            return self.env._(
                "Reply with two days that work for you, and we'll hold a time."
            )
        if self.env.context.get("medspa_text"):
            return self.env._("Book a time: %s", url)
        return self.env._("Book a time that works for you: %s", url)

    def _placeholder_booking_url(self):
        """Return the booking link as a whole address, or ``""``."""
        url = (self._practice().sudo().medspa_booking_url or "").strip()
        return url if not url or "://" in url else f"https://{url}"

    def _placeholder_reply_or_call(self):
        """Return how the practice is reached, within a sentence."""
        phone = self._practice().sudo()._phone_in_words()
        if not phone:
            return self.env._("reply")
        return self.env._("reply or call %s", phone)


def _name_said(treatment, said):
    """Return the name of a treatment that is among those somebody said, else its own.

    :param said: names, as they were kept with the inquiry.
    """
    own = {normalised(name) for name in treatment._names()}
    return next(
        (name.strip() for name in said if normalised(name) in own), treatment.name
    )
