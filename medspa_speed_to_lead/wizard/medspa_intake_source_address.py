from odoo import fields, models


class MedspaIntakeSourceAddress(models.TransientModel):
    """Shows a new address once. The dialog is never saved: nobody can read it later."""

    _name = "medspa.intake.source.address"
    _inherit = ["medspa.dialog"]
    _description = "Address of an Intake Source"

    source_id = fields.Many2one("medspa.intake.source", readonly=True)
    address = fields.Char(store=False, readonly=True)
    example = fields.Char(compute="_compute_example")

    def _compute_example(self):
        for dialog in self:
            dialog.example = (
                f"curl {dialog.address} -d name='Ana Ruiz' -d phone='(512) 555-0143' "
                "-d treatment=Botox -d message='Do you have time on Friday?'"
            )
