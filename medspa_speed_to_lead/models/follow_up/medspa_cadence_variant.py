from odoo import api, fields, models

from ..intake.crm_lead import INTENTS, PATIENT_TYPES


class MedspaCadenceVariant(models.Model):
    """The same step in other words, for one kind of inquiry."""

    _name = "medspa.cadence.variant"
    _description = "Follow-Up Step in Other Words"
    _inherit = ["medspa.reference.mixin", "medspa.placed.mixin", "medspa.sender.mixin"]
    _order = "step_id, sequence, id"

    step_id = fields.Many2one(
        "medspa.cadence.step", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="For", compute="_compute_name")
    category_id = fields.Many2one("medspa.treatment.category", ondelete="restrict")
    intent = fields.Selection(INTENTS)
    patient_type = fields.Selection(PATIENT_TYPES)

    _has_condition = models.Constraint(
        "CHECK(category_id IS NOT NULL OR intent IS NOT NULL"
        " OR patient_type IS NOT NULL)",
        "Say for which inquiries these words are.",
    )

    @api.depends("category_id.name", "intent", "patient_type")
    def _compute_name(self):
        for variant in self:
            words = [
                variant.category_id.name,
                *(
                    dict(self._fields[name]._description_selection(self.env)).get(
                        variant[name]
                    )
                    for name in ("intent", "patient_type")
                ),
            ]
            variant.name = ", ".join(filter(None, words))

    def _fits(self, lead):
        categories = lead.with_context(active_test=False).treatment_ids.category_id
        return (
            (not self.category_id or self.category_id in categories)
            and (not self.intent or self.intent == lead.intake_intent)
            and (not self.patient_type or self.patient_type == lead.intake_patient_type)
        )

    def _sending_company(self):
        return self.step_id.cadence_id.company_id
