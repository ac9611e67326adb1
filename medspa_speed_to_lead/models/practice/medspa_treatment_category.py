from odoo import fields, models


class MedspaTreatmentCategory(models.Model):
    _name = "medspa.treatment.category"
    _description = "Treatment Category"
    _inherit = ["medspa.reference.mixin", "medspa.placed.mixin", "medspa.shared.mixin"]
    _inherit += ["medspa.in.use.mixin"]
    _order = "sequence, id"

    _USED_BY = {
        ("medspa.treatment", "category_id"): (),
        ("medspa.response.policy", "category_ids"): (),
        ("medspa.cadence.variant", "category_id"): (),
    }

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    treatment_ids = fields.One2many("medspa.treatment", "category_id")
