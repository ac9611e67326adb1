from odoo import fields, models

from .sms_api import SandboxApi, TwilioClientApi


class ResCompany(models.Model):
    _inherit = "res.company"

    sms_provider = fields.Selection(
        selection_add=[("sandbox", "Sandbox: show texts, send none")],
        ondelete={"sandbox": "set default"},
    )

    def _get_sms_api_class(self):
        self.ensure_one()
        ours = {"twilio": TwilioClientApi, "sandbox": SandboxApi}
        return ours.get(self.sms_provider) or super()._get_sms_api_class()
