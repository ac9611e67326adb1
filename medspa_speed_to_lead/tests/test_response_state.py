from datetime import timedelta

from odoo.tests import tagged

from .common import MONDAY_10, SpeedToLeadCommon, at

STATES = ("none", "waiting", "due_soon", "overdue", "on_time", "late")


@tagged("post_install", "-at_install")
class TestResponseState(SpeedToLeadCommon):
    """One question, however it is asked: Python, domains and SQL say the same before,
    at and after warning and deadline. Of the browser: ``static/tests/wait.test.js``.
    """

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
        self.assert_waits()

    def assert_waits(self):
        """Waits are read, searched and reported alike, as are inquiries reported."""
        cycles = self.leads.response_cycle_ids
        cycles.invalidate_recordset(["state"])
        self.env["medspa.wait.report"].invalidate_model()
        self.env["medspa.inquiry.report"].invalidate_model()
        for state in (*STATES[1:], "void"):
            of_state = [("id", "in", cycles.ids), ("state", "=", state)]
            read = cycles.filtered(lambda cycle, s=state: cycle.state == s)
            self.assertEqual(cycles.search(of_state), read, f"search {state}")
            # what is exempt is in no figure
            counted = read.filtered(lambda one: not one.lead_id.response_exempt_reason)
            reported = self.env["medspa.wait.report"].search(of_state, order="id")
            self.assertEqual(reported.ids, sorted(counted.ids), f"report {state}")
        overdue = self.env["medspa.inquiry.report"].search(
            [("id", "in", self.leads.ids), ("overdue_count", "=", 1)]
        )
        self.assertEqual(
            overdue.ids,
            self.leads.filtered(lambda one: one.response_state == "overdue").ids,
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
            (181, "due_soon"),
            (299, "due_soon"),
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
        self.assert_waits()

    @at(minutes=20)
    def test_board_can_show_it_as_a_bar(self):
        bar = self.leads.read_progress_bar(
            [("id", "in", self.waiting.ids)],
            "stage_id",
            {"field": "response_state", "colors": {"overdue": "danger"}},
        )
        self.assertEqual([group["overdue"] for group in bar.values()], [1])
