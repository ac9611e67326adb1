from urllib.parse import urlencode
from xml.etree import ElementTree

from odoo.tests import HttpCase

from ..tools.providers import twilio
from .common import SpeedToLeadCommon

AUTH_TOKEN = "8f0c2b7d5e1a4936b8c7d6e5f4a3b2c1"
PATIENT = "+15125550143"
# what a stranger's request leaves in the log
LOG = "odoo.addons.medspa_speed_to_lead.controllers.intake"


class TextRouteCase(SpeedToLeadCommon, HttpCase):
    """A number at Twilio, whose texts come in over a real socket."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sms_twilio_auth_token = AUTH_TOKEN
        cls.source = cls.make_source(name="Front desk number", provider="twilio")
        cls.token = cls.source._rotate_token()
        cls.sent = 0

    def fields(self, body="Hi", **fields):
        """Return the fields of a new text as Twilio posts them."""
        type(self).sent += 1
        return {
            "MessageSid": f"SM{self.sent:032}",
            "AccountSid": "AC" + "0" * 32,
            "From": PATIENT,
            "To": "+15125550100",
            "Body": body,
            "NumMedia": "0",
            "FromCity": "AUSTIN",
            **fields,
        }

    def signed(self, fields, url=None, token=AUTH_TOKEN):
        params = twilio.read_params(urlencode(fields))
        url = url or self.source._address_of(self.token)
        signature = twilio.RequestValidator(token).compute_signature(url, params)
        return {twilio.SIGNATURE_HEADER: signature}

    def post(self, fields, headers=None, token=None, query=""):
        """Return the response to a post over a real socket, by default a signed one."""
        if headers is None:
            headers = self.signed(fields)
        body = fields if isinstance(fields, str) else urlencode(fields)
        response = self.url_open(
            f"{twilio.PATH}/{token or self.token}{query}",
            data=body,
            method="POST",
            headers={"Content-Type": twilio.FORM, **headers},
        )
        self.env.invalidate_all()
        return response

    def text(self, body="Hi", **fields):
        return self.post(self.fields(body, **fields))

    def answered(self, response, code=200):
        """Return the messages of an answer, which is always a short TwiML."""
        self.assertEqual(response.status_code, code, response.text[:500])
        self.assertEqual(response.headers["Content-Type"], "text/xml; charset=utf-8")
        self.assertNotIn("Traceback", response.text)
        self.assertLess(len(response.text), 1000)
        self.assertNotIn("session_id", response.cookies)
        root = ElementTree.fromstring(response.text)
        self.assertEqual(root.tag, "Response")
        return [one.text for one in root.iter("Message")]

    def events(self):
        return self.source.event_ids.sorted("id")
