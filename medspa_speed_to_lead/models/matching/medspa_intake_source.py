from odoo import fields, models, tools
from odoo.exceptions import UserError

from .meanings import MEANINGS

_LONGEST_LABEL = 300
_LONGEST_PATH = 500  # no reader gives a longer one, and an index holds it


class MedspaIntakeSource(models.Model):
    """A source whose forms were matched by a person."""

    _inherit = "medspa.intake.source"

    field_ids = fields.One2many(
        "medspa.intake.field", "source_id", string="Matched Fields"
    )

    def _field_meanings(self):
        return {**super()._field_meanings(), **self._matched_meanings()}

    @tools.ormcache("self.id")
    def _matched_meanings(self):
        """Return ``{path: meaning}``; every form that arrives asks for them."""
        rows_sudo = self.env["medspa.intake.field"].sudo()
        rows_sudo = rows_sudo.search([("source_id", "=", self.id)])
        return {row_sudo.path: row_sudo.meaning for row_sudo in rows_sudo}

    def action_match_fields(self):
        """Open the screen on which a person says what the fields mean."""
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id(
            "medspa_speed_to_lead.medspa_match_fields_action"
        )
        return {**action, "context": {"active_id": self.id}}

    def save_fields(self, chosen):
        """Keep what a person chose for the fields, and nothing else.

        :param list chosen: ``{"path", "label", "meaning"}`` of each field.
        :raises UserError: for what is no meaning, or no field.
        """
        self.ensure_one()
        self.check_access("write")
        meanings = meanings_of(self.env, chosen)
        if long := [path for path in meanings if len(path) > _LONGEST_PATH]:
            raise UserError(
                self.env._("There is no field called “%s…”.", long[0][:_LONGEST_LABEL])
            )
        labels = {one["path"]: one.get("label") or "" for one in chosen}
        known = {row.path: row for row in self.field_ids}
        gone = [row.id for path, row in known.items() if path not in meanings]
        self.field_ids.browse(gone).unlink()
        for path, meaning in meanings.items():
            values = {"label": labels[path][:_LONGEST_LABEL], "meaning": meaning}
            if path not in known:
                self.field_ids.create({"source_id": self.id, "path": path, **values})
            elif known[path].meaning != meaning:
                known[path].write(values)
        return True


def meanings_of(env, chosen):
    """Return ``{path: meaning}`` of what the screen sent."""
    known = dict(MEANINGS)
    meanings = {one["path"]: one["meaning"] for one in chosen}
    if wrong := [one for one in meanings.values() if one not in known]:
        raise UserError(env._("“%s” is no meaning of a field.", wrong[0]))
    return meanings
