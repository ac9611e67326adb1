from datetime import timedelta

from odoo import fields, models

from ...tools.reason import Reason

# how late a reminder may leave after an outage, by its kind
_MAX_AGE = {
    "booked": timedelta(hours=24),
    "days_before": timedelta(hours=24),
    "same_day": timedelta(hours=3),
}


class MedspaTouch(models.Model):
    """Touches that remind of a consultation."""

    _inherit = "medspa.touch"

    reminder_id = fields.Many2one(
        "medspa.reminder", readonly=True, ondelete="set null", index="btree_not_null"
    )

    def _skip_reminder(self, reason):
        """What has not left yet does not leave."""
        self.sudo().filtered(lambda one: one.state == "planned")._take_back(reason)

    # asked at the moment of sending

    def _reminder_consent_purpose(self):
        return "informational"

    def _reminder_why_not_wanted(self, now):
        lead = self.lead_id
        if lead._practice_is_closed() and lead.won_status != "won":
            return Reason("closed", self.env._("The inquiry is closed."))
        event_sudo = self.sudo().event_id
        if not event_sudo or event_sudo.consultation_outcome != "pending":
            return event_sudo._why_not_reminded()
        if now >= event_sudo.start:
            return Reason("late", self.env._("The consultation had begun."))
        if now - self.planned_at > self._max_age_of_reminder():
            return self._too_late()
        if not self._reminder_message_template(now):
            return Reason(
                "no_message",
                self.env._(
                    "The reminder “%s” has no message for this.",
                    self.sudo().reminder_id.name or "",
                ),
            )
        return None

    def _max_age_of_reminder(self):
        """Return for how long after its moment it still says something."""
        return _MAX_AGE.get(self.sudo().reminder_id.kind, timedelta())

    def _reminder_message_template(self, now):
        return self.sudo().reminder_id._own_template(self.channel)

    def _reminder_told_lead(self):
        """Its placeholders speak of the meeting that it reminds of."""
        return self.lead_id.with_context(medspa_event_id=self.sudo().event_id.id)

    def _reminder_not_arrived(self):
        return self.env._("A reminder did not arrive")
