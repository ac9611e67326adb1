from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from ...tools.local_time import day_around

_HOUR = timedelta(hours=1)
_OF_THE_HOUR = ("source_hour", "team_hour")
# more processes than this never decide at the same moment
_AT_ONCE = 32
_FIRST_MESSAGES, _TEXTS = 60, 300  # where a row says nothing


class MedspaTouch(models.Model):
    """How many automatic messages leave: first ones of a source, texts of a company."""

    _inherit = "medspa.touch"

    def _why_held(self, now):
        """Return for what this must be held, or ``None``; then it is counted.

        Asked last of all: what does not leave for another reason is not counted.
        """
        source, team, company = self._first_of(), self._first_of_team(), self._text_of()
        self.write(
            {
                "first_of_source_id": source.id,
                "first_of_team_id": team.id,
                "text_of_company_id": company.id,
                "counted_at": now if source or team or company else False,
            }
        )
        if not self.released_by_id and (kind := self._above_hour(source, team, now)):
            return kind
        # released from a limit of the hour, that of the day still holds
        is_free = self.released_by_id and self.held_for not in _OF_THE_HOUR
        if company and not is_free:
            begins, _ends = day_around(now, self.lead_id._practice_zone())
            limit = company.medspa_texts_per_day or _TEXTS
            if self._is_above("text_of_company_id", company, begins, limit):
                return "company_day"
        return None

    def _above_hour(self, source, team, now):
        """Return which limit of the hour is reached, if one is."""
        limit = source.first_messages_per_hour or _FIRST_MESSAGES
        since = now - _HOUR
        if source and self._is_above("first_of_source_id", source, since, limit):
            return "source_hour"
        if team and self._is_above("first_of_team_id", team, since, _FIRST_MESSAGES):
            return "team_hour"
        return None

    def _text_of(self):
        company = self.lead_id._practice().sudo()
        return company if self.channel == "sms" else company.browse()

    def _first_of(self):
        """Return the source of a first message to who never wrote before."""
        lead = self.lead_id
        source_sudo = lead.sudo().intake_source_id
        is_typed = source_sudo and source_sudo.provider != "manual"
        if not is_typed or source_sudo._is_signed() or not self._is_first():
            return source_sudo.browse()
        return source_sudo.browse() if self._wrote_before() else source_sudo

    def _first_of_team(self):
        """Return the team of a first message to who wrote it an email: anybody can
        write one in any name."""
        lead = self.lead_id
        is_email = lead.intake_channel_id.code == "email"
        if lead.sudo().intake_source_id or not is_email or not self._is_first():
            return lead.team_id.browse()
        return lead.team_id.browse() if self._inquired_before() else lead.team_id

    def _wrote_before(self):
        """Say whether they are known from an earlier inquiry or message."""
        heard = self.lead_id.touch_ids.filtered(
            lambda one: one.direction == "in" and one.meaning != "inquiry"
        )
        return bool(heard) or self._inquired_before()

    def _inquired_before(self):
        lead, field = self.lead_id, "email_normalized"
        if self.channel == "sms":
            field = "phone_sanitized"
        address = lead[field]
        return bool(
            address
            and lead.with_context(active_test=False).search_count(
                [
                    (field, "=", address),
                    ("id", "<", lead.id),
                    ("intake_received_at", "!=", False),
                ],
                limit=1,
            )
        )

    def _is_above(self, column, record, since, limit):
        """Say whether as many have left for a record as may.

        Only near the limit this is exact at a price: one at a time, each seeing what
        all before have committed.
        """
        counted = self._count_for(self.env.cr, column, record, since)
        if counted < limit - _AT_ONCE:
            return False
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                f"medspa.cap:{column}:{record.id}",
            )
        )
        with self.env.registry.cursor() as cr:  # a picture from after the lock
            return self._count_for(cr, column, record, since) >= limit

    def _count_for(self, cr, column, record, since):
        """Return how many others have left since then, from an index."""
        cr.execute(
            SQL(
                "SELECT count(*) FROM medspa_touch WHERE %(column)s = %(record)s"
                " AND counted_at > %(since)s AND held_at IS NULL AND id != %(id)s"
                " AND state != 'skipped'",
                column=SQL.identifier(column),
                record=record.id,
                since=since,
                id=self.id or 0,
            )
        )
        return cr.fetchone()[0]
