"""A manager says what the fields of a source's forms mean: they are read again."""

import json
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from ..models.matching.meanings import MEANINGS
from ..models.matching.medspa_intake_event_told import CARDS_A_DAY, FAILED, MATCH
from ..tools.reader import card
from .common import MONDAY_10, SENDING, at
from .matching_common import JUNK, UNKNOWN, WHERE, WHO, MatchingCommon

PROCESSING = "odoo.addons.medspa_speed_to_lead.models.intake.medspa_intake_processing"


class TestMeanings(MatchingCommon):
    def test_there_is_a_word_for_each_meaning_that_the_reader_knows(self):
        self.assertEqual({value for value, _label in MEANINGS}, set(card.MEANINGS))

    def test_a_matched_field_is_read_so_from_then_on(self):
        before = self.receive(self.source, **UNKNOWN)
        self.assertTrue(before.is_unread)
        self.match(zq1="name", zq2="phone", zq3="treatment")
        lead = self.receive(self.source, **{**UNKNOWN, WHO: "Nora Diaz"}).lead_id
        self.assertEqual(lead.contact_name, "Nora Diaz")
        self.assertEqual(lead.phone_sanitized, "+15125550143")

    def test_another_source_is_not_touched(self):
        self.match(zq1="name", zq2="phone")
        other = self.make_source(name="Landing page")
        self.assertTrue(self.receive(other, **UNKNOWN).is_unread)

    def test_what_is_no_meaning_is_refused(self):
        with self.assertRaises(UserError):
            self.match(zq1="password")

    def test_a_field_of_no_possible_place_is_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "no field called"):
            self.match(**{"a" * 9_000: "name"})

    def test_each_field_has_one_meaning_and_what_is_not_chosen_is_forgotten(self):
        self.match(zq1="first_name", zq2="phone")
        self.match(zq1="name")
        rows = self.source.field_ids.mapped(lambda row: (row.path, row.meaning))
        self.assertEqual(rows, [(WHO, "name")])


class TestTrial(MatchingCommon):
    def form(self, *chosen, pasted="", index=0):
        screen = self.as_mia.read_fields(
            [{"path": path, "meaning": meaning} for path, meaning in chosen], pasted
        )
        return screen["forms"][index]

    def how(self, form):
        return {one["path"]: one["how"] for one in form["fields"]}

    def test_says_what_would_be_held_back_or_count_nowhere(self):
        self.receive(self.source, **UNKNOWN)
        card = dict(self.form((WHO, "trap"))["card"])
        self.assertIn("no person sees", card["Held back as spam"])
        self.assertNotIn("Held back as spam", dict(self.form((WHO, "name"))["card"]))

    def test_says_of_each_field_how_it_was_understood(self):
        self.receive(self.source, **UNKNOWN, email="dana@patient.example")
        form = self.form((WHO, "name"), ("zq3", "technical"))
        how = self.how(form)
        self.assertEqual(how[WHO], "mapped")
        self.assertEqual(how[WHERE], "note")
        self.assertEqual(how["zq3"], "left_out")
        self.assertEqual(how["email"], "recognized")

    def test_shows_the_card_without_making_or_keeping_anything(self):
        event = self.receive(self.source, **UNKNOWN)
        leads = self.env["crm.lead"].search_count([])
        form = self.form((WHO, "name"), (WHERE, "phone"))
        said = dict(form["card"])
        self.assertEqual(said["Name"], "Dana Reed")
        self.assertIn("512", said["Phone"])
        self.assertEqual(form["names_nobody"], False)
        self.assertEqual(self.env["crm.lead"].search_count([]), leads)
        self.assertFalse(self.source.field_ids)
        self.assertTrue(event.is_unread)

    def test_a_pasted_form_is_tried_and_stored_nowhere(self):
        form = self.form((WHO, "name"), pasted=json.dumps(UNKNOWN))
        self.assertEqual(dict(form["card"])["Name"], "Dana Reed")
        self.assertFalse(self.source.event_ids)

    def test_what_cannot_be_read_says_why(self):
        form = self.form(pasted="{}")
        self.assertTrue(form["problem"])

    def test_shows_unread_ones_however_many_came_since(self):
        unread = self.receive(self.source, **UNKNOWN)
        for number in range(6):
            with at(MONDAY_10, minutes=number + 1):
                self.receive(self.source, name="Nora", phone=f"512555010{number}")
        ids = [form["id"] for form in self.as_mia.read_fields()["forms"]]
        self.assertIn(unread.id, ids)
        self.assertLessEqual(len(ids), 6)

    def test_nothing_has_arrived_yet(self):
        screen = self.as_mia.read_fields()
        self.assertEqual((screen["forms"], screen["unread"]), ([], 0))

    def test_is_for_those_who_may_read_payloads(self):
        self.receive(self.source, **UNKNOWN)
        theirs = self.source.with_user(self.ana)
        for act in (
            theirs.read_fields,
            theirs.read_again,
            theirs.action_send_test,
            lambda: theirs.save_fields([]),
            lambda: self.env["medspa.intake.field"].with_user(self.ana).search([]),
        ):
            with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models"):
                act()

    def test_a_manager_of_another_company_sees_nothing_of_it(self):
        self.match(zq1="name")
        other = self.make_manager("otto", self.make_company("Elsewhere"))
        theirs = self.source.with_user(other)
        theirs = theirs.with_context(allowed_company_ids=other.company_ids.ids)
        for act in theirs.read_fields, theirs.read_again, theirs.action_send_test:
            with self.assertRaises(AccessError):
                act()
        self.assertFalse(theirs.env["medspa.intake.field"].search([]))


class TestReadAgain(MatchingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(SENDING)

    def again(self):
        return self.as_mia.read_again()

    def test_the_card_goes_on_as_the_patients(self):
        event = self.receive(self.source, **UNKNOWN)
        lead = event.lead_id
        self.match(zq1="name", zq2="phone")
        with at(MONDAY_10, minutes=3):
            self.assertEqual(self.again(), {"understood": 1, "left": 0})
        self.assertEqual(event.lead_id, lead)
        self.assertEqual(lead.contact_name, "Dana Reed")
        self.assertEqual(lead.phone_sanitized, "+15125550143")
        self.assertIn("Dana Reed", lead.name)
        self.assertFalse(event.is_unread)

    def test_its_clock_runs_since_it_was_received(self):
        lead = self.receive(self.source, **JUNK, zq9="Dana Reed").lead_id
        self.assertEqual(lead.response_exempt_reason, "unread")
        self.assertFalse(lead.response_cycle_ids)
        self.match(zq9="name")
        with at(MONDAY_10, minutes=3):
            self.again()
        self.assertFalse(lead.response_exempt_reason)
        self.assertEqual(lead.response_waiting_since, MONDAY_10)
        self.assertEqual(len(lead.response_cycle_ids), 1)
        self.assertTrue(lead.user_id)

    def test_the_patient_gets_the_first_message_of_a_new_inquiry(self):
        for said in (
            {"zq1": "Dana Reed", "zq4": "dana at patient"},
            {"zq1": "Nora Diaz", "zq2": "nora@patient.example"},
        ):
            lead = self.receive(self.source, **said).lead_id
            self.match(zq1="name", zq2="email")
            with at(MONDAY_10, minutes=3):
                self.again()
            planned = lead.touch_ids.filtered(
                lambda one: one.purpose == "acknowledgement" and one.state == "planned"
            )
            self.assertTrue(planned, said)

    def test_what_failed_is_read_again_as_well(self):
        events = self.registry["medspa.intake.event"]
        broken = patch.object(events, "_place", side_effect=ValueError("no stage"))
        with mute_logger(PROCESSING), broken:
            event = self.receive(self.source, name="Dana", phone="512 555 0143")
        form = self.as_mia.read_fields()["forms"][0]
        self.assertEqual((form["state"], form["problem"]), ("error", event.error))
        self.assertEqual(self.again(), {"understood": 1, "left": 0})
        self.assertEqual(event.lead_id.contact_name, "Dana")

    def test_retry_of_an_event_reads_it_again(self):
        event = self.receive(self.source, **UNKNOWN)
        self.match(zq1="name", zq2="phone")
        event.with_user(self.mia).action_retry()
        self.assertEqual(event.lead_id.contact_name, "Dana Reed")

    def test_what_turns_out_to_be_spam_stays_where_it_is(self):
        event = self.receive(self.source, zq1="http://win.example Dana", zq2="1")
        self.match(zq1="name")
        self.assertEqual(self.again()["understood"], 0)
        self.assertTrue(event.is_unread)

    def test_one_wait_however_often_it_is_read(self):
        lead = self.receive(self.source, **UNKNOWN).lead_id
        self.match(zq1="name", zq2="phone")
        self.again()
        self.assertEqual(self.again(), {"understood": 0, "left": 0})
        self.assertEqual(len(lead.response_cycle_ids), 1)

    def test_what_a_colleague_entered_stays(self):
        lead = self.receive(self.source, **JUNK, zq9="Dana").lead_id
        lead.sudo().contact_name = "Dana Reed-Cole"
        self.match(zq9="name")
        self.again()
        self.assertEqual(lead.contact_name, "Dana Reed-Cole")

    def test_what_a_colleague_took_out_of_the_count_stays_out(self):
        lead = self.receive(self.source, **JUNK, zq9="Dana").lead_id
        lead.sudo().response_exempt_reason = "vendor"
        self.match(zq9="name")
        self.again()
        self.assertEqual(lead.response_exempt_reason, "vendor")
        self.assertFalse(lead.response_waiting_since)

    def test_what_stood_on_the_card_is_not_lost(self):
        lead = self.receive(self.source, **JUNK, zq9="Dana").lead_id
        lead.sudo().description = "<p>Called twice, no answer.</p>"
        self.match(zq9="name")
        self.again()
        self.assertIn("Called twice", str(lead.message_ids.mapped("body")))

    def test_title_of_a_colleague_stays(self):
        lead = self.receive(self.source, **JUNK, zq9="Dana Reed").lead_id
        lead.sudo().name = "Call before noon"
        self.match(zq9="name")
        self.again()
        self.assertEqual(lead.name, "Call before noon")

    def test_a_card_that_was_closed_is_not_where_a_patient_waits(self):
        event = self.receive(self.source, **UNKNOWN)
        closed = event.lead_id
        closed.sudo().action_set_lost()
        self.match(zq1="name", zq2="phone")
        self.again()
        self.assertNotEqual(event.lead_id, closed)
        self.assertEqual(event.lead_id.contact_name, "Dana Reed")
        self.assertTrue(event.lead_id.active and event.lead_id.response_waiting_since)

    def test_a_card_that_is_somebody_elses_by_now_stays_theirs(self):
        event = self.receive(self.source, **UNKNOWN)
        other = event.lead_id
        other.sudo().write({"contact_name": "Nora Diaz", "name": "Nora Diaz"})
        self.match(zq1="name", zq2="phone")
        self.again()
        self.assertEqual((other.contact_name, other.name), ("Nora Diaz",) * 2)
        self.assertTrue(other.active)
        self.assertEqual(event.lead_id.contact_name, "Dana Reed")

    def test_what_still_names_nobody_is_left_as_it_is(self):
        event = self.receive(self.source, **JUNK)
        self.match(zq3="treatment")
        self.assertEqual(self.again(), {"understood": 0, "left": 1})
        self.assertTrue(event.is_unread)
        self.assertEqual(event.lead_id.response_exempt_reason, "unread")

    def test_who_has_an_open_inquiry_waits_there_again(self):
        known = self.receive(
            self.source, name="Dana Reed", phone="512 555 0143"
        ).lead_id
        self.answer_by(known.user_id, known)
        event = self.receive(self.source, **UNKNOWN)
        card = event.lead_id
        photo = {"name": "me.jpg", "res_model": card._name, "res_id": card.id}
        photo = self.env["ir.attachment"].create(photo)
        self.match(zq1="name", zq2="phone")
        with at(MONDAY_10, minutes=3):
            self.again()
        self.assertEqual(event.lead_id, known)
        self.assertEqual(photo.res_id, known.id)
        self.assertFalse(card.active)
        self.assertFalse(card.response_waiting_since)

    def test_a_refusal_in_it_holds(self):
        said = {"zq1": "Dana", "zq2": "512 555 0143", "zq8": "yes"}
        self.receive(self.source, **said)
        self.match(zq1="name", zq2="phone", zq8="no_texts")
        self.again()
        said = self.env["medspa.consent"].search([("address", "=", "+15125550143")])
        self.assertEqual(said.mapped("granted"), [False])


class TestTold(MatchingCommon):
    def junk(self, number, source=None):
        return self.receive(source or self.source, **JUNK, zq7=f"n{number}")

    def test_the_manager_gets_one_to_do_for_a_source(self):
        for number in range(3):
            self.junk(number)
        todo = self.todos(MATCH)
        self.assertEqual(len(todo), 1)
        self.assertEqual(todo.user_id, self.mia)
        self.assertIn(self.source.name, todo.summary)
        self.assertIn(f"/odoo/intake-sources/{self.source.id}/match-fields", todo.note)

    def test_each_source_has_its_own(self):
        other = self.make_source(name="Landing page")
        self.junk(1)
        self.junk(2, other)
        self.assertTrue(self.todos(MATCH) and self.todos(MATCH, source=other))

    def test_it_closes_when_a_form_is_understood(self):
        self.junk(1)
        self.receive(self.source, name="Nora", phone="(512) 555-0177")
        self.assertFalse(self.todos())

    def test_it_closes_when_one_is_read_again(self):
        self.receive(self.source, **UNKNOWN)
        self.assertTrue(self.todos(MATCH))
        self.match(zq1="name", zq2="phone")
        self.as_mia.read_again()
        self.assertFalse(self.todos())

    def test_nobody_is_told_twice_a_day(self):
        told = [("subject", "ilike", "Match the fields")]
        for number in range(4):
            self.junk(number)
            self.receive(self.source, name="Nora", phone=f"(512) 555-017{number}")
        self.junk(9)
        self.assertEqual(len(self.todos(MATCH)), 1)
        self.assertEqual(self.env["mail.message"].sudo().search_count(told), 1)

    def test_a_program_that_posts_anything_fills_no_board(self):
        events = [self.junk(number) for number in range(CARDS_A_DAY + 5)]
        made = [event for event in events if event.lead_id]
        self.assertEqual(len(made), CARDS_A_DAY)
        self.assertTrue(all(event.is_unread and event.body for event in events))
        self.assertFalse(any(event.lead_id.response_waiting_since for event in made))
        self.assertIn(str(CARDS_A_DAY), self.todos(MATCH).note)
        with at(MONDAY_10, days=1, minutes=1):
            self.assertTrue(self.junk(99).lead_id)

    def test_who_can_be_reached_has_a_card_however_many_came(self):
        for number in range(CARDS_A_DAY):
            self.junk(number)
        self.assertTrue(self.receive(self.source, **UNKNOWN).lead_id)

    def test_what_made_no_card_makes_one_once_it_is_understood(self):
        for number in range(CARDS_A_DAY):
            self.junk(number)
        event = self.receive(self.source, zq9="Dana Reed")
        self.assertFalse(event.lead_id)
        self.match(zq9="name")
        self.as_mia.read_again()
        self.assertEqual(event.lead_id.contact_name, "Dana Reed")
        self.assertEqual(event.lead_id.response_waiting_since, MONDAY_10)

    def test_it_goes_to_the_next_when_its_owner_leaves(self):
        self.junk(1)
        paula = self.make_user("paula", groups="sales_team.group_sale_manager")
        self.mia.sudo().active = False
        self.assertEqual(self.todos(MATCH).user_id, paula)

    def test_a_first_failure_tells_somebody_and_a_success_closes_it(self):
        events = self.registry["medspa.intake.event"]
        broken = patch.object(events, "_place", side_effect=ValueError("no stage"))
        with mute_logger(PROCESSING), broken:
            event = self.receive(self.source, name="Dana", phone="512 555 0143")
        self.assertEqual(event.state, "error")
        self.assertEqual(self.todos(FAILED).user_id, self.mia)
        self.receive(self.source, name="Nora", phone="(512) 555-0177")
        self.assertFalse(self.todos())


class TestCall(MatchingCommon):
    def test_says_what_was_understood_of_the_last_call(self):
        self.assertFalse(self.source.last_call)
        self.receive(self.source, name="Nora", phone="512 555 0177", zq1="in June")
        with at(MONDAY_10, minutes=3):
            self.source.invalidate_recordset()
            said = self.source.with_user(self.ana).last_call
        self.assertEqual(
            said, "Last call 3 minutes ago: 2 fields recognized, 1 kept as a note"
        )

    def test_a_test_inquiry_counts_nowhere_and_opens_its_card(self):
        action = self.as_mia.action_send_test()
        lead = self.env["crm.lead"].browse(action["res_id"])
        self.assertEqual(action["res_model"], "crm.lead")
        self.assertEqual(lead.response_exempt_reason, "test")
        self.assertEqual(lead.intake_source_id, self.source)
        self.assertFalse(lead.response_waiting_since or lead.touch_ids)

    def test_a_test_closes_no_to_do(self):
        self.receive(self.source, **JUNK)
        todo = self.todos(MATCH)
        self.as_mia.action_send_test()
        self.assertTrue(todo and self.todos(MATCH) == todo)

    def test_it_can_be_sent_again_at_once(self):
        first, second = (self.as_mia.action_send_test()["res_id"] for _ in range(2))
        self.assertNotEqual(first, second)
