"""A carrier reports that a number has another owner by now."""

import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.providers import twilio
from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import MONDAY_10, at
from .text_common import PATIENT, TextCommon
from .text_route_common import AUTH_TOKEN, LOG, TextRouteCase

SUMMARY = "The phone number belongs to somebody else"


def reported(*numbers, **changes):
    """Return what Twilio posts of numbers that have a new owner."""
    return json.dumps(
        [
            {
                "type": twilio.NEW_OWNER,
                "id": f"NO{place:032}",
                "data": {"to_number": number, "is_reassigned": True, **changes},
            }
            for place, number in enumerate(numbers)
        ]
    )


@tagged("post_install", "-at_install")
class TestNewOwner(TextCommon, AcknowledgementCommon):
    def report(self, *numbers):
        return self.receive_body(self.desk, reported(*numbers), twilio.EVENTS)

    def may_text(self, lead):
        lead.invalidate_recordset()
        return self.consent._may_contact(lead, "sms", "conversational", MONDAY_10)[0]

    def test_consent_of_the_former_owner_ends_and_the_owner_of_the_inquiry_asks(self):
        with at():
            lead = self.inquire(**AGREED)
            self.assertTrue(self.may_text(lead))
        with at(minutes=5):
            event = self.report(PATIENT)
        self.assertEqual((event.state, event.lead_id), ("processed", lead))
        self.assertFalse(self.may_text(lead))
        self.assertTrue(self.is_blacklisted())
        self.assertEqual(len(self.to_dos(lead, SUMMARY)), 1)
        line = lead.consent_ids.filtered(lambda one: not one.granted)
        self.assertIn("new owner", line.source)

    def test_numbers_that_nobody_here_has_are_kept_out_too(self):
        with at():
            event = self.report("+13055550143", "+13055550144")
        self.assertEqual((event.state, event.lead_id.id), ("processed", False))
        for number in ("+13055550143", "+13055550144"):
            self.assertTrue(self.is_blacklisted(number))

    def test_report_makes_no_inquiry_and_starts_no_wait(self):
        with at():
            lead = self.inquire(**AGREED)
        before = self.env["crm.lead"].search_count([])
        waits = len(lead.response_cycle_ids)
        with at(minutes=5):
            self.report(PATIENT, "+13055550143")
        self.assertEqual(self.env["crm.lead"].search_count([]), before)
        self.assertEqual(len(lead.response_cycle_ids), waits)


@tagged("post_install", "-at_install")
class TestNewOwnerRoute(TextRouteCase):
    def send(self, body, token=AUTH_TOKEN):
        validator = twilio.RequestValidator(token)
        query = f"?{twilio.BODY_HASH}={validator.compute_hash(body)}"
        address = f"{self.source._address_of(self.token)}{query}"
        signature = validator.compute_signature(address, {})
        headers = {
            twilio.SIGNATURE_HEADER: signature,
            "Content-Type": twilio.EVENTS,
        }
        return self.post(body, headers=headers, query=query)

    def test_signed_report_is_taken_in(self):
        self.assertEqual(self.answered(self.send(reported(PATIENT))), [])
        blacklist = self.env["phone.blacklist"]
        self.assertTrue(blacklist.search_count([("number", "=", PATIENT)]))
        # a repeat is no second one
        self.answered(self.send(reported(PATIENT)))
        self.assertEqual(len(self.events()), 1)

    @mute_logger(LOG)
    def test_report_that_twilio_did_not_sign_is_refused(self):
        self.answered(self.send(reported(PATIENT), token="0" * 32), 403)
        self.assertFalse(self.events())
