from odoo import fields, models


class MedspaCallLog(models.TransientModel):
    """The dialog beside a call: the number to dial, and one button for each end."""

    _name = "medspa.call.log"
    _inherit = ["medspa.dialog"]
    _description = "Call a Patient"

    lead_id = fields.Many2one("crm.lead", required=True)
    phone = fields.Char(related="lead_id.phone", related_sudo=False)
    contact_name = fields.Char(related="lead_id.contact_name", related_sudo=False)
    treatment_ids = fields.Many2many(
        related="lead_id.treatment_ids", related_sudo=False
    )
    description = fields.Html(related="lead_id.description", related_sudo=False)
    note = fields.Text(help="Kept on the inquiry, for colleagues only.")

    def action_end(self):
        """Record the call with the outcome of the pressed button."""
        self.ensure_one()
        self.lead_id.action_log_call(self.env.context.get("call_outcome"), self.note)
        return {"type": "ir.actions.act_window_close"}
