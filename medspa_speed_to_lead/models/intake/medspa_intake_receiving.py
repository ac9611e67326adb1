import hashlib
import re
from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from ...tools.inquiry import NothingSaid, UnreadableBody
from ...tools.reader.wire.limits import TooMuch
from ..jobs.commit import commit
from .medspa_intake_event import REPEAT_MINUTES, TooManyInquiries

# what the database cannot hold besides zeros
_UNSTORABLE = re.compile("[\ud800-\udfff]")


def _names_somebody(inquiry):
    """Say whether a message tells who sent it; what is no form always does."""
    return not getattr(inquiry, "names_nobody", False)


def _storable(text):
    return _UNSTORABLE.sub("\ufffd", text.replace("\x00", ""))


class MedspaIntakeEvent(models.Model):
    """The first transaction: a payload is kept under its key, whatever it is."""

    _inherit = "medspa.intake.event"

    @api.model
    def _take_in(self, source_sudo, body, content_type, **more):
        """Keep a payload, then make it an inquiry: two transactions, one answer.

        :param str body: the text as received, whatever it is.
        :param more: see :meth:`_receive`.
        :return: ``(event, is_new)``; the event is committed and, unless somebody
            else is still at it, processed or failed.
        :raises TooManyInquiries: nothing was kept.
        :raises NothingSaid: nothing was kept, for there is nothing in it.
        """
        payload = (body, content_type)
        event, is_new = self._receive_committed(source_sudo, *payload, **more)
        event._process_committed()
        return event, is_new

    def _receive_committed(self, source_sudo, *payload, **more):
        for _attempt in range(5):
            try:
                event, is_new = self._receive(source_sudo, *payload, **more)
                commit(self.env)
            except SerializationFailure:
                # somebody else has just stored the same key: now it can be seen
                self.env.cr.rollback()
            else:
                return event, is_new
        raise ConcurrencyError("The same submission keeps arriving.")

    @api.model
    def _receive(self, source_sudo, body, content_type, **more):
        """Store a payload under its key unless it is there already.

        :param more: what else came with it: ``query`` of the address, without question
            mark; ``files``, see :class:`..wire.files.Upload`; ``key``, which whoever
            signs gives each message.
        :return: ``(event, is_new)``: the event that holds this submission.
        :raises TooManyInquiries: when the source is over its limit.
        :raises NothingSaid: when it holds no text.
        """
        values = self._received_values(source_sudo, body, content_type, **more)
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

    def _received_values(
        self, source_sudo, body, content_type, query="", files=(), key=""
    ):
        body, query = _storable(body), _storable(query)
        digest = hashlib.sha256("?".join(filter(None, (body, query))).encode())
        for file in files:
            digest.update(hashlib.sha256(file.content).digest())
        try:
            inquiry = source_sudo._read(body, content_type, query)
            external_id, is_readable = inquiry.external_id, _names_somebody(inquiry)
        except (NothingSaid, TooMuch):
            raise
        except UnreadableBody:
            external_id, is_readable = "", False
        if not is_readable:
            self._check_room(source_sudo)
        return {
            "source_id": source_sudo.id,
            "external_id": _storable(key) or external_id or None,
            "content_type": content_type[:200],
            "body": body,
            "query": query or None,
            "body_hash": digest.hexdigest(),
            "received_at": fields.Datetime.now(),
        }

    @api.model
    def _check_room(self, source_sudo):
        """Called before what nobody can read is kept: a hook of what limits it.

        :raises TooManyInquiries: when the source has too much of it.
        """

    def _insert(self, source_sudo, values):
        """Insert unless the key is taken or the source over its limit; one query."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO medspa_intake_event
                       (source_id, external_id, content_hash, content_type, body,
                        query, body_hash, received_at, state, lead_id, repeat_of_id,
                        attempts, create_uid, create_date, write_uid, write_date)
                SELECT %(source_id)s, %(external_id)s, %(content_hash)s,
                       %(content_type)s, %(body)s, %(query)s, %(body_hash)s,
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
