import logging
from contextlib import contextmanager
from datetime import timedelta

from markupsafe import Markup
from psycopg2.errors import UniqueViolation

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.service.model import retrying
from odoo.tools import SQL

from ...tools.inquiry import UnreadableBody
from ...tools.pauses import PAUSES as RETRY_PAUSES
from ..jobs.claiming import BUSY
from ..jobs.waking import PROCESS, trigger, wake
from ..jobs.work import Work, work_off
from ..rights.context_keys import OURS, is_ours
from ..setup.languages import spoken

_logger = logging.getLogger(__name__)

ATTACH_HOURS = 24


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
        commit = self.env["ir.cron"]._commit_progress
        keys = sorted(self._lock_keys())
        try:
            self.env.cr.execute(SQL("SET LOCAL lock_timeout = %s", wait))
            self._each_key("pg_advisory_lock", keys)
            commit()
            self.env.invalidate_all(flush=False)
            yield
        finally:
            # nothing is pending here: committed by the work, or lost to an error
            self.env.cr.rollback()
            self._each_key("pg_advisory_unlock", keys)
            commit()

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
        return (
            self.with_user(SUPERUSER_ID)
            .with_company(company[:1])
            .with_context(
                lang=spoken(self.env, company[:1].partner_id.lang),
                install_mode=False,
                mail_create_nosubscribe=True,
                # the owner's email leaves by the mail queue, not in this request
                mail_notify_force_send=False,
            )
        )

    def _capture(self):
        lead = self._place(self._parsed())
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
        """Return the inquiry that this belongs to: an open one, or one made for it."""
        # a test must not disturb the conversation with a person
        lead = not self._is_test(inquiry) and (
            self._find_open_inquiry(*self._addresses(inquiry))
            or self._find_open_inquiry_of_key(inquiry)
        )
        if lead:
            self._attach(lead, inquiry)
        else:
            lead = self._make_inquiry(inquiry)
        self._record_consent(lead, inquiry)
        return lead

    def _make_inquiry(self, inquiry):
        lead = self.env["crm.lead"].create(self._lead_values(inquiry))
        self._send_notices_to(lead.user_id)
        return lead

    def _send_notices_to(self, users):
        """What was queued for these leaves by the mail queue, soon."""
        if "email" in users.mapped("notification_type"):
            trigger(self.env, "mail.ir_cron_mail_scheduler_action")

    def _fail(self, error, retry=True):
        pause = RETRY_PAUSES[self.attempts : self.attempts + 1]
        now = fields.Datetime.now()
        self.write(
            {
                "state": "error",
                "error": str(error).strip() or type(error).__name__,
                "attempts": self.attempts + 1,
                "retry_at": retry and pause and now + timedelta(minutes=pause[0]),
            }
        )
        self.flush_recordset()  # what else is tried now must not hide its failure

    def _find_open_inquiry(self, phone, email):
        """Return the same person's open inquiry of the last day, if there is one."""
        same_person = fields.Domain.OR(
            fields.Domain(name, "=", value)
            for name, value in (("phone_sanitized", phone), ("email_normalized", email))
            if value
        )
        return self.env["crm.lead"].search(
            same_person & self._open_inquiries(),
            order="intake_received_at DESC, id DESC",
            limit=1,
        )

    def _open_inquiries(self):
        since = fields.Datetime.now() - timedelta(hours=ATTACH_HOURS)
        return (
            fields.Domain("intake_received_at", ">=", since)
            & fields.Domain("won_status", "=", "pending")
            & fields.Domain("response_exempt_reason", "=", False)
            & fields.Domain("company_id", "in", (False, self.source_id.company_id.id))
        )

    def _attach(self, lead, inquiry):
        """The same person again: one conversation, and they wait again."""
        treatments = self._treatments(inquiry)
        if treatments - lead.treatment_ids:
            lead.treatment_ids |= treatments
        again = self.env._("Wrote again through %s:", self.source_id.name)
        lead.message_post(
            body=Markup("<p>%s</p>") % again
            + self._labelled(self._new_about(lead, inquiry))
            + self._lead_description(inquiry, treatments),
            author_id=self.env.ref("base.partner_root").id,
            subtype_xmlid="mail.mt_note",
        )
        notice = self.env["medspa.notice"]
        notice._tell(
            lead,
            self.env._("A patient wrote again: %s", notice._in_neutral_words(lead)),
            lead._in_a_line(again),
        )
        lead._register_touch(
            {
                "direction": "in",
                "channel": "chat",
                "occurred_at": self._raised_hand_at(inquiry),
            }
        )

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
        commit = self.env["ir.cron"]._commit_progress
        # let go of the row: a request that is still at it writes it while it holds the
        # locks that we wait for
        commit()
        with self._alone(wait="1s"):
            self.with_context(medspa_last_try=OURS)._process()
            commit()
