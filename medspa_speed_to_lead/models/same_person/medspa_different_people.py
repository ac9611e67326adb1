from odoo import api, fields, models
from odoo.tools import SQL


class MedspaDifferentPeople(models.Model):
    """Two inquiries of which a colleague said that they are of different people."""

    _name = "medspa.different.people"
    _description = "Different People"
    _inherit = ["medspa.recorded.mixin"]

    lead_id = fields.Many2one(
        "crm.lead", string="Inquiry", required=True, readonly=True, ondelete="cascade"
    )
    other_id = fields.Many2one(
        "crm.lead",
        string="Other Inquiry",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )

    _pair_unique = models.UniqueIndex(
        "(lead_id, other_id)", "They are known to be different people."
    )
    _pair_in_order = models.Constraint(
        "CHECK (lead_id < other_id)", "The earlier inquiry comes first."
    )

    @api.model
    def _keep(self, pairs):
        """Remember pairs, each once whoever else says so at the same moment.

        :param pairs: ``[(inquiry, other inquiry), ...]``.
        """
        for one, other in pairs:
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO medspa_different_people
                           (lead_id, other_id, create_uid, create_date, write_uid,
                            write_date)
                    VALUES (%(one)s, %(other)s, %(uid)s, %(now)s, %(uid)s, %(now)s)
                        ON CONFLICT DO NOTHING
                    """,
                    one=min(one.id, other.id),
                    other=max(one.id, other.id),
                    uid=self.env.uid,
                    now=fields.Datetime.now(),
                )
            )
        self.invalidate_model()

    @api.model
    def _forget(self, one, other):
        """Take back what was said of a pair, in whichever order it is asked."""
        ids = sorted((one.id, other.id))
        self.search([("lead_id", "=", ids[0]), ("other_id", "=", ids[1])]).unlink()
