from odoo import fields, models


class MedspaTreatmentCategory(models.Model):
    _name = "medspa.treatment.category"
    _description = "Treatment Category"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", help="Empty: for every company.")
    treatment_ids = fields.One2many("medspa.treatment", "category_id")
