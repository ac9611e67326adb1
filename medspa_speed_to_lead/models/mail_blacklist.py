from odoo import api, models


class MailBlacklist(models.Model):
    _inherit = "mail.blacklist"

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        entries._end_follow_up()
        return entries

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active"):
            self._end_follow_up()
        return result

    def _end_follow_up(self):
        """Whoever may not be written to any more is not waited for either."""
        self.env["crm.lead"].sudo()._stop_unreachable(self.mapped("email"))
