from odoo import fields, models

from ...models.stages.crm_lead_entry import OVERRIDE


class MedspaStageOverride(models.TransientModel):
    """A manager puts inquiries into a stage although something is missing."""

    _name = "medspa.stage.override"
    _inherit = ["medspa.dialog"]
    _description = "Move Anyway"

    lead_ids = fields.Many2many("crm.lead", string="Inquiries", required=True)
    stage_id = fields.Many2one("crm.stage", required=True)
    missing = fields.Char(readonly=True)
    reason = fields.Char(required=True, help="Kept on the inquiry.")

    def action_move(self):
        self.ensure_one()
        leads = self.lead_ids.with_context(**{OVERRIDE: self.reason})
        leads.write({"stage_id": self.stage_id.id})
        return {"type": "ir.actions.act_window_close", "infos": {"moved": True}}
