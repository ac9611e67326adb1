"""What was held back, refused or left unread is seen by somebody, and can be ended."""

import json
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..tools.reader.wire.limits import LARGEST_TEXT
from .common import MONDAY_10, SpeedToLeadCommon, at

PITCH = {
    "name": "Mike Hall",
    "email": "mike@agency.example",
    "message": "We offer affordable SEO services for your clinic.",
}
JPEG = b"\xff\xd8\xff" + b"x" * 500
JUNK = {"zq1": "wp-admin", "zq3": "1"}


class KeptBackCase(SpeedToLeadCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()

    def found(self, check):
        self.env.flush_all()
        troubles = getattr(self.env["medspa.health"], f"_check_{check}")()
        return [one.words for one in troubles if one.record == self.source]


@tagged("post_install", "-at_install")
class TestHeldBack(KeptBackCase):
    @at()
    def test_a_front_desk_sees_that_something_was_held_back_and_health_says_so(self):
        event = self.receive(self.source, **PITCH)
        self.assertEqual(self.source.with_user(self.ana).held_back_count, 1)
        (words,) = self.found("held_back")
        self.assertIn("1 in 30 days", words)
        event.with_user(self.mia).action_dealt_with()
        self.source.invalidate_recordset()
        self.assertEqual(self.source.held_back_count, 0)
        self.assertFalse(self.found("held_back"))
        self.assertEqual(event.state, "spam")

    @at()
    def test_not_spam_ends_it_as_well_and_a_trap_alarms_nobody(self):
        event = self.receive(self.source, **PITCH)
        self.receive(self.source, name="Bot", email="b@bot.example", _gotcha="x")
        event.with_user(self.mia).action_not_spam()
        self.assertFalse(self.found("held_back"))
        self.assertEqual(self.source.held_back_count, 1)
        action = self.source.with_user(self.mia).action_view_held_back()
        shown = self.env["medspa.intake.event"].search(action["domain"])
        self.assertEqual(shown.mapped("spam_reason"), ["trap"])

    def test_unread_forms_without_a_card_are_told_before_they_are_blanked(self):
        with at():
            event = self.receive(self.source, **JUNK)
        event.lead_id = False
        with at(MONDAY_10, days=70):
            self.assertFalse(self.found("unread"))
        with at(MONDAY_10, days=80):
            (words,) = self.found("unread")
            self.assertIn("1 unread forms", words)
            event.with_user(self.mia).action_dealt_with()
            self.assertFalse(self.found("unread"))


@tagged("post_install", "-at_install")
class TestDealtWith(KeptBackCase):
    @at()
    def test_a_failed_event_that_was_dealt_with_counts_and_stays_no_longer(self):
        event = self.receive_failing(self.source)
        event.with_user(self.mia).action_dealt_with()
        self.env.flush_all()
        self.source.invalidate_recordset()
        self.assertEqual((event.is_dealt_with, self.source.error_count), (True, 0))
        self.assertEqual(event.body, "{")
        self.assertFalse(self.source.with_user(self.mia)._to_read_again())
        with at(MONDAY_10, days=91):
            event._gc_bodies()
        self.env.invalidate_all()
        self.assertFalse(event.body)

    @at()
    def test_what_is_deleted_is_gone_with_its_files_and_a_repeat_makes_nothing(self):
        event = self.receive(self.source, **PITCH)
        attachments = self.env["ir.attachment"].sudo()
        file = attachments.create(
            {"name": "a.jpg", "raw": JPEG, "res_model": event._name, "res_id": event.id}
        )
        event.with_user(self.mia).action_delete()
        self.assertFalse(event.body or file.exists())
        self.assertTrue(event.is_dealt_with)
        self.assertEqual(self.receive(self.source, **PITCH), event)

    @at()
    def test_nothing_of_an_inquiry_is_deleted(self):
        event = self.receive(self.source, name="Nora Diaz", phone="512-555-0143")
        unread = self.receive(self.source, **JUNK)
        (event | unread).with_user(self.mia).action_delete()
        self.assertTrue(event.body and unread.body)
        self.assertFalse(event.is_dealt_with or unread.is_dealt_with)

    @at()
    def test_is_for_managers(self):
        event = self.receive(self.source, **PITCH)
        for act in ("action_dealt_with", "action_delete"):
            with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models"):
                getattr(event.with_user(self.ana), act)()


@tagged("post_install", "-at_install")
class TestOverLimit(KeptBackCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.token = cls.source._rotate_token()

    def post(self, **fields):
        answer = self.url_open(
            f"/medspa/intake/{self.token}", data=json.dumps(fields).encode()
        )
        self.env.invalidate_all()
        return answer.status_code

    def test_what_is_too_large_leaves_one_trace_a_day(self):
        large = {"name": "Nora", "message": "a b " * LARGEST_TEXT}
        self.assertEqual(self.post(**large), 413)
        first = self.source.over_limit_at
        self.assertTrue(first)
        self.assertEqual(self.post(**large), 413)
        self.assertEqual(self.source.over_limit_at, first)
        self.assertEqual(len(self.found("over_limit")), 1)

    def test_what_is_too_many_leaves_a_trace_that_ends(self):
        self.source.rate_limit = 1
        self.assertEqual(self.post(name="Nora", phone="512-555-0143"), 200)
        self.assertFalse(self.source.over_limit_at)
        self.assertEqual(self.post(name="Dana", phone="512-555-0177"), 429)
        self.assertTrue(self.found("over_limit"))
        with at(self.source.over_limit_at + timedelta(days=3)):
            self.assertFalse(self.found("over_limit"))
