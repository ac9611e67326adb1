from datetime import timedelta

from odoo import api, fields, models


class MedspaSnooze(models.Model):
    """One person looks at one inquiry again later. No clock stops for it.

    It hides the inquiry from that person's own count and filter, from nobody else.
    """

    _name = "medspa.snooze"
    _inherit = ["medspa.dialog"]
    _description = "Snooze"
    _order = "until"
    _rec_name = "until"  # Odoo tells names with full rights

    user_id = fields.Many2one(
        "res.users",
        required=True,
        default=lambda self: self.env.uid,
        ondelete="cascade",
    )
    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", required=True, ondelete="cascade", index=True
    )
    until = fields.Datetime(required=True)

    _one_each = models.UniqueIndex(
        "(user_id, lead_id)", "You have put this inquiry aside already."
    )

    @api.model
    def _set(self, lead, until):
        """Put an inquiry aside for the present user, instead of an earlier time."""
        values = {"lead_id": lead.id, "user_id": self.env.uid, "until": until}
        mine = self._mine(lead)
        if mine:
            mine.until = until
        else:
            self.create(values)

    @api.model
    def _mine(self, leads):
        return self.search(
            [("user_id", "=", self.env.uid), ("lead_id", "in", leads.ids)]
        )

    @api.autovacuum
    def _gc_ended(self):
        before = fields.Datetime.now() - timedelta(days=1)
        self.search([("until", "<", before)]).unlink()
