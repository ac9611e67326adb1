from odoo import fields, models


class MedspaCallsLog(models.TransientModel):
    """Log the same outcome of several calls, such as a round of nobody there."""

    _name = "medspa.calls.log"
    _inherit = ["medspa.dialog"]
    _description = "Log Several Calls"

    lead_ids = fields.Many2many("crm.lead", string="Inquiries", required=True)
    note = fields.Text(help="Kept on the inquiries, for colleagues only.")

    def action_end(self):
        """Record the calls with the outcome of the pressed button."""
        self.ensure_one()
        for lead in self.lead_ids:
            lead.action_log_call(self.env.context.get("call_outcome"), self.note)
        return {"type": "ir.actions.act_window_close"}
