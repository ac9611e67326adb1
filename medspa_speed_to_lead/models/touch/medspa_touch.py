from odoo import api, fields, models

from ...tools.opt_out import UNANSWERED
from ...tools.reason import REASONS
from ...tools.touch_states import LEFT
from ..rights.context_keys import is_ours

# what a patient may say without waiting for anybody: the carriers' keywords, thanks,
# what a machine says, and the words of the inquiry itself, whose wait began with it
EXPECTS_NO_ANSWER = ("inquiry", "stop", "start", "help", *UNANSWERED)
_TO_LEAVE = ("planned", "failed")


class MedspaTouch(models.Model):
    """One contact with a patient, in or out, by a person or by the system.

    The one door through which clock, stages and follow-up learn that something
    happened: creating a touch tells the inquiry, and nothing else does. What the
    system plans to send is a touch too, from the plan to its end, see
    :mod:`..messages.medspa_touch_sending`.
    """

    _name = "medspa.touch"
    _description = "Touch"
    _inherit = ["medspa.recorded.mixin", "medspa.once.mixin"]
    # what is planned has not occurred yet and comes first
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
    meaning = fields.Selection(
        [
            ("inquiry", "The inquiry itself"),
            ("reply", "A message to us"),
            ("stop", "Opted out"),
            ("start", "Opted in again"),
            ("help", "Asked who we are"),
            ("unclear", "May be an opt-out"),
            ("thanks", "Thanks, needs no answer"),
            ("reaction", "Reaction to a message"),
            ("auto", "Automatic reply"),
        ],
        help="What they meant, where they wrote it. Not known for calls.",
    )
    summary = fields.Char(string="What", compute="_compute_summary")
    reason = fields.Char(string="Why", help="Why it was sent, or why not.")
    reason_code = fields.Selection(
        REASONS,
        string="Kind of Reason",
        readonly=True,
        help="What the reason is counted as. Empty: something else.",
    )
    address = fields.Char(
        help="Where an automatic message goes, or whence a message came."
    )
    subject = fields.Char()
    body = fields.Text(
        string="What It Says",
        help="The text of an automatic message, or of one that asks to be read.",
    )
    planned_at = fields.Datetime()
    tries = fields.Integer(readonly=True, help="How often sending it has failed.")
    occurred_at = fields.Datetime(
        string="When", default=fields.Datetime.now, help="Empty: not yet."
    )
    message_id = fields.Many2one(
        "mail.message", ondelete="set null", index="btree_not_null"
    )
    event_id = fields.Many2one(
        "calendar.event",
        string="Consultation",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    act_key = fields.Char(
        readonly=True, help="What is done automatically is done once: its unique key."
    )

    _call_has_outcome = models.Constraint(
        "CHECK(outcome IS NULL OR channel = 'call')", "Only a call has an outcome."
    )
    _occurred_or_planned = models.Constraint(
        "CHECK(occurred_at IS NOT NULL OR state IN ('planned', 'sending'))",
        "What happened has a moment.",
    )
    _act_once = models.UniqueIndex(
        "(act_key) WHERE act_key IS NOT NULL", "This was done automatically before."
    )
    _one_message = models.UniqueIndex(
        "(lead_id, message_id) WHERE message_id IS NOT NULL",
        "This message was already recorded.",
    )
    _acknowledgements_due = models.Index(
        "(planned_at, id) WHERE state = 'planned' AND purpose = 'acknowledgement'"
    )
    _follow_ups_due = models.Index(
        "(planned_at, id) WHERE state = 'planned' AND channel <> 'call'"
        " AND purpose <> 'acknowledgement'"
    )
    # when it was or is planned for, as the figures of contacts ask
    _by_moment = models.Index("(COALESCE(occurred_at, planned_at))")
    _to_be_read = models.Index("(address) WHERE meaning = 'unclear'")
    _being_sent = models.Index("(id) WHERE state = 'sending'")

    @api.depends("direction", "channel", "purpose", "outcome", "performer", "meaning")
    def _compute_summary(self):
        """Say what it was in a few words, such as “Call: no answer”."""

        def words(name):
            return dict(self._fields[name]._description_selection(self.env))

        channels, outcomes, purposes = map(words, ("channel", "outcome", "purpose"))
        meanings = words("meaning")
        for touch in self:
            what = channels.get(touch.channel)
            if touch.direction == "in":
                what = self.env._("%s from the patient", what)
                if touch.meaning not in (False, "inquiry", "reply"):
                    what = f"{what}: {meanings[touch.meaning].lower()}"
            elif touch.outcome:
                what = f"{what}: {outcomes[touch.outcome].lower()}"
            elif touch.performer == "system":
                what = f"{what}: {purposes[touch.purpose].lower()}"
            touch.summary = what

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
        if self.direction == "in":
            # what opens an inquiry is no reply, whatever it may mean
            if self._is_reply() and not is_ours(self, "medspa_opens"):
                self.lead_id._touch_patient_spoke(self)
        elif self._is_human_response():
            self.lead_id._touch_person_answered(self)

    def _is_reply(self):
        """Say whether the patient wrote or called and expects an answer."""
        return self.direction == "in" and self.meaning not in EXPECTS_NO_ANSWER

    def _is_human_response(self):
        """Say whether a person reached the patient; every figure asks only here.

        Outbound, by an active colleague, not automated, and left the house. A call
        counts when connected; voicemail and no answer are attempts. A message that
        reached nobody outside makes no touch in the first place.
        """
        self.ensure_one()
        return (
            self.direction == "out"
            and self.performer == "person"
            and self.state in LEFT
            and (self.channel != "call" or self.outcome == "connected")
            and self._is_colleague(self.user_id)
        )

    def _is_conversation(self):
        """Say whether the patient spoke while we did: a call or face to face."""
        return self.channel in ("call", "in_person") and self.state in LEFT

    @api.model
    def _is_colleague(self, user):
        """Say whether this user is a person of the practice: OdooBot is not active."""
        user_sudo = user.sudo()
        return bool(user_sudo) and user_sudo.active and not user_sudo.share

    @api.model
    def _purposes_sent(self):
        """Return the purposes of what is sent automatically: they have a template.

        See :mod:`..messages.medspa_touch_purpose`.
        """
        purposes = self._fields["purpose"].get_values(self.env)
        return [one for one in purposes if hasattr(self, f"_{one}_message_template")]

    # what became of it

    def _skip(self, reason):
        """It is left out, for a :class:`Reason`."""
        self._end("skipped", reason.words, reason.code)

    def _end(self, state, words=False, code=False):
        """It has come to its end.

        :param words: why, for people.
        :param code: what that is counted as, of :data:`..tools.reason.REASONS`.
        """
        self.write(
            {
                "state": state,
                "reason": words,
                "reason_code": code,
                "occurred_at": fields.Datetime.now(),
            }
        )
        self._ended()

    def _ended(self):
        """Called when touches have come to their end. Extended by the limits of
        messages, which hold them no more, and by what follows from a failure."""

    def _arrived(self):
        """It has left after all: what waited in a queue, or failed at first."""
        for touch_sudo in self.sudo().filtered(
            lambda touch: touch.performer == "person" and touch.state in _TO_LEAVE
        ):
            touch_sudo.write(
                {"state": "sent", "occurred_at": fields.Datetime.now(), "reason": False}
            )
            touch_sudo._tell_inquiry()

    def _delivered(self):
        self.sudo().filtered(lambda touch: touch.state == "sent").state = "delivered"

    def _failed(self, reason):
        """It did not arrive after all: whoever it answered waits again.

        :param str reason: what the provider or the mail server said.
        """
        for touch_sudo in self.sudo().filtered(
            lambda touch: touch.state in ("planned", "sent", "unknown", "done")
        ):
            was_response = touch_sudo in touch_sudo.lead_id._touch_human_responses()
            values = {"state": "failed", "reason": reason or False}
            if not touch_sudo.occurred_at:
                values["occurred_at"] = fields.Datetime.now()
            touch_sudo.write(values)
            if was_response:
                touch_sudo.lead_id._touch_response_failed(touch_sudo)
