from odoo.fields import Command
from odoo.tests import tagged

from .common import MONDAY_10, at
from .text_common import PATIENT, TextCommon


@tagged("post_install", "-at_install")
class TestTextConversation(TextCommon):
    """A text finds its inquiry, is shown on it, and makes somebody answer."""

    def sms_message(self, lead):
        return lead.message_ids.filtered(lambda one: one.message_type == "sms")

    def texted_by(self, user, lead):
        """A colleague's text that reached the patient."""
        return lead.with_user(user)._register_touch(
            {
                "direction": "out",
                "channel": "sms",
                "user_id": user.id,
                "purpose": "reply",
                "state": "sent",
            }
        )

    # a new number

    def test_number_that_nobody_knows_is_an_inquiry(self):
        with at():
            event = self.text("How much is Botox?")
            lead = event.lead_id
            self.assertEqual(lead.phone_sanitized, PATIENT)
            self.assertEqual(lead.team_id, self.team)
            self.assertEqual(lead.company_id, self.company)
            self.assertEqual(lead.intake_channel_id, self.channel("text"))
            self.assertEqual(lead.response_state, "waiting")
            self.assertIn("How much is Botox?", lead.description)
            self.assertIn(lead.user_id, self.ana | self.ben)

    def test_first_text_is_shown_and_counts_as_the_inquiry_itself(self):
        event = self.text("How much is Botox?")
        self.assertIn("How much is Botox?", self.sms_message(event.lead_id).body)
        self.assertEqual(self.touch(event).meaning, "inquiry")
        self.assertEqual(len(event.lead_id.response_cycle_ids), 1)

    def test_first_text_does_not_end_the_plan_that_begins_with_it(self):
        with at():
            self.policy.cadence_id = self.env["medspa.cadence"].search([], limit=1)
            lead = self.text("How much is Botox?").lead_id
            self.assertEqual(lead.followup_state, "running")
            self.text("Hello?")
            self.assertFalse(lead.followup_state)

    def test_acknowledgement_may_answer_whoever_texted(self):
        with at():
            lead = self.text("How much is Botox?").lead_id
            allowed, reason, _when = self.consent._may_contact(
                lead, "sms", "conversational", MONDAY_10
            )
            self.assertTrue(allowed, reason)
            allowed, reason, _when = self.consent._may_contact(
                lead, "sms", "informational", MONDAY_10
            )
            self.assertFalse(allowed)

    def test_short_code_is_an_inquiry_too(self):
        event = self.text("Your code is 1234", sender="22395")
        self.assertEqual(event.state, "processed")
        self.assertEqual(event.lead_id.phone, "22395")

    def test_whoever_is_no_person_is_kept_without_a_clock(self):
        self.company.phone = "+1 512-555-0177"
        for sender in ("22395", "GLOWBANK", "+266696687", "+15125550100", "5125550177"):
            with self.subTest(sender=sender):
                lead = self.text("Your code is 1234?", sender=sender).lead_id
                self.assertEqual(lead.response_exempt_reason, "no_person")
                self.assertEqual(lead.response_state, "none")
                self.assertFalse(lead.touch_ids.filtered("planned_at"))
                again = self.text("And this one?", sender=sender).lead_id
                self.assertEqual(again, lead, "one card is enough")
                self.assertEqual(lead.response_state, "none")

    def test_text_after_a_closed_inquiry_knows_who_it_is(self):
        lead = self.make_inquiry(user_id=self.ana.id)
        lead.action_set_lost()
        new = self.text("Can I come again?").lead_id
        self.assertNotEqual(new, lead)
        self.assertEqual(new.contact_name, "Nora Diaz")
        self.assertIn("Nora Diaz", new.name)
        self.assertTrue(new.same_person_note)
        self.assertTrue(new.response_due_at)

    def test_test_source_makes_tests(self):
        self.desk.test_mode = True
        lead = self.make_inquiry()
        event = self.text("Hi")
        self.assertNotEqual(event.lead_id, lead)
        self.assertEqual(event.lead_id.response_exempt_reason, "test")

    # a known number

    def test_text_joins_the_open_inquiry_of_its_number(self):
        with at():
            lead = self.make_inquiry()
        with at(days=40):
            self.assertEqual(self.text("Any news?").lead_id, lead)

    def test_inquiry_of_our_last_text_comes_first(self):
        with at():
            first = self.make_inquiry(user_id=self.ana.id)
        with at(hours=1):
            self.make_inquiry()
        with at(hours=2):
            self.texted_by(self.ana, first)
            self.assertEqual(self.text("Yes please").lead_id, first)
        with at(days=91):
            self.assertNotEqual(self.text("Yes please").lead_id, first)

    def test_inquiry_of_the_sources_team_comes_before_a_later_one(self):
        north = self.make_team("North")
        with at():
            lead = self.make_inquiry()
        with at(hours=1):
            self.make_inquiry(team_id=north.id)
            self.assertEqual(self.text().lead_id, lead)

    def test_text_after_a_closed_inquiry_is_a_new_one(self):
        for close in "action_set_won", "action_set_lost":
            lead = self.make_inquiry(user_id=self.ana.id)
            self.texted_by(self.ana, lead)
            getattr(lead, close)()
            event = self.text("Can I come again?")
            self.assertNotEqual(event.lead_id, lead)
            self.assertEqual(self.touch(event).meaning, "inquiry")
            event.lead_id.action_set_lost()

    def test_inquiry_of_another_company_is_not_found(self):
        other = self.make_company("Glow Dallas")
        team = self.env["crm.team"].create(
            {"name": "Dallas", "company_id": other.id, "speed_to_lead": True}
        )
        owner = self.make_user(
            "dora", company_id=other.id, company_ids=[Command.set(other.ids)]
        )
        lead = self.make_inquiry(company_id=other.id, team_id=team.id, user_id=owner.id)
        self.assertNotEqual(self.text().lead_id, lead)

    def test_who_has_a_number_by_mistake_is_somebody_else(self):
        lead = self.make_inquiry()
        lead.response_exempt_reason = "wrong_number"
        self.assertNotEqual(self.text("Hi, I'd like an appointment").lead_id, lead)

    def test_vendor_who_writes_again_makes_no_second_inquiry(self):
        lead = self.make_inquiry()
        lead.response_exempt_reason = "vendor"
        self.assertEqual(self.text("Special offer for your spa").lead_id, lead)
        self.assertEqual(lead.response_state, "none")

    # what a text does

    def test_text_is_shown_as_the_patients(self):
        lead = self.make_inquiry(contact_name="Nora Diaz")
        self.text("Friday at 3?\nThanks")
        message = self.sms_message(lead)
        self.assertIn("Friday at 3?", message.body)
        self.assertFalse(message.author_id)
        self.assertEqual(message.email_from, f"Nora Diaz {PATIENT}")
        self.assertEqual(self.touch_of(message).direction, "in")
        self.assertFalse(message.notification_ids)

    def touch_of(self, message):
        return self.env["medspa.touch"].search([("message_id", "=", message.id)])

    def test_text_of_a_contact_is_shown_as_theirs(self):
        lead = self.make_inquiry()
        contact = self.make_contact(lead)
        self.text("Friday at 3?")
        self.assertEqual(self.sms_message(lead).author_id, contact)

    def test_markup_in_a_text_is_only_text(self):
        lead = self.make_inquiry()
        self.text("<script>alert(1)</script><b>bold</b>")
        self.assertNotIn("<script>", self.sms_message(lead).body)
        self.assertNotIn("<b>", self.sms_message(lead).body)

    def test_nobody_outside_is_written_to_because_of_a_text(self):
        lead = self.make_inquiry()
        lead.message_subscribe(self.make_contact(lead).ids)
        before = self.env["sms.sms"].search_count([])
        with self.outbox() as emails:
            self.text("Friday at 3?")
        self.assertEqual(self.env["sms.sms"].search_count([]), before)
        self.assertFalse(emails)
        told = self.env["mail.notification"].search(
            [("mail_message_id.res_id", "=", lead.id), ("author_id", "!=", False)]
        )
        self.assertNotIn(lead.partner_id, told.res_partner_id)

    @at()
    def test_owner_finds_the_text_in_the_inbox(self):
        lead = self.make_inquiry(user_id=self.ana.id)
        self.text("Friday at 3?")
        notice = self.env["mail.notification"].search(
            [
                ("res_partner_id", "=", self.ana.partner_id.id),
                ("mail_message_id.model", "=", "crm.lead"),
                ("mail_message_id.res_id", "=", lead.id),
                ("mail_message_id.message_type", "=", "user_notification"),
            ]
        )
        texts = notice.mail_message_id.filtered(lambda one: "Friday" in one.body)
        self.assertEqual(len(texts), 1)
        self.assertEqual(texts.subject, f"A patient sent a text: inquiry {lead.id}")
        self.assertIn("Nora Diaz sent a text", texts.body)

    def test_answered_patient_waits_again(self):
        with at():
            lead = self.make_inquiry(user_id=self.ana.id)
        with at(minutes=2):
            self.texted_by(self.ana, lead)
            self.assertEqual(lead.response_state, "on_time")
        with at(minutes=10):
            self.text("Friday at 3?")
            self.assertEqual(lead.response_state, "waiting")
            self.assertEqual(len(lead.response_cycle_ids), 2)
            self.assertEqual(self.touch_meanings(lead), ["reply"])

    def touch_meanings(self, lead):
        inbound = lead.touch_ids.filtered(lambda touch: touch.direction == "in")
        return inbound.sorted("id").mapped("meaning")

    def test_pictures_are_linked_and_not_fetched(self):
        lead = self.make_inquiry()
        self.text("", NumMedia="1", MediaUrl0="https://api.twilio.com/m?a=1&b=2")
        body = self.sms_message(lead).body
        self.assertIn('href="https://api.twilio.com/m?a=1&amp;b=2"', body)
        self.assertFalse(lead.message_ids.attachment_ids)

    def test_erasing_leaves_nothing_of_a_text(self):
        lead = self.make_inquiry()
        event = self.text("Maybe stop these for now? Nora")
        wizard = self.env["crm.lead.erase"].with_user(self.mia)
        wizard.create({"lead_id": lead.id}).action_erase()
        self.env.invalidate_all()
        kept = [
            *self.sms_message(lead).mapped(lambda one: f"{one.body} {one.email_from}"),
            *lead.touch_ids.mapped(lambda one: f"{one.address} {one.body}"),
            str(event.body),
            *lead.activity_ids.mapped("note"),
        ]
        for trace in "Nora", PATIENT:
            self.assertNotIn(trace, " ".join(kept))
