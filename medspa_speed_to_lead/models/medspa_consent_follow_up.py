from odoo import api, models


class MedspaConsent(models.Model):
    _inherit = "medspa.consent"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        refused = lines.filtered(lambda line: not line.granted)
        self.env["crm.lead"].sudo()._stop_unreachable(refused.mapped("address"))
        return lines
