import hashlib
import logging
import re
from contextlib import contextmanager
from datetime import timedelta

from markupsafe import Markup
from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, retrying
from odoo.tools import SQL, email_normalize

from ..tools.inquiry import UnreadableBody

_logger = logging.getLogger(__name__)

BUSY = (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, ConcurrencyError)
REPEAT_MINUTES = 10
ATTACH_HOURS = 24
# minutes until a failed event is tried again; after the last a person has to
RETRY_PAUSES = (1, 5, 15, 60, 240, 1440)
# what the database cannot hold; some charsets (UTF-7) yield lone surrogates
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class TooManyInquiries(Exception):
    """The source sent more in a minute than it may; try again in a minute."""


class MedspaIntakeEvent(models.Model):
    """One received payload, kept raw: whatever goes wrong later, it can be read again.

    Stored and committed first, under a key that the database guards, and turned
    into an inquiry in a second transaction.
    """

    _name = "medspa.intake.event"
    _description = "Intake Event"
    _order = "received_at DESC, id DESC"
    _rec_name = "received_at"

    source_id = fields.Many2one(
        "medspa.intake.source", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="source_id.company_id")
    external_id = fields.Char(readonly=True, help="The sender's own key.")
    content_type = fields.Char(readonly=True)
    body = fields.Text(string="Payload", readonly=True)
    body_hash = fields.Char(readonly=True)
    state = fields.Selection(
        [
            ("received", "Received"),
            ("processed", "Processed"),
            ("duplicate", "Repeated"),
            ("error", "Failed"),
        ],
        default="received",
        required=True,
        readonly=True,
    )
    error = fields.Text(readonly=True)
    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", readonly=True, index="btree_not_null"
    )
    repeat_of_id = fields.Many2one(
        "medspa.intake.event", readonly=True, ondelete="cascade", index="btree_not_null"
    )
    received_at = fields.Datetime(
        default=fields.Datetime.now, required=True, readonly=True
    )
    processed_at = fields.Datetime(readonly=True)
    attempts = fields.Integer(readonly=True)
    retry_at = fields.Datetime(string="Next Try", readonly=True)

    _external_id_unique = models.UniqueIndex(
        "(source_id, external_id) WHERE external_id IS NOT NULL",
        "This submission was already received.",
    )
    # without a key of the sender's: no two equal bodies of a source within ten
    # minutes. Ranges of one value stand for equality, which needs no extension.
    _body_unique = models.Constraint(
        "EXCLUDE USING gist ("
        "int4range(source_id, source_id, '[]') WITH &&, "
        "int8range(hashtextextended(body_hash, 0), hashtextextended(body_hash, 0), "
        "'[]') WITH &&, "
        f"tsrange(received_at, received_at + interval '{REPEAT_MINUTES} minutes') "
        "WITH &&) WHERE (external_id IS NULL AND repeat_of_id IS NULL "
        "AND body_hash IS NOT NULL)",
        "This submission was already received.",
    )
    _repeat_unique = models.UniqueIndex(
        "(repeat_of_id, body_hash) WHERE repeat_of_id IS NOT NULL"
    )
    _by_source = models.Index("(source_id, received_at)")
    _to_process = models.Index(
        "(COALESCE(retry_at, received_at)) "
        "WHERE state = 'received' OR (state = 'error' AND retry_at IS NOT NULL)"
    )

    # receiving: the first transaction

    @api.model
    def _take_in(self, source_sudo, body, content_type):
        """Keep a payload, then make it an inquiry: two transactions, one answer.

        :param str body: the text as received, whatever it is.
        :return: ``(event, is_new)``; the event is committed and, unless somebody
            else is still at it, processed or failed.
        :raises TooManyInquiries: nothing was kept.
        """
        event, is_new = self._receive_committed(source_sudo, body, content_type)
        event._process_committed()
        return event, is_new

    def _receive_committed(self, source_sudo, body, content_type):
        commit = self.env["ir.cron"]._commit_progress
        for _attempt in range(5):
            try:
                event, is_new = self._receive(source_sudo, body, content_type)
                commit()
            except SerializationFailure:
                # somebody else has just stored the same key: now it can be seen
                self.env.cr.rollback()
            else:
                return event, is_new
        raise ConcurrencyError("The same submission keeps arriving.")

    @api.model
    def _receive(self, source_sudo, body, content_type):
        """Store a payload under its key unless it is there already.

        :return: ``(event, is_new)``: the event that holds this submission.
        :raises TooManyInquiries: when the source is over its limit.
        """
        values = self._received_values(source_sudo, body, content_type)
        event_sudo = self._insert(source_sudo, values)
        if event_sudo:
            return event_sudo, True
        event_sudo = self._find_received(source_sudo, values)
        if not event_sudo:
            raise TooManyInquiries
        if event_sudo.body_hash != values["body_hash"]:
            event_sudo._keep_other_body(values)
        return event_sudo, False

    def _received_values(self, source_sudo, body, content_type):
        body = _UNSTORABLE.sub("\ufffd", body)
        digest = hashlib.sha256(body.encode()).hexdigest()
        try:
            external_id = source_sudo._reader().external_id(body, content_type)
        except UnreadableBody:
            external_id = ""
        return {
            "source_id": source_sudo.id,
            "external_id": external_id or None,
            "content_type": content_type[:200],
            "body": body,
            "body_hash": digest,
            "received_at": fields.Datetime.now(),
        }

    def _insert(self, source_sudo, values):
        """Insert unless the key is taken or the source over its limit; one query."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO medspa_intake_event
                       (source_id, external_id, content_type, body, body_hash,
                        received_at, state, lead_id, repeat_of_id, attempts,
                        create_uid, create_date, write_uid, write_date)
                SELECT %(source_id)s, %(external_id)s, %(content_type)s, %(body)s,
                       %(body_hash)s, %(received_at)s, %(state)s, %(lead_id)s,
                       %(repeat_of_id)s, 0,
                       %(uid)s, clock_timestamp() AT TIME ZONE 'UTC',
                       %(uid)s, clock_timestamp() AT TIME ZONE 'UTC'
                 WHERE (SELECT count(*) FROM medspa_intake_event
                         WHERE source_id = %(source_id)s
                           AND received_at > %(minute_ago)s) < %(limit)s
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                **{"state": "received", "lead_id": None, "repeat_of_id": None} | values,
                uid=SUPERUSER_ID,
                minute_ago=values["received_at"] - timedelta(minutes=1),
                limit=source_sudo.rate_limit,
            ),
            # a key that is being stored at this moment is no error, see the caller
            log_exceptions=False,
        )
        return self.sudo().browse(row[0] for row in self.env.cr.fetchall())

    def _find_received(self, source_sudo, values):
        if values["external_id"]:
            same = [("external_id", "=", values["external_id"])]
        else:
            since = values["received_at"] - timedelta(minutes=REPEAT_MINUTES)
            same = [
                ("external_id", "=", False),
                ("body_hash", "=", values["body_hash"]),
                ("received_at", ">", since),
            ]
        domain = [("source_id", "=", source_sudo.id), ("repeat_of_id", "=", False)]
        return self.sudo().search(domain + same, limit=1)

    def _keep_other_body(self, values):
        """A repeat that says something else: nothing is made of it, nothing is lost."""
        values = {
            **values,
            "external_id": None,
            "state": "duplicate",
            "lead_id": self.lead_id.id or None,
            "repeat_of_id": self.id,
        }
        if not self._insert(self.source_id, values) and not self.search_count(
            [
                ("repeat_of_id", "=", self.id),
                ("body_hash", "=", values["body_hash"]),
            ],
            limit=1,
        ):
            raise TooManyInquiries

    # processing: the second transaction

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
        self.env.ref("medspa_speed_to_lead.ir_cron_process_events")._trigger()

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
        """Return what must not be worked on twice at once: event, phone, email."""
        try:
            phone, email = self._addresses(self._parsed())
        except UnreadableBody:
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
            if event.state in ("processed", "duplicate"):
                continue
            try:
                with self.env.cr.savepoint():
                    event._capture()
            except BUSY:
                raise
            except UniqueViolation as error:
                # a name or key that another transaction made a moment ago
                if not event.attempts and not self.env.context.get("medspa_last_try"):
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
                lang=company[:1].partner_id.lang or None,
                install_mode=False,
                mail_create_nosubscribe=True,
                # the owner's email leaves by the mail queue, not in this request
                mail_notify_force_send=False,
            )
        )

    def _capture(self):
        inquiry = self._parsed()
        # a test must not disturb the conversation with a person
        lead = not self._is_test(inquiry) and self._find_open_inquiry(
            *self._addresses(inquiry)
        )
        if lead:
            self._attach(lead, inquiry)
        else:
            lead = self.env["crm.lead"].create(self._lead_values(inquiry))
            if lead.user_id.notification_type == "email":
                self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
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

    def _parsed(self):
        return self.source_id._reader().parse(self.body or "", self.content_type or "")

    def _is_test(self, inquiry):
        return bool(inquiry.is_test or self.source_id.test_mode)

    def _addresses(self, inquiry):
        """Return the normalised phone and email, ``False`` where there is none."""
        country = self.source_id.company_id.country_id
        phone = inquiry.phone and self.env["res.partner"]._phone_format(
            number=inquiry.phone, country=country, force_format="E164"
        )
        return phone or False, email_normalize(inquiry.email) or False

    def _find_open_inquiry(self, phone, email):
        """Return the same person's open inquiry of the last day, if there is one."""
        same_person = fields.Domain.OR(
            fields.Domain(name, "=", value)
            for name, value in (("phone_sanitized", phone), ("email_normalized", email))
            if value
        )
        since = fields.Datetime.now() - timedelta(hours=ATTACH_HOURS)
        return self.env["crm.lead"].search(
            same_person
            & fields.Domain("intake_received_at", ">=", since)
            & fields.Domain("won_status", "=", "pending")
            & fields.Domain("response_exempt_reason", "=", False)
            & fields.Domain("company_id", "in", (False, self.source_id.company_id.id)),
            order="intake_received_at DESC, id DESC",
            limit=1,
        )

    # the one place that knows how an inquiry becomes a lead

    def _lead_values(self, inquiry):
        source = self.source_id
        treatments = self._treatments(inquiry)
        channels = self.env["medspa.intake.channel"]
        person = inquiry.full_name or inquiry.email or inquiry.phone
        names = ", ".join(treatments.mapped("name")) or inquiry.treatment
        return {
            "name": " - ".join(filter(None, (person, names)))[:200]
            or self.env._("Inquiry"),
            "type": "opportunity",
            "contact_name": inquiry.full_name,
            "email_from": inquiry.email,
            "phone": self._readable_phone(inquiry.phone),
            "description": self._lead_description(inquiry, treatments),
            "user_id": False,
            "team_id": self._team(inquiry).id,
            "company_id": source.company_id.id,
            "treatment_ids": [fields.Command.set(treatments.ids)],
            "intake_channel_id": (
                channels._find_by_code(inquiry.channel) or source.channel_id
            ).id,
            "intake_source_id": source.id,
            "intake_event_id": self.id,
            "intake_received_at": self._raised_hand_at(inquiry),
            "intake_intent": inquiry.intent or False,
            "response_exempt_reason": "test" if self._is_test(inquiry) else False,
            **self._marketing_values(inquiry),
        }

    def _raised_hand_at(self, inquiry):
        return self.env["crm.lead"]._plausible_moment(
            inquiry.submitted_at, self.received_at
        )

    def _treatments(self, inquiry):
        source = self.source_id
        named = self.env["medspa.treatment"]._find_in_text(
            inquiry.treatment, source.company_id
        )
        return source.treatment_ids | named

    def _team(self, inquiry):
        """Return the team of the location that the form names, else the source's."""
        team = self.source_id.team_id
        location = inquiry.location.casefold()
        if not location or location == team.name.casefold():
            return team
        others = self.env["crm.team"].search(
            [
                ("speed_to_lead", "=", True),
                ("company_id", "in", (False, self.source_id.company_id.id)),
            ]
        )
        named = others.filtered(lambda other: other.name.casefold() == location)
        return named if len(named) == 1 else team

    def _readable_phone(self, phone):
        formatted = phone and self.env["res.partner"]._phone_format(
            number=phone,
            country=self.source_id.company_id.country_id,
            force_format="INTERNATIONAL",
        )
        return formatted or phone

    def _marketing_values(self, inquiry):
        source = self.source_id
        find = self.env["utm.mixin"]._find_or_create_record
        said = {
            "campaign_id": ("utm.campaign", inquiry.utm_campaign, source.campaign_id),
            "medium_id": ("utm.medium", inquiry.utm_medium, source.medium_id),
            "source_id": ("utm.source", inquiry.utm_source, source.utm_source_id),
        }
        return {
            name: (find(model, text) if text else default).id
            for name, (model, text, default) in said.items()
        }

    def _lead_description(self, inquiry, treatments):
        """Return what the person wrote, and every field that has no other place."""
        labels = [
            (self.env._("Treatment"), "" if treatments else inquiry.treatment),
            (self.env._("Location"), inquiry.location),
            (self.env._("Google click"), inquiry.gclid),
            (self.env._("Agrees to texts"), self._yes_no(inquiry.sms_consent)),
            (self.env._("Agrees to emails"), self._yes_no(inquiry.email_consent)),
            (self.env._("Consent wording"), inquiry.consent_text),
            *inquiry.extra,
        ]
        lines = [inquiry.message.split("\n")] if inquiry.message else []
        paragraphs = Markup("").join(
            Markup("<p>%s</p>") % Markup("<br/>").join(parts) for parts in lines
        )
        return paragraphs + Markup("").join(
            Markup("<p>%s: %s</p>") % (label, text) for label, text in labels if text
        )

    def _yes_no(self, value):
        if value is None:
            return ""
        return self.env._("yes") if value else self.env._("no")

    def _attach(self, lead, inquiry):
        """The same person again: one conversation, and they wait again."""
        treatments = self._treatments(inquiry)
        if treatments - lead.treatment_ids:
            lead.treatment_ids |= treatments
        again = self.env._("Wrote again through %s:", self.source_id.name)
        lead.message_post(
            body=Markup("<p>%s</p>") % again
            + self._lead_description(inquiry, treatments),
            author_id=self.env.ref("base.partner_root").id,
            partner_ids=lead.user_id.partner_id.ids,
            subtype_xmlid="mail.mt_note",
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
        events = self.search(self._due_domain(), order="received_at, id", limit=200)
        progress = self.env["ir.cron"]._commit_progress
        progress(remaining=len(events))
        for event in events:
            try:
                with event._alone(wait="1s"):
                    event.with_context(medspa_last_try=True)._process()
                    progress()
            except BUSY:
                _logger.info("intake event %s: busy, next time", event.id)
            if not progress(1):
                break

    def _due_domain(self):
        """Failed events whose pause is over, and received ones nobody works on."""
        now = fields.Datetime.now()
        return ["|", ("state", "=", "received"), "&"] + [
            ("state", "=", "error"),
            ("retry_at", "<=", now),
        ]

    @api.autovacuum
    def _gc_bodies(self):
        """Blank what nobody needs; key and hash go on recognising repeats."""
        params = self.env["ir.config_parameter"].sudo()
        days = int(params.get_param("medspa_speed_to_lead.body_days", 90))
        before = fields.Datetime.now() - timedelta(days=days)
        self.env.cr.execute(
            SQL(
                """
                UPDATE medspa_intake_event SET body = NULL
                 WHERE state IN ('processed', 'duplicate') AND body IS NOT NULL
                   AND received_at < %s
                """,
                before,
            )
        )

    # for people

    def action_retry(self):
        """Process again now; what fails again says why in the list."""
        self.check_access("read")
        self.sudo()._process()
        return True

    def action_view_inquiry(self):
        self.ensure_one()
        return self.lead_id.get_formview_action()
