from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import SerializationFailure, UniqueViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.stages import medspa_stage_move
from .common import MONDAY_10, at
from .stage_common import LOGGER, StageCase

DAYS = timedelta(days=1)


class TimedCase(StageCase):
    """Rules made on Monday 10:00, when the inquiry comes in."""

    def look(self, **later):
        """Run the job some ``days=`` after Monday 10:00."""
        with at(**later), self.transactions() as env:
            env["medspa.stage.move"]._cron_carry_out()

    @classmethod
    def timed_rule(cls, fact, days=3, **values):
        with at():
            rule = cls.only_rule(fact=fact, days=days, **values)
        return rule

    def enter(self, milestone, lead=None, **later):
        """Put an inquiry into a stage some time after Monday 10:00."""
        lead = lead or self.lead
        lead.stage_id = self.stage(milestone)
        # Odoo dates it by the database's clock, which no test can stop
        lead.flush_recordset()
        lead.date_last_stage_update = MONDAY_10 + timedelta(**later)
        lead.flush_recordset()

    def moves(self):
        return self.env["medspa.stage.move"].search([("lead_id", "=", self.lead.id)])


@tagged("post_install", "-at_install")
class TestLongStay(TimedCase):
    """In a stage for some days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.timed_rule(
            "in_stage", from_milestone="no_response", to_milestone="nurture"
        )

    def test_it_moves_when_the_days_are_over(self):
        self.enter("no_response")
        self.look(days=3, seconds=-1)
        self.assertIn_("no_response")
        self.look(days=3)
        self.assertIn_("nurture")
        self.assertIn("Our rule", self.log_of(self.lead))

    def test_only_from_its_stage(self):
        self.enter("contacted")
        self.look(days=9)
        self.assertIn_("contacted")
        self.assertFalse(self.moves())

    def test_each_stay_once(self):
        self.enter("no_response")
        self.look(days=3)
        self.look(days=4)
        self.assertEqual(len(self.moves()), 1)
        self.enter("no_response", days=5)
        self.look(days=7)
        self.assertIn_("no_response")
        self.look(days=8)
        self.assertIn_("nurture")
        self.assertEqual(len(self.moves()), 2)

    def test_database_allows_no_second_act(self):
        self.enter("no_response")
        self.look(days=3)
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.moves().copy()
            self.env.flush_all()

    def test_what_was_due_before_the_rule_is_history(self):
        self.enter("no_response", days=-3, seconds=-1)
        self.look(days=1)
        self.assertIn_("no_response")
        self.enter("no_response", days=-3)
        self.look(days=1)
        self.assertIn_("nurture")

    def test_changed_and_switched_on_rules_begin_anew(self):
        for vals in ({"active": True}, {"days": 2}, {"domain": "[(1, '=', 1)]"}):
            with self.subTest(vals=vals), at(days=5):
                self.rule.applies_from = MONDAY_10
                self.rule.write(vals)
                self.assertEqual(self.rule.applies_from, MONDAY_10 + 5 * DAYS)
        with at(days=9):
            self.rule.name = "Another name"
        self.assertEqual(self.rule.applies_from, MONDAY_10 + 5 * DAYS)

    def test_closed_and_uncounted_inquiries_stay(self):
        self.enter("no_response")
        for vals in ({"active": False}, {"response_exempt_reason": "spam"}):
            with self.subTest(vals=vals):
                self.lead.write({"active": True, "response_exempt_reason": False})
                self.lead.write(vals)
                self.look(days=4)
                self.assertIn_("no_response")
                self.assertFalse(self.moves())

    def test_leads_that_are_no_inquiries_stay(self):
        team = self.make_team("Wholesale", speed_to_lead=False)
        lead = self.make_inquiry(team_id=team.id)
        self.stage("nurture").team_ids |= team
        self.enter("no_response", lead)
        self.look(days=4)
        self.assertEqual(lead.stage_id, self.stage("no_response"))

    def test_further_conditions_choose(self):
        self.rule.domain = "[('contact_name', '=', 'Zoe')]"
        self.rule.applies_from = MONDAY_10
        self.enter("no_response")
        self.look(days=4)
        self.assertIn_("no_response")
        self.lead.contact_name = "Zoe"
        self.look(days=4)
        self.assertIn_("nurture")

    def test_company_chooses(self):
        self.rule.company_id = self.env["res.company"].create({"name": "Elsewhere"})
        self.rule.applies_from = MONDAY_10
        self.enter("no_response")
        self.look(days=4)
        self.assertIn_("no_response")

    def test_more_than_one_batch(self):
        with at():
            leads = self.lead
            for number in range(4):
                leads |= self.make_inquiry(contact_name=f"Patient {number}")
        for lead in leads:
            self.enter("no_response", lead)
        with patch.object(medspa_stage_move, "_BATCH", 2):
            self.look(days=4)
        self.assertEqual(leads.stage_id, self.stage("nurture"))

    def test_each_inquiry_is_done_and_let_go_before_the_next(self):
        """A slow action holds up nobody who saves another card."""
        with at():
            other = self.make_inquiry(contact_name="Zoe")
        for lead in self.lead | other:
            self.enter("no_response", lead)
        seen = []
        moves, crons = self.registry["medspa.stage.move"], self.registry["ir.cron"]
        act, progress = moves._act, crons._commit_progress

        def acting(moves, rule, ids):
            seen.append(len(ids))
            return act(moves, rule, ids)

        def committing(*args, **kwargs):
            seen.append("commit")
            return progress(*args, **kwargs)

        with (
            patch.object(moves, "_act", acting),
            patch.object(crons, "_commit_progress", committing),
        ):
            self.look(days=4)
        first = seen.index(1)
        self.assertEqual(seen[first : first + 4], [1, "commit", 1, "commit"])
        self.assertEqual((self.lead | other).stage_id, self.stage("nurture"))

    def test_rule_in_every_open_stage_does_not_chase_its_own_target(self):
        self.rule.write({"from_milestone": False, "applies_from": MONDAY_10})
        self.enter("nurture")
        self.look(days=4)
        self.assertFalse(self.moves())

    @mute_logger(LOGGER)
    def test_one_failure_stops_nobody_else_and_is_written_down(self):
        self.rule.server_action_id = self.code(
            "if record.contact_name == 'Nora Diaz':\n    raise UserError('Not her')\n"
            "record.write({'referred': 'done'})"
        )
        with at():
            other = self.make_inquiry(contact_name="Zoe")
        for lead in self.lead | other:
            self.enter("no_response", lead)
        self.look(days=4)
        self.assertEqual(other.referred, "done")
        self.assertIn("Not her", self.moves().error)
        self.look(days=5)
        self.assertEqual(len(self.moves()), 1)


@tagged("post_install", "-at_install")
class TestSilence(TimedCase):
    """The patient has been silent for some days since we tried to reach them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.timed_rule("silent", to_milestone="no_response")

    def write_at(self, **later):
        with at(**later):
            self.answer_by(self.ana, self.lead)

    def test_it_counts_from_our_answer(self):
        self.write_at(days=1)
        self.look(days=4, seconds=-1)
        self.assertIn_("new")
        self.look(days=4)
        self.assertIn_("no_response")

    def test_attempts_count_as_ours(self):
        with at(days=1):
            self.lead.with_user(self.ana).action_log_call("voicemail")
        self.look(days=4)
        self.assertIn_("no_response")

    def test_who_waits_for_us_is_not_silent(self):
        self.look(days=30)
        self.assertIn_("new")
        self.write_at(days=31)
        with at(days=32):
            self.post_from_patient(self.lead)
        self.look(days=60)
        self.assertIn_("new")

    def test_a_reply_begins_a_new_silence(self):
        self.write_at(days=1)
        with at(days=3):
            self.post_from_patient(self.lead)
        self.write_at(days=3, hours=1)
        self.look(days=5)
        self.assertIn_("new")
        self.look(days=6, hours=1)
        self.assertIn_("no_response")

    def test_our_later_tries_do_not_postpone_it(self):
        self.write_at(days=1)
        self.write_at(days=3)
        self.look(days=4)
        self.assertIn_("no_response")

    def test_a_talk_by_phone_is_no_silence(self):
        self.write_at(days=1)
        with at(days=3):
            self.lead.with_user(self.ana).action_log_call("connected")
        self.look(days=5)
        self.assertIn_("new")
        self.look(days=6)
        self.assertIn_("no_response")

    def test_messages_of_the_system_are_no_try_of_ours(self):
        with at(minutes=1):
            self.lead._register_touch(
                {
                    "direction": "out",
                    "channel": "email",
                    "performer": "system",
                    "state": "sent",
                }
            )
        self.look(days=9)
        self.assertIn_("new")


@tagged("post_install", "-at_install")
class TestReadyReminders(StageCase):
    """The dated reminders in Odoo's own Automation Rules."""

    NAMES = ("automation_stuck_in_contacted", "automation_nurture_check_in")

    def test_each_gives_the_owner_one_to_do(self):
        for name, milestone, days in zip(
            self.NAMES, ("contacted", "nurture"), (5, 30), strict=True
        ):
            automation = self.env.ref(f"medspa_speed_to_lead.{name}")
            automation.last_run = MONDAY_10
            self.lead.stage_id = self.stage(milestone)
            self.lead.flush_recordset()
            self.lead.date_last_stage_update = MONDAY_10
            with self.subTest(name=name):
                search = automation._search_time_based_automation_records
                due = MONDAY_10 + days * DAYS
                self.assertNotIn(self.lead, search(until=due))
                found = search(until=due + timedelta(minutes=1))
                self.assertIn(self.lead, found)
                automation._process(self.lead)
                to_do = self.lead.activity_ids[-1:]
                self.assertEqual(to_do.user_id, self.ana)
                self.assertEqual(to_do.res_id, self.lead.id)
                self.lead.activity_ids.unlink()

    def reminders(self):
        return self.env["base.automation"].concat(
            *(self.env.ref(f"medspa_speed_to_lead.{name}") for name in self.NAMES)
        )

    def run_job(self):
        with self.transactions() as env:
            env["medspa.stage.move"]._cron_carry_out()

    def test_they_begin_with_the_first_team(self):
        self.reminders().write({"active": False, "last_run": False})
        job = self.env.ref("base_automation.ir_cron_data_base_automation_check")
        job.active = False
        with at(MONDAY_10):
            self.make_team(name="Another")
            self.run_job()
        self.assertEqual(set(self.reminders().mapped("last_run")), {MONDAY_10})
        self.assertTrue(all(self.reminders().mapped("active")))
        self.assertTrue(job.active)

    def test_no_team_fails_by_the_job_of_odoo_that_is_in_use(self):
        """It locks its row while it runs, and changes it after each run."""
        self.reminders().write({"active": False, "last_run": False})
        job = self.env.ref("base_automation.ir_cron_data_base_automation_check")
        lock = self.registry["ir.cron"].lock_for_update
        try_lock = self.registry["ir.cron"].try_lock_for_update

        def changed(crons, **options):
            if job.id in crons.ids:
                raise SerializationFailure
            return lock(crons, **options)

        def in_use(crons, **options):
            return try_lock(crons.filtered(lambda one: one.id != job.id), **options)

        crons = self.registry["ir.cron"]
        with (
            at(MONDAY_10),
            patch.object(crons, "lock_for_update", changed),
            patch.object(crons, "try_lock_for_update", in_use),
        ):
            self.make_team(name="Another")
            self.run_job()
        self.assertFalse(any(self.reminders().mapped("last_run")))
        with at(MONDAY_10, hours=1):
            self.run_job()
        self.assertTrue(all(self.reminders().mapped("active")))

    def test_one_that_was_switched_off_stays_off(self):
        self.reminders().write({"active": False, "last_run": MONDAY_10})
        self.make_team(name="Another")
        self.run_job()
        self.assertFalse(any(self.reminders().mapped("active")))

    def test_none_looks_at_every_write(self):
        ours = self.env["ir.model.data"].search(
            [
                ("module", "=", "medspa_speed_to_lead"),
                ("model", "=", "base.automation"),
            ]
        )
        automations = self.env["base.automation"].browse(ours.mapped("res_id"))
        self.assertEqual(set(automations.mapped("trigger")), {"on_time"})
