from odoo import fields, models

from .meanings import MEANINGS


class MedspaIntakeField(models.Model):
    """What a field of a source's forms means, where a person said so.

    It holds the place of the field and the words beside it, never what anybody wrote.
    """

    _name = "medspa.intake.field"
    _description = "Matched Field of a Form"
    _inherit = ["medspa.reference.mixin", "medspa.kept.mixin"]
    _order = "source_id, id"
    _rec_name = "label"

    source_id = fields.Many2one(
        "medspa.intake.source", required=True, index=True, ondelete="cascade"
    )
    path = fields.Char(
        required=True, help="Where it stands in what arrives, the same in every form."
    )
    label = fields.Char(help="The words beside it.")
    meaning = fields.Selection(MEANINGS, required=True)

    _path_unique = models.UniqueIndex(
        "(source_id, path)", "This field has a meaning already."
    )
