import secrets
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from ..intake.medspa_intake_source import TOKEN_BYTES, _hashed
from ..jobs.claiming import held, left_behind
from ..jobs.waking import MYSTERY, wake
from ..jobs.work import Work, work_off

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

    ``planned`` -> ``sending``, committed -> ``running``. Once it is ``sending`` it is
    never sent again: whoever dies with it leaves what came in, or nothing.
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
            do=lambda one: one._send_claimed(),
        )

    def _send_claimed(self):
        """Commit that it is being sent, then knock with no transaction open."""
        one = self._as_system()
        with held(one):
            reason = one._why_not_now()
            if reason:
                one._fail(reason)
                self.env["ir.cron"]._commit_progress()
                return
            token = secrets.token_urlsafe(TOKEN_BYTES)
            one.write(
                {
                    "state": "sending",
                    "sent_at": fields.Datetime.now(),
                    "token_hash": _hashed(token),
                    "external_id": one._new_key(),
                    "error": False,
                }
            )
            self.env["ir.cron"]._commit_progress()
            getattr(one, f"_come_by_{one.door}")(token)
            self.env["ir.cron"]._commit_progress()

    def _as_system(self):
        return self.with_user(SUPERUSER_ID).with_company(self.company_id)

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

    def _came_of_it(self, problem):
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
    def _recover_interrupted(self):
        """What nobody is sending any more came in, or did not. It is not sent again."""
        work_off(self._work_of_recovering())

    @api.model
    def _work_of_recovering(self):
        return Work(
            "mystery_recover",
            MYSTERY,
            self.sudo(),
            due=lambda: SQL("id IN %s AND %s", left_behind(self), _UNDECIDED),
            since=SQL("sent_at"),
            do=lambda one: one._as_system()._came_of_it(
                self.env._("The server stopped while it was being sent.")
            ),
        )
