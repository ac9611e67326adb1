from odoo import api, models


class MedspaResponsePolicy(models.Model):
    """Which templates somebody may put into a policy."""

    _inherit = "medspa.response.policy"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_new_templates(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_new_templates(vals)
        return super().write(vals)

    @api.model
    def _check_new_templates(self, vals):
        for model in ("mail.template", "sms.template"):
            templates = self.env[model]
            ids = {vals.get(name) for name in templates._POLICY_FIELDS} - {None, False}
            templates.browse(ids)._check_fit_to_send()
