from odoo import api, fields, models

from .calendar_event_outcome import OUTCOMES


class CalendarEvent(models.Model):
    """A meeting for an inquiry is a consultation, unless said otherwise.

    Meetings of nobody's inquiry pass through untouched. A recurring meeting is none by
    itself: a consultation happens once.
    """

    _name = "calendar.event"
    _inherit = ["medspa.facts.mixin", "medspa.reference.mixin", "calendar.event"]

    is_consultation = fields.Boolean(
        string="Consultation",
        compute="_compute_is_consultation",
        readonly=False,
        help="The patient comes. Untick it for a meeting among colleagues.",
    )
    consultation_lead_id = fields.Many2one(
        "crm.lead",
        string="Inquiry",
        copy=False,
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    consultation_outcome = fields.Selection(
        OUTCOMES, string="Outcome", copy=False, readonly=True
    )

    consultation_step = fields.Selection(
        [
            ("upcoming", "It comes"),
            ("unresolved", "Did they come?"),
            ("known", "Known"),
        ],
        compute="_compute_consultation_step",
        help="What the present moment asks for.",
    )

    _without_outcome = models.Index("(stop) WHERE consultation_outcome = 'pending'")

    @api.depends("consultation_lead_id", "opportunity_id", "recurrency")
    def _compute_is_consultation(self):
        for event in self:
            stored = event._origin
            if stored and stored.opportunity_id == event.opportunity_id:
                event.is_consultation = bool(stored.sudo().consultation_lead_id)
            else:
                event.is_consultation = bool(
                    event._inquiry_of(event.opportunity_id, event.recurrency)
                )

    @api.depends("consultation_outcome", "start")
    def _compute_consultation_step(self):
        now = fields.Datetime.now()
        for event in self:
            event.consultation_step = event.consultation_outcome and (
                "known"
                if event.consultation_outcome != "pending"
                else "upcoming"
                if event.start > now
                else "unresolved"
            )

    @api.model
    def _inquiry_of(self, lead, is_recurring=False):
        """Return the inquiry that a meeting for this lead is a consultation of.

        Empty where it is none by itself, or not for the present user to change.
        """
        lead = lead._origin or lead
        return lead.filtered(
            lambda one: (
                not is_recurring
                and one.sudo().intake_received_at
                and one.has_access("write")
            )
        )

    @api.model
    def _pointing(self):
        """A meeting shows the name of the lead that it is for, whoever asks."""
        return super()._pointing() | {"opportunity_id"}

    # booking

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._with_consultation(vals) for vals in vals_list]
        events = super().create(vals_list)
        booked = events.sudo().filtered("consultation_lead_id")
        if booked:
            booked._booked()
        return events

    def _with_consultation(self, vals):
        """Return the values of a creation, of a consultation with its facts."""
        self._refuse_foreign_link(vals)
        vals = dict(vals)
        wanted = vals.pop("is_consultation", None)
        # without an inquiry it would be nobody's
        outcome = vals.pop("consultation_outcome", None)
        lead_id = (
            vals["opportunity_id"]
            if "opportunity_id" in vals
            else self._default_opportunity_id()
        )
        if not lead_id or wanted is False:
            return vals
        is_said = bool(wanted or outcome)
        inquiry = self._inquiry_of(
            self.env["crm.lead"].browse(lead_id),
            vals.get("recurrency") and not is_said,
        )
        if not inquiry:
            return vals
        if not (self.env.su and self.env.context.get("install_mode")):
            self._check_attendance(
                outcome, [fields.Datetime.to_datetime(vals.get("start"))]
            )
        return {
            **vals,
            "consultation_lead_id": inquiry.id,
            "consultation_outcome": outcome or "pending",
        }

    def _default_opportunity_id(self):
        """Return the lead for which a meeting is made from a form, if it is."""
        context = self.env.context
        if not any(name.startswith("default_") for name in context):
            return False
        names = ["opportunity_id", "res_id", "res_model", "res_model_id"]
        return self.default_get(names).get("opportunity_id")

    def _booked(self):
        """Tell the inquiries of new consultations; one may be recorded late."""
        self._plan_reminders()
        self.consultation_lead_id._consultation_derive()
        for event in self:
            event._log(self.env._("Consultation booked for %s.", event._when()))
        self.filtered(
            lambda event: event.consultation_outcome == "pending"
        ).consultation_lead_id._happened("booked")
        for event in self:
            if event.consultation_outcome != "pending":
                event._outcome_happened("pending")

    # words

    def _when(self):
        return self.consultation_lead_id._practice_day_and_time(self.start, self.allday)

    def _log(self, body):
        self.consultation_lead_id._message_log(body=body)

    def _outcome_in_words(self):
        words = dict(
            self._fields["consultation_outcome"]._description_selection(self.env)
        )
        return words[self.consultation_outcome]
