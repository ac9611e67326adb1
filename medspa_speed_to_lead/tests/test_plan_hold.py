"""Until a person has tried to reach them, nothing of a plan goes out: its time stands
still, and nothing of it is late."""

import runpy
from datetime import timedelta

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import file_path, mute_logger

from .acknowledgement_common import AGREED
from .common import MONDAY_10, at
from .follow_up_common import DAY, FollowUpCommon

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
UNTRIED = "The plan waits until somebody has tried to reach them."
OPEN_CALL = "The plan waits for the open call."


class HoldCommon(FollowUpCommon):
    def inquire_with(self, *steps, **values):
        """Return an inquiry whose plan waits until somebody has tried."""
        values = {"hold_until_tried": True, "name": "Waits", **values}
        self.policy.cadence_id = self.make_cadence(*steps, **values)
        with at():
            return self.inquire(**AGREED)

    def call(self, lead, outcome="no_answer", **later):
        with at(MONDAY_10, **later):
            lead.with_user(lead.user_id).action_log_call(outcome)

    def assert_held(self, lead, words=UNTRIED):
        self.assertEqual(self.enrollment(lead).state, "running")
        self.assertEqual(lead.followup_waits_for, words)

    def assert_goes_on(self, lead):
        self.assertFalse(lead.followup_waits_for)


@tagged("post_install", "-at_install")
class TestUntried(HoldCommon):
    """Whoever nobody tried to reach is not told of our patience."""

    def setUp(self):
        super().setUp()
        self.lead = self.inquire_with(self.step("email", 0), self.step("email", 1))

    def test_nothing_goes_out_and_nothing_is_late(self):
        for days in (1, 2, 30):
            self.assertFalse(self.follow_up(days=days))
        self.assert_held(self.lead)
        self.assertFalse(self.steps(self.lead))
        enrollment = self.enrollment(self.lead)
        self.assertFalse(enrollment.next_at)
        self.assertEqual(enrollment.held_since, MONDAY_10 + DAY)

    def test_held_one_is_looked_at_once(self):
        self.follow_up(days=1)
        enrollments = self.registry["medspa.enrollment"]
        looked = []
        advance = enrollments._advance
        self.patch(
            enrollments, "_advance", lambda one: looked.append(one) or advance(one)
        )
        schedule = enrollments._schedule
        self.patch(
            enrollments,
            "_schedule",
            lambda one, **how: looked.append(one) or schedule(one, **how),
        )
        self.follow_up(days=2)
        self.assertFalse(looked)

    def test_any_call_counts_however_it_ended(self):
        for outcome in ("voicemail", "no_answer", "busy"):
            with self.subTest(outcome), self.env.cr.savepoint() as savepoint:
                self.follow_up(days=1)
                self.call(self.lead, outcome, days=5)
                self.assertEqual(self.subjects(self.follow_up(days=5)), ["News 0"])
                savepoint.rollback()
                self.env.invalidate_all()

    def test_whoever_was_called_before_the_step_is_not_held(self):
        self.call(self.lead, hours=1)
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 0"])

    def test_steps_move_by_the_time_held(self):
        self.follow_up(days=1)
        self.call(self.lead, days=3)
        self.follow_up(days=3)
        self.assert_goes_on(self.lead)
        self.assertEqual(self.enrollment(self.lead).next_at, MONDAY_10 + 4 * DAY)
        self.assertEqual(self.steps(self.lead), [("email", "sent")])
        self.assertEqual(self.subjects(self.follow_up(days=4)), ["News 1"])

    def test_message_of_a_colleague_counts(self):
        self.follow_up(days=1)
        with at(MONDAY_10, days=3):
            self.answer_by(self.lead.user_id, self.lead)
        self.assert_goes_on(self.lead)
        self.assertEqual(self.enrollment(self.lead).state, "paused")
        self.assertFalse(self.follow_up(days=4))
        self.assertEqual(self.subjects(self.follow_up(days=5)), ["News 0"])

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_message_that_did_not_arrive_does_not(self):
        with at(MONDAY_10, hours=1):
            self.answer_by(self.lead.user_id, self.lead)
            touch = self.lead.touch_ids.filtered(lambda one: one.performer == "person")
            touch._failed("No such mailbox")
        for days in (0, 1, 2, 3):
            self.assertFalse(self.follow_up(days=days, hours=2))
        self.assert_held(self.lead)

    def test_message_of_the_system_does_not(self):
        self.policy.email_template_id = self.emails[3]
        with at():
            other = self.inquire(email="kim@patient.example", phone="")
            self.send_due()
        self.assertFalse(self.follow_up(days=1))
        self.assert_held(other)

    def test_first_message_is_not_held(self):
        self.policy.email_template_id = self.emails[3]
        with at():
            self.inquire(email="kim@patient.example", phone="")
            self.assertEqual(self.subjects(self.send_due()), ["News 3"])

    def test_wait_and_its_alerts_go_on(self):
        self.follow_up(days=1)
        self.assertTrue(self.lead.response_waiting_since)
        with at(MONDAY_10, days=1):
            self.assertEqual(self.lead.response_state, "overdue")

    def test_attempt_before_they_wrote_again_does_not_count(self):
        self.call(self.lead, hours=1)
        with at(MONDAY_10, hours=2):
            self.post_from_patient(self.lead)
            self.lead._enroll(self.policy.cadence_id)
        self.assertFalse(self.follow_up(days=1, hours=2))
        self.assertEqual(self.lead.followup_waits_for, UNTRIED)
        self.call(self.lead, days=2)
        self.assertEqual(self.subjects(self.follow_up(days=2)), ["News 0"])

    def test_thanks_alone_ask_for_no_other_attempt(self):
        self.call(self.lead, hours=1)
        with at(MONDAY_10, hours=2):
            self.lead._register_touch(
                {"direction": "in", "channel": "sms", "meaning": "thanks"}
            )
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 0"])

    def test_end_of_a_held_plan(self):
        self.follow_up(days=1)
        with at(MONDAY_10, days=2):
            self.post_from_patient(self.lead)
        self.assertEqual(self.state_of(self.lead), ("stopped", "They replied."))
        self.assert_goes_on(self.lead)
        self.assertFalse(self.enrollment(self.lead).held_since)
        self.call(self.lead, days=3)
        self.assertFalse(self.follow_up(days=3))

    def test_switched_off_it_goes_on(self):
        self.follow_up(days=1)
        with at(MONDAY_10, days=5):
            self.policy.cadence_id.hold_until_tried = False
        self.assertEqual(self.subjects(self.follow_up(days=5)), ["News 0"])

    def test_step_that_is_deleted_holds_nothing(self):
        self.follow_up(days=1)
        plan = self.policy.cadence_id
        with at(MONDAY_10, days=2):
            plan.write(
                {
                    "step_ids": [
                        Command.delete(plan.step_ids[0].id),
                        Command.create({**self.step("call"), "sequence": 0}),
                    ]
                }
            )
        self.follow_up(days=2)
        self.follow_up(days=3)
        self.assertEqual(self.steps(self.lead), [("call", "planned")])

    def test_merged_inquiry_was_tried_where_one_of_them_was(self):
        self.follow_up(days=1)
        with at(MONDAY_10, hours=1):
            other = self.make_inquiry(
                contact_name="N. Diaz", email_from="n@patient.example", phone=False
            )
        self.call(other, hours=2)
        other.stage_id = self.lead.stage_id
        other.probability, self.lead.probability = 1, 60
        with at(MONDAY_10, days=2):
            merged = (self.lead | other).with_user(self.mia).merge_opportunity()
        self.assertEqual(merged, self.lead)
        self.assertEqual(self.subjects(self.follow_up(days=2)), ["News 0"])


@tagged("post_install", "-at_install")
class TestOpenCall(HoldCommon):
    """An open call is made before anything else comes, or a day goes by."""

    def setUp(self):
        super().setUp()
        self.lead = self.inquire_with(
            self.step("call", delay=30, delay_unit="minutes"),
            self.step("email", 0, delay=10, delay_unit="minutes"),
            self.step("email", 1, delay=1),
        )

    def test_call_of_a_plan_goes_on_though_nobody_tried(self):
        self.follow_up(minutes=30)
        self.assertEqual(self.steps(self.lead), [("call", "planned")])
        self.assertEqual(len(self.lead.activity_ids), 1)

    def test_message_after_it_counts_from_the_call(self):
        self.follow_up(minutes=30)
        self.assertFalse(self.follow_up(minutes=40))
        self.call(self.lead, "voicemail", hours=3)
        self.assertFalse(self.follow_up(hours=3))
        self.assertEqual(self.enrollment(self.lead).next_at, MONDAY_10 + 190 * MINUTE)
        self.assertEqual(self.subjects(self.follow_up(minutes=190)), ["News 0"])
        self.assertEqual(self.steps(self.lead), [("call", "done"), ("email", "sent")])

    def test_call_that_was_made_before_the_message_is_due(self):
        self.follow_up(minutes=30)
        self.call(self.lead, "voicemail", minutes=35)
        self.assertFalse(self.follow_up(minutes=40))
        self.assertEqual(self.enrollment(self.lead).next_at, MONDAY_10 + 45 * MINUTE)

    def test_call_that_nobody_makes_is_missed_by_nobody_else(self):
        self.follow_up(minutes=30)
        for days in (1, 2, 9):
            self.assertFalse(self.follow_up(days=days))
        self.assert_held(self.lead)
        self.assertEqual(self.steps(self.lead), [("call", "planned")])
        self.assertEqual(len(self.lead.activity_ids), 1, "it is still to be made")

    def tried_before(self):
        """A colleague rang before the plan began to count."""
        self.env["medspa.touch"].sudo().create(
            {
                "lead_id": self.lead.id,
                "direction": "out",
                "channel": "call",
                "outcome": "no_answer",
                "user_id": self.lead.user_id.id,
                "occurred_at": MONDAY_10 + MINUTE,
            }
        )

    def test_open_call_holds_the_next_step_for_a_day(self):
        self.tried_before()
        with at(MONDAY_10, minutes=30):
            # nobody has called since the plan began, as far as it knows
            self.enrollment(self.lead).last_at = MONDAY_10 + 2 * MINUTE
        self.follow_up(minutes=30)
        self.assertEqual(self.steps(self.lead), [("call", "planned")])
        self.assertFalse(self.follow_up(minutes=40))
        self.assert_held(self.lead, OPEN_CALL)
        self.assertEqual(
            self.enrollment(self.lead).next_at, MONDAY_10 + DAY + 30 * MINUTE
        )
        self.assertFalse(self.follow_up(days=1))
        emails = self.follow_up(days=1, minutes=30)
        self.assertEqual(self.subjects(emails), ["News 0"])
        self.assertEqual(
            self.steps(self.lead), [("call", "planned"), ("email", "sent")]
        )
        self.assert_goes_on(self.lead)

    def test_task_that_is_put_away_holds_nothing_for_longer_than_a_day(self):
        self.tried_before()
        with at(MONDAY_10, minutes=30):
            self.enrollment(self.lead).last_at = MONDAY_10 + 2 * MINUTE
        self.follow_up(minutes=30)
        self.lead.activity_ids.unlink()
        self.assertEqual(self.subjects(self.follow_up(minutes=40)), ["News 0"])


@tagged("post_install", "-at_install")
class TestMoments(HoldCommon):
    """When a held plan goes on, and what holding costs."""

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_message_that_was_planned_since_is_taken_back(self):
        """It waits for its hour when the answer turns out not to have arrived."""
        lead = self.inquire_with(self.step("sms", 0, delay=1, delay_unit="hours"))
        enrollment = self.enrollment(lead)
        with at(MONDAY_10, minutes=5):
            self.answer_by(lead.user_id, lead)
            touch = lead.touch_ids.filtered(lambda one: one.performer == "person")
        with at(MONDAY_10, days=2, hours=12):  # ten in the evening
            enrollment._advance()
        planned = enrollment.touch_ids
        self.assertEqual(planned.mapped("state"), ["planned"])
        with at(MONDAY_10, days=2, hours=13):
            touch._failed("No such mailbox")
        self.follow_up(days=3)
        self.assertFalse(enrollment.touch_ids)
        self.assertEqual(enrollment.held_for, "untried")

    def test_at_its_time_of_day(self):
        noon = {"has_time_of_day": True, "time_of_day": 12}
        lead = self.inquire_with(self.step("email", 0, delay=1, **noon))
        self.follow_up(days=2)
        self.call(lead, days=3, hours=6)  # four in the afternoon
        self.assertFalse(self.follow_up(days=3, hours=6))
        next_at = MONDAY_10 + 4 * DAY + 2 * HOUR
        self.assertEqual(self.enrollment(lead).next_at, next_at)
        self.assertEqual(self.subjects(self.follow_up(days=4, hours=2)), ["News 0"])

    def test_step_counted_from_the_start_moves_too(self):
        lead = self.inquire_with(
            self.step("email", 0),
            self.step("email", 1, delay=3, delay_from="start"),
        )
        self.follow_up(days=1)
        self.call(lead, days=2)
        self.follow_up(days=2)
        self.assertEqual(self.enrollment(lead).next_at, MONDAY_10 + 4 * DAY)

    def test_holding_costs_no_query_an_inquiry(self):
        self.cadence.hold_until_tried = True
        with at():
            few = self.some(2)
            many = self.some(10, first=20)
        with at(MONDAY_10, days=1):
            counts = [self.queries_of(one) for one in (few, many)]
        self.assertEqual(set(many.mapped("held_for")), {"untried"})
        self.assertEqual(*counts)

    def some(self, amount, first=0):
        leads = self.env["crm.lead"]
        for number in range(first, first + amount):
            leads += self.make_inquiry(
                contact_name=f"Pat {number}",
                email_from=f"pat{number}@patient.example",
                phone=False,
            )
        # read together, as the job reads them
        return self.env["medspa.enrollment"].browse(leads.enrollment_ids.ids)

    def queries_of(self, enrollments):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        enrollments.sudo()._advance()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_plan_of_calls_alone_does_not_end_before_somebody_tried(self):
        lead = self.inquire_with(self.step("call", delay=1))
        running = self.enrollment(lead)
        for days in (1, 3, 9):
            self.follow_up(days=days)
        self.assertEqual(running.state, "running")
        self.assertEqual(running.touch_ids.mapped("state"), ["planned"])
        self.assertEqual(lead.followup_waits_for, UNTRIED)
        self.call(lead, days=10)
        self.follow_up(days=10)
        self.follow_up(days=12)
        self.assertEqual(running.state, "done")
        self.assertEqual(running.touch_ids.mapped("state"), ["done"])


@tagged("post_install", "-at_install")
class TestDefault(HoldCommon):
    """Ready and new plans wait; a practice's own plans stay as they ran."""

    def test_ready_and_new_plans_wait(self):
        ready = self.env["ir.model.data"].search(
            [("module", "=", "medspa_speed_to_lead"), ("model", "=", "medspa.cadence")]
        )
        plans = self.env["medspa.cadence"].browse(ready.mapped("res_id"))
        self.assertTrue(plans)
        self.assertTrue(all(plans.mapped("hold_until_tried")))
        self.assertTrue(
            self.env["medspa.cadence"].create({"name": "New"}).hold_until_tried
        )

    def test_upgrade_lets_own_plans_run_as_they_did(self):
        own = self.env["medspa.cadence"].create({"name": "Own"})
        ready = self.env.ref("medspa_speed_to_lead.cadence_new_inquiry")
        self.env.flush_all()
        self.env.cr.execute("UPDATE medspa_cadence SET hold_until_tried = NULL")
        script = "migrations/19.0.1.4.0/pre-plans_wait.py"
        path = file_path(f"medspa_speed_to_lead/{script}")
        runpy.run_path(path)["migrate"](self.env.cr, "19.0.1.3.0")
        self.env.invalidate_all()
        self.assertFalse(own.hold_until_tried)
        self.assertTrue(ready.hold_until_tried)

    def test_plan_that_does_not_wait_runs_as_before(self):
        lead = self.inquire_with(self.step("email", 0), hold_until_tried=False)
        self.assertEqual(self.subjects(self.follow_up(days=1)), ["News 0"])
        self.assert_goes_on(lead)
