"""Texts that patients send, without a server."""

from urllib.parse import urlencode

from ..tools.providers import twilio
from .common import SpeedToLeadCommon

PATIENT = "+15125550143"


class TextCommon(SpeedToLeadCommon):
    """The practice, with a number at Twilio."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls.make_source(name="Front desk number", provider="twilio")
        cls.consent = cls.env["medspa.consent"]
        cls.sent = 0

    @classmethod
    def text(cls, body="Hi", source=None, sender=PATIENT, **fields):
        """Return the event of a text of a patient, processed."""
        cls.sent += 1
        fields = {
            "MessageSid": f"SM{cls.sent:032}",
            "From": sender,
            "To": "+15125550100",
            "Body": body,
            "NumMedia": "0",
            **fields,
        }
        return cls.receive_body(source or cls.desk, urlencode(fields), twilio.FORM)

    def touch(self, event):
        """Return the touch that a text became."""
        return event.lead_id.touch_ids.filtered(
            lambda touch: touch.direction == "in" and touch.channel == "sms"
        ).sorted("id")[-1:]

    def is_blacklisted(self, number=PATIENT):
        return bool(self.env["phone.blacklist"].search([("number", "=", number)]))

    def to_dos(self, lead, summary):
        return lead.activity_ids.filtered(lambda one: one.summary == summary)
