from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import UserError

from ..rights.context_keys import OURS, is_ours
from .calendar_event_outcome import CALLED_OFF

# what makes, moves, cancels or ends a consultation
_WATCHED = frozenset(
    (
        "opportunity_id",
        "is_consultation",
        "consultation_lead_id",
        "consultation_outcome",
        "start",
        "active",
    )
)


class Meeting(NamedTuple):
    """What a change of a meeting may change for its inquiry."""

    opportunity: models.Model
    lead: models.Model
    outcome: str
    start: object
    active: bool


class CalendarEvent(models.Model):
    """What follows for the inquiry when a meeting is moved, called off or deleted."""

    _inherit = "calendar.event"

    def write(self, vals):
        if not _WATCHED & vals.keys():
            return super().write(vals)
        if self.env.su and is_ours(self, "medspa_link"):
            return super().write(vals)
        self._check_change(vals)
        vals = dict(vals)
        wanted = vals.pop("is_consultation", None)
        meetings = [event._as_meeting() for event in self.sudo()]
        result = super().write(vals) if vals else True
        for event, before in zip(self, meetings, strict=True):
            lead_sudo = event._consultation_of(before, wanted).sudo()
            event.sudo()._learn(before, lead_sudo)
        return result

    def _as_meeting(self):
        return Meeting(
            self.opportunity_id,
            self.consultation_lead_id,
            self.consultation_outcome,
            self.start,
            self.active,
        )

    def _check_change(self, vals):
        self._refuse_foreign_link(vals)
        events_sudo = self.sudo()
        leads = events_sudo.consultation_lead_id.with_env(self.env)
        if {"is_consultation", "consultation_outcome"} & vals.keys():
            leads.check_access("write")
        if "consultation_outcome" in vals:
            if not all(event.consultation_lead_id for event in events_sudo):
                raise UserError(self.env._("This meeting is not a consultation."))
            self._check_attendance(
                vals["consultation_outcome"], events_sudo.mapped("start")
            )
        if vals.get("start"):
            self._check_no_move_after_outcome(
                fields.Datetime.to_datetime(vals["start"])
            )

    def _refuse_foreign_link(self, vals):
        if "consultation_lead_id" in vals and not self.env.su:
            raise UserError(
                self.env._("A meeting becomes a consultation through its opportunity.")
            )

    def _check_no_move_after_outcome(self, start):
        """What has an outcome is not moved ahead: the outcome would be lost."""
        if start <= fields.Datetime.now():
            return  # its time is corrected
        for event in self.sudo().filtered("consultation_lead_id"):
            if event.consultation_outcome != "pending" and event.start != start:
                raise UserError(
                    self.env._(
                        "This consultation has its outcome: %(outcome)s. Use "
                        "“Rescheduled” for a new time, so that it is not lost.",
                        outcome=event._outcome_in_words(),
                    )
                )

    def _consultation_of(self, before, wanted):
        """Return the inquiry of this meeting after a change, seen by who changed it.

        :param Meeting before: what it was before.
        :param wanted: what somebody said about being a consultation, or ``None``.
        """
        lead = self.env["crm.lead"].browse(self.sudo().opportunity_id.id)
        if is_ours(self, "medspa_merging"):
            return lead if before.lead else lead.browse()
        if wanted:
            inquiry = self._inquiry_of(lead)
            if not inquiry:
                raise UserError(
                    self.env._("Only a meeting for an inquiry is a consultation.")
                )
            return inquiry
        if wanted is not None:
            return lead.browse()
        if lead != before.opportunity:
            return self._inquiry_of(lead, self.recurrency)
        return before.lead

    def _learn(self, before, lead):
        """Bring the inquiry up to date after a change of this meeting.

        :param lead: the inquiry it is a consultation of from now on, or an empty one.
        """
        if lead != before.lead:
            self._belongs_to(lead, before)
        elif lead and self.consultation_outcome != before.outcome:
            self._outcome_changed(before.outcome)
        elif lead and self.active != before.active:
            self._active_changed()
        elif lead and self.start != before.start:
            self._moved(before.start)

    def _belongs_to(self, lead, before):
        """Make it a consultation, none any more, or that of another inquiry."""
        outcome = lead and (before.outcome or "pending")
        self.with_context(medspa_link=OURS).write(
            {"consultation_lead_id": lead.id, "consultation_outcome": outcome}
        )
        if is_ours(self, "medspa_merging"):
            return
        if before.lead:
            self._skip_reminders()
            before.lead._consultation_derive()
            when = before.lead._practice_day_and_time(self.start, self.allday)
            before.lead._message_log(
                body=self.env._("No consultation any more: %s.", when)
            )
        if lead:
            self._booked()

    def _moved(self, before):
        """:param before: the start until now."""
        self._plan_reminders()
        self.consultation_lead_id._consultation_derive()
        lead = self.consultation_lead_id
        self._log(
            self.env._(
                "Consultation moved from %(before)s to %(after)s.",
                before=lead._practice_day_and_time(before, self.allday),
                after=self._when(),
            )
        )

    def _active_changed(self):
        """Archived is called off, by whoever did it; taken back it is booked again."""
        if not self.active and self.consultation_outcome == "pending":
            self.consultation_outcome = "cancelled"
        elif self.active and self.consultation_outcome in CALLED_OFF:
            self.consultation_outcome = "pending"

    def unlink(self):
        deleted = [
            (event.consultation_lead_id, event.start, event.consultation_outcome)
            for event in self.sudo()
            if event.consultation_lead_id
        ]
        if deleted:
            self.sudo()._skip_reminders()
        result = super().unlink()
        for lead, start, outcome in deleted:
            lead._consultation_deleted(start, outcome)
        return result
