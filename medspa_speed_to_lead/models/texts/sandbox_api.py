"""Where texts go that are only shown."""

from odoo.tools import str2bool

from odoo.addons.sms.tools.sms_api import SmsApiBase

from .sms_api import OWN_FAILURE_TYPES, own_error_messages

# of the machine, for demonstrations and tests: a text that is only shown is an answer
SANDBOX_COUNTS = "medspa_speed_to_lead.sandbox_counts"
_SENT = {"state": "sent", "failure_type": False, "failure_reason": False}


class SandboxApi(SmsApiBase):
    """Send nothing: texts can be seen, no phone rings, and each text says so."""

    PROVIDER_TO_SMS_FAILURE_TYPE = (
        SmsApiBase.PROVIDER_TO_SMS_FAILURE_TYPE | OWN_FAILURE_TYPES
    )

    def _get_sms_api_error_messages(self):
        return super()._get_sms_api_error_messages() | own_error_messages(self.env)

    def _send_sms_batch(self, messages, delivery_reports_url=False):
        result = self._result()
        return [
            {
                **result,
                "uuid": info["uuid"],
                "sms_twilio_sid": f"sandbox-{info['uuid']}",
            }
            for message in messages
            for info in message.get("numbers") or []
        ]

    def _result(self):
        """Return what becomes of a text: it reached nobody, unless that counts here."""
        parameters = self.env["ir.config_parameter"].sudo()
        if str2bool(parameters.get_param(SANDBOX_COUNTS) or "", False):
            return _SENT
        why = self._get_sms_api_error_messages()["sandbox"]
        return {"state": "sandbox", "failure_type": "sandbox", "failure_reason": why}


class NobodyApi(SandboxApi):
    """For mystery patients at numbers that nobody has: seeing a text is getting it."""

    def _result(self):
        return _SENT
