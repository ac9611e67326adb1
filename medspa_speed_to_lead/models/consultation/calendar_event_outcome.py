from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from ..rights.context_keys import is_ours

OUTCOMES = [
    ("pending", "Not known yet"),
    ("showed", "Showed"),
    ("no_show", "No-show"),
    ("late_cancel", "Late cancel"),
    ("cancelled", "Cancelled"),
    ("rescheduled", "Rescheduled"),
]
# it does not take place
CALLED_OFF = ("late_cancel", "cancelled", "rescheduled")
# nobody can have failed to come before it begins; who comes may be early
_BEFORE_START = {"no_show": timedelta(), "showed": timedelta(minutes=30)}
# what the inquiry hears; what comes back to “not known yet” is booked
_FACT_OF = {
    "pending": "booked",
    "showed": "showed",
    "no_show": "no_show",
    "late_cancel": "cancelled",
    "cancelled": "cancelled",
}
TODO = "medspa_speed_to_lead.mail_activity_type_outcome"


class CalendarEvent(models.Model):
    """Who came to a consultation. People say it, in one click; a machine never does."""

    _inherit = "calendar.event"

    def _current(self, now):
        """Return the one of an inquiry's meetings, by start, that counts now."""
        coming = self.filtered(
            lambda event: event.consultation_outcome == "pending" and event.start > now
        )
        takes_place = self.filtered(
            lambda event: event.consultation_outcome != "rescheduled"
        )
        return coming[:1] or takes_place[-1:] or self[-1:]

    # who may say what

    def _check_attendance(self, outcome, starts):
        """Only a person says who came, and only once it was time.

        :param list starts: of the consultations, naive UTC.
        """
        if outcome not in _BEFORE_START:
            return
        context = self.env.context
        is_machine = is_ours(self, "medspa_automatic") or context.get("cron_id")
        if is_machine or not self.env["medspa.touch"]._is_colleague(self.env.user):
            raise UserError(self.env._("Only a person says whether somebody came."))
        earliest = fields.Datetime.now() + _BEFORE_START[outcome]
        if any(start and start > earliest for start in starts):
            raise UserError(
                self.env._("It has not begun yet: nobody can have missed it.")
                if outcome == "no_show"
                else self.env._(
                    "It has not begun yet: from half an hour before you can say that "
                    "they are here."
                )
            )

    # one click

    def action_showed(self):
        return self._say("showed")

    def action_no_show(self):
        return self._say("no_show")

    def action_late_cancel(self):
        return self._say("late_cancel")

    def action_cancelled_by_us(self):
        return self._say("cancelled")

    def action_cancelled_by_patient(self):
        """The patient called it off: late within the hours that the practice sets."""
        self.ensure_one()
        return self._say("late_cancel" if self._is_late_to_cancel() else "cancelled")

    def _is_late_to_cancel(self):
        practice_sudo = self.sudo().consultation_lead_id._practice()
        hours = timedelta(hours=practice_sudo.medspa_late_cancel_hours)
        return self.start - fields.Datetime.now() < hours

    def action_undo_outcome(self):
        """It was a mistake: nobody has said yet who came."""
        return self._say("pending", with_undo=False)

    def action_reschedule(self):
        """Ask for the new time; the old one stays, neither show nor no-show."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reschedule"),
            "res_model": "medspa.reschedule",
            "view_mode": "form",
            "target": "new",
            "context": {"default_event_id": self.id},
        }

    def _say(self, outcome, with_undo=True):
        # before anything is read: of somebody's private meeting Odoo shows nothing
        self.check_access("write")
        events = self.filtered(lambda event: event.consultation_outcome != outcome)
        leads = self.env["crm.lead"]
        if not events:
            return leads._notice_with_undo(self.env._("It says so already."))
        events.write({"consultation_outcome": outcome})
        said = (
            self.env._("%s consultations", len(events))
            if len(events) > 1
            else events.sudo().consultation_lead_id._in_short()
        )
        return leads._notice_with_undo(
            f"{said}: {events[:1]._outcome_in_words()}",
            undo=with_undo and events,
            method="action_undo_outcome",
            reload=True,
        )

    def _reschedule(self, start):
        """Return the new meeting in place of this one, at another time.

        :param start: naive UTC.
        """
        self.ensure_one()
        stop = start + (self.stop - self.start)
        values = {"start": start, "stop": stop, "active": True}
        if self.recurrency:
            values |= {"recurrency": False, "recurrence_id": False}
        self.consultation_outcome = "rescheduled"
        return self.copy({**values, "is_consultation": True})

    # what follows from it

    def _outcome_changed(self, before):
        """The outcome is another one: calendar, reminders, inquiry and to-dos follow.

        :param before: the outcome until now.
        """
        self._give_back_time()
        self._plan_reminders()
        self.consultation_lead_id._consultation_derive()
        words = dict(
            self._fields["consultation_outcome"]._description_selection(self.env)
        )
        self._log(
            self.env._(
                "Consultation of %(when)s: %(outcome)s (before: %(before)s).",
                when=self._when(),
                outcome=self._outcome_in_words(),
                before=words.get(before),
            )
        )
        self._close_todos()
        self._outcome_happened(before)

    def _give_back_time(self):
        """What is called off ahead leaves the calendar; taken back it returns."""
        is_off = self.consultation_outcome in CALLED_OFF
        if is_off and self.active and self.start > fields.Datetime.now():
            self.active = False
        elif not is_off and not self.active:
            self.active = True

    def _outcome_happened(self, before):
        """Tell the inquiry, unless another consultation comes anyway."""
        fact = _FACT_OF.get(self.consultation_outcome)
        lead = self.consultation_lead_id
        is_overtaken = (
            fact in ("no_show", "cancelled") and lead.consultation_state == "scheduled"
        )
        if fact and before != self.consultation_outcome and not is_overtaken:
            lead._happened(fact)

    # to-dos

    def _remind_of_outcome(self):
        """Ask the owner who came; an automation rule calls it for past meetings."""
        for event in self.sudo().filtered("consultation_lead_id"):
            lead = event.consultation_lead_id
            asked = self.env.ref(TODO, raise_if_not_found=False)
            if not asked or asked in lead.activity_ids.activity_type_id:
                continue
            self.env["medspa.notice"]._todo(
                lead,
                self.env._("Did they come?"),
                self.env._(
                    "The consultation of %s has no outcome yet. Say whether they came, "
                    "did not come or cancelled: one click at the top of the inquiry.",
                    event._when(),
                ),
                candidates=lead.user_id or event.user_id,
                kind=asked,
            )

    def _close_todos(self):
        """Who came is known: neither the meeting nor the question is to be done."""
        if self.consultation_outcome == "pending":
            return
        if self.consultation_outcome == "showed":
            self.activity_ids.action_done()
        else:
            self.activity_ids.unlink()
        lead, now = self.consultation_lead_id, fields.Datetime.now()
        open_ones = lead.consultation_ids.filtered(
            lambda event: event.consultation_outcome == "pending" and event.stop < now
        )
        if not open_ones:
            lead.activity_unlink([TODO])
