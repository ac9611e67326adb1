from odoo import fields, models


class MedspaIntakeEvent(models.Model):
    """What a program sent is kept, and nothing is made of it unless a person says so.

    The sender is answered as ever: whoever learns that a field gave them away leaves it
    empty the next time.
    """

    _inherit = "medspa.intake.event"

    is_not_spam = fields.Boolean(
        string="Not Spam", readonly=True, help="A person said so."
    )

    def _capture(self):
        inquiry = self._parsed()
        if not inquiry.is_spam or self.is_not_spam:
            return super()._capture()
        # a browser may have filled in the field
        self._by_kind("refuse", inquiry)
        return self.write(
            {
                "state": "spam",
                "processed_at": fields.Datetime.now(),
                "error": False,
                "retry_at": False,
                "attempts": self.attempts + 1,
            }
        )

    def action_not_spam(self):
        """Make inquiries of what was held back as spam."""
        self.check_access("read")
        held_back = self.sudo().filtered(lambda event: event.state == "spam")
        held_back.write({"is_not_spam": True, "state": "received"})
        held_back._process()
        return True
