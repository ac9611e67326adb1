from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..jobs.locking import BUSY

# A browser says once a minute that it is there (Odoo's presence). Whoever was not heard
# of for longer has lost the line without a word, and holds nothing.
_UNHEARD_OF = timedelta(minutes=5)


class MedspaClaim(models.Model):
    """Somebody has an inquiry open, shown so that two people do not answer at once.

    It forbids nothing, and stops no clock. Closing the form ends it, and so does
    Odoo's presence when the person goes offline.
    """

    _name = "medspa.claim"
    _description = "Inquiry Open on a Screen"
    _inherit = ["medspa.recorded.mixin"]
    _order = "opened_at, id"
    _rec_name = "lead_id"
    _log_access = False

    lead_id = fields.Many2one("crm.lead", required=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", required=True, ondelete="cascade", index=True
    )
    opened_at = fields.Datetime(required=True)
    owner_id = fields.Many2one(
        "res.users", ondelete="set null", help="Whose inquiry it was then."
    )

    _one_each = models.UniqueIndex(
        "(lead_id, user_id)", "You have this inquiry open already."
    )

    @api.model
    def _open(self, leads):
        """Claim inquiries for the present user; what they hold stays as it is."""
        now = fields.Datetime.now()
        rows = SQL(", ").join(
            SQL("%s", (lead.id, self.env.uid, now, lead.user_id.id or None))
            for lead in leads.sudo()
        )
        if self._changed(
            SQL(
                "INSERT INTO medspa_claim (lead_id, user_id, opened_at, owner_id)"
                " VALUES %s"
                " ON CONFLICT (lead_id, user_id) DO NOTHING RETURNING lead_id",
                rows,
            )
        ):
            leads._board_announce()

    @api.model
    def _close(self, leads):
        mine_sudo = self.sudo().search(
            [("lead_id", "in", leads.ids), ("user_id", "=", self.env.uid)]
        )
        mine_sudo._end()

    def _end(self):
        """What another transaction ends at this moment is left to it: form and browser
        are mostly closed together."""
        ended = self._changed(
            SQL(
                "DELETE FROM medspa_claim WHERE id IN (SELECT id FROM medspa_claim"
                " WHERE id = ANY(%s) FOR UPDATE SKIP LOCKED) RETURNING lead_id",
                self.ids,
            )
        )
        self.invalidate_model(flush=False)
        self.env["crm.lead"].browse(ended)._board_announce()

    def _changed(self, query):
        """Return the inquiries of which a query changed claims.

        None where another tab or process did the same at this moment: that is no error,
        and nothing that a request waits for or fails by.
        """
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(query, log_exceptions=False)
                return [row[0] for row in self.env.cr.fetchall()]
        except BUSY:
            return []

    @api.model
    def _live_query(self, ids):
        """Return the query of who has these inquiries open at the moment."""
        heard_of = fields.Datetime.now() - _UNHEARD_OF
        return SQL(
            """
            SELECT claim.lead_id, claim.user_id, partner.name, claim.opened_at, claim.id
              FROM medspa_claim claim
              JOIN res_users holder ON holder.id = claim.user_id
              JOIN res_partner partner ON partner.id = holder.partner_id
         LEFT JOIN mail_presence presence ON presence.user_id = claim.user_id
             WHERE claim.lead_id = ANY(%s)
               AND holder.active
               AND COALESCE(presence.status, 'online') != 'away'
               AND GREATEST(claim.opened_at, presence.last_poll) > %s
            """,
            ids,
            heard_of,
        )

    @api.model
    def _of(self, lead):
        """Return ``[(user id, name, opened_at), ...]``, who was first comes first."""
        rows = self.env.execute_query(
            SQL("%s ORDER BY claim.opened_at, claim.id", self._live_query(lead.ids))
        )
        return [row[1:4] for row in rows]

    @api.autovacuum
    def _gc_unheard_of(self):
        before = fields.Datetime.now() - timedelta(days=1)
        self.search([("opened_at", "<", before)]).unlink()
