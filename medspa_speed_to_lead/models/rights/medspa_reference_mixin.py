from odoo import api, models
from odoo.models import MAGIC_COLUMNS
from odoo.tools import ormcache

MODULE = "medspa_speed_to_lead"


class MedspaReferenceMixin(models.AbstractModel):
    """Whoever lets a record refer to another must be able to read that one.

    Odoo shows the name of what a field refers to with full rights: who may write the
    field could read the name of anything by its number. So what a person sets is
    checked once it stands there, whether it came from values, defaults or the context.
    """

    _name = "medspa.reference.mixin"
    _description = "References to What One May Read"

    @api.model
    @ormcache()
    def _references(self):
        """Return the names of the fields that are checked: ours that people set."""
        is_ours = self._original_module == MODULE
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.type in ("many2one", "many2many")
            and field.store
            and name not in MAGIC_COLUMNS
            and (is_ours or MODULE in field._modules)
        )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_references(self._references())
        return records

    def write(self, vals):
        result = super().write(vals)
        self._check_references(self._references() & vals.keys())
        return result

    def _update_cache(self, values, validate=True):
        """Check drafts too: a form asks for the names of what it shows."""
        super()._update_cache(values, validate)
        self._check_references(self._references() & values.keys())

    def _check_references(self, names):
        """Raise an access error unless the user may read what these fields hold."""
        if self.env.su:
            return
        for name in names:
            self._check_referred(self[name]._origin)

    @api.model
    def _check_referred(self, records):
        records.check_access("read")
