from datetime import timedelta

from odoo import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..models.jobs.work import work_off
from ..models.rights.context_keys import OURS
from .common import MONDAY_10, at
from .consultation_common import THURSDAY_14_30, ConsultationCommon

AFTER = THURSDAY_14_30 + timedelta(hours=2)
MODULE = "medspa_speed_to_lead"


class OutcomeCommon(ConsultationCommon):
    """The consultation of Thursday 14:30 was booked on Monday."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with at():
            cls.event = cls.book(cls)


@tagged("post_install", "-at_install")
class TestConsultationOutcome(OutcomeCommon):
    """People say who came, in one click, and can take it back."""

    @at(AFTER)
    def test_showed(self):
        with self.facts() as heard:
            self.event.action_showed()
        self.assertEqual(self.event.consultation_outcome, "showed")
        self.assertEqual(self.lead.consultation_state, "showed")
        self.assertEqual(heard, [(self.lead.id, "showed")])
        self.assertEqual(
            self.log()[0],
            "Consultation of Thursday, March 5 at 2:30 PM: Showed (before: Not known "
            "yet).",
        )

    @at(AFTER)
    def test_no_show_is_told_at_once(self):
        with self.facts() as heard:
            self.event.action_no_show()
        self.assertEqual(self.lead.consultation_state, "no_show")
        self.assertEqual(heard, [(self.lead.id, "no_show")])
        self.assertTrue(self.event.active)

    @at(AFTER)
    def test_one_click_on_the_inquiry(self):
        self.assertEqual(self.lead.consultation_step, "unresolved")
        self.lead.with_user(self.ana).action_consultation_no_show()
        self.assertEqual(self.event.consultation_outcome, "no_show")
        self.assertFalse(self.lead.consultation_step)

    @at(AFTER)
    def test_author_of_the_fact_is_who_said_it(self):
        self.event.action_showed()
        self.assertEqual(self.lead.message_ids[0].author_id, self.ana.partner_id)

    @at(AFTER)
    def test_mistake_is_corrected_and_facts_follow(self):
        self.event.action_no_show()
        with self.facts() as heard:
            self.event.action_showed()
        self.assertEqual(self.lead.consultation_state, "showed")
        self.assertEqual(heard, [(self.lead.id, "showed")])

    @at(AFTER)
    def test_undo_makes_it_booked_again(self):
        notice = self.event.action_no_show()
        undo = notice["params"]["undo"]
        self.assertEqual(undo["ids"], self.event.ids)
        with self.facts() as heard:
            getattr(self.event, undo["method"])()
        self.assertEqual(self.event.consultation_outcome, "pending")
        self.assertEqual(self.lead.consultation_state, "scheduled")
        self.assertEqual(heard, [(self.lead.id, "booked")])

    @at(AFTER)
    def test_saying_it_twice_is_one_fact(self):
        self.event.action_showed()
        with self.facts() as heard:
            self.event.action_showed()
            self.event.write({"consultation_outcome": "showed"})
        self.assertFalse(heard)

    @at(AFTER)
    def test_several_at_once(self):
        other = self.make_inquiry(user_id=self.ana.id, email_from="mo@patient.example")
        events = self.event | self.book(THURSDAY_14_30, lead=other)
        with self.facts() as heard:
            events.action_no_show()
        self.assertEqual(heard, [(self.lead.id, "no_show"), (other.id, "no_show")])

    @at(THURSDAY_14_30, seconds=-1)
    def test_nobody_missed_what_has_not_begun(self):
        with self.assertRaises(UserError):
            self.event.action_no_show()

    @at(THURSDAY_14_30)
    def test_from_its_start_it_can_be_missed(self):
        self.event.action_no_show()
        self.assertEqual(self.event.consultation_outcome, "no_show")

    @at(THURSDAY_14_30, minutes=-30)
    def test_who_is_early_showed(self):
        self.event.action_showed()
        self.assertEqual(self.event.consultation_outcome, "showed")

    @at(THURSDAY_14_30, minutes=-31)
    def test_nobody_showed_much_too_early(self):
        with self.assertRaises(UserError):
            self.event.action_showed()

    @at(AFTER)
    def test_no_machine_says_who_came(self):
        machines = (
            self.event.with_user(SUPERUSER_ID),
            self.event.sudo().with_user(self.env.ref("base.public_user")).sudo(),
            self.event.with_context(medspa_automatic=OURS),
            self.event.with_context(cron_id=1),
        )
        for machine in machines:
            for outcome in ("showed", "no_show"):
                with self.assertRaises(UserError):
                    machine.write({"consultation_outcome": outcome})
                with self.assertRaises(UserError):
                    machine.create(
                        {
                            "name": "Talk",
                            "start": MONDAY_10,
                            "stop": MONDAY_10,
                            "opportunity_id": self.lead.id,
                            "consultation_outcome": outcome,
                        }
                    )
        self.assertEqual(self.event.consultation_outcome, "pending")

    @at(AFTER)
    def test_no_automation_rule_says_who_came(self):
        action = self.env["ir.actions.server"].create(
            {
                "name": "Guess",
                "model_id": self.env["ir.model"]._get_id("calendar.event"),
                "state": "code",
                "code": "records.write({'consultation_outcome': 'no_show'})",
            }
        )
        action = action.with_user(self.ana).sudo()
        with self.assertRaises(UserError):
            action.with_context(
                active_model="calendar.event", active_ids=self.event.ids
            ).run()

    @at(AFTER)
    def test_person_records_the_past_with_its_outcome(self):
        with self.facts() as heard:
            event = self.book(MONDAY_10, consultation_outcome="showed")
        self.assertEqual(event.consultation_outcome, "showed")
        self.assertEqual(heard, [(self.lead.id, "showed")])

    @at(AFTER)
    def test_plain_meeting_has_no_outcome(self):
        event = self.book(lead=self.env["crm.lead"])
        with self.assertRaises(UserError):
            event.action_showed()

    @at(AFTER)
    def test_no_show_of_who_has_a_new_time_starts_nothing(self):
        self.book(THURSDAY_14_30 + timedelta(days=7))
        with self.facts() as heard:
            self.event.action_no_show()
        self.assertFalse(heard)
        self.assertEqual(self.lead.consultation_state, "scheduled")


@tagged("post_install", "-at_install")
class TestConsultationCancelled(OutcomeCommon):
    """Cancelled late by the patient is no no-show, cancelled by us never is late."""

    @at(THURSDAY_14_30, hours=-23)
    def test_late_by_the_patient(self):
        with self.facts() as heard:
            self.event.action_cancelled_by_patient()
        self.assertEqual(self.event.consultation_outcome, "late_cancel")
        self.assertEqual(self.lead.consultation_state, "cancelled")
        self.assertEqual(heard, [(self.lead.id, "cancelled")])

    @at(THURSDAY_14_30, hours=-24)
    def test_in_time_by_the_patient(self):
        self.event.action_cancelled_by_patient()
        self.assertEqual(self.event.consultation_outcome, "cancelled")

    @at(THURSDAY_14_30, hours=-23)
    def test_practice_sets_the_hours(self):
        self.company.medspa_late_cancel_hours = 12
        self.event.action_cancelled_by_patient()
        self.assertEqual(self.event.consultation_outcome, "cancelled")

    @at(THURSDAY_14_30, hours=-1)
    def test_by_us_it_is_never_late(self):
        self.event.action_cancelled_by_us()
        self.assertEqual(self.event.consultation_outcome, "cancelled")

    @at(THURSDAY_14_30, hours=-1)
    def test_time_is_free_again_and_undo_takes_it_back(self):
        self.event.action_cancelled_by_us()
        self.assertFalse(self.event.active)
        self.event.action_undo_outcome()
        self.assertTrue(self.event.active)
        self.assertEqual(self.event.consultation_outcome, "pending")
        self.assertEqual(self.lead.consultation_state, "scheduled")

    @at(AFTER)
    def test_said_afterwards_it_stays_in_the_calendar(self):
        self.event.action_late_cancel()
        self.assertTrue(self.event.active)

    @at(AFTER)
    def test_rescheduled_is_neither_show_nor_no_show(self):
        action = self.event.action_reschedule()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.ana)
            .with_context(**action["context"])
        )
        form.start = THURSDAY_14_30 + timedelta(days=7)
        with self.facts() as heard:
            form.save().action_reschedule()
        self.assertEqual(self.event.consultation_outcome, "rescheduled")
        self.assertTrue(self.event.active)
        new = self.lead.consultation_event_id
        self.assertNotEqual(new, self.event)
        self.assertEqual(new.start, THURSDAY_14_30 + timedelta(days=7))
        self.assertEqual(new.duration, 1)
        self.assertEqual(new.consultation_outcome, "pending")
        self.assertEqual(self.lead.consultation_state, "scheduled")
        self.assertEqual(heard, [(self.lead.id, "booked")])


@tagged("post_install", "-at_install")
class TestConsultationTodo(OutcomeCommon):
    """Whose consultation has no outcome is asked, and not for longer than needed."""

    def setUp(self):
        super().setUp()
        with self.transactions() as env:
            work_off(env["base.automation"]._work_of_reminders())

    def todos(self):
        return self.lead.activity_ids.filtered(
            lambda one: one.summary == "Did they come?"
        )

    def run_rule(self):
        rule = self.env.ref(f"{MODULE}.automation_outcome_missing")
        self.env["base.automation"].search([("trigger", "=", "on_time")]).filtered(
            lambda one: one != rule
        ).active = False
        with self.transactions() as env:
            env["base.automation"]._cron_process_time_based_actions()

    def test_history_is_not_asked_about(self):
        rule = self.env.ref(f"{MODULE}.automation_outcome_missing")
        self.assertTrue(rule.active)
        began = self.team.create_date.replace(microsecond=0)
        self.assertGreaterEqual(rule.last_run, began)

    def test_owner_is_asked_an_hour_after_its_end(self):
        rule = self.env.ref(f"{MODULE}.automation_outcome_missing")
        rule.last_run = MONDAY_10
        with at(THURSDAY_14_30, minutes=119):
            self.run_rule()
            self.assertFalse(self.todos())
        with at(THURSDAY_14_30, minutes=121):
            self.run_rule()
            self.assertEqual(self.todos().user_id, self.ana)
        with at(THURSDAY_14_30, minutes=130):
            self.run_rule()
            self.assertEqual(len(self.todos()), 1)
            self.event.action_showed()
            self.assertFalse(self.todos())

    def test_nobody_is_asked_about_what_is_known(self):
        rule = self.env.ref(f"{MODULE}.automation_outcome_missing")
        rule.last_run = MONDAY_10
        with at(AFTER):
            self.event.action_showed()
            self.run_rule()
        self.assertFalse(self.todos())

    @at(AFTER)
    def test_meeting_is_done_once_they_showed(self):
        meeting = self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
                "res_id": self.lead.id,
                "activity_type_id": self.env.ref("mail.mail_activity_data_meeting").id,
                "calendar_event_id": self.event.id,
                "user_id": self.ana.id,
            }
        )
        self.event.action_showed()
        self.assertFalse(meeting.active)
