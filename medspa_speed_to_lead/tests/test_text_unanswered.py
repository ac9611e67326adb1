from odoo.tests import tagged

from .acknowledgement_common import AGREED
from .common import at
from .follow_up_common import FollowUpCommon
from .text_common import TextCommon

REACTION = "Liked “See you Friday! Reply STOP to opt out”"
AUTO = "This number is not monitored."
THANKS = "Thank you!"
UNANSWERED = {REACTION: "reaction", AUTO: "auto", THANKS: "thanks", "👍": "thanks"}


@tagged("post_install", "-at_install")
class TestTextUnanswered(TextCommon, FollowUpCommon):
    """A reaction, a machine's reply and thanks are shown, and nobody waits."""

    def answered(self):
        lead = self.make_inquiry(user_id=self.ana.id)
        with at(minutes=2):
            lead.with_user(self.ana)._register_touch(
                {
                    "direction": "out",
                    "channel": "sms",
                    "user_id": self.ana.id,
                    "purpose": "reply",
                    "state": "sent",
                }
            )
        return lead

    def notices(self, lead):
        return self.env["mail.message"].search_count(
            [
                ("model", "=", "crm.lead"),
                ("res_id", "=", lead.id),
                ("message_type", "=", "user_notification"),
            ]
        )

    def test_they_open_no_wait_and_are_shown(self):
        with at():
            lead = self.answered()
        with at(minutes=10):
            for words, meaning in UNANSWERED.items():
                with self.subTest(words=words):
                    event = self.text(words)
                    self.assertEqual(event.lead_id, lead)
                    self.assertEqual(self.touch(event).meaning, meaning)
                    self.assertFalse(event.reply)
                    self.assertEqual(len(lead.response_cycle_ids), 1)
                    self.assertEqual(lead.response_state, "on_time")
            texts = lead.message_ids.filtered(lambda one: one.message_type == "sms")
            self.assertEqual(len(texts), len(UNANSWERED))

    def test_they_end_no_plan(self):
        with at():
            lead = self.inquire(**AGREED)
            self.assertEqual(self.state_of(lead)[0], "running")
            for words in UNANSWERED:
                self.text(words)
            self.assertEqual(self.state_of(lead)[0], "running")
            self.text("Thank you! What does it cost?")
            self.assertNotEqual(self.state_of(lead)[0], "running")

    def test_they_make_no_inquiry_of_a_number_that_nobody_knows(self):
        for words in UNANSWERED:
            event = self.text(words, sender="+15125550177")
            self.assertEqual(event.state, "processed", event.error)
            self.assertFalse(event.lead_id)

    def test_they_stand_on_a_closed_inquiry(self):
        lead = self.make_inquiry()
        lead.action_set_lost()
        self.assertEqual(self.text(THANKS).lead_id, lead)
        self.assertEqual(len(lead.response_cycle_ids), 1)

    @at()
    def test_machines_tell_nobody_and_thanks_do(self):
        lead = self.answered()
        before = self.notices(lead)
        self.text(REACTION)
        self.text(AUTO)
        self.assertEqual(self.notices(lead), before)
        self.text(THANKS)
        self.assertGreater(self.notices(lead), before)

    def test_they_agree_to_nothing(self):
        lead = self.make_inquiry()
        for words in UNANSWERED:
            self.text(words)
        self.assertFalse(self.consent.search([("lead_id", "=", lead.id)]))

    def test_a_practice_may_let_thanks_wait(self):
        self.company.medspa_thanks_wait = True
        with at():
            lead = self.answered()
        with at(minutes=10):
            self.assertEqual(self.touch(self.text(THANKS)).meaning, "reply")
            self.assertEqual(lead.response_state, "waiting")

    def test_thanks_with_a_picture_wait(self):
        with at():
            lead = self.answered()
        with at(minutes=10):
            self.text(THANKS, NumMedia="1", MediaUrl0="https://api.twilio.com/m")
            self.assertEqual(lead.response_state, "waiting")

    def test_a_short_code_is_never_answered(self):
        for words in ("HELP", "STOP", "START"):
            self.assertFalse(self.text(words, sender="22395").reply)

    def test_one_purpose_refused_is_asked_of_a_person(self):
        lead = self.make_inquiry()
        event = self.text("only appointment reminders please, no marketing")
        self.assertEqual(self.touch(event).meaning, "unclear")
        self.assertTrue(lead.opt_out_question)
