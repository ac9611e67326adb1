from odoo import api, fields, models


class MedspaCallFinish(models.TransientModel):
    """How a call ended during which the inquiry went to a colleague.

    The inquiry is a number here: whoever finishes may not read it any more. What they
    may say of it is asked of their claim.
    """

    _name = "medspa.call.finish"
    _inherit = ["medspa.dialog"]
    _description = "Finish a Call"

    inquiry = fields.Integer(required=True)
    taken = fields.Char(compute="_compute_taken")
    note = fields.Text(help="Kept on the inquiry, for colleagues only.")

    @api.depends("inquiry")
    def _compute_taken(self):
        for dialog in self:
            lead = dialog._lead()
            taken = lead._claim_taken_from_me()
            dialog.taken = bool(taken) and lead._claim_taken_in_words(taken)

    def _lead(self):
        return self.env["crm.lead"].browse(self.inquiry).exists()

    def action_end(self):
        """Record the call, and leave a form that shows what went to a colleague."""
        self.ensure_one()
        outcome = self.env.context.get("call_outcome")
        self._lead()._claim_finish(outcome, self.note)
        return self.action_leave()

    def action_leave(self):
        waiting = "medspa_speed_to_lead.medspa_waiting_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(waiting)
        return {**action, "target": "main"}
