from datetime import timedelta

from odoo import fields, models

from ...tools.reason import Reason
from ..jobs.waking import FOLLOW_UP, wake

# a slip of the hand in the calendar can be corrected before anybody is told
_AFTER_MOVE = timedelta(minutes=5)


class CalendarEvent(models.Model):
    """The reminders of a consultation: planned with it, moved with it, stopped with it.

    Each is a touch from the plan to its end. Its key names meeting, inquiry, reminder,
    channel and start: what was said about a time is said once, and a new time is told.
    """

    _inherit = "calendar.event"

    def _plan_reminders(self):
        """Make the planned reminders agree with the calendar as it is now."""
        now = fields.Datetime.now()
        touches_sudo = self.env["medspa.touch"].sudo()
        known = touches_sudo.search(
            [("event_id", "in", self.ids), ("purpose", "=", "reminder")], order="id"
        ).grouped("event_id")
        planned = []
        for event_sudo in self.sudo():
            lead = event_sudo.consultation_lead_id
            mine = known.get(event_sudo, touches_sudo).filtered(
                lambda touch, lead=lead: touch.lead_id == lead
            )
            is_ahead = (
                event_sudo.consultation_outcome == "pending" and event_sudo.start > now
            )
            about = event_sudo._said_about_start(mine) if is_ahead else touches_sudo
            (mine - about)._skip_reminder(event_sudo._why_not_reminded())
            if is_ahead:
                planned += event_sudo._reminder_values(mine, about, now)
        if planned:
            touches_sudo.create(planned)
            wake(self.env, FOLLOW_UP, {values["planned_at"] for values in planned})

    def _said_about_start(self, touches_sudo):
        start = self._start_key()
        return touches_sudo.filtered(
            lambda touch: (touch.act_key or "").rsplit(":", 2)[1:2] == [start]
        )

    def _start_key(self):
        return self.start.strftime("%Y%m%dT%H%M%S")

    def _reminder_values(self, mine, about, now):
        """Return the values of the reminders that are still to be planned.

        :param mine: all touches of this meeting, ``about``: those about its start.
        """
        lead = self.consultation_lead_id
        reminders = self.env["medspa.reminder"]._of_practice(lead._practice())
        values = []
        for reminder in reminders:
            moment = reminder._moment(self.start, lead._practice_zone(), now)
            for channel in reminder._channels() if moment else ():
                same = mine.filtered(
                    lambda touch, reminder=reminder, channel=channel: (
                        touch.reminder_id == reminder and touch.channel == channel
                    )
                )
                said = same.filtered(lambda touch: touch.state != "skipped")
                if said[-1:] & about:
                    continue  # planned already, or what was said still holds
                is_move = reminder.kind == "booked" and same
                values.append(
                    {
                        "lead_id": lead.id,
                        "event_id": self.id,
                        "reminder_id": reminder.id,
                        "direction": "out",
                        "performer": "system",
                        "purpose": "reminder",
                        "channel": channel,
                        "state": "planned",
                        "planned_at": moment + _AFTER_MOVE if is_move else moment,
                        "occurred_at": False,
                        "act_key": f"reminder:{self.id}:{lead.id}:{reminder.id}:"
                        f"{channel}:{self._start_key()}:{len(same & about)}",
                    }
                )
        return values

    def _skip_reminders(self):
        """Nothing is said of these meetings any more."""
        touches_sudo = self.env["medspa.touch"].sudo()
        gone = self.env._("There is no such consultation any more.")
        touches_sudo.search(
            [("event_id", "in", self.ids), ("purpose", "=", "reminder")]
        )._skip_reminder(Reason("consultation", gone))

    def _why_not_reminded(self):
        """Return why what was planned is not said, whoever asks."""
        return Reason("consultation", self._what_changed())

    def _what_changed(self):
        outcome = self.consultation_outcome
        if outcome == "pending":
            return self.env._("The consultation was moved.")
        if outcome in ("showed", "no_show"):
            return self.env._("The consultation is over.")
        if outcome == "rescheduled":
            return self.env._("The consultation was rescheduled.")
        if outcome:
            return self.env._("The consultation was cancelled.")
        return self.env._("There is no such consultation any more.")
