from odoo import fields, models

from ..consent.asking_first import asking
from .sandbox_api import SandboxApi
from .sms_api import TwilioClientApi


class ResCompany(models.Model):
    """By whom a practice sends its texts."""

    _inherit = "res.company"

    sms_provider = fields.Selection(
        selection_add=[("sandbox", "Sandbox: show texts, send none")],
        ondelete={"sandbox": "set default"},
    )

    def _texts_reach_nobody(self):
        """Say whether texts are only shown, and no phone rings."""
        return self.sudo().sms_provider == "sandbox"

    def _get_sms_api_class(self):
        self.ensure_one()
        ours = {"twilio": TwilioClientApi, "sandbox": SandboxApi}
        api_class = ours.get(self.sms_provider)
        return asking(api_class) if api_class else super()._get_sms_api_class()
