from datetime import timedelta

from odoo.tests import tagged

from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import MONDAY_10, at

NORA, OTHER = "nora@patient.example", "home@patient.example"
CELL, HOME = "(512) 555-0143", "(512) 555-0199"


@tagged("post_install", "-at_install")
class TestRefusalAddresses(AcknowledgementCommon):
    """A refusal on a form holds for every address that was typed, however."""

    def may(self, lead, channel):
        lead.invalidate_recordset()
        consent, moment = self.env["medspa.consent"], MONDAY_10 + timedelta(minutes=1)
        return consent._may_contact(lead, channel, "conversational", moment)[0]

    def test_refusal_of_several_emails_in_one_field(self):
        for typed in (
            f"{NORA}, {OTHER}",
            f"{OTHER}; Nora <{NORA}>",
            f"{OTHER} {NORA}",
            f"{NORA}/{OTHER}",
        ):
            with self.subTest(typed), self.cr.savepoint() as savepoint, at():
                lead = self.inquire(email=NORA)
                self.inquire(email=typed, phone="", email_consent="no")
                self.assertFalse(self.may(lead, "email"))
                savepoint.rollback()

    def test_refusal_of_several_phones_or_words_in_one_field(self):
        for typed in (
            f"{CELL} / {HOME}",
            f"{HOME} / {CELL}",
            "512.555.0143 (cell)",
            "cell +1 512 555 0143",
            f"{CELL} ext 5",
        ):
            with self.subTest(typed), self.cr.savepoint() as savepoint, at():
                lead = self.inquire(email="", **AGREED)
                self.assertTrue(self.may(lead, "sms"))
                self.inquire(email="", phone=typed, sms_consent="no")
                self.assertFalse(self.may(lead, "sms"))
                savepoint.rollback()

    @at()
    def test_first_message_goes_to_nobody_who_refused_with_two_emails(self):
        self.inquire(email=f"{NORA}, {OTHER}", phone="", email_consent="no")
        self.assertFalse(self.send_due())

    @at()
    def test_who_agrees_means_the_first(self):
        lead = self.inquire(email="", phone=f"{CELL} / {HOME}", **AGREED)
        self.assertTrue(self.may(lead, "sms"))
        self.assertEqual(lead.phone_sanitized, "+15125550143")
        self.assertEqual(lead.consent_ids.mapped("address"), ["+15125550143"])

    @at()
    def test_what_else_was_typed_is_kept(self):
        lead = self.inquire(phone="512.555.0143 (cell, after 5)")
        self.assertIn("(cell, after 5)", lead.description)
        self.assertEqual(lead.phone_sanitized, "+15125550143")
        self.assertNotIn("Phone", self.inquire(phone=HOME, email=OTHER).description)

    @at()
    def test_same_person_is_recognised_by_the_first(self):
        lead = self.inquire(email=NORA, phone="")
        self.assertEqual(self.inquire(email=f"{NORA}, {OTHER}", phone="", a="1"), lead)

    @at()
    def test_refusal_holds_though_a_trap_was_filled_in(self):
        lead = self.inquire(**AGREED)
        said = {"sms_consent": "no", "email_consent": "no", "_gotcha": "Nora"}
        event = self.receive(self.source, email=NORA, phone=CELL, **said)
        self.assertEqual(event.state, "spam")
        self.assertFalse(self.may(lead, "sms"))
        self.assertFalse(self.may(lead, "email"))
