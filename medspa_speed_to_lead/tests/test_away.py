from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.practice.crm_team_member import UNTIL_RETURN
from .common import MONDAY_10, SpeedToLeadCommon, at

NOON = MONDAY_10 + timedelta(hours=2)


@tagged("post_install", "-at_install")
class TestAway(SpeedToLeadCommon):
    """Ana goes away and returns; new inquiries go to Ben meanwhile."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dallas = cls.make_team("Dallas", cls.mia)

    def members(self, user):
        return self.env["crm.team.member"].search([("user_id", "=", user.id)])

    def go(self, **values):
        """Return the action after Ana filled in the dialog."""
        dialog = self.env["medspa.away"].with_user(self.ana).create(values)
        return dialog, dialog.action_go()

    def assert_owner_of_next(self, user):
        owners = [self.make_inquiry().user_id for _again in range(3)]
        self.assertEqual(set(owners), {user})

    def test_new_inquiries_go_to_others_until_then(self):
        with at():
            self.go(choice="until", until=NOON)
            self.assert_owner_of_next(self.ben)
        with at(hours=3, minutes=30):
            owners = {self.make_inquiry().user_id for _again in range(2)}
            self.assertEqual(owners, {self.ana, self.ben})

    def test_until_i_return_has_no_end(self):
        with at():
            self.go(choice="return")
        self.assertEqual(self.members(self.ana).response_away_until, UNTIL_RETURN)
        with at(days=7):
            self.assert_owner_of_next(self.ben)

    def test_back_is_back_at_once(self):
        with at():
            self.go(choice="return")
            self.env["res.users"].with_user(self.ana).action_medspa_back()
            owners = {self.make_inquiry().user_id for _again in range(2)}
        self.assertEqual(owners, {self.ana, self.ben})

    def test_it_holds_in_all_of_my_teams(self):
        self.env["ir.config_parameter"].sudo().set_param(
            "sales_team.membership_multi", "True"
        )
        self.dallas.member_ids |= self.ana
        with at():
            self.go(choice="until", until=NOON)
        self.assertEqual(len(self.members(self.ana)), 2)
        self.assertEqual(
            set(self.members(self.ana).mapped("response_away_until")), {NOON}
        )

    def test_time_that_has_passed_is_refused(self):
        with at(), self.assertRaisesRegex(UserError, "Until when"):
            self.go(choice="until", until=MONDAY_10)

    # who may

    def test_colleague_cannot_send_me_away(self):
        with self.assertRaises(AccessError):
            self.ana.with_user(self.ben).medspa_set_away()
        with self.assertRaises(AccessError):
            self.members(self.ana).with_user(self.ben).response_away_until = NOON
        self.assertFalse(self.members(self.ana).response_away_until)

    def test_nobody_sends_others_away_beside_himself(self):
        with self.assertRaises(AccessError):
            (self.ana | self.ben).with_user(self.ben).medspa_set_away()

    def test_manager_sends_others_away(self):
        self.ana.with_user(self.mia).medspa_set_away(NOON)
        self.assertEqual(self.members(self.ana).response_away_until, NOON)
        self.members(self.ana).with_user(self.mia).response_away_until = False
        self.assertFalse(self.members(self.ana).response_away_until)

    # what colleagues see

    def test_colleagues_read_it_in_words(self):
        member = self.members(self.ana).with_user(self.ben)
        with at():
            self.assertFalse(member.response_away)
            self.ana.medspa_set_away(NOON)
            self.assertEqual(member.response_away, "until 12:00 PM")
            self.ana.medspa_set_away(NOON + timedelta(days=1))
            self.assertEqual(member.response_away, "until Mar 3, 12:00 PM")
            self.ana.medspa_set_away()
            self.assertEqual(member.response_away, "until they return")
        with at(hours=5):
            self.ana.medspa_set_away(NOON)
            member.invalidate_recordset(["response_away"])
            self.assertFalse(member.response_away)

    # what waits

    def test_dialog_says_what_waits_for_me(self):
        with at():
            self.make_inquiry(user_id=self.ana.id)
            self.make_inquiry(user_id=self.ben.id)
            dialog = self.env["medspa.away"].with_user(self.ana).create({})
        self.assertEqual(dialog.waiting_count, 1)

    def test_what_waits_is_handed_over_if_i_want(self):
        with at():
            mine = self.make_inquiry(user_id=self.ana.id)
            _dialog, action = self.go(choice="until", until=NOON, hand_over=True)
        self.assertEqual(mine.user_id, self.ben)
        self.assertIn("Handed over to Ben: Nora Diaz.", action["params"]["message"])

    def test_what_waits_stays_if_i_want(self):
        with at():
            mine = self.make_inquiry(user_id=self.ana.id)
            self.go(choice="until", until=NOON, hand_over=False)
        self.assertEqual(mine.user_id, self.ana)

    def test_i_may_go_though_nobody_else_is_there(self):
        with at():
            self.ben.medspa_set_away()
            mine = self.make_inquiry(user_id=self.ana.id)
            _dialog, action = self.go(choice="return", hand_over=True)
        self.assertEqual(mine.user_id, self.ana)
        self.assertTrue(self.members(self.ana).response_away_until)
        self.assertIn("stays with you", action["params"]["message"])

    def test_undo_brings_me_and_mine_back(self):
        with at():
            mine = self.make_inquiry(user_id=self.ana.id)
            dialog, action = self.go(choice="return", hand_over=True)
            self.assertEqual(action["params"]["undo"]["ids"], dialog.ids)
            dialog.action_undo_away()
        self.assertEqual(mine.user_id, self.ana)
        self.assertFalse(self.members(self.ana).response_away_until)
