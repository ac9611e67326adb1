"""What ends a plan, and what does not: facts and their order."""

from odoo.tests import tagged

from .acknowledgement_common import AGREED
from .common import at
from .follow_up_common import FollowUpCommon
from .text_common import TextCommon

UNCLEAR = "Maybe stop these for now?"


@tagged("post_install", "-at_install")
class TestOpening(FollowUpCommon, TextCommon):
    """What opens an inquiry is no reply, however it comes, whatever it says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_team_an_address()
        cls.mails = 0

    def mail(self, body="How much is Botox?", sender="Kim <kim@patient.example>"):
        """Let an email arrive at the team; return its inquiry."""
        type(self).mails += 1
        mail = f"""From: {sender}
To: desk@glow.example
Subject: A question
Message-Id: <{self.mails}@patient.example>
Content-Type: text/plain; charset=utf-8

{body}
"""
        threads_sudo = self.env["mail.thread"].sudo()
        return self.env["crm.lead"].browse(
            threads_sudo.message_process("crm.lead", mail)
        )

    def assert_followed_up(self, lead):
        self.assertEqual(self.state_of(lead), ("running", False))
        self.assertTrue(lead.response_waiting_since)
        self.assertEqual(lead.response_cycle_ids.mapped("verdict"), [False])

    @at()
    def test_inquiry_by_email_is_followed_up(self):
        lead = self.mail()
        self.assert_followed_up(lead)
        self.assertEqual(lead.touch_ids.mapped("meaning"), ["inquiry"])

    @at()
    def test_email_in_the_name_of_another_address_is_followed_up(self):
        lead = self.mail(sender='"Kim Lee" <Kim.Lee+web@Patient.example>')
        self.assert_followed_up(lead)

    def test_step_of_an_inquiry_by_email_leaves(self):
        with at():
            self.mail()
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 0"])

    @at()
    def test_inquiry_by_text_is_followed_up(self):
        self.assert_followed_up(self.text().lead_id)

    @at()
    def test_words_that_a_person_has_to_read_open_it_all_the_same(self):
        for lead in (self.mail(UNCLEAR), self.text(UNCLEAR).lead_id):
            with self.subTest(lead.intake_channel_id.code):
                meanings = lead.touch_ids.mapped("meaning")
                self.assertIn("unclear", meanings)
                self.assert_followed_up(lead)

    @at()
    def test_second_email_is_a_reply(self):
        lead = self.mail()
        self.assertEqual(self.mail("And lips?"), lead)
        self.assertEqual(self.state_of(lead), ("stopped", "They replied."))

    @at()
    def test_second_text_is_a_reply(self):
        lead = self.text().lead_id
        self.assertEqual(self.text("And lips?").lead_id, lead)
        self.assertEqual(self.state_of(lead), ("stopped", "They replied."))

    @at()
    def test_email_to_an_inquiry_by_form_is_a_reply(self):
        lead = self.inquire(**AGREED)
        self.assertEqual(self.mail("Hello?", f"Nora Diaz <{lead.email_from}>"), lead)
        self.assertEqual(self.state_of(lead), ("stopped", "They replied."))
