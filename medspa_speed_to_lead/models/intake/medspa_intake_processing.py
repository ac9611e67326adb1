import logging
from contextlib import contextmanager
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.service.model import retrying
from odoo.tools import SQL

from ...tools.errors import in_words
from ...tools.inquiry import UnreadableBody
from ...tools.pauses import PAUSES as RETRY_PAUSES
from ..jobs.commit import commit
from ..jobs.locking import BUSY
from ..jobs.waking import MAILS, PROCESS, trigger, wake
from ..jobs.work import Work, work_off
from ..rights.context_keys import OURS, is_ours
from ..rights.system import as_system
from ..setup.languages import spoken

_logger = logging.getLogger(__name__)


class MedspaIntakeEvent(models.Model):
    """The second transaction: an event becomes an inquiry, or says why not.

    One at a time for one person, again after a failure, and by the job where the
    request could not.
    """

    _inherit = "medspa.intake.event"

    def _process_committed(self):
        """Process in a transaction of its own; never raises for what may pass.

        Concurrency is left to Odoo's retry. When that gives up, or the commit's own
        follow-up work fails, the event is safe and the job takes it from there.
        """
        self.ensure_one()
        if self.state != "received":
            return
        try:
            with self._alone():
                retrying(self._process, self.env)
        except BUSY:
            _logger.info("intake event %s: busy, left to the job", self.id)
            self._wake_job()
        except Exception:
            # not an error of the inquiry: its transaction is rolled back, or it is
            # committed and only a notification was lost. The sender gets his answer.
            _logger.exception("intake event %s: processing broke off", self.id)
            self._wake_job()

    def _wake_job(self):
        self.env.cr.rollback()
        wake(self.env, PROCESS, [fields.Datetime.now()])

    @contextmanager
    def _alone(self, wait="20s"):
        """Let one at a time work on the same submission or the same person.

        The locks outlast the transaction that takes them, so that the next
        transaction begins with them held and sees all that earlier holders
        committed; a lock taken inside a transaction would leave it with a picture
        from before its wait. They fall with the connection if the server dies.

        :raises psycopg2.errors.LockNotAvailable: after waiting for ``wait``.
        """
        keys = sorted(self._lock_keys())
        try:
            self.env.cr.execute(SQL("SET LOCAL lock_timeout = %s", wait))
            self._each_key("pg_advisory_lock", keys)
            commit(self.env)
            self.env.invalidate_all(flush=False)
            yield
        finally:
            # nothing is pending here: committed by the work, or lost to an error
            self.env.cr.rollback()
            self._each_key("pg_advisory_unlock", keys)
            commit(self.env)

    def _each_key(self, function, keys):
        self.env.cr.execute(
            SQL(
                "SELECT %s(hashtextextended(key, 0)) FROM unnest(%s) AS key",
                SQL.identifier(function),
                keys,
            ),
            log_exceptions=False,
        )

    def _lock_keys(self):
        """Return what must not be worked on twice at once: event, phone, email.

        What cannot be read has no addresses; why is said where it is processed.
        """
        try:
            with self.env.cr.savepoint():
                phone, email = self._addresses(self._parsed())
        except BUSY:
            raise
        except Exception:
            phone = email = False
        company = self.source_id.company_id.id
        return {f"medspa.event:{self.id}"} | {
            f"medspa.person:{company}:{address}"
            for address in (phone, email)
            if address
        }

    def _process(self):
        """Turn each event into an inquiry, or keep the error for a person to see.

        :raises: concurrency errors, which belong to Odoo's retry.
        """
        for event in self._as_system():
            if event.state in ("processed", "duplicate", "spam", "erased"):
                continue
            try:
                with self.env.cr.savepoint():
                    event._capture()
            except BUSY:
                raise
            except UniqueViolation as error:
                # a name or key that another transaction made a moment ago
                if not event.attempts and not is_ours(self, "medspa_last_try"):
                    raise ConcurrencyError("made by another transaction") from error
                event._fail(error)
            except UnreadableBody as error:
                event._fail(error, retry=False)
            except Exception as error:
                _logger.warning("intake event %s failed", event.id, exc_info=True)
                event._fail(error)

    def _as_system(self):
        """Process as the system in the source's company, whoever brought it in."""
        company = self.source_id.company_id
        return as_system(
            self,
            company[:1],
            lang=spoken(self.env, company[:1].partner_id.lang),
            install_mode=False,
            mail_create_nosubscribe=True,
            # the owner's email leaves by the mail queue, not in this request
            mail_notify_force_send=False,
        )

    def _capture(self):
        self._captured(self._place(self._parsed()))

    def _captured(self, lead):
        """Note what was made of it, if anything was."""
        self.write(
            {
                "state": "processed",
                "lead_id": lead.id,
                "processed_at": fields.Datetime.now(),
                "error": False,
                "retry_at": False,
                "attempts": self.attempts + 1,
            }
        )

    def _place(self, inquiry):
        """Return the ``crm.lead`` to which an inquiry belongs, made for it or not.

        It is an empty one where the inquiry belongs nowhere and makes none.
        """
        return self._by_kind("place", inquiry)

    def _heed_refusal(self):
        """Whatever else could not be done with an inquiry, a refusal in it holds."""
        try:
            inquiry = self._parsed()
        except UnreadableBody:
            return
        self._by_kind("refuse", inquiry)

    def _by_kind(self, act, inquiry):
        """Do what inquiries of this kind call for, and return what came of it.

        Each kind (``Inquiry.kind``) has a file of its own, which defines:

        - ``_place_<kind>(inquiry) -> crm.lead``, see :meth:`_place`
        - ``_refuse_<kind>(inquiry)``: write what it refuses into the ledger, unless it
          is there already

        :raises UserError: nobody does. The event fails, and can be tried again.
        """
        hook = getattr(self, f"_{act}_{inquiry.kind}", None)
        if not hook:
            raise UserError(
                self.env._(
                    "Nobody knows what to do with inquiries of the kind “%s”.",
                    inquiry.kind,
                )
            )
        return hook(inquiry)

    def _make_inquiry(self, inquiry):
        lead = self.env["crm.lead"].create(self._lead_values(inquiry))
        self._send_notices_to(lead.user_id)
        return lead

    def _send_notices_to(self, users):
        """What was queued for these leaves by the mail queue, soon."""
        if "email" in users.mapped("notification_type"):
            trigger(self.env, MAILS)

    def _fail(self, error, retry=True):
        pause = RETRY_PAUSES[self.attempts : self.attempts + 1]
        now = fields.Datetime.now()
        self.write(
            {
                "state": "error",
                "error": in_words(error),
                "attempts": self.attempts + 1,
                "retry_at": retry and pause and now + timedelta(minutes=pause[0]),
            }
        )
        self.flush_recordset()  # what else is tried now must not hide its failure
        try:
            with self.env.cr.savepoint():
                self._heed_refusal()
        except BUSY:
            raise
        except Exception:
            _logger.exception("intake event %s: a refusal may be lost", self.id)

    # the job

    @api.model
    def _cron_process_events(self):
        """Process what a request could not: killed, busy or failed before."""
        work_off(self._work_of_processing())

    @api.model
    def _work_of_processing(self):
        """Failed events whose pause is over, and received ones nobody works on."""
        return Work(
            "process",
            PROCESS,
            self,
            due=lambda: SQL(
                "(state = 'received' OR (state = 'error' AND retry_at IS NOT NULL))"
                " AND COALESCE(retry_at, received_at) <= %s",
                fields.Datetime.now(),
            ),
            since=SQL("COALESCE(retry_at, received_at)"),
            do=lambda event: event._process_alone(),
        )

    def _process_alone(self):
        # let go of the row: a request that is still at it writes it while it holds the
        # locks that we wait for
        commit(self.env)
        with self._alone(wait="1s"):
            self.with_context(medspa_last_try=OURS)._process()
            commit(self.env)
