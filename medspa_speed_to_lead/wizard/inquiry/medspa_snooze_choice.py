from odoo import fields, models


class MedspaSnoozeChoice(models.TransientModel):
    """The dialog that asks when to be reminded: one button for each answer."""

    _name = "medspa.snooze.choice"
    _inherit = ["medspa.dialog"]
    _description = "Remind Me Again"

    lead_ids = fields.Many2many("crm.lead", string="Inquiries", required=True)

    def action_snooze(self):
        """Snooze for as long as the pressed button says."""
        self.ensure_one()
        snoozed = self.lead_ids._handling_snooze(self.env.context.get("snooze_choice"))
        first = min(snoozed.mapped("handling_snoozed_until"))
        now = fields.Datetime.now()
        return self.env["crm.lead"]._notice_with_undo(
            self.env._(
                "You are reminded %s. The clock runs on.",
                snoozed[:1]._handling_time_in_words(first, now),
            ),
            undo=snoozed,
            method="action_undo_snooze",
        )
