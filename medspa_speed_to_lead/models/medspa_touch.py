from odoo import api, fields, models


class MedspaTouch(models.Model):
    """One contact with a patient, in or out, by a person or by the system.

    The one door through which clock, stages and follow-up learn that something
    happened: creating a touch tells the inquiry, and nothing else does.
    """

    _name = "medspa.touch"
    _description = "Touch"
    _order = "occurred_at DESC, id DESC"
    _rec_name = "channel"

    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", required=True, ondelete="cascade", index=True
    )
    direction = fields.Selection(
        [("in", "From the patient"), ("out", "To the patient")], required=True
    )
    channel = fields.Selection(
        [
            ("call", "Call"),
            ("sms", "Text"),
            ("email", "Email"),
            ("chat", "Chat"),
            ("in_person", "In person"),
        ],
        required=True,
    )
    performer = fields.Selection(
        [("person", "Person"), ("system", "System")], default="person", required=True
    )
    user_id = fields.Many2one("res.users", string="By")
    purpose = fields.Selection(
        [
            ("acknowledgement", "Acknowledgement"),
            ("follow_up", "Follow-up"),
            ("reminder", "Reminder"),
            ("reply", "Reply"),
            ("other", "Other"),
        ],
        default="other",
        required=True,
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("sending", "Sending"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("failed", "Failed"),
            ("skipped", "Skipped"),
            ("unknown", "Unknown"),
            ("done", "Done"),
        ],
        default="done",
        required=True,
    )
    outcome = fields.Selection(
        [
            ("connected", "Connected"),
            ("voicemail", "Voicemail"),
            ("no_answer", "No answer"),
            ("busy", "Busy"),
            ("wrong_number", "Wrong number"),
        ],
        help="How a call ended. Only a connected call is an answer.",
    )
    reason = fields.Char(help="Why it was not sent.")
    planned_at = fields.Datetime()
    occurred_at = fields.Datetime(default=fields.Datetime.now, required=True)
    message_id = fields.Many2one(
        "mail.message", ondelete="set null", index="btree_not_null"
    )

    _call_has_outcome = models.Constraint(
        "CHECK(outcome IS NULL OR channel = 'call')", "Only a call has an outcome."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("occurred_at"):
                # the clock counts whole seconds, as every moment on a screen does
                moment = fields.Datetime.to_datetime(vals["occurred_at"])
                vals["occurred_at"] = moment.replace(microsecond=0)
        touches = super().create(vals_list)
        for touch in touches:
            touch._tell_inquiry()
        return touches

    def _tell_inquiry(self):
        lead = self.lead_id
        if self.direction == "in":
            lead._patient_waits(self.occurred_at)
        elif self._is_human_response():
            lead._open_cycles()._answer(self)

    def _is_human_response(self):
        """Say whether a person reached the patient; every figure asks only here.

        Outbound, by an active colleague, not automated, and left the house. A call
        counts when connected; voicemail and no answer are attempts. A message that
        reached nobody outside makes no touch in the first place.
        """
        self.ensure_one()
        user_sudo = self.user_id.sudo()
        return (
            self.direction == "out"
            and self.performer == "person"
            and user_sudo.active
            and not user_sudo.share
            and self.state in ("sent", "delivered", "done")
            and (self.channel != "call" or self.outcome == "connected")
        )
