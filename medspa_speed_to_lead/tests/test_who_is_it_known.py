from odoo.tests import Form, tagged

from .common import at
from .text_common import TextCommon
from .who_common import MARIA, OTHER_PHONE, PHONE, WhoCommon


@tagged("post_install", "-at_install")
class TestWhoWasHere(WhoCommon):
    """A new inquiry shows those before: who it was, whose, and who saw them."""

    def close(self, lead):
        lead.action_set_lost()
        return lead

    def test_new_inquiry_shows_the_closed_one(self):
        with at():
            before = self.close(self.ask(**MARIA))
        with at(days=30):
            lead = self.ask(**MARIA)
        self.assertNotEqual(lead, before)
        self.assertIn("Asked before:", self.log(lead))
        self.assertIn("(lost)", self.log(lead))
        self.assertIn(f"owner {before.user_id.name}", self.log(lead))
        self.assertNotIn(f"/odoo/inquiries/{lead.id}", self.log(before))

    def test_it_says_who_saw_them(self):
        with at():
            before = self.ask(**MARIA)
            event = self.env["calendar.event"].create(
                {
                    "name": "Consultation",
                    "opportunity_id": before.id,
                    "user_id": self.ben.id,
                    "start": "2026-03-02 17:00:00",
                    "stop": "2026-03-02 17:30:00",
                }
            )
        with at(hours=2):
            event.with_user(self.mia).action_showed()
            self.close(before)
        with at(days=30):
            lead = self.ask(**MARIA)
        self.assertIn("seen by Ben", self.log(lead))

    @at()
    def test_name_is_known_where_none_is_given(self):
        self.close(self.ask(**MARIA))
        lead = self.ask(phone=PHONE)
        self.assertEqual(lead.contact_name, "Maria Sol")

    @at()
    @at()
    def test_many_names_at_one_phone_write_few_lines(self):
        names = [f"{chr(97 + n)}anya {chr(97 + n)}orst".title() for n in range(20)]
        leads = [self.ask(name=name, phone=PHONE) for name in names]
        self.assertEqual(len(set(leads)), 20)
        before = self.env["mail.message"].search_count([])
        self.ask(name="Wilma Quint", phone=PHONE)
        after = self.env["mail.message"].search_count([])
        self.assertLess(after - before, 12)

    @at()
    def test_an_open_inquiry_is_found_behind_many_that_were_closed(self):
        first = self.ask(**MARIA)
        for number in range(25):
            with at(minutes=number + 1):
                lead = self.ask(
                    name=f"Xavi{'abcdefghijklmnopqrstuvwxyz'[number]} Q", phone=PHONE
                )
                lead.sudo().active = False
        with at(minutes=40):
            self.assertEqual(self.ask(**MARIA), first)

    def test_name_is_not_guessed_where_two_share_the_phone(self):
        self.close(self.ask(**MARIA))
        self.close(self.ask(name="Ana Sol", phone=PHONE))
        self.assertFalse(self.ask(phone=PHONE).contact_name)

    @at()
    def test_spam_and_tests_are_nobodys_history(self):
        for reason in ("spam", "test", "vendor", "wrong_number"):
            self.ask(**MARIA).response_exempt_reason = reason
        lead = self.ask(**MARIA)
        self.assertNotIn("Asked before", self.log(lead))

    @at()
    def test_top_of_the_form_shows_what_the_reader_may_read(self):
        before = self.close(self.ask(**MARIA))
        before.user_id = self.ben
        lead = self.ask(**MARIA)
        lead.user_id = self.ana
        seen = lead.with_user(self.mia).same_person_note
        self.assertIn("Asked before", seen)
        self.assertFalse(lead.with_user(self.ana).same_person_note)

    # while typing

    @at()
    def test_quick_entry_shows_while_typing_that_they_are_known(self):
        lead = self.ask(**MARIA)
        leads = self.env["crm.lead"].with_user(self.mia)
        for view in (
            "crm.quick_create_opportunity_form",
            "medspa_speed_to_lead.crm_lead_view_form_quick_create",
        ):
            with self.subTest(view=view):
                form = Form(leads, view)
                self.assertFalse(form.same_person_note)
                form.phone = PHONE
                note = form.same_person_note
                self.assertIn("Maria Sol</a> has an open inquiry", note)
                self.assertIn(f"/odoo/inquiries/{lead.id}", note)
                form.phone = OTHER_PHONE
                self.assertFalse(form.same_person_note)


@tagged("post_install", "-at_install")
class TestTextOfKnownNumber(TextCommon):
    @at()
    def test_text_after_it_was_closed_has_name_and_history(self):
        before = self.make_inquiry(phone=PHONE)
        before.action_set_lost()
        lead = self.text("Do you have time?").lead_id
        self.assertNotEqual(lead, before)
        self.assertEqual(lead.contact_name, "Nora Diaz")
        self.assertIn("Asked before:", "".join(lead.message_ids.mapped("body")))
