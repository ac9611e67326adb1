from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL


class MedspaRotationTurn(models.Model):
    """One time a person was given an inquiry. Only ever inserted.

    Rows are never updated, so that two inquiries that arrive together have nothing
    to fight over: a counter on the member would make one of them fail.
    """

    _name = "medspa.rotation.turn"
    _description = "Rotation Turn"
    _inherit = ["medspa.recorded.mixin"]
    _log_access = False
    _rec_name = "ticket"

    team_id = fields.Many2one("crm.team", required=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    ticket = fields.Integer(required=True)
    given_at = fields.Datetime(required=True)

    _last_ticket = models.Index("(team_id, user_id, ticket DESC)")
    _newest_ticket = models.Index("(team_id, ticket DESC)")
    _recent_load = models.Index("(team_id, user_id, given_at)")

    @api.model
    def _history(self, team, capacities, since):
        """Return ``{user id: (last ticket, number given since)}`` and the highest.

        :param capacities: ``{user id: number}``; nobody's turns are counted further,
            as more than enough is enough to know.

        The highest ticket is that of the whole team: if a colleague who left or
        paused had it, it was seen all the same.

        One statement of index look-ups; its cost does not grow with the history.
        """
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT member.id, last.ticket, recent.given,
                       (SELECT ticket FROM medspa_rotation_turn
                         WHERE team_id = %(team)s
                      ORDER BY ticket DESC LIMIT 1)
                  FROM unnest(%(users)s, %(capacities)s) AS member(id, capacity)
                  LEFT JOIN LATERAL (
                       SELECT ticket FROM medspa_rotation_turn
                        WHERE team_id = %(team)s AND user_id = member.id
                     ORDER BY ticket DESC LIMIT 1) last ON TRUE
                 CROSS JOIN LATERAL (
                       SELECT count(*) AS given FROM (
                              SELECT FROM medspa_rotation_turn
                               WHERE team_id = %(team)s AND user_id = member.id
                                 AND given_at >= %(since)s
                               LIMIT member.capacity) turn) recent
                """,
                users=list(capacities),
                capacities=[max(0, capacity) for capacity in capacities.values()],
                team=team.id,
                since=since,
            )
        )
        history = {user: (ticket or 0, given) for user, ticket, given, _high in rows}
        return history, max((high or 0 for *_turns, high in rows), default=0)

    @api.autovacuum
    def _gc_old_turns(self):
        """Forget turns that neither capacity nor order will ask for again."""
        before = fields.Datetime.now() - timedelta(days=90)
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM medspa_rotation_turn old
                 WHERE given_at < %s
                   AND EXISTS (
                       SELECT FROM medspa_rotation_turn newer
                        WHERE newer.team_id = old.team_id
                          AND newer.user_id = old.user_id
                          AND newer.ticket > old.ticket)
                """,
                before,
            )
        )
