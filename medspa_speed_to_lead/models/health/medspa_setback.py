from odoo import api, fields, models
from odoo.tools import SQL

from ..jobs.work import LOOKING


class MedspaSetback(models.Model):
    """Setbacks that Health need not tell of: nothing is left to be done."""

    _inherit = "medspa.setback"

    @api.model
    def _forget_moot(self):
        """What is due no more, was deleted, or belongs to work that is no more."""
        everything = self.search([("name", "!=", False)])
        if not everything:
            return
        works = self.env["medspa.job"]._works()
        long_ago = fields.Datetime.subtract(fields.Datetime.now(), days=8)
        hours_ago = fields.Datetime.subtract(fields.Datetime.now(), hours=2)
        for name, group in everything.grouped("name").items():
            if name.startswith(LOOKING):
                group.filtered(lambda setback: setback.write_date < hours_ago).unlink()
            elif mine := [work for work in works if work.name == name]:
                due = self.union(*(group._still_due(work) for work in mine))
                (group - due).unlink()
            else:
                group.filtered(lambda setback: setback.began_at < long_ago).unlink()

    def _still_due(self, work):
        condition = SQL("TRUE") if work.again else work.due()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE id = ANY(%s) AND (%s)",
                SQL.identifier(work.model._table),
                self.mapped("res_id"),
                condition,
            )
        )
        still_due = {row_id for (row_id,) in rows}
        return self.filtered(lambda setback: setback.res_id in still_due)
