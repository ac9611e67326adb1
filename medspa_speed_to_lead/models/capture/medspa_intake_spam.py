from odoo import fields, models

from ...tools import spam


class MedspaIntakeEvent(models.Model):
    """What a program or a vendor sent is kept with the reason, and nothing is made of
    it unless a person says so.

    The sender is answered as ever: whoever learns that a field gave them away leaves it
    empty the next time.
    """

    _inherit = "medspa.intake.event"

    is_not_spam = fields.Boolean(
        string="Not Spam", readonly=True, help="A person said so."
    )
    spam_reason = fields.Selection(
        [
            (spam.TRAP, "A field was filled in that no person sees"),
            (spam.LINK_IN_NAME, "There is a link or code in the name"),
            (spam.PITCH, "It reads like a vendor's pitch"),
        ],
        string="Why Spam",
        readonly=True,
    )

    def _capture(self):
        inquiry = self._parsed()
        reason = self._why_spam(inquiry)
        if not reason:
            return super()._capture()
        # a browser may have filled in the field
        self._by_kind("refuse", inquiry)
        return self.write(
            {
                "state": "spam",
                "spam_reason": reason,
                "processed_at": fields.Datetime.now(),
                "error": False,
                "retry_at": False,
                "attempts": self.attempts + 1,
            }
        )

    def _why_spam(self, inquiry):
        """Return why a form is spam, ``""`` if it is not; a text is none, nor is what
        a person let in."""
        if self.is_not_spam:
            return ""
        if inquiry.kind != "form" or (self._is_test(inquiry) and not inquiry.is_spam):
            return ""
        return spam.why_spam(inquiry)

    def _is_test(self, inquiry):
        """What an ad platform sends to try the connection is a test."""
        is_dummy = bool(inquiry) and spam.is_dummy(inquiry)
        return super()._is_test(inquiry) or is_dummy

    def _raised_hand_at(self, inquiry):
        """Whoever was held back waits from now on: nobody could answer before."""
        if self.is_not_spam:
            return fields.Datetime.now()
        return super()._raised_hand_at(inquiry)

    def action_not_spam(self):
        """Make inquiries of what was held back as spam."""
        self.check_access("read")
        held_back = self.sudo().filtered(lambda event: event.state == "spam")
        held_back.write({"is_not_spam": True, "state": "received"})
        held_back._process()
        return True
