import json
from unittest.mock import patch

from ..models.intake.medspa_intake_event import TooManyInquiries
from ..models.matching import medspa_intake_event_full
from .common import SpeedToLeadCommon, at

FULL = medspa_intake_event_full.FULL


class TestNoRoomForWhatNobodyCanRead(SpeedToLeadCommon):
    """Whoever knows the address fills no disk, and patients come in all the same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        cls.startClassPatcher(
            patch.object(medspa_intake_event_full, "BYTES_A_DAY", 10_000)
        )

    def post(self, number, **later):
        """Return the event of a form that names nobody and cannot be packed."""
        noise = "".join(
            chr(0x4E00 + (number * 7919 + i * i) % 20_000) for i in range(900)
        )
        with at(**later):
            return self.receive_body(self.source, json.dumps({"q": noise}))

    def fill(self):
        for number in range(20):
            try:
                self.post(number)
            except TooManyInquiries:
                return number
        self.fail("it was never full")

    def todos(self):
        return self.source.activity_ids.filtered(
            lambda todo: todo.medspa_act_key == FULL
        )

    def test_no_more_than_so_much_is_kept_a_day(self):
        kept = self.fill()
        self.assertLess(2, kept)
        events = self.env["medspa.intake.event"]
        there = [("source_id", "=", self.source.id)]
        self.assertEqual(events.search_count(there), kept)

    def test_source_s_people_are_told_once(self):
        self.fill()
        with self.assertRaises(TooManyInquiries):
            self.post(99)
        self.assertEqual(len(self.todos()), 1)
        self.assertEqual(self.todos().user_id, self.mia)

    def test_form_of_a_patient_is_kept_as_ever(self):
        self.fill()
        with at(minutes=1):
            event = self.receive(self.source, name="Zoe", phone="(512) 555-0188")
        self.assertTrue(event.lead_id.response_due_at)

    def test_other_sources_have_room_of_their_own(self):
        self.fill()
        other = self.make_source(name="Instagram")
        with at():
            event = self.receive_body(other, json.dumps({"q": "what is this"}))
        self.assertTrue(event)

    def test_a_day_later_there_is_room_again(self):
        self.fill()
        self.assertTrue(self.post(99, hours=25))

    def test_failed_ones_count_as_well(self):
        with at():
            failed = self.receive_failing(self.source)
            size = failed._unreadable_bytes(self.source)
        self.assertLess(0, size)
