from datetime import timedelta

from odoo.tests import tagged

from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import MONDAY_10, at

NORA = "nora@patient.example"


@tagged("post_install", "-at_install")
class TestRefusalElsewhere(AcknowledgementCommon):
    """An email refuses wherever it answers us, and wherever in it that is said."""

    def setUp(self):
        super().setUp()
        with at():
            self.lead = self.inquire(**AGREED)

    def write_to(self, record, body="unsubscribe", sender=NORA, **values):
        record.message_post(
            **{
                "body": body,
                "message_type": "email",
                "subtype_xmlid": "mail.mt_comment",
                "author_id": False,
                "email_from": sender,
                **values,
            }
        )

    def may(self, channel="email"):
        self.lead.invalidate_recordset()
        consent = self.env["medspa.consent"]
        moment = MONDAY_10 + timedelta(minutes=1)
        return consent._may_contact(self.lead, channel, "conversational", moment)[0]

    @at()
    def test_in_answer_to_a_meeting(self):
        start = MONDAY_10 + timedelta(days=1)
        meeting = self.env["calendar.event"].create(
            {
                "name": "Consultation",
                "start": start,
                "stop": start + timedelta(hours=1),
                "opportunity_id": self.lead.id,
            }
        )
        self.write_to(meeting, "Friday is fine")
        self.assertTrue(self.may())
        self.write_to(meeting)
        self.assertFalse(self.may())

    @at()
    def test_in_answer_to_an_email_from_the_contact_card(self):
        contact = self.make_contact(self.lead)
        self.write_to(contact, author_id=contact.id)
        self.assertFalse(self.may())
        self.assertTrue(self.may("sms"))
        self.write_to(contact, "Stop texting me please", author_id=contact.id)
        self.assertFalse(self.may("sms"))

    @at()
    def test_colleague_s_words_there_refuse_nothing(self):
        contact = self.make_contact(self.lead)
        ana = self.ana.partner_id
        self.write_to(contact, sender=ana.email, author_id=ana.id)
        self.assertFalse(self.env["mail.blacklist"].search([]))

    @at()
    def test_in_the_subject_above_a_signature(self):
        self.write_to(self.lead, "<p>Nora Diaz</p>", subject="Unsubscribe")
        self.assertFalse(self.may())

    @at()
    def test_subject_of_ours_refuses_nothing(self):
        subject = "Re: Reply STOP to unsubscribe"
        self.write_to(self.lead, "Friday is fine", subject=subject)
        self.assertTrue(self.may())
