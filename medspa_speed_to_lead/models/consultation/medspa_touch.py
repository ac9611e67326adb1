from odoo import fields, models


class MedspaTouch(models.Model):
    """Touches that remind of a consultation."""

    _inherit = "medspa.touch"

    reminder_id = fields.Many2one(
        "medspa.reminder", readonly=True, ondelete="set null", index="btree_not_null"
    )

    def _skip_reminder(self, reason):
        """What has not left yet does not leave."""
        self.sudo().filtered(lambda one: one.state == "planned")._take_back(reason)
