from markupsafe import Markup

from odoo import models

from ...tools.opt_out import OF_MACHINES

_FIRST_RESPONSE = (
    "response_first_at",
    "response_first_user_id",
    "response_first_channel",
    "response_first_seconds",
    "response_first_working_seconds",
    "response_first_staff_seconds",
)


class CrmLead(models.Model):
    """What is done when something that was believed about an answer turns out wrong.

    It did not arrive, it was given earlier than what counted, or two inquiries turn
    out to be one: then the facts are derived anew from waits and touches.
    """

    _inherit = "crm.lead"

    def _response_answer_earlier(self, touch):
        """An earlier answer came to light: it ends the wait that it fell into."""
        cycles = self.response_cycle_ids.sorted("sequence")
        before = cycles.filtered(lambda cycle: cycle.started_at <= touch.occurred_at)
        # dated before the first wait it counts as given at its start
        fell_into = before[-1:] or cycles[:1]
        if fell_into.answered_at and fell_into.answered_at > touch.occurred_at:
            fell_into._answer(touch)
        self._response_derive()

    def _touch_response_failed(self, touch):
        """Whoever it answered waits on, with the old deadline, unless another answer
        reached them."""
        result = super()._touch_response_failed(touch)
        for lead_sudo in self.sudo():
            unanswered = lead_sudo.response_cycle_ids.filtered(
                lambda cycle: cycle.answer_touch_id == touch
            )
            if unanswered:
                lead_sudo._response_take_back(unanswered)
            lead_sudo._response_derive()
            if not lead_sudo.response_first_at:
                lead_sudo._response_unanswered_again()
            lead_sudo._response_tell_owner_of_failure(touch)
        return result

    def _response_unanswered_again(self):
        """Called when the only answer to an inquiry did not arrive. Extended by stages:
        it moves back."""

    def _response_take_back(self, cycle):
        others = self._response_answers_since(cycle.started_at)
        if others:
            cycle._answer(others[0])
            return
        # what the patient wrote meanwhile belongs to the same wait
        self._response_open_cycles()._void()
        # the database allows one open wait at any moment
        cycle.flush_model(["verdict"])
        cycle._reopen()
        if self.response_exempt_reason:
            cycle._void()
        elif self._practice_is_closed():
            cycle._give_up()

    def _response_tell_owner_of_failure(self, touch):
        patient = self.contact_name or self.display_name
        body = self.env._(
            "The answer to %(patient)s did not arrive (%(reason)s).",
            patient=patient,
            reason=touch.reason or self.env._("no reason given"),
        )
        if self.response_waiting_since:
            body += " " + self.env._("They still wait: please reach them another way.")
        notice = self.env["medspa.notice"]
        which = notice._in_neutral_words(self)
        notice._tell(
            self,
            self.env._("Not delivered: your answer, %s", which),
            Markup("<p>%s</p>") % body,
            candidates=self.user_id or touch.user_id,
        )

    def _touch_human_responses(self):
        """Who answered has answered, also when they have left the practice since."""
        answers = super()._touch_human_responses()
        ended_a_wait = self.touch_ids & self.response_cycle_ids.answer_touch_id
        answers |= ended_a_wait.filtered(lambda touch: touch.state != "failed")
        return answers.sorted(lambda touch: (touch.occurred_at, touch.id))

    def _response_answers_since(self, moment):
        return self._touch_human_responses().filtered(
            lambda answer: answer.occurred_at >= moment
        )

    def _response_derive(self):
        """Derive what the inquiry keeps of its waits and answers from these."""
        for lead_sudo in self.sudo():
            cycles = lead_sudo.response_cycle_ids.sorted("sequence")
            waiting = cycles.filtered(lambda cycle: not cycle.verdict)
            answers = lead_sudo._touch_human_responses()
            values = {
                "response_waiting_since": waiting.started_at,
                "response_warn_at": waiting.warn_at,
                "response_due_at": waiting.due_at,
                "response_verdict": not lead_sudo.response_exempt_reason
                and cycles[:1].verdict,
                "response_contacted_at": lead_sudo._response_first_conversation(
                    answers
                ),
                **dict.fromkeys(_FIRST_RESPONSE, False),
            }
            if answers and cycles:
                values |= lead_sudo._response_first_values(answers[0], cycles[0])
            lead_sudo.write(values)

    def _response_first_conversation(self, answers):
        """Return when the patient first spoke during or after an answer of ours."""
        if not answers:
            return False
        since = answers[0].occurred_at
        spoken = self.touch_ids.filtered(
            lambda touch: (
                touch.direction == "in"
                and touch.meaning not in OF_MACHINES
                and touch.occurred_at >= since
            )
        ) | answers.filtered(lambda touch: touch._is_conversation())
        return min(spoken.mapped("occurred_at"), default=False)
