from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .holding import Holding

# whose contents nobody can search: a sheet of leads may hold everybody
_IMPORTED = ("crm.lead", "res.partner", "calendar.event")
_TEXTS = ("char", "text", "html", "json")


class MedspaErase(models.AbstractModel):
    """Open dialogs: rows that Odoo clears by itself, only hours later."""

    _inherit = "medspa.erase"

    @api.model
    def _holdings(self):
        return [
            *super()._holdings(),
            *(
                Holding(
                    model._name,
                    "a dialog about them",
                    lambda traces, model=model: traces.dialogs[model._name],
                    self._unlink,
                )
                for model in self._dialogs()
            ),
        ]

    def _dialogs(self):
        return [
            model.sudo()
            for model in self.env.values()
            if model.is_transient()
            and model._auto
            and not model._abstract
            and model._name != "crm.lead.erase"  # the one that asked for it
        ]

    @api.model
    def _follow(self, traces):
        result = super()._follow(traces)
        for model in self._dialogs():
            found = self._find_dialogs(model, traces)
            traces.dialogs[model._name] = found
            for field in model._fields.values():
                if field.comodel_name == "ir.attachment" and field.store:
                    traces.files |= found[field.name]
        return result

    def _find_dialogs(self, model, traces):
        """Return the dialogs that refer to the person's records or name them."""
        if model._name == "base_import.import":
            return self._rows(model._name, [("res_model", "in", _IMPORTED)])
        theirs = {
            records._name: records
            for records in (
                *traces.threads,
                self._contacts(traces),
                *(traces.events, traces.touches, traces.messages, traces.activities),
            )
            if records is not None and records
        }
        by_reference = [
            Domain(field.name, "in", theirs[field.comodel_name].ids)
            for field in model._fields.values()
            if field.store and field.relational and field.comodel_name in theirs
        ]
        found = self._rows(model._name, *by_reference) if by_reference else model
        return found | self._about(model, traces) | self._naming(model, traces)

    def _about(self, model, traces):
        """Return the dialogs that name a model and ids in words, as composers do."""
        names = {"res_model", "model"} & model._fields.keys()
        ids = {"res_id", "res_ids"} & model._fields.keys()
        found = model.browse()
        for records in traces.threads:
            wanted = set(records.ids)
            for name in names if wanted and ids else ():
                if not model._fields[name].store:
                    continue
                for one in model.search([(name, "=", records._name)]):
                    if any(wanted & _ids_in(one[column]) for column in ids):
                        found |= one
        return found

    def _naming(self, model, traces):
        columns = [
            SQL.identifier(field.name)
            for field in model._fields.values()
            if field.store and field.column_type and field.type in _TEXTS
        ]
        records = model.browse()
        patterns = [f"%{_escaped(text)}%" for text in self._spellings(traces)]
        if not columns or not patterns:
            return records
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE concat_ws(' ', %s) ILIKE ANY(%s)",
                SQL.identifier(model._table),
                SQL(", ").join(columns),
                patterns,
            )
        )
        return records.browse(row[0] for row in rows)


def _ids_in(value):
    """Return the ids in what a composer keeps: a number, or a list as text."""
    text = str(value or "")
    return {
        int(part) for part in text.strip("[]() ").split(",") if part.strip().isdigit()
    }


def _escaped(text):
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
