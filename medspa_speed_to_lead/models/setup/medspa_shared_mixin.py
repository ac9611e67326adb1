from odoo import api, fields, models
from odoo.exceptions import UserError

# what says whose a row is: its company, or what it is a part of
_PLACES = frozenset(("company_id", "policy_id", "cadence_id", "step_id"))


class MedspaSharedMixin(models.AbstractModel):
    """Set-up of one company, or of all of them.

    A row of no company counts for every company of the database: rules let only those
    change it who manage all of them. A manager of some copies it; where a company has a
    copy of its own, archived or not, the shared row counts for it no more.
    """

    _name = "medspa.shared.mixin"
    _description = "Set-Up Shared by Companies"

    company_id = fields.Many2one(
        "res.company",
        ondelete="restrict",
        default=lambda self: self._default_company(),
        help="Empty: for every company.",
    )

    @api.model
    def _default_company(self):
        """Whoever does not manage all companies makes rows of their own."""
        everywhere = self.env.su or self.env.user._keeps_shared_rows()
        return self.env["res.company"] if everywhere else self.env.company

    def action_copy_to_company(self):
        """Make rows of the present company out of shared ones, and open the first."""
        shared = self.filtered(lambda record: not record.company_id)
        if not shared:
            raise UserError(self.env._("These belong to one company already."))
        copies = self.browse()
        for record in shared:
            copies += record.copy(record._values_of_copy())
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": copies[:1].id,
            "views": [(False, "form")],
        }

    def _values_of_copy(self):
        """Return what makes a copy the row of the present company."""
        values = {"company_id": self.env.company.id}
        for name in ("name", "sequence", "active"):
            field = self._fields.get(name)
            if field and field.store:
                values[name] = self[name]
        if "copied_from_id" in self._fields:
            values["copied_from_id"] = self.id
        return values


class MedspaPlacedMixin(models.AbstractModel):
    """Set-up, or a part of it, that is asked whose it is once more after a change:
    Odoo asks by what it was before."""

    _name = "medspa.placed.mixin"
    _description = "Set-Up That Stays With Its Owner"

    def write(self, vals):
        result = super().write(vals)
        if _PLACES & vals.keys():
            self.check_access("write")
        return result


class MedspaReplacedMixin(models.AbstractModel):
    """Shared set-up that a company replaces by a copy of its own."""

    _name = "medspa.replaced.mixin"
    _inherit = ["medspa.shared.mixin"]
    _description = "Shared Set-Up That a Copy Replaces"

    copied_from_id = fields.Integer(
        string="Copy of", readonly=True, copy=False, help="The row that it replaces."
    )

    @api.model
    def _replaced(self):
        """Return ``{id: ids of the companies that have a copy of their own}``."""
        everything = self.sudo().with_context(active_test=False)
        copies = everything.search(
            [("copied_from_id", "!=", 0), ("company_id", "!=", False)]
        )
        return {
            key: frozenset(group.company_id.ids)
            for key, group in copies.grouped("copied_from_id").items()
        }
