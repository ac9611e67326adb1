from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.practice.crm_team_member import UNTIL_RETURN
from .common import MONDAY_10, SATURDAY_10, at
from .escalation_common import EscalationCommon

MINUTES = timedelta(minutes=1)
LOGGER = "odoo.addons.medspa_speed_to_lead.models.response.medspa_escalation"


@tagged("post_install", "-at_install")
class TestEscalation(EscalationCommon):
    """The practice reacts before a patient gives up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.lead = cls.make_inquiry()
        cls.owner = cls.lead.user_id
        cls.colleague = (cls.ana | cls.ben) - cls.owner

    def test_each_step_comes_at_its_working_time(self):
        for minutes, expected in (
            (2, []),
            (3, ["remind"]),
            (4, ["remind"]),
            (5, ["remind", "alert"]),
            (14, ["remind", "alert"]),
            (15, ["remind", "alert", "hand_over"]),
        ):
            self.escalate(minutes=minutes)
            self.assertEqual(self.taken(self.lead), expected, minutes)

    def test_owner_is_reminded_and_manager_alerted(self):
        self.escalate(minutes=3)
        self.assertEqual(self.notified(self.owner, "Answer soon"), 1)
        self.assertFalse(self.notified(self.mia, "Answer soon"))
        self.escalate(minutes=5)
        self.assertEqual(self.notified(self.mia, "Still waiting"), 1)

    def test_step_is_taken_once_however_often_the_job_runs(self):
        for _again in range(3):
            self.escalate(minutes=3)
        self.assertEqual(self.taken(self.lead), ["remind"])
        self.assertEqual(self.notified(self.owner, "Answer soon"), 1)

    @mute_logger("odoo.sql_db")
    def test_database_allows_each_step_once_a_wait(self):
        self.escalate(minutes=3)
        (taken,) = self.env["medspa.escalation"].search(
            [("lead_id", "=", self.lead.id)]
        )
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            taken.copy()

    def test_answered_meanwhile_nobody_is_told(self):
        self.answer(self.lead, MONDAY_10 + 2 * MINUTES)
        self.escalate(minutes=60)
        self.assertEqual(self.taken(self.lead), [])

    def test_next_wait_has_its_own_steps(self):
        self.escalate(minutes=3)
        self.answer(self.lead, MONDAY_10 + 4 * MINUTES)
        with at(minutes=30):
            self.lead._register_touch({"direction": "in", "channel": "email"})
        self.escalate(minutes=33)
        self.assertEqual(self.taken(self.lead), ["remind", "remind"])

    def test_after_an_outage_a_reminder_is_overtaken(self):
        self.escalate(minutes=6)
        self.assertEqual(self.taken(self.lead), ["remind", "alert"])
        self.assertFalse(self.notified(self.owner, "Answer soon"))
        self.assertEqual(self.notified(self.mia, "Still waiting"), 1)

    # handing over

    def test_silent_owner_hands_over_to_the_next_on_duty(self):
        self.escalate(minutes=15)
        self.assertEqual(self.lead.user_id, self.colleague)
        log = " ".join(self.lead.message_ids.mapped("body"))
        self.assertIn(f"Handed over from {self.owner.name}", log)

    def test_hand_over_leaves_the_clock_and_the_miss(self):
        due_at = self.lead.response_due_at
        self.escalate(minutes=15)
        cycle = self.lead.response_cycle_ids
        self.assertEqual(self.lead.response_due_at, due_at)
        self.assertEqual(cycle.missed_by_id, self.owner)
        self.assertFalse(cycle.verdict)

    def test_silent_owner_gets_no_new_inquiries_until_return(self):
        self.escalate(minutes=15)
        member = self.team.crm_team_member_ids.filtered(
            lambda one: one.user_id == self.owner
        )
        self.assertEqual(member.response_away_until, UNTIL_RETURN)
        with at(minutes=16):
            for number in range(3):
                lead = self.make_inquiry(email_from=f"p{number}@patient.example")
                self.assertEqual(lead.user_id, self.colleague)

    def member_of(self, user):
        return self.team.crm_team_member_ids.filtered(lambda one: one.user_id == user)

    def test_silent_owner_is_back_with_their_next_shift(self):
        self.escalate(minutes=15)
        member = self.member_of(self.owner)
        tomorrow_at_9 = MONDAY_10 + timedelta(hours=23)
        self.assertEqual(member.response_parked_until, tomorrow_at_9)
        with at(minutes=16):
            self.assertIn(
                "Mar 3, 9:00", member.with_context(tz="America/Chicago").response_away
            )
        self.escalate(hours=22)
        self.assertTrue(member.response_away_until)
        self.escalate(hours=23, minutes=1)
        self.assertFalse(member.response_away_until)
        self.assertFalse(member.response_parked_until)

    def test_silent_owner_may_say_that_they_are_back(self):
        self.escalate(minutes=15)
        self.owner.with_user(self.owner).medspa_set_away(False)
        member = self.member_of(self.owner)
        self.assertFalse(member.response_away_until or member.response_parked_until)

    def test_who_has_said_that_they_are_away_is_not_back_with_a_shift(self):
        member = self.member_of(self.owner)
        member.response_away_until = UNTIL_RETURN
        self.escalate(minutes=15)
        self.assertFalse(member.response_parked_until)
        self.escalate(days=2)
        self.assertEqual(member.response_away_until, UNTIL_RETURN)

    def test_alone_on_duty_keeps_the_inquiry(self):
        self.team.crm_team_member_ids.filtered(
            lambda one: one.user_id == self.colleague
        ).response_away_until = UNTIL_RETURN
        self.escalate(minutes=15)
        self.assertEqual(self.lead.user_id, self.owner)
        last = self.env["medspa.escalation"].search([("action", "=", "hand_over")])
        self.assertEqual(last.result, "Nobody else is on duty.")

    # hours

    def test_steps_count_working_time(self):
        with at(MONDAY_10 + timedelta(hours=1, minutes=58)):  # two minutes before lunch
            lead = self.make_inquiry(email_from="mo@patient.example")
        self.escalate(hours=2, minutes=30)
        self.assertEqual(self.taken(lead), [])
        self.escalate(hours=3, minutes=1)
        self.assertEqual(self.taken(lead), ["remind"])

    def test_nobody_is_woken_while_nobody_works(self):
        self.policy.hours = "always"
        with at(SATURDAY_10):
            lead = self.make_inquiry(email_from="mo@patient.example")
            opens_at = self.team._nobody_works_until(SATURDAY_10)
        self.escalate(days=5, minutes=30)
        self.assertEqual(self.taken(lead), [])
        cycle = lead.response_cycle_ids
        self.assertEqual(cycle.next_step_at, opens_at)
        self.escalate(days=7)
        self.assertEqual(self.taken(lead), ["remind", "alert", "hand_over"])

    def test_night_shift_is_told_at_night(self):
        self.policy.hours = "always"
        night = self.make_calendar(
            attendance_ids=[
                Command.clear(),
                Command.create(
                    {"name": "Sat", "dayofweek": "5", "hour_from": 8, "hour_to": 20}
                ),
            ]
        )
        self.team.crm_team_member_ids[0].response_calendar_id = night
        with at(SATURDAY_10):
            lead = self.make_inquiry(email_from="mo@patient.example")
        self.escalate(days=5, minutes=3)
        self.assertEqual(self.taken(lead), ["remind"])

    def test_what_we_learned_of_late_is_counted_from_then(self):
        """A delay of ours: nobody is parked for it, but the patient still waits."""
        self.answer(self.lead, MONDAY_10)
        with at(), patch.object(self.env.cr, "now", lambda: MONDAY_10):
            lead = self.make_inquiry(
                email_from="mo@patient.example",
                intake_received_at=MONDAY_10 - timedelta(minutes=50),
            )
        self.assertTrue(lead.response_cycle_ids.late_arrival)
        self.escalate(minutes=2)
        self.assertEqual(self.taken(lead), [])
        self.escalate(minutes=15)
        self.assertEqual(self.taken(lead), ["remind", "alert", "hand_over"])
        owner = lead.response_cycle_ids.missed_by_id
        self.assertNotEqual(lead.user_id, owner)
        self.assertFalse(
            any(self.team.crm_team_member_ids.mapped("response_away_until"))
        )

    # failing

    @mute_logger(LOGGER)
    def test_failing_step_does_not_stop_the_others(self):
        with at():
            other = self.make_inquiry(email_from="mo@patient.example")
        tell = type(self.env["medspa.escalation"])._tell

        def fails_for_one(escalations, user, subject):
            if self.lead.id in escalations.lead_id.ids:
                raise ValueError("the printer is on fire")
            return tell(escalations, user, subject)

        model = self.env.registry["medspa.escalation"]
        with patch.object(model, "_tell", fails_for_one):
            self.escalate(minutes=3)
        self.assertEqual(self.taken(other), ["remind"])
        self.assertEqual(self.notified(other.user_id, "Answer soon"), 1)
        failed = self.env["medspa.escalation"].search([("lead_id", "=", self.lead.id)])
        self.assertEqual(failed.result, "the printer is on fire")
        self.escalate(minutes=4)
        self.assertEqual(self.taken(self.lead), ["remind"])

    def test_manager_of_a_team_is_looked_for_once(self):
        self.team.write({"user_id": False, "response_manager_id": False})
        with at():
            self.make_inquiry(email_from="mo@patient.example")
        notices = type(self.env["medspa.notice"])
        find = notices._find_at_work
        asked = []

        def find_at_work(notice, users, about):
            asked.extend(users.ids)
            return find(notice, users, about)

        with patch.object(notices, "_find_at_work", find_at_work):
            self.escalate(minutes=5)
        self.assertEqual(asked.count(self.mia.id), 1)
        self.assertEqual(self.notified(self.mia, "Still waiting"), 1)

    # waking

    def wakes(self):
        job = self.env.ref("medspa_speed_to_lead.ir_cron_escalate")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)])
        return sorted(triggers.mapped("call_at"))

    def test_deadline_wakes_the_job_once_a_minute(self):
        before = len(self.wakes())
        with at(minutes=20):
            for number in range(4):
                self.make_inquiry(email_from=f"p{number}@patient.example")
        wakes = self.wakes()
        self.assertEqual(len(wakes), before + 1)
        self.assertIn(MONDAY_10 + 23 * MINUTES, wakes)

    def test_job_wakes_itself_for_the_next_step(self):
        self.escalate(minutes=3)
        self.assertIn(MONDAY_10 + 5 * MINUTES, self.wakes())

    # changing the plan

    def test_new_step_counts_for_who_waits_already(self):
        self.escalate(minutes=15)
        with at(minutes=16):
            self.policy.company_id = self.company
            self.env["medspa.escalation.step"].with_user(self.mia).create(
                {
                    "policy_id": self.policy.id,
                    "offset_minutes": 20,
                    "action": "alert",
                }
            )
        self.escalate(minutes=24)
        self.assertEqual(len(self.taken(self.lead)), 3)
        self.escalate(minutes=25)
        self.assertEqual(self.taken(self.lead)[3:], ["alert"])

    def test_longer_promise_moves_the_steps(self):
        with at(minutes=1):
            self.policy.target_minutes = 30
        self.escalate(minutes=27)
        self.assertEqual(self.taken(self.lead), [])
        self.escalate(minutes=28)
        self.assertEqual(self.taken(self.lead), ["remind"])

    def test_longer_promise_plans_the_steps_of_each_wait_once(self):
        cycles = type(self.env["medspa.response.cycle"])
        with patch.object(cycles, "_set_next_steps", autospec=True) as plan:
            with at(minutes=1):
                self.policy.target_minutes = 30
        planned = [waits.lead_id for (waits,), _named in plan.call_args_list]
        self.assertEqual(planned, [self.lead])

    def test_archived_step_is_not_taken(self):
        with at(minutes=1):
            self.remind.active = False
        self.escalate(minutes=4)
        self.assertEqual(self.taken(self.lead), [])

    def test_restored_wait_goes_on_with_its_steps(self):
        with at(minutes=1):
            self.lead.action_archive()
        self.escalate(minutes=4)
        self.assertEqual(self.taken(self.lead), [])
        with at(minutes=4):
            self.lead.action_unarchive()
        self.escalate(minutes=4)
        self.assertEqual(self.taken(self.lead), ["remind"])

    # many at once

    def test_one_person_gets_one_message_for_many(self):
        with at():
            for number in range(5):
                self.make_inquiry(email_from=f"p{number}@patient.example")
        self.escalate(minutes=5)
        self.assertEqual(self.notified(self.mia, "Still waiting"), 1)
        self.assertEqual(self.notified(self.mia, "6 inquiries"), 1)


@tagged("post_install", "-at_install")
class TestEscalationRights(EscalationCommon):
    """Managers plan the steps; what was taken is a fact."""

    def test_steps_are_the_managers(self):
        steps = self.env["medspa.escalation.step"]
        self.assertTrue(steps.with_user(self.mia).has_access("write"))
        self.assertFalse(steps.with_user(self.ana).has_access("write"))

    def test_nobody_writes_what_was_taken(self):
        for user in (self.ana, self.mia):
            facts = self.env["medspa.escalation"].with_user(user)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(facts.has_access(operation))
