import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..intake.medspa_intake_source import TOKEN_BYTES, _hashed
from ..jobs.waking import MYSTERY, wake
from ..jobs.work import Work, work_off
from ..rights.system import as_system

# a moment that passed while the server stood still is over: the hour was the point
TOO_LATE = timedelta(hours=1)
# what was kept, and will be made an inquiry by the job of the intake, is left to it
_UNDECIDED = SQL(
    """
    NOT EXISTS (
        SELECT FROM medspa_intake_event event
         WHERE event.source_id = medspa_mystery.source_id
           AND event.external_id = medspa_mystery.external_id
           AND (event.state = 'received'
                OR (event.state = 'error' AND event.retry_at IS NOT NULL)))
    """
)


class MedspaMystery(models.Model):
    """How a mystery inquiry comes in: through the door that a patient uses.

    ``planned`` -> ``sending``, committed -> ``running``, by the protocol of
    :mod:`..jobs.medspa_once_mixin`: whoever dies with it leaves what came in, or
    nothing.
    """

    _inherit = "medspa.mystery"

    # the job

    @api.model
    def _cron_mystery(self):
        """Send what is due, end what has run its days."""
        self._recover_interrupted()
        return self._send_due() and self._end_due()

    @api.model
    def _send_due(self):
        return work_off(self._work_of_sending())

    @api.model
    def _work_of_sending(self):
        return Work(
            "mystery",
            MYSTERY,
            self.sudo(),
            due=lambda: SQL(
                "state = 'planned' AND planned_at <= %s", fields.Datetime.now()
            ),
            since=SQL("planned_at"),
            do=lambda mystery: mystery._send_claimed(),
        )

    def _as_system(self):
        return as_system(self, self.company_id)

    def _decide_to_send(self):
        """Return the secret of an address that is good for one request."""
        reason = self._why_not_now()
        if reason:
            self._fail(reason)
            return None
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self.write(
            {
                "state": "sending",
                "sent_at": fields.Datetime.now(),
                "token_hash": _hashed(token),
                "external_id": self._new_key(),
                "error": False,
            }
        )
        return token

    def _send_decided(self, token):
        """Knock at the door with no transaction open."""
        getattr(self, f"_come_by_{self.door}")(token)

    def _why_not_now(self):
        """Return why it cannot come in now, in words, or ``None``."""
        if fields.Datetime.now() - self.planned_at > TOO_LATE:
            return self.env._("The server was not running at its moment.")
        return self._why_closed(self.door, self.source_id, self.team_id)

    # what came of it

    def _came_in(self, lead, event=None):
        """Called where the inquiry is made, in its transaction.

        So there is no moment at which a figure counts it.
        """
        self.ensure_one()
        self.write(
            {
                "state": "running",
                "lead_id": lead.id,
                "event_id": event and event.id,
                "token_hash": False,
                "ends_at": self.sent_at + timedelta(days=self.run_days),
            }
        )
        wake(self.env, MYSTERY, [self.ends_at])

    def _record_delivery(self, problem):
        """Note whether the door let it in, from what was kept rather than from words.

        An answer may be lost although the inquiry was made.
        """
        self.invalidate_recordset()
        if self.state != "sending":
            return
        event = self._received()
        if not event:
            self._fail(problem or self.env._("The door kept nothing of it."))
        elif event.state not in ("received", "processed") and not event.retry_at:
            self._fail(event.error or self.env._("No inquiry was made of it."))
        else:
            # kept: the job of the intake makes the inquiry, see `_came_in`
            self.write({"token_hash": False, "error": problem})

    def _received(self):
        return self.env["medspa.intake.event"].search(
            [
                ("source_id", "=", self.source_id.id),
                ("external_id", "=", self.external_id),
            ],
            limit=1,
        )

    def _fail(self, reason):
        self.write({"state": "failed", "error": reason, "token_hash": False})

    # after a crash

    @api.model
    def _work_of_recovering(self):
        return Work(
            "mystery_recover",
            MYSTERY,
            self.sudo(),
            due=lambda: SQL("id IN %s AND %s", self._ids_left_behind(), _UNDECIDED),
            since=SQL("sent_at"),
            do=lambda mystery: mystery._left_behind(),
        )

    def _leave_unclear(self, reason):
        """It came in, or it did not: what was kept tells."""
        self._as_system()._record_delivery(reason)
