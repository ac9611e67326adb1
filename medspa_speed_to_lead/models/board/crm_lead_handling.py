from datetime import time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.local_time import moment_of

# "tomorrow" begins here, so that a place that never closes reminds in the morning
_MORNING = time(6)


class CrmLead(models.Model):
    """What a person does with an inquiry that waits, beside answering it.

    Hand it over, take it out of the count, look at it again later. Each leaves a line
    in the log and can be taken back.
    """

    _inherit = "crm.lead"

    handling_snoozed_until = fields.Datetime(
        string="Snoozed Until",
        compute="_compute_handling_snoozed_until",
        search="_search_handling_snoozed_until",
        help="Until then it is hidden from your own count. Its clock runs on.",
    )

    # hand over and exempt

    def action_hand_over(self):
        """Open the dialog that gives these inquiries to somebody else."""
        return self._open_dialog("medspa.hand.over", self.env._("Hand Over"))

    def action_exempt(self):
        """Open the dialog that takes these inquiries out of the count."""
        return self._open_dialog("medspa.exempt", self.env._("Exclude"))

    def action_lift_exemption(self):
        """Count these inquiries again; who was never answered waits again."""
        exempt = self.filtered("response_exempt_reason")
        exempt.write({"response_exempt_reason": False})
        return self._notice_with_undo(self.env._("Counted again."), reload=True)

    def action_log_calls(self):
        """Open the dialog of a call: of one inquiry, or of several at once."""
        if len(self) == 1:
            return self.action_call()
        return self._open_dialog("medspa.calls.log", self.env._("Log Calls"))

    # snooze

    @api.depends_context("uid")
    @api.depends("response_due_at")
    def _compute_handling_snoozed_until(self):
        now = fields.Datetime.now()
        mine = self.env["medspa.snooze"]._mine(self)
        until = {snooze.lead_id.id: snooze.until for snooze in mine}
        for lead in self:
            lead.handling_snoozed_until = False
            ends = until.get(lead._origin.id)
            if ends and lead.response_due_at:
                ends = min(ends, lead.response_due_at)
                lead.handling_snoozed_until = ends > now and ends

    def _search_handling_snoozed_until(self, operator, value):
        """Only whether it is hidden from me, which is all that a filter asks."""
        if operator not in ("in", "not in") or set(value) != {False}:
            return NotImplemented
        now = fields.Datetime.now()
        snoozes = self.env["medspa.snooze"].search(
            [("user_id", "=", self.env.uid), ("until", ">", now)]
        )
        hidden = Domain("id", "in", snoozes.lead_id.ids) & Domain(
            "response_due_at", ">", now
        )
        return hidden if operator == "not in" else ~hidden

    def action_snooze(self):
        """Open the dialog that asks when to be reminded."""
        return self._open_dialog("medspa.snooze.choice", self.env._("Remind Me Again"))

    def _handling_snooze(self, choice):
        """Hide these inquiries from the present user's own count for a while.

        :param str choice: of :class:`medspa.snooze.choice`.
        """
        self.check_access("write")
        now = fields.Datetime.now()
        in_time = self.filtered(
            lambda lead: lead.response_due_at and lead.response_due_at > now
        )
        if not in_time:
            raise UserError(
                self.env._("Only who waits and is not late yet can be snoozed.")
            )
        for lead in in_time:
            # never longer than the promise: who is late is seen
            until = min(lead._handling_snooze_end(choice, now), lead.response_due_at)
            self.env["medspa.snooze"]._set(lead, until)
            lead._message_log(
                body=self.env._(
                    "%(user)s looks at this again %(when)s. The clock runs on.",
                    user=self.env.user.name,
                    when=lead._handling_time_in_words(until, now),
                )
            )
        in_time.invalidate_recordset(["handling_snoozed_until"])
        return in_time

    def _handling_snooze_end(self, choice, now):
        if choice == "15":
            return now + timedelta(minutes=15)
        if choice == "60":
            return now + timedelta(hours=1)
        tomorrow = self._practice_local(now).date() + timedelta(days=1)
        morning = moment_of(tomorrow, _MORNING, self._practice_zone())
        timeline = self.team_id._response_calendar()._response_timeline(now, morning)
        return timeline.next_open(morning)

    def _handling_time_in_words(self, moment, now):
        """Return “at 9:05 AM”, “tomorrow at 9:05 AM” or “on Monday at 9:05 AM”."""
        words = self._practice_moment_in_words(moment, now)
        same_day = (
            self._practice_local(moment).date() == self._practice_local(now).date()
        )
        return self.env._("at %s", words) if same_day else words

    def action_undo_snooze(self):
        """Show these inquiries in my own count again."""
        mine = self.env["medspa.snooze"]._mine(self)
        for lead in mine.lead_id:
            lead._message_log(
                body=self.env._("%s no longer snoozes this.", self.env.user.name)
            )
        mine.unlink()
        self.invalidate_recordset(["handling_snoozed_until"])
        return self._notice_with_undo(self.env._("Back in your list."), reload=True)

    def _touch_patient_spoke(self, touch):
        """What somebody put aside comes back when the patient writes again."""
        snoozes_sudo = self.env["medspa.snooze"].sudo()
        snoozes_sudo.search([("lead_id", "in", self.ids)]).unlink()
        return super()._touch_patient_spoke(touch)
