from odoo import fields, models


class MedspaMysteryPersona(models.Model):
    """Somebody who does not exist: a name, what they ask for and in which words."""

    _name = "medspa.mystery.persona"
    _description = "Mystery Persona"
    _inherit = ["medspa.reference.mixin", "medspa.placed.mixin", "medspa.shared.mixin"]
    _inherit += ["medspa.in.use.mixin"]
    _order = "sequence, id"

    _USED_BY = {
        ("medspa.mystery", "persona_id"): (),
    }

    name = fields.Char(required=True, help="First and last name.")
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    treatment = fields.Char(help="As the person would say it in the form.")
    subject = fields.Char(string="Subject of the Email")
    message = fields.Text(required=True, help="What they write in a form or an email.")
    text_message = fields.Text(string="Text", help="What they write from their phone.")

    _name_once = models.Constraint(
        "UNIQUE(name, company_id)", "There is a persona of this name."
    )
