import logging

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.errors import in_words
from ...tools.touch_states import ARRIVED
from ..jobs.waking import ACKNOWLEDGE, FOLLOW_UP
from ..jobs.work import Work, ids_to_try_again, to_try_again, work_off

_logger = logging.getLogger(__name__)

# a reminder belongs to an hour: a thousand texts of plans do not come before it
_REMINDERS_FIRST = SQL("purpose != 'reminder', planned_at, id")


class MedspaTouch(models.Model):
    """What the jobs do with touches: send, try again, and recover after a crash."""

    _inherit = "medspa.touch"

    @api.model
    def _cron_send_acknowledgements(self):
        self._recover_interrupted()
        self._send_due(("acknowledgement",))
        work_off(self._work_of_stamps())

    @api.model
    def _send_due(self, purposes):
        """Send what is due, one at a time; several processes may do it at once.

        :return: whether there was time for all of it.
        """
        return work_off(self._work_of_sending(purposes)) and work_off(
            self._work_of_failed(purposes)
        )

    @api.model
    def _work_of_sending(self, purposes):
        return Work(
            "send",
            _job_of(purposes),
            self,
            due=lambda: SQL(
                "state = 'planned' AND purpose = ANY(%s) AND performer = 'system'"
                " AND channel != 'call' AND planned_at <= %s",
                list(purposes),
                fields.Datetime.now(),
            ),
            since=SQL("planned_at"),
            order=_REMINDERS_FIRST if len(purposes) > 1 else None,
            do=lambda touch: touch._send_claimed(),
        )

    # what failed before anything of it left

    @api.model
    def _work_of_failed(self, purposes):
        return Work(
            "send_again",
            _job_of(purposes),
            self,
            due=lambda: SQL(
                "state = 'failed' AND purpose = ANY(%s) AND message_id IS NULL AND %s",
                list(purposes),
                to_try_again("send_again"),
            ),
            since=SQL("planned_at"),
            do=lambda touch: touch._send_again(),
            again=True,
        )

    def _not_prepared(self, error):
        """It could not be prepared: failed, unless a later try makes it good."""
        self._end("failed", in_words(error))
        self.flush_recordset()  # or its own failure would be taken for the note's
        work = self._work_of_failed((self.purpose,))
        setback_sudo = self.env["medspa.setback"].sudo()._note(work, self, error)
        setback_sudo._tell_if_set_aside()

    def _send_again(self):
        self.write({"state": "planned", "reason": False, "reason_code": False})
        self.flush_recordset()
        self._send_claimed()

    # what left, and could not be written down at once

    @api.model
    def _work_of_stamps(self):
        return Work(
            "acknowledged",
            ACKNOWLEDGE,
            self,
            due=lambda: to_try_again("acknowledged"),
            since=SQL("occurred_at"),
            do=lambda touch: touch._stamp(),
            again=True,
        )

    def _stamp(self):
        """Note on the inquiry that its first message left, unless it came back."""
        if self.state in ARRIVED:
            self.lead_id._acknowledgement_was_sent(self.occurred_at)

    # after a crash

    @api.model
    def _work_of_recovering(self):
        """Also those of which nobody could be told the last time."""
        return Work(
            "recover",
            ACKNOWLEDGE,
            self,
            # one list of ids: two conditions would have all contacts read
            due=lambda: SQL(
                "id IN (%s UNION ALL %s)",
                self._ids_left_behind(),
                ids_to_try_again("recover"),
            ),
            since=SQL("occurred_at"),
            order=SQL("id"),
            do=lambda touch: touch._left_behind(),
            again=True,
        )

    def _leave_unclear(self, reason):
        """Nobody knows whether it left: so it stays, whether or not a person hears."""
        if self.state == "sending":
            self._end("unknown", reason)
            self.flush_recordset()  # or its own failure would be taken for the to-do's
        try:
            with self.env.cr.savepoint():
                self._ask_whether_it_arrived(self.reason)
        except Exception as error:  # also when busy: then in a minute
            _logger.warning("touch %s: nobody was told", self.id, exc_info=True)
            work = self._work_of_recovering()
            setback_sudo = self.env["medspa.setback"].sudo()._note(work, self, error)
            setback_sudo._tell_if_set_aside()

    def _ask_whether_it_arrived(self, reason):
        self.env["medspa.notice"]._todo(
            self.lead_id,
            self.env._("Did the message arrive?"),
            self.env._(
                "Nobody knows whether this left: %(message)s (%(reason)s) Please look "
                "and, if need be, write yourself. It is not sent again by itself.",
                message=self.body or "",
                reason=reason,
            ),
        )


def _job_of(purposes):
    return ACKNOWLEDGE if "acknowledgement" in purposes else FOLLOW_UP
