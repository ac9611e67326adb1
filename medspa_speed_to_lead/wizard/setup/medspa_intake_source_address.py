from odoo import fields, models

from ...tools.providers import web_form

_INQUIRY = (
    "-d name='Ana Ruiz' -d phone='(512) 555-0143' "
    "-d treatment=Botox -d message='Do you have time on Friday?'"
)


class MedspaIntakeSourceAddress(models.TransientModel):
    """Shows a new address once. The dialog is never saved: nobody can read it later."""

    _name = "medspa.intake.source.address"
    _inherit = ["medspa.dialog"]
    _description = "Address of an Intake Source"

    source_id = fields.Many2one("medspa.intake.source", readonly=True)
    address = fields.Char(store=False, readonly=True)
    is_form = fields.Boolean(compute="_compute_example")
    example = fields.Char(compute="_compute_example")
    header_example = fields.Char(compute="_compute_example")

    recipe_name = fields.Char(compute="_compute_recipe")
    recipe_steps = fields.Html(compute="_compute_recipe", sanitize=False)
    snippet = fields.Text(compute="_compute_recipe")

    def _compute_recipe(self):
        for dialog in self:
            source, address = dialog.source_id, dialog.address
            names = dict(source._fields["recipe"]._description_selection(self.env))
            dialog.recipe_name = names.get(source.recipe)
            dialog.recipe_steps = source._recipe_html(address)
            dialog.snippet = source._recipe_snippet(address)

    def _compute_example(self):
        for dialog in self:
            path, _slash, token = (dialog.address or "").rpartition("/")
            dialog.is_form = path.endswith(web_form.PATH)
            dialog.example = f"curl {dialog.address} {_INQUIRY}"
            header = f"-H 'Authorization: Bearer {token}'"
            dialog.header_example = f"curl {path} {header} {_INQUIRY}"
