from unittest.mock import patch

from odoo.tests import tagged

from ..tools.inquiry import UnreadableBody
from .common import SpeedToLeadCommon, at


@tagged("post_install", "-at_install")
class TestIntakeUnread(SpeedToLeadCommon):
    """What names nobody becomes a card all the same: nothing is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()

    def card(self, body='{"alpha": "one", "beta": {"gamma": "two"}}', **more):
        event = self.receive_body(self.source, body, **more)
        self.assertEqual((event.state, event.error), ("processed", False))
        return event.lead_id

    @at()
    def test_all_its_fields_are_on_the_card(self):
        lead = self.card()
        self.assertEqual(lead.name, "Unread form")
        self.assertEqual(lead.description, "<p>Alpha: one</p><p>Beta: Gamma: two</p>")
        self.assertEqual(lead.team_id, self.team)
        self.assertEqual(lead.intake_source_id, self.source)

    @at()
    def test_nobody_races_for_a_card_that_names_nobody(self):
        for body in ("what is this", '{"message": "Hi"}', '{"utm_source": "x"}'):
            with self.subTest(body=body):
                lead = self.card(body)
                self.assertEqual(lead.response_exempt_reason, "unread")
                self.assertFalse(lead.response_waiting_since or lead.touch_ids)
                self.assertFalse(lead.response_cycle_ids)

    @at()
    def test_address_found_anywhere_has_an_owner_and_a_clock(self):
        for body in (
            '{"alpha": "write to nora@patient.example please, thanks"}',
            '{"alpha": "my cell is 512-555-0143, after five if you can"}',
        ):
            with self.subTest(body=body):
                lead = self.card(body)
                self.assertEqual(lead.response_state, "waiting")
                self.assertIn(lead.user_id, self.ana | self.ben)

    @at()
    def test_text_that_no_reader_understands_is_shown(self):
        events = self.registry["medspa.intake.event"]
        with patch.object(events, "_parsed", side_effect=UnreadableBody("why")):
            nobody = self.card("what <b>is</b>\nthis")
            nora = self.card("what is nora@patient.example")
        self.assertIn("what &lt;b&gt;is&lt;/b&gt;<br>this", nobody.description)
        self.assertEqual(nobody.response_exempt_reason, "unread")
        self.assertEqual(nora.response_state, "waiting")

    @at()
    def test_a_test_stays_a_test(self):
        source = self.make_source(test_mode=True)
        event = self.receive_body(source, "what is this")
        self.assertEqual(event.lead_id.response_exempt_reason, "test")

    @at()
    def test_somebody_is_told_once_for_each_card(self):
        events, told = self.registry["medspa.intake.event"], []
        with patch.object(
            events, "_tell_of_unread", lambda _self, lead: told.append(lead)
        ):
            lead = self.card()
            self.card('{"name": "Nora"}')
        self.assertEqual(told, [lead])
