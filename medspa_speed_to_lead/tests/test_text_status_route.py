from urllib.parse import urlencode

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..tools.providers import twilio
from .sms_provider_common import AUSTIN_SID, DALLAS_SID, TOKENS, SmsProviderCase


@tagged("post_install", "-at_install")
class TestTextStatusRoute(SmsProviderCase, HttpCase):
    """What Twilio reports is taken with the account that sent the text, over the
    address that Twilio was told then."""

    def setUp(self):
        super().setUp()
        self.parameters = self.env["ir.config_parameter"].sudo()
        self.parameters.set_param("web.base.url", "https://desk.glow.example")
        self.sent, self.notification = self.text_inquiry()
        self.send(self.sent)
        self.url = self.twilio.requests[0].status_callback
        self.path = f"/sms_twilio/status/{self.sent.uuid}"

    def report(self, status="delivered", url=None, token=TOKENS[AUSTIN_SID], **more):
        fields = {"SmsStatus": status, "MessageSid": "SM1", **more}
        params = twilio.read_params(urlencode(fields))
        signature = twilio.RequestValidator(token).compute_signature(
            url or self.url, params
        )
        response = self.url_open(
            self.path,
            data=urlencode(fields),
            method="POST",
            headers={
                "Content-Type": twilio.FORM,
                twilio.SIGNATURE_HEADER: signature,
            },
        )
        self.env.invalidate_all()
        return response.status_code

    def status(self):
        return self.notification.notification_status

    def test_report_is_taken_when_the_address_has_changed_since(self):
        self.parameters.set_param("web.base.url", "http://10.0.0.5:8069")
        self.assertEqual(self.report(), 200)
        self.assertEqual(self.status(), "sent")

    def test_report_is_taken_when_the_text_is_deleted(self):
        self.sent.unlink()
        self.assertEqual(self.report("undelivered", ErrorCode="30003"), 200)
        self.assertEqual(self.status(), "bounce")

    @mute_logger("odoo.addons.sms_twilio.controllers.controllers")
    def test_what_another_account_or_address_signed_is_refused(self):
        self.use_twilio(self.make_company("Dallas"), DALLAS_SID, "+12145550100")
        self.assertEqual(self.report(token=TOKENS[DALLAS_SID]), 404)
        elsewhere = f"https://evil.example{self.path}"
        self.assertEqual(self.report(url=elsewhere), 404)
        self.assertEqual(self.status(), "pending")

    @mute_logger("odoo.addons.sms_twilio.controllers.controllers")
    def test_company_without_a_token_is_no_error(self):
        self.company.sudo().sms_twilio_auth_token = False
        self.assertEqual(self.report(), 404)

    @mute_logger("odoo.addons.sms_twilio.controllers.controllers")
    def test_report_on_nothing_is_no_error(self):
        self.path = f"/sms_twilio/status/{'0' * 32}"
        self.assertEqual(self.report(url=f"https://desk.glow.example{self.path}"), 404)
