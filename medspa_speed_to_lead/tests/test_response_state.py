from datetime import timedelta

from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at

STATES = ("none", "waiting", "due_soon", "overdue", "on_time", "late")


@tagged("post_install", "-at_install")
class TestResponseState(SpeedToLeadCommon):
    """One question, three ways to ask it: reading, searching, grouping."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.waiting = cls.make_inquiry()
            cls.on_time = cls.make_inquiry()
            cls.late = cls.make_inquiry()
            cls.exempt = cls.make_inquiry(response_exempt_reason="spam")
            cls.lost = cls.make_inquiry()
            cls.lost.action_set_lost()
        other = cls.make_team("Dallas", speed_to_lead=False)
        cls.plain = cls.make_inquiry(team_id=other.id, user_id=cls.mia.id)
        for lead, minutes in ((cls.on_time, 1), (cls.late, 9)):
            lead._register_touch(
                {
                    "direction": "out",
                    "channel": "sms",
                    "state": "sent",
                    "user_id": cls.mia.id,
                    "occurred_at": MONDAY_10 + timedelta(minutes=minutes),
                }
            )
        cls.leads = (
            cls.waiting | cls.on_time | cls.late | cls.exempt | cls.lost | cls.plain
        ).with_context(active_test=False)

    def assert_states(self, **expected):
        """Each way to ask gives the expected inquiries by state."""
        leads = self.leads
        leads.invalidate_recordset(["response_state"])
        mine = [("id", "in", leads.ids)]
        grouped = dict(leads._read_group(mine, ["response_state"], ["id:recordset"]))
        for state in STATES:
            wanted = expected.get(state, leads.browse())
            self.assertEqual(
                leads.filtered(lambda lead, s=state: lead.response_state == s),
                wanted,
                f"read {state}",
            )
            self.assertEqual(
                leads.search([*mine, ("response_state", "=", state)]).sorted("id"),
                wanted.sorted("id"),
                f"search {state}",
            )
            self.assertEqual(
                leads.search([*mine, ("response_state", "!=", state)]).sorted("id"),
                (leads - wanted).sorted("id"),
                f"search all but {state}",
            )
            self.assertEqual(
                grouped.get(state, leads.browse()).sorted("id"),
                wanted.sorted("id"),
                f"group {state}",
            )

    def test_state_follows_the_moment_to_the_second(self):
        settled = {
            "on_time": self.on_time,
            "late": self.late,
            "none": self.exempt | self.lost | self.plain,
        }
        for seconds, state in (
            (0, "waiting"),
            (179, "waiting"),
            (180, "due_soon"),
            (300, "due_soon"),
            (301, "overdue"),
            (90_000, "overdue"),
        ):
            with self.subTest(seconds=seconds), at(seconds=seconds):
                self.assert_states(**{state: self.waiting}, **settled)

    @at(minutes=1)
    def test_several_states_can_be_asked_for(self):
        mine = [("id", "in", self.leads.ids)]
        answered = [("response_state", "in", ["on_time", "late"])]
        self.assertEqual(
            self.leads.search(mine + answered).sorted("id"),
            (self.on_time | self.late).sorted("id"),
        )
        nobody = [("response_state", "not in", list(STATES))]
        self.assertFalse(self.leads.search(mine + nobody))

    @at(minutes=20)
    def test_state_of_a_wait_is_read_and_searched_alike(self):
        cycles = self.leads.response_cycle_ids
        for state in (*STATES[1:], "void"):
            self.assertEqual(
                cycles.search([("id", "in", cycles.ids), ("state", "=", state)]),
                cycles.filtered(lambda cycle, s=state: cycle.state == s),
                state,
            )

    @at(minutes=20)
    def test_board_can_show_it_as_a_bar(self):
        bar = self.leads.read_progress_bar(
            [("id", "in", self.waiting.ids)],
            "stage_id",
            {"field": "response_state", "colors": {"overdue": "danger"}},
        )
        self.assertEqual([group["overdue"] for group in bar.values()], [1])
