from odoo import models


class SmsTemplate(models.Model):
    _name = "sms.template"
    _inherit = ["medspa.template.mixin", "sms.template"]

    _TEXTS = ("body",)
    _POLICY_FIELDS = ("sms_template_id", "closed_sms_template_id")
