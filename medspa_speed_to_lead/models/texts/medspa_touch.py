from odoo import fields, models

from ..jobs.afterwards import after_commit
from ..jobs.commit import commit


class MedspaTouch(models.Model):
    """How an automatic text leaves, and what follows when a message did not arrive."""

    _inherit = "medspa.touch"

    made_up = fields.Boolean(
        readonly=True, help="What follows from its failure has been done."
    )
    _to_make_up = models.Index(
        "(id) WHERE state = 'failed' AND performer = 'system' AND made_up IS NOT TRUE"
    )

    # leaving

    def _post(self, content):
        """Commit a text before it leaves: a report on it may come at once.

        No queue takes it. Who dies from here on leaves it to a person, as ever.
        """
        if self.channel != "sms":
            return super()._post(content)
        message = self.lead_id._message_sms(
            content.body,
            sms_numbers=[self.address],
            put_in_queue=True,
            author_id=self.lead_id._practice().partner_id.id,
        )
        texts = self._texts(message).filtered(lambda touch: touch.state == "outgoing")
        texts._hold_back()
        self.message_id = message
        self._look_later()
        commit(self.env)
        if texts:
            texts._send()
        return message

    def _texts(self, message):
        texts_sudo = self.env["sms.sms"].sudo()
        return texts_sudo.search([("mail_message_id", "in", message.ids)])

    def _try_again(self, message, reason):
        texts = self._texts(message)
        will_be = super()._try_again(message, reason)
        if will_be:
            texts.unlink()  # or somebody could send it a second time by hand
        return will_be

    # not arriving

    def _ended(self):
        result = super()._ended()
        self._failure_follows()
        return result

    def _failed(self, reason):
        result = super()._failed(reason)
        self._failure_follows()
        return result

    def _arrived(self):
        """Also what the system sent, and of which nobody knew whether it had left, or
        which was said to have failed: carriers promise no order."""
        result = super()._arrived()
        for touch_sudo in self.sudo():
            if touch_sudo.state in ("unknown", "failed"):
                touch_sudo.write({"state": "sent", "reason": False})
                if touch_sudo.purpose == "acknowledgement":
                    touch_sudo.lead_id._acknowledgement_derive()
        return result

    def _failure_follows(self):
        """Let follow, after the commit, what must follow when they got nothing."""
        touches_sudo = self.sudo().filtered(
            lambda touch: (
                touch.performer == "system"
                and touch.channel != "call"
                and not touch.made_up
                and (
                    touch._has_come_back()
                    or (touch.state == "skipped" and touch.purpose == "acknowledgement")
                )
            )
        )
        after_commit(touches_sudo, "_make_up")

    def _has_come_back(self):
        """Say whether it was handed over and failed; what could not even be put
        together is tried again by the job."""
        return self.state == "failed" and bool(self.message_id)

    def _make_up(self):
        """Do once what follows: another channel, or else a person hears of it."""
        for touch in self:
            if touch.made_up:
                continue
            touch = touch._as_system()
            touch.made_up = True
            if touch.purpose in self._purposes_sent():
                touch._by_purpose("make_up")

    def _acknowledgement_make_up(self):
        self.lead_id._acknowledgement_ended(self)

    def _any_make_up(self):
        """Let follow from its failure what must: another channel, or a to-do."""
        self.lead_id._acknowledgement_tell_nothing_arrived(self)

    def _acknowledgement_not_arrived(self):
        return self.env._("The first message did not arrive")

    def _any_not_arrived(self):
        """Return what the task of who is to reach them another way is called."""
        return self.env._("A message did not arrive")
