from odoo import fields, models
from odoo.exceptions import UserError

# no person says so: the form or the number does
_BY_ITSELF = ("unread", "no_person")


class MedspaExempt(models.TransientModel):
    """Take inquiries out of the count, with the reason: nobody is late for spam."""

    _name = "medspa.exempt"
    _inherit = ["medspa.dialog"]
    _description = "Exclude Inquiries"

    lead_ids = fields.Many2many("crm.lead", string="Inquiries", required=True)
    reason = fields.Selection(
        selection=lambda self: self._selection_reason(), required=True
    )
    note = fields.Text(help="Kept on the inquiry, for colleagues only.")

    def _selection_reason(self):
        field = self.env["crm.lead"]._fields["response_exempt_reason"]
        reasons = field._description_selection(self.env)
        return [reason for reason in reasons if reason[0] not in _BY_ITSELF]

    def action_exempt(self):
        self.ensure_one()
        self.lead_ids.check_access("write")
        counted = self.lead_ids.filtered(lambda lead: not lead.response_exempt_reason)
        if not counted:
            raise UserError(self.env._("These are excluded already."))
        # what was exempt before stays so when this is taken back
        self.lead_ids = counted
        counted.write({"response_exempt_reason": self.reason})
        if self.note:  # the reason itself is tracked
            for lead in counted:
                lead._message_log(body=self.note)
        return self.env["crm.lead"]._notice_with_undo(
            self.env._("Excluded: %s.", counted._in_short()),
            undo=self,
            method="action_undo_exempt",
        )

    def action_undo_exempt(self):
        """Count them again: their clocks run on as if nothing had been."""
        self.ensure_one()
        return self.lead_ids.action_lift_exemption()
