from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import format_date, format_time

from ...tools.local_time import to_local
from ...tools.touch_states import LEFT


class CrmLead(models.Model):
    """Who waits for us: what the list of all shows, and the count of my own."""

    _inherit = "crm.lead"

    handling_last_touch = fields.Char(
        string="Last Touch", compute="_compute_handling_last_touch"
    )

    # the deadline first, for the list; the owner is read in the index, for the count
    _waiting_by_deadline = models.Index(
        "(response_due_at, user_id) WHERE response_waiting_since IS NOT NULL"
    )

    @api.depends("touch_ids")
    def _compute_handling_last_touch(self):
        touches = self.env["medspa.touch"]
        happened = touches.search(
            [("lead_id", "in", self.ids), ("state", "in", LEFT)],
            order="occurred_at DESC, id DESC",
        )
        by_lead = happened.grouped("lead_id")
        for lead in self:
            last = by_lead.get(lead._origin, touches)[:1]
            lead.handling_last_touch = bool(last) and self.env._(
                "%(what)s, %(when)s",
                what=last.summary,
                when=self._handling_when_in_short(last.occurred_at),
            )

    @api.model
    def _handling_when_in_short(self, moment):
        """Return the time of a moment of today, else its day, as the reader has it."""
        zone = str(self.env.tz)
        day = to_local(moment, zone).date()
        if day == to_local(fields.Datetime.now(), zone).date():
            words = format_time(self.env, moment, tz=zone, time_format="short")
            return words.replace("\u202f", " ")
        return format_date(self.env, day, date_format="MMM d")

    @api.model
    def _response_deadlines_moved(self, lead_ids, owner_ids):
        result = super()._response_deadlines_moved(lead_ids, owner_ids)
        self._board_announce_ids(lead_ids, owner_ids)
        return result

    # the count

    @api.model
    def medspa_waiting_counts(self):
        """Return what waits for the present user, in one query.

        :return: dict of ``waiting``, of these ``late``, ``changes_in`` (seconds until
            time alone changes this, or ``False``), ``is_member`` and ``away`` (in
            words, or ``False``). Seconds, because a browser's clock may be wrong.
        """
        now = fields.Datetime.now()
        self.env["medspa.snooze"].flush_model()
        self.env["crm.team.member"].flush_model()
        query = self._search(self._handling_waiting_for_me())
        hidden = self._handling_join_snoozes(query, now)
        due = self._field_to_sql(query.table, "response_due_at", query)
        ((waiting, late, next_due, next_shown, is_member, away_until),) = (
            self.env.execute_query(
                query.select(
                    SQL("count(*) FILTER (WHERE NOT %s)", hidden),
                    SQL("count(*) FILTER (WHERE NOT %s AND %s < %s)", hidden, due, now),
                    SQL("min(%s) FILTER (WHERE %s >= %s)", due, due, now),
                    SQL("min(snooze.until) FILTER (WHERE %s)", hidden),
                    self._handling_my_memberships("count(*) > 0"),
                    self._handling_my_memberships("max(response_away_until)"),
                )
            )
        )
        away_until = away_until if away_until and away_until > now else None
        changes = filter(None, (next_due, next_shown, away_until))
        return {
            "waiting": waiting,
            "late": late,
            "changes_in": min(((at - now).total_seconds() for at in changes), default=0)
            or False,
            "is_member": is_member,
            "away": bool(away_until)
            and self.env["crm.team.member"]._away_in_words(away_until, mine=True),
        }

    @api.model
    def _handling_waiting_for_me(self):
        return Domain("user_id", "=", self.env.uid) & Domain(
            "response_waiting_since", "!=", False
        )

    def _handling_join_snoozes(self, query, now):
        """Join the user's own snoozes; return the condition of being hidden."""
        due = self._field_to_sql(query.table, "response_due_at", query)
        query.add_join(
            "LEFT JOIN",
            "snooze",
            "medspa_snooze",
            SQL(
                "snooze.lead_id = %s AND snooze.user_id = %s AND snooze.until > %s",
                SQL.identifier(query.table, "id"),
                self.env.uid,
                now,
            ),
        )
        return SQL("(snooze.id IS NOT NULL AND %s >= %s)", due, now)

    def _handling_my_memberships(self, aggregate):
        return SQL(
            "(SELECT %s FROM crm_team_member WHERE user_id = %s AND active)",
            SQL(aggregate),
            self.env.uid,
        )
