from odoo import fields, models


class MedspaCadenceStart(models.TransientModel):
    """The dialog that begins a follow-up plan for one inquiry or several."""

    _name = "medspa.cadence.start"
    _inherit = ["medspa.dialog"]
    _description = "Start a Follow-Up Plan"

    lead_ids = fields.Many2many("crm.lead", required=True)
    cadence_id = fields.Many2one("medspa.cadence", string="Plan", required=True)
    description = fields.Char(related="cadence_id.description", related_sudo=False)
    length_text = fields.Char(related="cadence_id.length_text", related_sudo=False)

    def action_start(self):
        """Begin it, in place of the plan that they follow now."""
        self.ensure_one()
        self.lead_ids.check_access("write")
        started = self.lead_ids._enroll(self.cadence_id)
        if not started:
            return self.lead_ids._notice_with_undo(
                self.env._("Nobody to follow up: closed, excluded, or in it.")
            )
        return self.lead_ids._notice_with_undo(
            self.env._(
                "%(who)s: the plan “%(plan)s” begins.",
                who=started.lead_id._in_short(),
                plan=self.cadence_id.name,
            ),
            undo=started.lead_id,
            method="action_stop_followup",
            reload=True,
        )
