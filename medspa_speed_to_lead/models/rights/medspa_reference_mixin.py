from odoo import api, models
from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS
from odoo.tools import ormcache

MODULE = "medspa_speed_to_lead"


class MedspaReferenceMixin(models.AbstractModel):
    """Whoever lets a record refer to another must be able to read that one.

    Odoo shows the name of what a field refers to with full rights: who may write the
    field could read the name of anything by its number. So what a person says is
    checked before, or an error of Odoo's might name it, and what stands there after,
    whether it came from values, defaults or the context.
    """

    _name = "medspa.reference.mixin"
    _description = "References to What One May Read"

    @api.model
    @ormcache()
    def _pointing(self):
        """Return the names of our fields that refer to other records."""
        is_ours = self._original_module == MODULE
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.type in ("many2one", "many2many")
            and name not in MAGIC_COLUMNS
            and (is_ours or MODULE in field._modules)
        )

    @api.model
    @ormcache()
    def _references(self):
        """Return those that people set, which are checked once they stand there."""
        return frozenset(name for name in self._pointing() if self._fields[name].store)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_given(vals)
        records = super().create(vals_list)
        records._check_references(self._references())
        return records

    def write(self, vals):
        self._check_given(vals)
        result = super().write(vals)
        self._check_references(self._references() & vals.keys())
        return result

    def _update_cache(self, values, validate=True):
        """Check drafts too: a form asks for the names of what it shows.

        A form sends back what the record has; that is no news to its reader.
        """
        result = super()._update_cache(values, validate)
        if not self.env.su:
            for name in self._pointing() & values.keys():
                # not with full rights: of a private meeting that would show everything
                known = self._origin[name]
                self._check_referred(self[name]._origin.sudo(False) - known)
        return result

    @api.model
    def _check_given(self, vals):
        """Raise an access error unless the user may read what these values point at."""
        if self.env.su:
            return
        # Odoo names what is of another company
        pointing = self._pointing()
        checked = {name for name in pointing if self._fields[name].check_company}
        if missing := checked - vals.keys():
            vals = {**self.default_get(sorted(missing)), **vals}
        for name in pointing & vals.keys():
            records = self.env[self._fields[name].comodel_name]
            self._check_referred(records.browse(_ids_in(vals[name])))

    def _check_references(self, names):
        """Raise an access error unless the user may read what these fields hold."""
        if self.env.su:
            return
        for name in names:
            # what they may not see is told by nothing, and not theirs to write
            if self._has_field_access(self._fields[name], "read"):
                self._check_referred(self[name]._origin)

    @api.model
    def _check_referred(self, records):
        # of nothing Odoo asks all the same, and refuses who may read no such record
        if records:
            records.check_access("read")


def _ids_in(value):
    """Return the ids that a value for a many2one or a many2many names."""
    if isinstance(value, int):
        return [value] if value else []
    ids = set()
    for command in value or ():
        if isinstance(command, int):
            ids.add(command)
        elif command[0] in (Command.LINK, Command.UPDATE):
            ids.add(command[1])
        elif command[0] == Command.SET:
            ids.update(command[2])
    return [one for one in ids if isinstance(one, int) and one]
