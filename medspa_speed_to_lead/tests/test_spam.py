from datetime import timedelta

from odoo.tests import tagged

from .common import MONDAY_10, at
from .who_common import MARIA, WhoCommon

PITCH = {
    "name": "Mike Hall",
    "email": "mike@agency.example",
    "message": "We offer affordable SEO services for your clinic.",
}


@tagged("post_install", "-at_install")
class TestSpam(WhoCommon):
    """What a program or vendor sends is kept with its reason: no card, no clock."""

    def assert_held_back(self, reason, **values):
        event = self.receive(self.source, **values)
        self.assertEqual((event.state, event.spam_reason), ("spam", reason))
        self.assertFalse(event.lead_id)
        return event

    @at()
    def test_each_rule_has_its_reason(self):
        before = self.env["mail.mail"].search_count([])
        self.assert_held_back("pitch", **PITCH)
        self.assert_held_back("link_in_name", name="www.win.example/prize.com")
        self.assert_held_back("trap", **MARIA, _gotcha="x")
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    @at()
    def test_who_asks_for_a_treatment_with_a_phone_is_a_patient(self):
        lead = self.ask(**MARIA, message=PITCH["message"], treatment="Botox")
        self.assertEqual(lead.response_state, "waiting")

    def test_not_spam_gives_clock_and_first_message_as_of_now(self):
        with at():
            event = self.assert_held_back("pitch", **PITCH)
        with at(days=2, minutes=10):
            event.with_user(self.mia).action_not_spam()
            lead = event.lead_id
            self.assertEqual(event.state, "processed")
            self.assertEqual(lead.response_state, "waiting")
            since = MONDAY_10 + timedelta(days=2, minutes=10)
            self.assertEqual(lead.response_waiting_since, since)
            self.assertTrue(
                lead.touch_ids.filtered(
                    lambda touch: touch.purpose == "acknowledgement"
                )
            )

    @at()
    def test_test_leads_of_ad_platforms_are_tests(self):
        lead = self.ask(
            name="<test lead: dummy data for full_name>", email="test@fb.com"
        )
        self.assertEqual(lead.response_exempt_reason, "test")
        self.assertFalse(lead.response_waiting_since)

    @at()
    def test_refusal_in_spam_holds(self):
        self.receive(self.source, **{**PITCH, "email_consent": "no"})
        line = self.env["medspa.consent"].search([("address", "=", PITCH["email"])])
        self.assertEqual(line.mapped("granted"), [False])
