import json

from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at

NORA = {
    "name": "Nora Diaz",
    "email": "nora@patient.example",
    "phone": "512-555-0143",
    "message": "Do you have time on Friday?",
    "external_id": "7",
}
MONA = {
    "name": "Mona Lee",
    "email": "mona@patient.example",
    "phone": "512-555-0144",
    "message": "What does a peel cost?",
    "external_id": "7",
}


@tagged("post_install", "-at_install")
class TestIntakeReusedKey(SpeedToLeadCommon):
    """A key of the sender's says "a repeat" only of the same said by the same person:
    whoever counts from 1 again, or takes a key in advance, swallows nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()

    def told(self, lead):
        return "\n".join(
            filter(None, [lead.description, *lead.message_ids.mapped("body")])
        )

    def receive_both(self, first, again):
        return self.receive(self.source, **first), self.receive(self.source, **again)

    # another person

    @at()
    def test_another_person_with_a_used_key_is_an_inquiry(self):
        first, again = self.receive_both(NORA, MONA)
        self.assertEqual((first.state, again.state), ("processed", "processed"))
        self.assertNotEqual(again.lead_id, first.lead_id)
        self.assertEqual(again.lead_id.email_normalized, MONA["email"])
        self.assertEqual(again.lead_id.response_state, "waiting")
        self.assertTrue(again.is_key_reused)
        self.assertFalse(first.is_key_reused)

    @at()
    def test_another_person_with_the_same_words_is_an_inquiry(self):
        _first, again = self.receive_both(NORA, {**MONA, "message": NORA["message"]})
        self.assertEqual(again.lead_id.email_normalized, MONA["email"])

    @at()
    def test_people_without_words_are_told_apart(self):
        for values in ({"phone": "512-555-0144"}, {"email": "mona@patient.example"}):
            with self.subTest(values=values):
                key = {"external_id": str(values)}
                first, again = self.receive_both(
                    {"phone": "512-555-0199", "email": "n@patient.example", **key},
                    {**values, **key},
                )
                self.assertNotEqual(again.lead_id, first.lead_id)

    @at()
    def test_key_taken_in_advance_swallows_nobody(self):
        self.receive(self.source, message="x", external_id="7")
        self.receive_body(self.source, '{"external_id": "7"}')
        self.receive(self.source, **NORA, is_test=True)
        self.receive(self.source, **{**NORA, "email": "eve@evil.example"}, odd="1")
        event = self.receive(self.source, **NORA)
        self.assertEqual(event.state, "processed")
        self.assertFalse(event.lead_id.response_exempt_reason)
        self.assertIn(NORA["message"], self.told(event.lead_id))

    @at()
    def test_each_of_many_under_one_key_is_an_inquiry(self):
        leads = self.env["crm.lead"]
        for number in range(10):
            person = {"email": f"p{number}@patient.example", "external_id": "1"}
            leads |= self.receive(self.source, **person).lead_id
        self.assertEqual(len(leads), 10)
        self.assertEqual(self.source.reused_key_count, 9)

    def test_same_person_after_it_was_closed_asks_anew(self):
        with at():
            first = self.receive(self.source, **NORA)
            first.lead_id.action_set_lost()
        with at(days=365):
            again = self.receive(self.source, **{**NORA, "message": "Time again?"})
        self.assertNotEqual(again.lead_id, first.lead_id)

    # the same person

    @at()
    def test_same_person_with_other_words_reaches_the_card(self):
        first, again = self.receive_both(NORA, {**NORA, "message": "Or on Saturday?"})
        self.assertEqual(again.lead_id, first.lead_id)
        self.assertEqual(again.state, "processed")
        self.assertIn("Or on Saturday?", self.told(first.lead_id))
        self.assertFalse(again.is_key_reused, "nobody else")

    @at()
    def test_words_in_a_field_of_the_forms_own_reach_the_card(self):
        first, again = self.receive_both(
            NORA, {**NORA, "your_question": "And parking?"}
        )
        self.assertEqual(again.lead_id, first.lead_id)
        self.assertIn("And parking?", self.told(first.lead_id))

    @at()
    def test_refusal_under_a_used_key_holds(self):
        agreed = {**NORA, "sms_consent": "yes"}
        first, _again = self.receive_both(agreed, {**NORA, "sms_consent": "no"})
        allowed, _why, _when = self.env["medspa.consent"]._may_contact(
            first.lead_id, "sms", "informational", MONDAY_10
        )
        self.assertFalse(allowed)

    @at()
    def test_household_with_one_phone_loses_nobodys_name(self):
        ben = {**NORA, "name": "Ben Diaz", "email": ""}
        first, again = self.receive_both(NORA, ben)
        self.assertNotEqual(again.lead_id, first.lead_id)
        self.assertEqual(again.lead_id.contact_name, "Ben Diaz")
        self.assertIn("Nora Diaz", self.told(again.lead_id))

    @at()
    def test_number_put_right_reaches_the_card(self):
        _first, again = self.receive_both(NORA, {**NORA, "phone": "512-555-0145"})
        self.assertIn("512-555-0145", self.told(again.lead_id))

    @at()
    def test_form_of_several_pages_stays_one_inquiry(self):
        page = {"name": "Nora Diaz", "external_id": "7"}
        first = self.receive(self.source, **page)
        second = self.receive(self.source, **{**page, "phone": "512-555-0143"})
        third = self.receive(self.source, **NORA)
        self.assertEqual(first.lead_id | second.lead_id | third.lead_id, first.lead_id)
        self.assertIn("512-555-0143", self.told(first.lead_id))

    @at()
    def test_pages_under_a_key_of_the_session_are_one_inquiry(self):
        key = {"external_id": "sub-7f3c19"}
        first = self.receive(self.source, email=NORA["email"], **key)
        second = self.receive(self.source, phone=NORA["phone"], name="Nora", **key)
        lead = first.lead_id
        self.assertEqual(second.lead_id, lead)
        self.assertEqual(
            (lead.contact_name, lead.phone_sanitized), ("Nora", "+15125550143")
        )
        self.assertEqual(lead.email_normalized, NORA["email"])

    # a repeat

    @at()
    def test_same_words_in_other_letters_are_a_repeat(self):
        first = self.receive(self.source, **NORA)
        for changed in (
            {"phone": "+1 (512) 555-0143"},
            {"name": " nora  DIAZ ", "email": "Nora@Patient.example"},
            {"submitted_at": "2026-03-02T16:00:00", "gclid": "x1"},
            {"nonce": "7f3-19", "utm_campaign": "spring"},
        ):
            with self.subTest(changed=changed):
                again = self.receive(self.source, **{**NORA, **changed})
                self.assertEqual(again, first)

    def test_repeat_of_before_the_upgrade_is_known_by_its_body(self):
        with at():
            first = self.receive(self.source, **NORA)
        self.env.cr.execute(
            "UPDATE medspa_intake_event SET content_hash = NULL, body = NULL "
            "WHERE id = %s",
            [first.id],
        )
        self.env.invalidate_all()
        with at(days=3):
            self.assertEqual(self.receive(self.source, **NORA), first)

    @at()
    def test_strange_keys_are_keys_or_none(self):
        keys = ("x" * 5000, "é" * 500, "\U0001f600" * 500, 0, -1, 1.5, [1, 2], {"a": 1})
        for key in keys:
            with self.subTest(key=str(key)[:20]):
                values = {**NORA, "external_id": key, "message": f"About {key}"[:100]}
                first = self.receive(self.source, **values)
                self.assertEqual(self.receive(self.source, **values), first)
        for key in ("", " ", None, True, [], "\x00"):
            with self.subTest(key=key):
                self.assertFalse(
                    self.receive(
                        self.source, **{**NORA, "external_id": key}
                    ).external_id
                )

    # the doubt

    @at()
    def test_source_shows_the_doubt(self):
        self.assertEqual(self.source.reused_key_count, 0)
        _first, again = self.receive_both(NORA, MONA)
        source = self.source.with_user(self.mia)
        source.invalidate_recordset()
        self.assertEqual(source.reused_key_count, 1)
        action = source.action_view_reused_keys()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), again)
        self.assertEqual(json.loads(again.body), MONA)

    def test_health_tells_of_the_doubt_until_it_is_over(self):
        health = self.env["medspa.health"]
        with at():
            self.receive(self.source, **NORA)
            self.assertFalse(health._check_reused_key())
            self.receive(self.source, **MONA)
            (trouble,) = health._check_reused_key()
            self.assertEqual(trouble.record, self.source)
            self.assertEqual(trouble.company, self.company)
            self.assertIn("Website", trouble.words)
            self.assertNotIn("Mona", trouble.words)
            self.assertIn("reused_key", health._checks())
        with at(days=31):
            self.assertFalse(health._check_reused_key())

    def test_doubt_ends_after_a_month(self):
        with at():
            self.receive_both(NORA, MONA)
        with at(days=31):
            self.assertEqual(self.source.reused_key_count, 0)
