from odoo import api, fields, models

from ..rights.context_keys import OURS
from ..setup.prefetch import PREFETCH

# what a consultation is to its inquiry, by its outcome
STATE_OF = {
    "pending": "scheduled",
    "showed": "showed",
    "no_show": "no_show",
    "late_cancel": "cancelled",
    "cancelled": "cancelled",
    "rescheduled": "cancelled",
}


class CrmLead(models.Model):
    """The consultation of an inquiry: derived from its meetings in the calendar.

    Of several the next one that comes counts, else the last. Plain stored fields
    without defaults: installing touches no existing lead.
    """

    _inherit = "crm.lead"

    consultation_event_id = fields.Many2one(
        "calendar.event",
        string="Consultation Meeting",
        copy=False,
        readonly=True,
        index="btree_not_null",
        prefetch=PREFETCH,
    )
    consultation_at = fields.Datetime(
        string="Consultation", copy=False, readonly=True, prefetch=PREFETCH
    )
    consultation_state = fields.Selection(
        [
            ("none", "None"),
            ("scheduled", "Scheduled"),
            ("showed", "Showed"),
            ("no_show", "No-show"),
            ("cancelled", "Cancelled"),
        ],
        copy=False,
        readonly=True,
        prefetch=PREFETCH,
    )
    consultation_ids = fields.One2many(
        "calendar.event",
        "consultation_lead_id",
        string="Consultations",
        copy=False,
        readonly=True,
        context={"active_test": False},
    )
    consultation_step = fields.Selection(
        [("upcoming", "It comes"), ("unresolved", "Did they come?")],
        compute="_compute_consultation_step",
        help="What the present moment asks for.",
    )
    message_consultation_at = fields.Char(
        string="Day and Time of the Visit", compute="_compute_message_consultation"
    )
    message_consultation_when = fields.Char(
        string="“today at” or Day and Time of the Visit",
        compute="_compute_message_consultation",
    )
    message_consultation_place = fields.Char(
        string="Place of the Visit", compute="_compute_message_consultation"
    )

    @api.depends("consultation_at", "consultation_state")
    def _compute_consultation_step(self):
        now = fields.Datetime.now()
        for lead in self:
            lead.consultation_step = False
            if lead.consultation_state == "scheduled":
                is_ahead = lead.consultation_at and lead.consultation_at > now
                lead.consultation_step = "upcoming" if is_ahead else "unresolved"

    def _intake_values(self):
        facts = super()._intake_values()
        for values in facts.values():
            values["consultation_state"] = "none"
        return facts

    def _treated_by(self):
        if self.consultation_state == "showed":
            return self.sudo().consultation_event_id.user_id.name or ""
        return super()._treated_by()

    # derived from the calendar

    def _consultation_derive(self):
        """Read the calendar again; whoever changes a consultation calls it."""
        now = fields.Datetime.now()
        events_sudo = self.env["calendar.event"].sudo()
        events_sudo = events_sudo.with_context(active_test=False).search(
            [("consultation_lead_id", "in", self.ids)], order="start, id"
        )
        of_lead = events_sudo.grouped("consultation_lead_id")
        for lead_sudo in self.sudo():
            current = of_lead.get(lead_sudo, events_sudo.browse())._current(now)
            lead_sudo._consultation_keep(
                current,
                current.start,
                STATE_OF.get(current.consultation_outcome, "none"),
            )

    def _consultation_keep(self, event, moment, state):
        values = {
            "consultation_event_id": event.id,
            "consultation_at": moment,
            "consultation_state": state,
        }
        self.write(
            {
                name: value
                for name, value in values.items()
                if (self[name].id if name.endswith("_id") else self[name]) != value
            }
        )

    def _consultation_deleted(self, moment, outcome):
        """A meeting is gone from the calendar: what was known of it stays.

        :param moment: its start.
        :param outcome: the last one it had.
        """
        lead_sudo = self.sudo()
        events = lead_sudo.with_context(active_test=False).consultation_ids
        if events:
            lead_sudo._consultation_derive()
        else:
            state = "cancelled" if outcome == "pending" else STATE_OF[outcome]
            lead_sudo._consultation_keep(events, moment, state)
        lead_sudo._message_log(
            body=self.env._(
                "The consultation of %s was deleted from the calendar.",
                lead_sudo._practice_day_and_time(moment),
            )
        )
        if outcome == "pending" and lead_sudo.consultation_state == "cancelled":
            self._happened("cancelled")

    def log_meeting(self, meeting):
        """Odoo's line would say a second time what ours says of a consultation."""
        if meeting.sudo().consultation_lead_id == self:
            return self.env["mail.message"]
        return super().log_meeting(meeting)

    def _merge_dependences(self, opportunities):
        """The meetings follow without being booked anew."""
        merging = self.with_context(medspa_merging=OURS)
        return super(CrmLead, merging)._merge_dependences(opportunities)

    def _merge_inquiries(self, inquiries, tail):
        # Odoo moves those that are not cancelled only
        events = tail.with_context(active_test=False).consultation_ids
        events.write({"opportunity_id": self.id, "res_id": self.id})
        result = super()._merge_inquiries(inquiries, tail)
        self._consultation_derive()
        return result

    # one click

    def action_schedule_meeting(self, smart_calendar=True):
        """The patient is no attendee: our own confirmation tells them.

        Odoo's invitation would be a second message, and it says what the meeting is
        called, which often is the treatment.
        """
        action = super().action_schedule_meeting(smart_calendar=smart_calendar)
        if self.intake_received_at:
            action["context"]["default_partner_ids"] = self.env.user.partner_id.ids
        return action

    def action_consultation_open(self):
        """Open the meeting, to move it or to see more of it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "calendar.event",
            "res_id": self.consultation_event_id.id,
            "view_mode": "form",
        }

    def action_consultation_showed(self):
        return self.consultation_event_id.action_showed()

    def action_consultation_no_show(self):
        return self.consultation_event_id.action_no_show()

    def action_consultation_cancelled_by_patient(self):
        return self.consultation_event_id.action_cancelled_by_patient()

    def action_consultation_cancelled_by_us(self):
        return self.consultation_event_id.action_cancelled_by_us()

    def action_consultation_reschedule(self):
        return self.consultation_event_id.action_reschedule()

    # what a message says of it

    @api.depends("consultation_event_id", "consultation_at")
    @api.depends_context("lang", "medspa_event_id", "medspa_text", "medspa_now")
    def _compute_message_consultation(self):
        events_sudo = self.env["calendar.event"].sudo()
        told_id = self.env.context.get("medspa_event_id")
        for lead in self:
            event_sudo = (
                events_sudo.browse(told_id).filtered_domain(
                    [("consultation_lead_id", "=", lead._origin.id)]
                )
                if told_id
                else lead.sudo().consultation_event_id
            )
            lead.message_consultation_at = lead._consultation_at_in_words(event_sudo)
            lead.message_consultation_when = lead._consultation_when(event_sudo)
            lead.message_consultation_place = lead._consultation_place(event_sudo)

    def _consultation_at_in_words(self, event_sudo):
        """Return day and time of a meeting, in a text in few letters."""
        if not event_sudo:
            return False
        is_text = bool(self.env.context.get("medspa_text"))
        return self._practice_day_and_time(
            event_sudo.start, event_sudo.allday, is_short=is_text
        )

    def _consultation_when(self, event_sudo):
        """Return the same, with “today” and “tomorrow” for what they are."""
        if not event_sudo:
            return False
        start, is_all_day = event_sudo.start, event_sudo.allday
        day = start.date() if is_all_day else self._practice_local(start).date()
        ahead = (day - self._practice_local(self._practice_now()).date()).days
        if ahead not in (0, 1):
            return self._consultation_at_in_words(event_sudo)
        if is_all_day:
            return self.env._("tomorrow") if ahead else self.env._("today")
        time = self._practice_time_in_words(start)
        if ahead:
            return self.env._("tomorrow at %s", time)
        return self.env._("today at %s", time)

    def _consultation_place(self, event_sudo):
        """Return the place of the meeting, else the address of the practice."""
        if event_sudo.location:
            return event_sudo.location
        address = self._practice().sudo().partner_id
        known = ", ".join(filter(None, (address.street, address.street2, address.city)))
        return known or address.name
