from odoo import models
from odoo.tools import SQL

_FAILURES = ("exception", "bounce", "canceled")


class SmsTracker(models.Model):
    _inherit = "sms.tracker"

    def _update_sms_notifications(
        self, notification_status, failure_type=False, failure_reason=False
    ):
        """Tell the touch of a text what the carrier reports of it.

        Reports come in any order. What was delivered stays delivered: Odoo would let a
        late report of a failure undo it.
        """
        self._wait_for_sender()
        if notification_status in _FAILURES:
            self = self.filtered(
                lambda tracker: (
                    tracker.mail_notification_id.notification_status != "sent"
                )
            )
        if failure_type == "sms_sandbox":
            notification_status = (
                "canceled"  # nothing went wrong: it was never to leave
            )
        was_unclear = self.mail_notification_id._is_unclear()
        result = super()._update_sms_notifications(
            notification_status,
            failure_type=failure_type,
            failure_reason=failure_reason,
        )
        if self and (was_unclear or notification_status in ("sent", *_FAILURES[:2])):
            self._tell_touches()
        return result

    def _wait_for_sender(self):
        """Wait until whoever is sending these texts has written down what came of it.

        The write itself would meet the same conflict, which Odoo's own retry solves,
        with an error in the log.
        """
        self.env.cr.execute(
            SQL(
                "SELECT FROM mail_notification WHERE id = ANY(%s) ORDER BY id"
                " FOR NO KEY UPDATE",
                self.mail_notification_id.ids,
            ),
            log_exceptions=False,
        )

    def _tell_touches_now(self):
        """Tell the touches of these texts whether they arrived."""
        messages = self.mail_notification_id.mail_message_id
        touches = self.env["medspa.touch"].sudo()
        for touch in messages and touches.search(
            [("message_id", "in", messages.ids), ("channel", "=", "sms")]
        ):
            texts = touch.lead_id._touch_texts_to_patient(touch.message_id)
            statuses = set(texts.mapped("notification_status"))
            if statuses & {"process", "pending", "sent"}:
                touch._arrived()
                if "sent" in statuses:
                    touch._delivered()
            elif statuses and statuses <= {"exception", "bounce"}:
                if touch.performer == "person" or not texts._is_unclear():
                    touch._failed(texts._failure_in_words())
