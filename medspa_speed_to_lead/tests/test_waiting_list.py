from ast import literal_eval
from datetime import timedelta

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import MONDAY_10, SUNDAY_22, SpeedToLeadCommon, at

MINUTE = 60


@tagged("post_install", "-at_install")
class TestWaitingCounts(SpeedToLeadCommon):
    """The number in the systray: what waits for Ana, and until when that is true."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry(user_id=cls.ana.id)
            cls.make_inquiry(user_id=cls.ben.id)

    def counts(self, user=None):
        return self.env["crm.lead"].with_user(user or self.ana).medspa_waiting_counts()

    def test_own_inquiries_are_counted(self):
        with at(minutes=1):
            self.assertEqual(self.counts()["waiting"], 1)
            self.assertEqual(self.counts()["late"], 0)

    def test_manager_is_not_told_of_what_others_own(self):
        with at(minutes=1):
            self.assertEqual(self.counts(self.mia)["waiting"], 0)

    def test_late_begins_after_the_deadline(self):
        with at(minutes=5):
            self.assertEqual(self.counts()["late"], 0)
        with at(minutes=5, seconds=1):
            self.assertEqual(self.counts()["late"], 1)
            self.assertEqual(self.counts()["waiting"], 1)

    def test_answer_takes_it_off(self):
        with at(minutes=2):
            self.answer_by(self.ana, self.lead)
            self.assertEqual(self.counts()["waiting"], 0)

    def test_next_deadline_is_told(self):
        with at(minutes=1):
            self.assertEqual(self.counts()["changes_in"], 4 * MINUTE)

    def test_nothing_is_to_come_when_all_is_late(self):
        with at(minutes=6):
            self.assertIs(self.counts()["changes_in"], False)

    def test_end_of_a_snooze_is_told(self):
        with at():
            self.policy.target_minutes = 60
            later = self.make_inquiry(user_id=self.ana.id)
            self.lead.response_exempt_reason = "spam"
            later.with_user(self.ana)._handling_snooze("15")
            self.assertEqual(self.counts()["changes_in"], 15 * MINUTE)

    def test_end_of_being_away_is_told(self):
        with at(minutes=6):
            self.ana.medspa_set_away(MONDAY_10 + timedelta(minutes=7))
            self.assertEqual(self.counts()["changes_in"], MINUTE)

    def test_it_says_that_i_am_away(self):
        with at():
            self.assertIs(self.counts()["away"], False)
            self.ana.medspa_set_away()
            self.assertEqual(self.counts()["away"], "until you return")

    def test_it_says_who_is_in_no_team(self):
        with at():
            self.assertTrue(self.counts()["is_member"])
            self.assertFalse(self.counts(self.mia)["is_member"])

    def test_one_query_is_enough(self):
        self.counts()
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.counts()

    def test_index_holds_who_waits_and_nobody_else(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'crm_lead' "
            "AND indexdef LIKE '%(response_due_at, user_id)%'"
        )
        ((definition,),) = self.env.cr.fetchall()
        self.assertIn("WHERE (response_waiting_since IS NOT NULL)", definition)


@tagged("post_install", "-at_install")
class TestWaitingList(SpeedToLeadCommon):
    """The list of all who wait, the most urgent first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at(SUNDAY_22):
            cls.due_at_opening = cls.make_inquiry(user_id=cls.ana.id)
        with at(minutes=2):
            cls.newest = cls.make_inquiry(user_id=cls.ana.id)
        with at():
            cls.of_ben = cls.make_inquiry(user_id=cls.ben.id)
            cls.spam = cls.make_inquiry(response_exempt_reason="spam")
        cls.all = cls.due_at_opening | cls.newest | cls.of_ben | cls.spam
        cls.action = cls.env.ref("medspa_speed_to_lead.medspa_waiting_action")

    def shown_to(self, user, *domain):
        """Return what a user finds in the list, in its order."""
        base = self.env["ir.actions.actions"]._for_xml_id(self.action.xml_id)["domain"]
        return self.all.with_user(user).search(
            [*literal_eval(base), ("id", "in", self.all.ids), *domain],
            order="response_due_at",
        )

    def filter_domain(self, name):
        view = self.env.ref("medspa_speed_to_lead.medspa_waiting_view_search")
        node = view._get_combined_arch().find(f".//filter[@name='{name}']")
        return safe_eval(node.get("domain"), {"uid": self.ana.id})

    def test_most_urgent_comes_first(self):
        with at(minutes=3):
            self.assertEqual(
                self.shown_to(self.mia),
                self.due_at_opening + self.of_ben + self.newest,
            )

    def test_salesperson_sees_what_is_his(self):
        with at(minutes=3):
            self.assertEqual(self.shown_to(self.ana), self.due_at_opening + self.newest)

    def test_filter_of_mine_leaves_out_what_i_snoozed(self):
        with at(minutes=3):
            self.newest.with_user(self.ana)._handling_snooze("15")
            shown = self.shown_to(self.ana, *self.filter_domain("mine"))
            self.assertEqual(shown, self.due_at_opening)
            shown = self.shown_to(self.ana, *self.filter_domain("snoozed"))
            self.assertEqual(shown, self.newest)

    def test_filters_by_state(self):
        self.policy.warn_minutes = 2
        with at(minutes=4):
            overdue = self.shown_to(self.mia, *self.filter_domain("overdue"))
            due_soon = self.shown_to(self.mia, *self.filter_domain("due_soon"))
        self.assertEqual(overdue, self.due_at_opening)
        self.assertEqual(due_soon, self.of_ben)

    def test_filter_finds_whose_owner_is_away(self):
        with at(minutes=3):
            self.ben.medspa_set_away()
            shown = self.shown_to(self.mia, *self.filter_domain("unowned"))
        self.assertEqual(shown, self.of_ben)

    def test_last_touch_is_said_in_words(self):
        with at(minutes=3):
            self.newest.with_user(self.ana).action_log_call("no_answer")
            said = self.all.with_user(self.mia).mapped("handling_last_touch")
            self.assertEqual(said, [False, "Call: no answer, 10:03 AM", False, False])

    def test_calls_of_several_are_logged_at_once(self):
        mine = (self.due_at_opening | self.newest).with_user(self.ana)
        with at(minutes=3):
            dialog = mine.action_log_calls()
            calls = self.env[dialog["res_model"]].with_user(self.ana)
            calls = calls.with_context(**dialog["context"]).create({})
            calls.with_context(call_outcome="voicemail").action_end()
        for lead in mine:
            self.assertIn("voicemail", lead.touch_ids.mapped("outcome"))
            self.assertTrue(lead.response_waiting_since)

    def test_call_of_one_opens_the_dialog_of_a_call(self):
        action = self.newest.with_user(self.ana).action_log_calls()
        self.assertEqual(action["res_model"], "medspa.call.log")

    def test_it_is_the_first_entry_of_the_menu(self):
        menu = self.env.ref("crm.crm_menu_sales").child_id.sorted("sequence")[0]
        self.assertEqual(menu.action, self.action)
