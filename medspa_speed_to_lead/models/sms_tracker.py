from odoo import models

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
        if notification_status in _FAILURES:
            self = self.filtered(
                lambda one: one.mail_notification_id.notification_status != "sent"
            )
        result = super()._update_sms_notifications(
            notification_status,
            failure_type=failure_type,
            failure_reason=failure_reason,
        )
        if self and notification_status in ("sent", "exception", "bounce"):
            messages = self.mail_notification_id.mail_message_id
            if messages:
                self._tell_touches(messages)
        return result

    def _tell_touches(self, messages):
        touches = self.env["medspa.touch"].sudo()
        for touch in touches.search(
            [("message_id", "in", messages.ids), ("channel", "=", "sms")]
        ):
            texts = touch.lead_id._texts_to_patient(touch.message_id)
            statuses = set(texts.mapped("notification_status"))
            if "sent" in statuses:
                touch._delivered()
            elif statuses and statuses <= {"exception", "bounce"}:
                touch._failed(texts._failure_in_words())
