"""Facts end what ran before, then rules act: what a rule begins is not ended by it."""

from datetime import timedelta

from odoo.tests import tagged

from .common import MONDAY_10, at
from .consultation_common import THURSDAY_14_30, ConsultationCommon
from .follow_up_common import FollowUpCommon


@tagged("post_install", "-at_install")
class TestBegunByAFact(ConsultationCommon, FollowUpCommon):
    """One inquiry that follows the plan of its policy, and one rule."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.after = cls.make_cadence(cls.step("email", 3, delay=30), name="After")

    def begin_on(self, fact, **values):
        """Let the fact, and nothing else, begin the plan After."""
        rules = self.env["medspa.stage.rule"]
        rules.search([]).action_archive()
        rules.create(
            {
                "name": "Begin",
                "fact": fact,
                "company_id": self.company.id,
                "cadence_id": self.after.id,
                **values,
            }
        )

    def assert_begun(self, ended_by):
        by_plan = self.lead.enrollment_ids.grouped("cadence_id")
        self.assertEqual(by_plan[self.after].mapped("state"), ["running"])
        before = by_plan[self.cadence]
        self.assertEqual((before.state, before.stop_reason), ("stopped", ended_by))

    def come_on_thursday(self):
        with at(minutes=1):
            return self.book()

    def test_by_a_reply(self):
        self.begin_on("replied")
        with at(minutes=5):
            self.post_from_patient(self.lead)
        self.assert_begun("They replied.")

    def test_by_a_booking(self):
        self.begin_on("booked")
        self.come_on_thursday()
        self.assert_begun("A consultation is booked.")

    def test_by_who_came(self):
        event = self.come_on_thursday()
        self.lead._enroll(self.cadence)
        self.begin_on("showed")
        with at(THURSDAY_14_30, hours=1):
            event.with_user(self.ana).action_showed()
        latest = self.lead.enrollment_ids.grouped("cadence_id")
        self.assertEqual(latest[self.after].state, "running")
        self.assertEqual(latest[self.cadence].mapped("state"), ["stopped"] * 2)
        self.assertIn("showed", latest[self.cadence].mapped("stop_fact"))

    def test_by_a_first_answer(self):
        self.begin_on("answered")
        with at(minutes=5):
            self.answer_by(self.ana, self.lead)
        self.assert_begun("Another plan began: After")

    def test_by_a_call(self):
        for fact in ("answered", "contacted"):
            with self.subTest(fact), self.env.cr.savepoint() as point:
                self.begin_on(fact)
                with at(minutes=5):
                    self.lead.with_user(self.ana).action_log_call("connected")
                self.assert_begun("A colleague spoke with them.")
                point.rollback()
                self.env.invalidate_all()

    def test_by_the_stage_to_which_a_rule_moves(self):
        stages = self.env["crm.stage"]
        contacted = stages._ids_of_milestone(self.team.id, "contacted")[0]
        stages.browse(contacted).medspa_cadence_id = self.after
        self.begin_on("answered", cadence_id=False, to_milestone="contacted")
        with at(minutes=5):
            self.answer_by(self.ana, self.lead)
        self.assert_begun("Another plan began: After")

    def test_next_fact_ends_what_an_earlier_one_began(self):
        self.begin_on("answered")
        with at(minutes=5):
            self.answer_by(self.ana, self.lead)
        with at(MONDAY_10 + timedelta(days=1)):
            self.post_from_patient(self.lead)
        states = self.lead.enrollment_ids.mapped("state")
        self.assertEqual(set(states), {"stopped"})
