from odoo import api, fields, models

from ...tools.claims import ALWAYS, CONDITIONS, stricter
from ..intake.crm_lead import INTENTS, PATIENT_TYPES


class MedspaCadenceVariant(models.Model):
    """The same step in other words, for one kind of inquiry."""

    _name = "medspa.cadence.variant"
    _description = "Follow-Up Step in Other Words"
    _inherit = ["medspa.reference.mixin", "medspa.placed.mixin", "medspa.sender.mixin"]
    _order = "step_id, sequence, id"

    _CLAIMS_DEPEND_ON = ("step_id", "condition")

    step_id = fields.Many2one(
        "medspa.cadence.step", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="For", compute="_compute_name")
    category_id = fields.Many2one("medspa.treatment.category", ondelete="restrict")
    intent = fields.Selection(INTENTS)
    patient_type = fields.Selection(PATIENT_TYPES)

    condition = fields.Selection(
        CONDITIONS,
        string="Used",
        default=ALWAYS,
        required=True,
        help="Counts calls since they last wrote.",
    )

    _has_condition = models.Constraint(
        "CHECK(category_id IS NOT NULL OR intent IS NOT NULL"
        " OR patient_type IS NOT NULL OR condition != 'always')",
        "Say for which inquiries these words are.",
    )

    @api.depends("category_id.name", "intent", "patient_type", "condition")
    def _compute_name(self):
        for variant in self:
            conditions = ["condition"] if variant.condition != ALWAYS else []
            words = [
                variant.category_id.name,
                *(
                    dict(self._fields[name]._description_selection(self.env)).get(
                        variant[name]
                    )
                    for name in ("intent", "patient_type", *conditions)
                ),
            ]
            variant.name = ", ".join(filter(None, words))

    def _fits(self, lead):
        categories = lead.with_context(active_test=False).treatment_ids.category_id
        return (
            (not self.category_id or self.category_id in categories)
            and (not self.intent or self.intent == lead.intake_intent)
            and (not self.patient_type or self.patient_type == lead.intake_patient_type)
            and (self.condition == ALWAYS or lead._followup_meets(self.condition))
        )

    def _sending_company(self):
        return self.step_id.cadence_id.company_id

    def _templates_it_sends(self):
        channels = {self.step_id.channel, self.step_id.fallback_channel} - {False}
        return list(filter(None, map(self._own_template, sorted(channels))))

    def _claim_condition(self):
        return stricter(self.step_id.condition, self.condition)

    def _as_sender(self):
        return self.env._(
            "%(step)s, in other words for %(whom)s",
            step=self.step_id._as_sender(),
            whom=self.name,
        )
