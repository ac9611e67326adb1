from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at


@tagged("post_install", "-at_install")
class TestExempt(SpeedToLeadCommon):
    """Ana says that an inquiry is spam, and that she was wrong."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ana.id)

    def exempt(self, leads=None, reason="spam", **values):
        dialog = (
            self.env["medspa.exempt"]
            .with_user(self.ana)
            .create({"lead_ids": (leads or self.lead).ids, "reason": reason, **values})
        )
        return dialog, dialog.action_exempt()

    def test_nobody_waits_any_more(self):
        with at(minutes=1):
            self.exempt()
        self.assertEqual(self.lead.response_exempt_reason, "spam")
        self.assertFalse(self.lead.response_waiting_since)
        self.assertEqual(self.lead.response_cycle_ids.verdict, "void")

    def test_nobody_says_by_hand_that_a_form_is_unread(self):
        reasons = dict(self.env["medspa.exempt"]._selection_reason())
        self.assertIn("spam", reasons)
        self.assertNotIn("unread", reasons)

    def test_log_says_why(self):
        self.cr.precommit.run()  # what is new is not tracked
        with at(minutes=1):
            self.exempt(note="Sells printers.")
        self.env.flush_all()
        self.cr.precommit.run()
        self.lead.invalidate_recordset(["message_ids"])
        messages = self.lead.message_ids
        self.assertIn("Spam", messages.tracking_value_ids.mapped("new_value_char"))
        self.assertIn("Sells printers.", " ".join(messages.mapped("body")))

    def test_undo_lets_the_old_clock_run_on(self):
        due_at = self.lead.response_due_at
        with at(minutes=1):
            dialog, action = self.exempt()
            undo = action["params"]["undo"]
            self.assertEqual((undo["ids"], undo["model"]), (dialog.ids, dialog._name))
            getattr(dialog, undo["method"])()
        self.assertFalse(self.lead.response_exempt_reason)
        self.assertEqual(self.lead.response_due_at, due_at)

    def test_undo_keeps_what_was_exempt_before(self):
        with at(minutes=1):
            before = self.make_inquiry(
                user_id=self.ana.id, response_exempt_reason="test"
            )
            dialog, _action = self.exempt(self.lead | before)
            self.assertEqual(before.response_exempt_reason, "test")
            dialog.action_undo_exempt()
        self.assertEqual(before.response_exempt_reason, "test")
        self.assertFalse(self.lead.response_exempt_reason)

    def test_colleagues_inquiry_is_not_mine_to_exempt(self):
        theirs = self.make_inquiry(user_id=self.ben.id)
        with self.assertRaises(AccessError):
            self.exempt(theirs)
        self.assertFalse(theirs.response_exempt_reason)

    def test_undo_is_for_who_exempted(self):
        dialog, _action = self.exempt()
        with self.assertRaises(AccessError):
            dialog.with_user(self.ben).action_undo_exempt()

    def test_what_is_exempt_is_refused(self):
        self.exempt()
        with self.assertRaisesRegex(UserError, "already"):
            self.exempt()


@tagged("post_install", "-at_install")
class TestSnooze(SpeedToLeadCommon):
    """Ana looks at an inquiry again later; nothing else changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.target_minutes = 120
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ana.id).with_user(cls.ana)

    def snooze(self, choice="15", lead=None):
        dialog = self.env["medspa.snooze.choice"].with_user(self.ana)
        dialog = dialog.create({"lead_ids": (lead or self.lead).ids})
        return dialog.with_context(snooze_choice=choice).action_snooze()

    def assert_hidden(self, is_hidden, user=None):
        """Count, filter and field agree."""
        lead = self.lead.with_user(user or self.ana)
        lead.invalidate_recordset(["handling_snoozed_until"])
        mine = [("id", "=", lead.id), ("handling_snoozed_until", "=", False)]
        self.assertEqual(lead.search_count(mine), 0 if is_hidden else 1, "filter")
        self.assertEqual(bool(lead.handling_snoozed_until), is_hidden, "field")
        if not user:
            counts = lead.medspa_waiting_counts()
            self.assertEqual(counts["waiting"], 0 if is_hidden else 1, "count")

    def test_it_is_hidden_for_a_quarter_of_an_hour(self):
        with at(minutes=1):
            self.snooze("15")
            self.assert_hidden(True)
        with at(minutes=15):
            self.assert_hidden(True)
        with at(minutes=16):
            self.assert_hidden(False)

    def test_it_is_hidden_for_an_hour(self):
        with at(minutes=1):
            self.snooze("60")
        with at(minutes=60):
            self.assert_hidden(True)
        with at(minutes=61):
            self.assert_hidden(False)

    def test_tomorrow_is_the_opening_of_the_practice(self):
        self.policy.target_minutes = 60 * 24
        with at():
            lead = self.make_inquiry(user_id=self.ana.id).with_user(self.ana)
            self.snooze("tomorrow", lead)
            tomorrow_at_9 = MONDAY_10 + timedelta(hours=23)
            self.assertEqual(lead.handling_snoozed_until, tomorrow_at_9)

    def test_it_never_hides_what_is_late(self):
        with at(minutes=1):
            action = self.snooze("tomorrow")
            self.assertEqual(
                self.lead.handling_snoozed_until, self.lead.response_due_at
            )
            self.assertIn("at 12:00 PM", action["params"]["message"])
            bodies = " ".join(self.lead.message_ids.mapped("body"))
            self.assertIn("again at 12:00 PM", bodies)
        with at(hours=2, seconds=1):
            self.assert_hidden(False)

    def test_what_is_late_cannot_be_snoozed(self):
        with at(hours=4), self.assertRaisesRegex(UserError, "not late"):
            self.snooze()

    def test_clock_runs_on(self):
        with at(minutes=1):
            due_at = self.lead.response_due_at
            self.snooze("60")
            self.assertEqual(self.lead.response_due_at, due_at)
            self.assertEqual(self.lead.response_state, "waiting")

    def test_colleagues_see_it_all_the_same(self):
        with at(minutes=1):
            self.snooze()
            self.assert_hidden(False, self.mia)

    def test_what_a_colleague_snoozed_is_not_hidden_from_me(self):
        with at(minutes=1):
            self.lead.with_user(self.mia)._handling_snooze("60")
            self.assert_hidden(False)

    def test_patient_who_writes_again_brings_it_back(self):
        with at(minutes=1):
            self.snooze("60")
        with at(minutes=2):
            self.post_from_patient(self.lead)
            self.assert_hidden(False)

    def test_earlier_deadline_brings_it_back(self):
        """Opening hours may change: who is late is seen."""
        with at(minutes=1):
            self.snooze("60")
        with at(minutes=30):
            self.policy.target_minutes = 10
            self.lead.sudo().response_due_at = MONDAY_10 + timedelta(minutes=20)
            self.assert_hidden(False)

    def test_second_time_replaces_the_first(self):
        with at(minutes=1):
            self.snooze("60")
            self.snooze("15")
        with at(minutes=17):
            self.assert_hidden(False)

    def test_undo_brings_it_back(self):
        with at(minutes=1):
            undo = self.snooze()["params"]["undo"]
            leads = self.env[undo["model"]].with_user(self.ana).browse(undo["ids"])
            getattr(leads, undo["method"])()
            self.assert_hidden(False)

    def test_log_says_who_and_until_when(self):
        with at(minutes=1):
            self.snooze()
        bodies = " ".join(self.lead.message_ids.mapped("body"))
        self.assertIn("Ana looks at this again at 10:16 AM", bodies)

    def test_snoozes_of_others_are_private(self):
        with at(minutes=1):
            self.snooze()
        snoozes = self.env["medspa.snooze"]
        self.assertTrue(snoozes.with_user(self.ana).search_count([]))
        self.assertFalse(snoozes.with_user(self.mia).search_count([]))

    def test_nobody_snoozes_for_another(self):
        with self.assertRaises(AccessError):
            self.env["medspa.snooze"].with_user(self.mia).create(
                {
                    "user_id": self.ana.id,
                    "lead_id": self.lead.id,
                    "until": MONDAY_10,
                }
            )

    def test_snoozes_that_ended_are_forgotten(self):
        with at(minutes=1):
            self.snooze()
        with at(days=2):
            self.env["medspa.snooze"]._gc_ended()
        self.assertFalse(self.env["medspa.snooze"].sudo().search_count([]))
