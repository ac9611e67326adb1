from odoo import models
from odoo.tools import SQL


class CrmTeam(models.Model):
    """The tickets of the rotation, see :mod:`...tools.rotation`."""

    _inherit = "crm.team"

    def _ensure_tickets(self):
        for team_sudo in self.sudo().filtered(lambda t: not t.response_sequence_id):
            team_sudo._begin_tickets()

    def _begin_tickets(self):
        """Begin after the highest ticket that was given: a lower one would look as if
        it had been long ago, and the same colleague be given all inquiries."""
        turns = self.env["medspa.rotation.turn"]
        last = turns.search([("team_id", "=", self.id)], order="ticket DESC", limit=1)
        self.response_sequence_id = self.env["ir.sequence"].create(
            {
                "name": f"Inquiry rotation of team {self.id}",
                "implementation": "standard",
                "number_next": last.ticket + 1,
                "company_id": False,
            }
        )

    def _draw_tickets(self, count):
        """Take the next numbers of the team; other transactions see them taken.

        Where PostgreSQL has no such sequence any more, for somebody has made it
        gap-less or it was left out of a copy, another one goes on.
        """
        self._ensure_tickets()
        tickets = self._next_tickets(count)
        if None in tickets:
            self.sudo()._begin_tickets()
            tickets = self._next_tickets(count)
        return sorted(tickets)

    def _next_tickets(self, count):
        """Return ``count`` numbers, or nothing of each without a sequence."""
        name = f"ir_sequence_{self.sudo().response_sequence_id.id:03d}"
        rows = self.env.execute_query(
            SQL(
                "SELECT nextval(to_regclass(%s)) FROM generate_series(1, %s)",
                name,
                count,
            )
        )
        return [ticket for (ticket,) in rows]
