import hashlib
import re
from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL, format_datetime

from ...tools.inquiry import UnreadableBody
from ..jobs.commit import commit

REPEAT_MINUTES = 10
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
    _inherit = ["medspa.recorded.mixin"]
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
    content_hash = fields.Char(
        readonly=True,
        help="A digest of who says what. Under one key it tells a repeat from another "
        "inquiry.",
    )
    state = fields.Selection(
        [
            ("received", "Received"),
            ("processed", "Processed"),
            ("duplicate", "Repeated"),
            ("error", "Failed"),
            ("spam", "Spam"),
            ("erased", "Erased"),
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
    reply = fields.Text(
        readonly=True, help="What the person is answered at once, by itself."
    )
    replied_at = fields.Datetime(readonly=True)

    _external_id_unique = models.UniqueIndex(
        "(source_id, external_id, content_hash) WHERE external_id IS NOT NULL",
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

    @api.depends("source_id", "received_at")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for event in self:
            moment = format_datetime(
                self.env, event.received_at, self.env.context.get("tz"), "short"
            )
            event.display_name = f"{event.source_id.name}, {moment}"

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
        for _attempt in range(5):
            try:
                event, is_new = self._receive(source_sudo, body, content_type)
                commit(self.env)
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
        erased_sudo = self._find_erased(values)
        if erased_sudo:
            return erased_sudo, False
        event_sudo = self._insert(source_sudo, values)
        if event_sudo:
            return event_sudo, True
        event_sudo = self._find_received(source_sudo, values)
        if not event_sudo:
            raise TooManyInquiries
        if event_sudo.body_hash != values["body_hash"]:
            event_sudo._keep_other_body(values)
        return event_sudo, False

    @api.model
    def _find_erased(self, values):
        """Return the erased event that held this submission, with full rights, empty if
        there is none: always here, extended by what erases.

        :param values: of :meth:`_received_values`.
        """
        return self.sudo().browse()

    @api.model
    def _counted(self, event_id):
        """Return the condition of the events that people see counted: all.

        Extended by who comes in unseen, and would be seen by such a count.

        :param SQL event_id: the column that holds the event.
        """
        return SQL("TRUE")

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
                       (source_id, external_id, content_hash, content_type, body,
                        body_hash, received_at, state, lead_id, repeat_of_id, attempts,
                        create_uid, create_date, write_uid, write_date)
                SELECT %(source_id)s, %(external_id)s, %(content_hash)s,
                       %(content_type)s, %(body)s, %(body_hash)s,
                       %(received_at)s, %(state)s, %(lead_id)s,
                       %(repeat_of_id)s, 0,
                       %(uid)s, clock_timestamp() AT TIME ZONE 'UTC',
                       %(uid)s, clock_timestamp() AT TIME ZONE 'UTC'
                 WHERE %(limit)s::int IS NULL
                    OR (SELECT count(*) FROM medspa_intake_event
                         WHERE source_id = %(source_id)s
                           AND received_at > %(minute_ago)s) < %(limit)s
                   AND NOT EXISTS (SELECT FROM medspa_intake_event
                         WHERE source_id = %(source_id)s
                           AND external_id = %(external_id)s
                           AND body_hash = %(body_hash)s)
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                **{"state": "received", "lead_id": None, "repeat_of_id": None} | values,
                uid=SUPERUSER_ID,
                minute_ago=values["received_at"] - timedelta(minutes=1),
                limit=source_sudo._limit_a_minute(),
            ),
            # a key that is being stored at this moment is no error, see the caller
            log_exceptions=False,
        )
        return self.sudo().browse(row[0] for row in self.env.cr.fetchall())

    def _find_received(self, source_sudo, values):
        if values["external_id"]:
            same = [
                ("external_id", "=", values["external_id"]),
                "|",
                ("content_hash", "=", values["content_hash"]),
                ("body_hash", "=", values["body_hash"]),
            ]
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
        """A repeat in other letters: nothing is made of it, nothing is lost."""
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
                 WHERE state IN ('processed', 'duplicate', 'spam') AND body IS NOT NULL
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
