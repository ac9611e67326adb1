from odoo import SUPERUSER_ID
from odoo.tests import tagged

from .common import at
from .who_common import EMAIL, MARIA, OTHER_EMAIL, PHONE, WhoCommon


@tagged("post_install", "-at_install")
class TestWhoWritesAnEmail(WhoCommon):
    """An email to a team goes on with the open inquiry of its sender, as a reply."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_team_an_address()

    def mail(self, sender, body="Is Friday possible?", headers=""):
        """Return the inquiry to which an email to the team leads."""
        type(self).number += 1
        gateway = self.env["mail.thread"].sudo()
        lead_id = gateway.message_process(
            False,
            f"From: {sender}\nTo: desk@glow.example\nSubject: Botox\n"
            f"Message-Id: <{self.number}@who.example>\n{headers}"
            f"Content-Type: text/plain; charset=utf-8\n\n{body}\n",
        )
        return self.env["crm.lead"].browse(lead_id)

    def test_it_is_posted_there_and_they_wait_again(self):
        with at():
            lead = self.ask(**MARIA)
            owner = lead.user_id
        with at(minutes=2):
            self.answer_by(owner, lead)
        with at(days=3):
            self.assertEqual(self.mail(f"Maria Sol <{EMAIL}>"), lead)
            self.assertEqual(lead.response_state, "waiting")
            self.assertEqual(lead.user_id, owner)
        message = lead.message_ids.filtered(lambda one: one.message_type == "email")
        self.assertIn("Is Friday possible?", message.body)
        self.assertEqual(message.subtype_id, self.env.ref("mail.mt_comment"))
        touch = lead.touch_ids.filtered(lambda one: one.message_id == message)
        self.assertEqual((touch.direction, touch.channel), ("in", "email"))

    @at()
    def test_second_email_goes_on_with_the_first(self):
        lead = self.mail(EMAIL)
        self.assertEqual(self.mail(EMAIL), lead)
        self.assertEqual(self.ask(**MARIA), lead, "and so does a form")

    @at()
    def test_another_name_at_the_address_is_an_inquiry_of_its_own(self):
        lead = self.ask(**MARIA)
        other = self.mail(f"Ben Sol <{EMAIL}>")
        self.assertNotEqual(other, lead)
        self.assertEqual(other.contact_name, "Ben Sol")
        self.assertIn("Shares an email address with", self.log(other))

    @at()
    def test_after_it_was_closed_it_shows_the_old_one(self):
        self.ask(**MARIA).action_set_lost()
        self.assertIn("Asked before:", self.log(self.mail(EMAIL)))

    @at()
    def test_a_machine_makes_nobody_wait(self):
        lead = self.ask(**MARIA)
        self.answer_by(lead.user_id, lead)
        headers = "Auto-Submitted: auto-replied\n"
        self.assertEqual(self.mail(EMAIL, "I am away", headers), lead)
        self.assertFalse(lead.response_waiting_since)

    @at()
    def test_other_teams_stay_as_they_were(self):
        lead = self.ask(**MARIA)
        self.team.speed_to_lead = False
        self.assertNotEqual(self.mail(EMAIL), lead)


@tagged("post_install", "-at_install")
class TestWhoIsImported(WhoCommon):
    """The test of an import says of how many people an inquiry is open."""

    def load(self, *rows):
        leads = self.env["crm.lead"].with_user(self.mia)
        fields = ["name", "contact_name", "phone", "email_from", "team_id/.id"]
        data = [[*row, str(self.team.id)] for row in rows]
        result = leads.with_context(import_file=True).load(fields, data)
        self.assertTrue(result["ids"], result["messages"])
        return [message["message"] for message in result["messages"]]

    @at()
    def test_rows_of_people_with_an_open_inquiry_are_counted(self):
        self.ask(**MARIA)
        (warning,) = self.load(
            ["Peel", "Maria Sol", PHONE, ""],
            ["Laser", "M. Sol", "", EMAIL],
            ["Lips", "Ana Ruiz", "", OTHER_EMAIL],
            ["Lips", "Nobody", "555-555-5555", "none@none.com"],
        )
        self.assertIn("2 of these rows", warning)

    @at()
    def test_nothing_is_said_of_new_people(self):
        self.ask(**MARIA).action_set_lost()
        self.assertFalse(self.load(["Peel", "Maria Sol", PHONE, EMAIL]))


@tagged("post_install", "-at_install")
class TestWhoIsOnTheWebsite(WhoCommon):
    """Odoo's own website form and chat make a lead of whatever comes: it is a pair."""

    def shown(self):
        pairs = self.env["medspa.possible.duplicate"].with_user(self.mia)
        found = pairs.search([("is_doubtful", "=", True)])
        return [pair.lead_id | pair.other_id for pair in found]

    def by_website(self, **values):
        """Return what the website's form route makes, as OdooBot."""
        website = self.env["utm.medium"]._fetch_or_create_utm_medium("website")
        leads = self.env["crm.lead"].with_user(SUPERUSER_ID)
        lead = leads.with_context(mail_create_nosubscribe=True).create(
            {
                "name": "Contact us",
                "contact_name": "Maria Sol",
                "medium_id": website.id,
                "team_id": self.team.id,
                "company_id": self.company.id,
                "user_id": self.team.user_id.id,
                "type": "opportunity",
                **values,
            }
        )
        lead._message_log(body="Is Friday possible?", message_type="comment")
        return lead.with_user(self.env.user)

    def chat(self, **values):
        """Return what a step "Create Lead" of a chat makes of a visitor."""
        source = self.env.ref("utm.utm_source_newsletter")
        return self.env["crm.lead"].create(
            {
                "name": "Can I come on Friday?",
                "source_id": source.id,
                "team_id": self.team.id,
                "user_id": False,
                **values,
            }
        )

    @at()
    def test_what_its_form_makes_is_found_beside_the_open_inquiry(self):
        lead = self.ask(**MARIA)
        other = self.by_website(email_from=EMAIL)
        self.assertEqual(self.shown(), [lead | other])
        note = lead.with_user(self.mia).same_person_note
        self.assertIn(f"/odoo/inquiries/{other.id}", note)
        merged = (lead | other).with_user(self.mia).merge_opportunity()
        self.assertEqual(merged.response_state, "waiting")
        self.assertFalse(self.shown())

    @at()
    def test_what_a_chat_makes_is_found_too(self):
        lead = self.ask(**MARIA)
        other = self.chat(phone=PHONE)
        self.assertEqual(self.shown(), [lead | other])

    @at()
    def test_a_form_goes_on_with_what_they_made(self):
        lead = self.by_website(email_from=EMAIL)
        self.assertEqual(self.ask(**MARIA), lead)
        self.assertFalse(self.shown())
