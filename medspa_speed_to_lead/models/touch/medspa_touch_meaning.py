from odoo import models

from ...tools.wrong_number import says_wrong_number


class MedspaTouch(models.Model):
    """What a patient wrote, where a person has to look at it."""

    _inherit = "medspa.touch"

    def _ask_a_person(self, words):
        """Make a to-do of what no program should decide."""
        for touch in self:
            if touch.meaning == "unclear":
                summary = self.env._("May be an opt-out: please read")
                touch.sudo().activity_id = touch._make_to_do(summary, words)
            elif touch.meaning == "stop" and says_wrong_number(words):
                summary = self.env._("The phone number belongs to somebody else")
                touch._make_to_do(summary, words)

    def _make_to_do(self, summary, words):
        return self.env["medspa.notice"]._todo(self.lead_id, summary, words)

    def _was_read(self, meaning):
        """A person decided what it means."""
        activity = self.activity_id.filtered("active")
        self.write({"meaning": meaning, "activity_id": False})
        activity.action_feedback(
            feedback=self.env._("It is an opt-out.")
            if meaning == "stop"
            else self.env._("It is no opt-out.")
        )
