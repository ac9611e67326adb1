from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import common as framework

from ..models.texts.sms_api import TWILIO_URL_PARAMETER
from .common import SpeedToLeadCommon
from .fake_twilio import FakeTwilio

NORA, OMAR, PIA = "+15125550143", "+15125550144", "+15125550145"
AUSTIN_SID, DALLAS_SID = "AC" + "a1" * 16, "AC" + "d2" * 16
TOKENS = {AUSTIN_SID: "austin-secret-token", DALLAS_SID: "dallas-secret-token"}
AUSTIN_NUMBER, DALLAS_NUMBER = "+15125550100", "+12145550100"


class SmsProviderCase(SpeedToLeadCommon):
    """The practice in Austin texts through a Twilio on this machine."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.use_twilio(cls.company, AUSTIN_SID, AUSTIN_NUMBER)

    def setUp(self):
        super().setUp()
        self.twilio = self.enterContext(FakeTwilio(TOKENS))
        self.point_twilio_to(self.twilio.url)

    @classmethod
    def _request_handler(cls, session, request, /, **kwargs):
        """Let requests to this machine go as they are, with their own timeout."""
        if request.url.startswith("http://127.0.0.1:"):
            return framework._super_send(session, request, **kwargs)
        return super()._request_handler(session, request, **kwargs)

    def point_twilio_to(self, url):
        self.env["ir.config_parameter"].sudo().set_param(TWILIO_URL_PARAMETER, url)

    @classmethod
    def use_twilio(cls, company, sid, number):
        company.sudo().write(
            {
                "sms_provider": "twilio",
                "sms_twilio_account_sid": sid,
                "sms_twilio_auth_token": TOKENS[sid],
                "sms_twilio_number_ids": [
                    Command.clear(),
                    Command.create(
                        {"number": number, "country_id": cls.env.ref("base.us").id}
                    ),
                ],
            }
        )

    def text(self, number=NORA, company=None, body="We are on it."):
        """Return a queued text that no record and no notification belongs to."""
        company = company or self.company
        return self.env["sms.sms"].create(
            {"number": number, "body": body, "record_company_id": company.id}
        )

    def text_inquiry(self, **values):
        """Return the queued text to a patient and its notification in the chatter."""
        lead = self.make_inquiry(**values)
        message = lead._message_sms("We are on it.", put_in_queue=True)
        text = self.env["sms.sms"].search([("mail_message_id", "=", message.id)])
        return text, message.notification_ids

    def send(self, texts):
        texts.send(unlink_sent=False)

    def run_queue(self):
        with patch.object(self.registry["ir.cron"], "_commit_progress"):
            self.env["sms.sms"]._process_queue()

    def assertFailed(self, text, failure_type):
        self.assertEqual((text.state, text.failure_type), ("error", failure_type))
