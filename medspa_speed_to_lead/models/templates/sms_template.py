from odoo import api, models


class SmsTemplate(models.Model):
    _name = "sms.template"
    _inherit = ["medspa.template.mixin", "sms.template"]

    _TEXTS = ("body",)
    _SENT_BY = {
        "medspa.response.policy": ("sms_template_id", "closed_sms_template_id"),
        "medspa.cadence.step": ("sms_template_id",),
        "medspa.cadence.variant": ("sms_template_id",),
        "medspa.reminder": ("sms_template_id",),
    }

    @api.onchange("body")
    def _onchange_words(self):
        self._propose_claim()
