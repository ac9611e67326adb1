from odoo.tests import tagged

from .acknowledgement_common import AcknowledgementCommon
from .common import MONDAY_10, at

NORA = "nora@patient.example"
READ = "May be an opt-out: please read"
AUTOMATIC = "Auto-Submitted: auto-replied\n"


@tagged("post_install", "-at_install")
class TestProgramsAnswer(AcknowledgementCommon):
    """Two systems do not answer each other for ever, and no refusal gets lost in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_team_an_address()
        cls.mails = 0

    def mail(self, body, sender=NORA, headers=""):
        """Let an email arrive at the team; return its inquiry."""
        type(self).mails += 1
        lead_id = (
            self.env["mail.thread"]
            .sudo()
            .message_process(
                "crm.lead",
                f"From: {sender}\nTo: desk@glow.example\nSubject: Ticket {self.mails}\n"
                f"Message-Id: <{self.mails}@robot.example>\n{headers}"
                f"Content-Type: text/plain; charset=utf-8\n\n{body}\n",
            )
        )
        return self.env["crm.lead"].browse(lead_id)

    def may_email(self, lead):
        lead.invalidate_recordset()
        consent = self.env["medspa.consent"]
        return consent._may_contact(lead, "email", "conversational", MONDAY_10)[0]

    @at()
    def test_our_emails_say_that_a_program_wrote_them(self):
        self.inquire()
        (email,) = self.send_due()
        self.assertEqual(email["Auto-Submitted"], "auto-generated")
        self.assertEqual(email["X-Auto-Response-Suppress"], "OOF, AutoReply")

    @at()
    def test_what_a_program_sends_to_the_team_is_an_inquiry_and_not_answered(self):
        lead = self.mail("I am away until Monday", headers=AUTOMATIC)
        self.assertTrue(lead.response_waiting_since)
        self.assertTrue(lead.user_id)
        self.assertFalse(lead.touch_ids)
        self.assertFalse(lead.enrollment_ids)
        self.assertFalse(self.send_due())

    @at()
    def test_what_hides_that_it_is_a_program_gets_three_a_day(self):
        sent = 0
        for number in range(6):
            lead = self.mail(f"Ticket {number} was opened")
            sent += len(self.send_due())
            lead.action_set_lost()  # an open one would go on
        self.assertEqual(sent, 3)
        with at(hours=25):
            self.mail("Another day")
            self.assertEqual(len(self.send_due()), 1)

    @at()
    def test_refusal_from_an_address_nobody_knows_waits_for_a_person(self):
        lead = self.inquire()
        self.send_due()
        lead.message_post(
            body="Please unsubscribe me",
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            author_id=False,
            email_from="private@other.example",
        )
        self.assertFalse(self.may_email(lead))
        self.assertIn(READ, lead.activity_ids.mapped("summary"))
        self.assertIn("private@other.example", lead.opt_out_question)
        lead.action_opted_out()
        self.assertFalse(self.may_email(lead))
        blacklisted = self.env["mail.blacklist"].search([]).mapped("email")
        self.assertEqual(blacklisted, [NORA])

    @at()
    def test_emails_in_many_names_are_held_above_the_limit(self):
        leads = self.env["crm.lead"]
        for number in range(63):
            leads |= self.mail("Hello", sender=f"nora{number}@patient.example")
        self.assertEqual(len(self.send_due()), 60)
        held = leads.touch_ids.filtered("held_at")
        self.assertEqual(set(held.mapped("held_for")), {"team_hour"})
        self.assertTrue(all(held.lead_id.mapped("user_id")))
        (trouble,) = self.env["medspa.health"]._ask("held")
        self.assertIn("3 first messages of the team Austin", trouble.words)
        held.with_user(self.mia).action_release_held()
        self.assertEqual(len(self.send_due()), 3)
