"""What a colleague writes to a patient from an inquiry is a letter of the practice."""

from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from .acknowledgement_common import AcknowledgementCommon
from .common import MONDAY_10, at

DEFAULT = "Your question to Glow Austin"


@tagged("post_install", "-at_install")
class TestOwnEmail(AcknowledgementCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"phone": "+1 512-555-0190", "street": "410 Congress Ave"})
        cls.ana.signature = "Ana Ruiz, Front Desk"

    def setUp(self):
        super().setUp()
        with at():
            self.lead = self.inquire()
            self.first = self.send_due()
            self.lead.user_id = self.ana
        self.assertIn("Botox", self.lead.name)

    def written(self, **values):
        """Return the email that ana writes to the patient from the card."""
        with at(minutes=2), self.outbox() as emails:
            self.lead.with_user(self.ana).message_post(
                body="Friday at 3 is free.",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=self.make_contact(self.lead).ids,
                **values,
            )
            self.send_queue()
        (email,) = (one for one in emails if "nora@patient.example" in str(one["To"]))
        return email

    def send_queue(self):
        mails_sudo = self.env["mail.mail"].sudo()
        mails_sudo.search([("state", "=", "outgoing")]).send()

    # the subject

    def test_subject_goes_on_with_the_last_email(self):
        self.assertEqual(self.written()["Subject"], "Re: Nora, we got your message")
        self.assertEqual(self.written()["Subject"], "Re: Nora, we got your message")

    def test_subject_without_an_email_before_names_the_practice(self):
        with at():
            self.lead = self.make_inquiry(
                name="Mo - Botox", treatment_ids=self.botox.ids
            )
        self.assertEqual(self.lead._message_compute_subject(), DEFAULT)

    def test_no_subject_of_ours_names_the_card_or_a_treatment(self):
        for subject in (self.lead.name, "Nora, what people ask about Botox", " "):
            with at(minutes=1):
                self.lead.with_user(self.ana).message_post(
                    body="x", subject=subject, subtype_xmlid="mail.mt_comment"
                )
        self.assertEqual(self.written()["Subject"], "Re: Nora, we got your message")

    def test_subject_of_the_patient_stays_theirs(self):
        self.lead.with_user(self.env.ref("base.user_root")).sudo().message_post(
            body="How much?",
            subject="RE: Botox on Friday",
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            email_from="nora@patient.example",
            author_id=self.make_contact(self.lead).id,
        )
        self.assertEqual(self.written()["Subject"], "RE: Botox on Friday")

    def test_composer_proposes_the_same(self):
        context = {
            "default_model": "crm.lead",
            "default_res_ids": self.lead.ids,
            "default_composition_mode": "comment",
        }
        composer = self.env["mail.compose.message"].with_user(self.ana)
        form = Form(composer.with_context(**context))
        self.assertEqual(form.subject, "Re: Nora, we got your message")

    def test_card_that_is_no_inquiry_keeps_its_own(self):
        lead = self.env["crm.lead"].create({"name": "Rooms for rent"})
        self.assertEqual(lead._message_compute_subject(), "Rooms for rent")

    # the letter

    def test_it_is_in_the_letter_of_the_practice_with_one_signature(self):
        html = self.written().get_body(("html",)).get_content()
        words = html2plaintext(html)
        self.assertNotIn("Odoo", html)
        self.assertNotIn(self.lead.name, html)
        self.assertEqual(words.count("Ana Ruiz, Front Desk"), 1)
        self.assertEqual(words.count("(512) 555-0190"), 1)
        self.assertIn("410 Congress Ave", words)
        self.assertNotIn("unsubscribe", words)
        before, _name, after = words.partition("Friday at 3 is free.")
        self.assertNotIn("Glow Austin", before)
        self.assertIn("Glow Austin", after)

    def test_it_is_threaded_with_the_first_message(self):
        (first,) = self.first
        self.assertIn(first["Message-Id"], self.written()["References"])

    def test_colleagues_get_no_letter(self):
        self.lead.message_subscribe(self.ben.partner_id.ids)
        self.ben.notification_type = "email"
        with at(minutes=2), self.outbox() as emails:
            self.answer_by(self.ana, self.lead)
            self.send_queue()
        to_ben = [one for one in emails if "ben@glow.example" in str(one["To"])]
        for email in to_ben:
            self.assertNotIn("410 Congress", email.as_string())

    # the way back

    def test_replies_go_to_the_team(self):
        self.give_team_an_address()
        self.assertIn("desk@glow.example", self.written()["Reply-To"])
        with at():
            self.inquire(email="mo@patient.example", phone="512-555-0111")
            (email,) = self.send_due()
        self.assertIn("desk@glow.example", email["Reply-To"])


@tagged("post_install", "-at_install")
class TestRepliesAreHeard(AcknowledgementCommon):
    """Health says where nobody hears a reply."""

    def found(self):
        troubles = self.env["medspa.health"]._check_reply()
        mine = [one for one in troubles if one.company == self.company]
        return {one.key: one.words for one in mine}

    def test_team_without_an_address_is_named(self):
        (words,) = self.found().values()
        self.assertIn("Replies by email cannot be heard: Austin of Glow Austin", words)
        self.company.medspa_sending = False
        self.assertEqual(self.found(), {})

    def test_address_that_nothing_comes_in_at_is_named(self):
        self.give_team_an_address()
        self.env["fetchmail.server"].search([]).unlink()
        self.env["medspa.touch"].search([("channel", "=", "email")]).unlink()
        self.assertEqual(list(self.found()), ["no_server"])
        self.assertIn("desk@glow.example", self.found()["no_server"])

    def test_a_server_or_an_email_that_came_in_is_enough(self):
        self.give_team_an_address()
        with at():
            lead = self.make_inquiry()
            lead._register_touch(
                {"direction": "in", "channel": "email", "occurred_at": MONDAY_10}
            )
        self.assertEqual(self.found(), {})
        self.company.alias_domain_id.catchall_alias = "all"
        self.team.alias_name = False
        self.assertEqual(self.found(), {})
