import logging

from odoo import fields, models
from odoo.fields import Domain

from ...tools.inquiry import UnreadableBody
from ...tools.same_person.names import may_be_same
from ..jobs.locking import BUSY

_logger = logging.getLogger(__name__)


class MedspaIntakeEvent(models.Model):
    """What nobody could read is read again once a person said what the fields mean."""

    _inherit = "medspa.intake.event"

    is_unread = fields.Boolean(
        string="Unread Form",
        readonly=True,
        help="It said something, but not who says it. Match the fields of its source, "
        "then have it read again.",
    )

    _unread_idx = models.Index("(source_id, received_at) WHERE is_unread")

    def _not_understood(self):
        """Return the domain of what may be understood when it is read again."""
        unread = Domain("is_unread", "=", True) | Domain("state", "=", "error")
        return unread & Domain("body", "!=", False)

    def action_retry(self):
        """Read the unread ones again besides: their fields may be matched by now.

        What somebody else is at this moment is left to the job.
        """
        self.check_access("read")
        free_sudo = self.sudo()._taken_alone()
        (self.sudo() - free_sudo)._leave_to_job()
        free = free_sudo.with_env(self.env)
        result = super(MedspaIntakeEvent, free).action_retry()
        free_sudo.filtered("is_unread")._read_again()
        return result

    def action_match_fields(self):
        """Open the screen on which its fields are matched."""
        return self.source_id.action_match_fields()

    def _read_again(self):
        """Read these once more, each alone; return those that were understood.

        :raises: concurrency errors, which belong to Odoo's retry.
        """
        understood = self.browse()
        for event in self._as_system():
            try:
                with self.env.cr.savepoint():
                    event._read_once_more()
            except BUSY:
                raise
            except Exception:
                _logger.warning("event %s: not read again", event.id, exc_info=True)
            else:
                if event.state == "processed" and not event.is_unread:
                    understood |= event
        return understood.with_env(self.env)

    def _read_once_more(self):
        if self.state == "error":
            self._process()
            return
        try:
            inquiry = self._parsed()
        except UnreadableBody:
            return
        if not inquiry.names_nobody and not self._why_spam(inquiry):
            self._now_understood(inquiry)

    def _now_understood(self, inquiry):
        """The card goes on as the patient's. Where there is none one is made, and where
        they have an open inquiry that one goes on."""
        card, known = self.lead_id.exists(), self._find_known(inquiry)
        goes_on = card and self._may_become(card, inquiry)
        if goes_on and not self._find_open_inquiry(inquiry, known) - card:
            self._fill_in(card, inquiry)
            self._record_consent(card, inquiry)
            card._show_known(known - card)
            lead = card
        else:
            lead = self._place(inquiry)
            if not self._is_anothers(card, inquiry):
                card._goes_on_elsewhere(lead)
        self.is_unread = False
        self._captured(lead)

    def _may_become(self, card, inquiry):
        """Say whether a card may be the patient's: not one that a colleague has closed,
        where nobody would look, nor one that is somebody else's by now."""
        is_closed = card._practice_is_closed()
        return not is_closed and not self._is_anothers(card, inquiry)

    def _is_anothers(self, card, inquiry):
        """Say whether a card is somebody else's by now, as after merging."""
        return not may_be_same(card.contact_name or "", inquiry.full_name)

    def _fill_in(self, lead, inquiry):
        """Put on the card what the form says; what a colleague entered stays."""
        before, unread = lead.description, self._unread_title()
        said = self._lead_values(inquiry)
        entered = ("contact_name", "email_from", "phone", "zip")
        values = {
            name: value
            for name, value in said.items()
            if name not in ("user_id", "team_id", "company_id", "treatment_ids", "type")
            and not (name in entered and lead[name])
            and not (name == "name" and lead.name != unread)
        }
        values["treatment_ids"] = [
            fields.Command.link(treatment.id) for treatment in self._treatments(inquiry)
        ]
        if lead.response_exempt_reason not in (False, "unread"):
            del values["response_exempt_reason"]  # a person said so
        if said["team_id"] != lead.team_id.id:
            values |= {"team_id": said["team_id"], "user_id": False}
        lead._now_readable(values)
        lead._log_now_readable(before)
        self._send_notices_to(lead.user_id)
