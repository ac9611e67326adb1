from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MONDAY_10, SUNDAY_22, SpeedToLeadCommon, at


@tagged("post_install", "-at_install")
class TestHandOver(SpeedToLeadCommon):
    """Ana gives what waits for her to somebody else, with her rights alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ana.id)
        cls.cycle = cls.lead.response_cycle_ids

    def hand_over(self, lead=None, by=None, **values):
        """Return the dialog and the action with which somebody hands over."""
        lead = lead or self.lead
        dialog = (
            self.env["medspa.hand.over"]
            .with_user(by or self.ana)
            .create({"lead_ids": lead.ids, **values})
        )
        return dialog, dialog.action_hand_over()

    def to_ben(self, **values):
        return self.hand_over(to="colleague", user_id=self.ben.id, **values)

    def test_colleague_gets_it_with_the_reason(self):
        with at(minutes=1):
            self.to_ben()
        self.assertEqual(self.lead.user_id, self.ben)
        self.assertEqual(self.lead.intake_owner_reason, "handed over, chosen by Ana")

    def test_next_on_duty_is_never_who_gives_it_away(self):
        with at(minutes=1):
            for _again in range(3):
                self.lead.user_id = self.ana
                self.hand_over()
                self.assertEqual(self.lead.user_id, self.ben)

    def test_nobody_else_on_duty_leaves_it_where_it_is(self):
        with at(minutes=1):
            self.ben.medspa_set_away()
            with self.assertRaisesRegex(UserError, "Nobody else"):
                self.hand_over()
        self.assertEqual(self.lead.user_id, self.ana)

    def test_nobody_is_on_duty_on_sunday(self):
        with at(SUNDAY_22), self.assertRaisesRegex(UserError, "Nobody else"):
            self.hand_over()

    def test_giving_it_to_its_owner_is_refused(self):
        with at(minutes=1), self.assertRaisesRegex(UserError, "theirs already"):
            self.hand_over(to="colleague", user_id=self.ana.id)

    def test_clock_runs_on(self):
        due_at = self.lead.response_due_at
        with at(minutes=4):
            self.to_ben()
        self.assertEqual(self.lead.response_due_at, due_at)
        self.assertEqual(self.lead.response_cycle_ids, self.cycle)
        self.assertFalse(self.cycle.verdict)

    def test_miss_stays_with_who_was_late(self):
        with at(minutes=6):
            self.to_ben()
        self.assertEqual(self.cycle.missed_by_id, self.ana)

    def test_who_hands_over_in_time_misses_nothing(self):
        with at(minutes=4):
            self.to_ben()
        with at(minutes=6):
            self.answer_by(self.ben, self.lead)
        self.assertEqual(self.cycle.missed_by_id, self.ben)

    def test_log_says_who_and_what(self):
        with at(minutes=1):
            self.to_ben(note="She prefers mornings.")
        bodies = " ".join(self.lead.message_ids.mapped("body"))
        self.assertIn("Handed over from Ana to Ben.", bodies)
        self.assertIn("She prefers mornings.", bodies)

    def test_log_line_answers_nobody(self):
        with at(minutes=1):
            self.to_ben(note="Please call.")
        self.assertNotIn("person", self.lead.touch_ids.mapped("performer"))
        self.assertTrue(self.lead.response_waiting_since)

    def test_new_owner_is_notified_once(self):
        with at(minutes=1):
            self.to_ben()
        self.env.flush_all()
        told = self.env["mail.notification"].search(
            [
                ("res_partner_id", "=", self.ben.partner_id.id),
                ("mail_message_id.model", "=", "crm.lead"),
                ("mail_message_id.res_id", "=", self.lead.id),
            ]
        )
        self.assertEqual(len(told), 1)

    def test_several_go_at_once(self):
        with at(minutes=1):
            other = self.make_inquiry(user_id=self.ana.id)
            both = self.lead | other
            _dialog, action = self.hand_over(both)
        self.assertEqual(both.user_id, self.ben)
        said = action["params"]["message"]
        self.assertEqual(said, "Handed over to Ben: 2 inquiries.")

    # rights

    def test_colleagues_inquiry_is_not_mine_to_give(self):
        theirs = self.make_inquiry(user_id=self.ben.id)
        with self.assertRaises(AccessError):
            self.hand_over(theirs, to="colleague", user_id=self.ana.id)
        self.assertEqual(theirs.user_id, self.ben)

    def test_manager_gives_what_is_not_his(self):
        with at(minutes=1):
            self.hand_over(by=self.mia, to="colleague", user_id=self.ben.id)
        self.assertEqual(self.lead.user_id, self.ben)

    def test_form_that_i_may_not_see_any_more_is_left(self):
        dialog = self.env["medspa.hand.over"].with_user(self.ana)
        dialog = dialog.with_context(medspa_from_form=True).create(
            {"lead_ids": self.lead.ids, "to": "colleague", "user_id": self.ben.id}
        )
        with at(minutes=1):
            after = dialog.action_hand_over()["params"]["next"]
        self.assertEqual(after["path"], "waiting")
        self.assertEqual(after["target"], "main")

    # undo

    def test_undo_gives_it_back_though_i_see_it_no_more(self):
        reason = self.lead.intake_owner_reason
        with at(minutes=1):
            dialog, _action = self.to_ben()
            self.assertFalse(self.lead.with_user(self.ana).has_access("read"))
            dialog.action_undo_hand_over()
        self.assertEqual(self.lead.user_id, self.ana)
        self.assertEqual(self.lead.intake_owner_reason, reason)
        self.assertIn(
            "Ana took the hand-over to Ben back",
            " ".join(self.lead.message_ids.mapped("body")),
        )

    def test_undo_twice_takes_nothing_more(self):
        with at(minutes=1):
            dialog, _action = self.to_ben()
            dialog.action_undo_hand_over()
            self.lead.user_id = self.ben
            dialog.action_undo_hand_over()
        self.assertEqual(self.lead.user_id, self.ben)

    def test_undo_leaves_what_was_answered_meanwhile(self):
        with at(minutes=1):
            dialog, _action = self.to_ben()
        with at(minutes=2):
            self.answer_by(self.ben, self.lead)
            action = dialog.action_undo_hand_over()
        self.assertEqual(self.lead.user_id, self.ben)
        self.assertIn("stays", action["params"]["message"])

    def test_undo_leaves_what_somebody_else_got_meanwhile(self):
        with at(minutes=1):
            dialog, _action = self.to_ben()
            self.lead.user_id = self.mia
            dialog.action_undo_hand_over()
        self.assertEqual(self.lead.user_id, self.mia)

    def test_undo_does_not_forget_a_miss(self):
        with at(minutes=4):
            dialog, _action = self.to_ben()
        with at(minutes=6):
            dialog.action_undo_hand_over()
        self.assertEqual(self.cycle.missed_by_id, self.ben)

    def test_undo_is_for_who_handed_over(self):
        with at(minutes=1):
            dialog, _action = self.to_ben()
            with self.assertRaises(AccessError):
                dialog.with_user(self.ben).action_undo_hand_over()
        self.assertEqual(self.lead.user_id, self.ben)

    def test_what_was_handed_over_cannot_be_made_up(self):
        """Else undo would be a way to take a colleague's inquiry."""
        theirs = self.make_inquiry(user_id=self.ben.id)
        dialog = self.env["medspa.hand.over"].with_user(self.ana).create({})
        with self.assertRaises(AccessError):
            self.env["medspa.hand.over.line"].with_user(self.ana).create(
                {
                    "hand_over_id": dialog.id,
                    "lead_id": theirs.id,
                    "before_id": self.ana.id,
                    "after_id": self.ben.id,
                }
            )

    # who is offered

    def test_dialog_offers_the_team_without_the_owner(self):
        dialog = self.env["medspa.hand.over"].with_user(self.ana)
        dialog = dialog.create({"lead_ids": self.lead.ids})
        self.assertEqual(dialog.colleague_ids, self.ben | self.mia)

    def test_dialog_says_who_is_away(self):
        with at():
            self.ben.medspa_set_away(MONDAY_10 + timedelta(hours=2))
            seen = self.ben.with_user(self.ana).with_context(medspa_show_away=True)
            self.assertEqual(seen.display_name, "Ben (away until 12:00 PM)")
            self.assertEqual(self.ben.with_user(self.ana).display_name, "Ben")
            dialog = self.env["medspa.hand.over"].with_user(self.ana)
            dialog = dialog.create({"lead_ids": self.lead.ids})
            self.assertEqual(dialog.away, "Ben until 12:00 PM")
