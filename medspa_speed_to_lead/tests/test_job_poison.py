from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.pauses import PAUSES
from .common import at
from .poison_cases import NOW, PoisonCases, kind_of

LOGGERS = (
    "odoo.sql_db",
    "odoo.addons.medspa_speed_to_lead",
)
HEALTH = "medspa_speed_to_lead.ir_cron_health"  # its rows are checks: see test_health


@tagged("post_install", "-at_install")
class TestJobPoison(PoisonCases):
    """One row that raises stops nobody else, is tried again, set aside and told."""

    def test_every_job_and_every_work_of_it_has_a_poisoned_row(self):
        works = self.jobs._works()
        crons = self.jobs._crons()
        self.assertEqual(set(crons), {work.cron for work in works} | {HEALTH})
        for kind in sorted({kind_of(work) for work in works}):
            with self.subTest(kind=kind):
                self.assertTrue(hasattr(self, f"rows_of_{kind}"))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_user("admin", groups="base.group_system")

    def works(self, kind):
        return [work for work in self.jobs._works() if kind_of(work) == kind]

    @mute_logger(*LOGGERS)
    def try_poison(self, kind, which=0):
        work = self.works(kind)[which]
        rows = getattr(self, f"rows_of_{kind}")(work)
        self.assertEqual(len(rows), 3)
        bad = rows.sorted("id")[1]
        where = self.where_it_fails(work, bad)
        self.poison(*where)
        self.run_job(work, NOW)
        self.assertDone(work, rows - bad)
        (setback,) = self.of(work, bad)
        self.assertIn("poisoned", setback.error)
        self.assertEqual(setback.company_id, self.company_of(bad))
        for _pause in PAUSES:
            if setback.next_try_at:
                self.run_job(work, setback.next_try_at)
        self.assertTrue(setback.set_aside_at, setback.read())
        self.assertEqual(setback.tries, len(PAUSES) + 1)
        self.assertLessEqual(setback.set_aside_at - NOW, timedelta(days=1))
        self.assertTold(setback)
        self.assertTriedAgain(work, bad, setback, where[0])

    def of(self, work, row):
        found = self.setbacks.search([("res_id", "=", row.id)])
        found = found.filtered(lambda one: one.res_model == row._name)
        return found.filtered(lambda one: one.name != "send" or kind_of(work) == "send")

    def company_of(self, row):
        if row._name == "base.automation":
            return self.env["res.company"]  # of no practice
        return row if row._name == "res.company" else self.company

    def assertDone(self, work, rows):
        if kind_of(work) == "review":
            reviews = self.env["medspa.weekly.review"].search([])
            self.assertEqual(reviews.company_id & rows, rows)
        else:
            self.assertFalse(self.still_due(work, rows))
        self.assertFalse(
            self.setbacks.search([("res_id", "in", rows.ids), ("name", "=", work.name)])
        )

    def assertTold(self, setback):
        """An administrator hears of it, once, and whoever has the inquiry."""
        with at(setback.set_aside_at), self.transactions() as env:
            env["medspa.health"]._cron_look()
            env["medspa.health"]._cron_look()
        trouble = self.env["medspa.health.trouble"].search(
            [("check_name", "=", "setback"), ("ended_at", "=", False)]
        )
        self.assertEqual(len(trouble), 1)
        self.assertIn("Set Aside", trouble.words)
        self.assertTrue(trouble.told_user_ids)
        self.assertEqual(len(trouble.told_user_ids), 1)
        to_dos = setback.lead_id.activity_ids.filtered(
            lambda one: one.summary == "Something was not done by itself"
        )
        self.assertEqual(len(to_dos), len(setback.lead_id))

    def assertTriedAgain(self, work, bad, setback, table):
        """Once mended, a manager has it done."""
        self.heal(table)
        with at(setback.set_aside_at, minutes=1):
            setback.with_user(self.admin).action_try_again()
            self.env.flush_all()
        self.run_job(work, setback.next_try_at)
        self.assertFalse(setback.exists())
        if kind_of(work) != "review":
            self.assertFalse(self.still_due(work, bad))

    def test_an_event(self):
        self.try_poison("process")

    def test_a_form_that_is_read_again(self):
        self.try_poison("read_again")

    def test_a_first_message(self):
        self.try_poison("send")

    def test_a_reminder(self):
        self.try_poison("send", 1)

    def test_a_message_of_a_plan(self):
        self.try_poison("send", 2)

    def test_a_message_that_could_not_be_prepared(self):
        for which in range(3):
            with self.subTest(which=which):
                self.try_poison("send_again", which)

    def test_the_note_that_a_first_message_left(self):
        self.try_poison("acknowledged")

    def test_an_interrupted_message(self):
        self.try_poison("recover")

    def test_a_text_on_which_nobody_reported(self):
        self.try_poison("ask")

    def test_what_follows_from_a_failure(self):
        self.try_poison("make_up")

    def test_a_wait(self):
        self.try_poison("escalate")

    def test_a_step_of_a_wait(self):
        self.try_poison("escalation_step")

    def test_a_step_of_a_plan(self):
        self.try_poison("follow_up")

    def test_what_comes_next_in_a_plan(self):
        self.try_poison("follow_up_next")

    def test_a_timed_rule(self):
        self.try_poison("stage_rule")

    def test_a_part_of_a_timed_rule(self):
        self.try_poison("stage_parts")

    def test_a_reminder_that_is_to_begin(self):
        self.try_poison("reminders")

    def test_a_mystery(self):
        self.try_poison("mystery")

    def test_an_interrupted_mystery(self):
        self.try_poison("mystery_recover")

    def test_the_end_of_a_mystery(self):
        self.try_poison("mystery_end")

    def test_a_kept_notice(self):
        self.try_poison("tell")

    def test_a_weekly_review(self):
        self.try_poison("review")

    @mute_logger(*LOGGERS)
    def test_a_work_that_cannot_say_what_is_due_stops_no_other(self):
        """E.g. a condition on a field that is gone."""
        rows = self.rows_of_stage_parts(self.works("stage_parts")[0])
        moves = type(self.env["medspa.stage.move"])

        def broken(_moves, rule, now):
            raise KeyError("x_gone")

        with patch.object(moves, "_due", broken):
            self.run_job(self.works("stage_rule")[0], NOW)
        self.assertDone(self.works("stage_parts")[0], rows)
        setback = self.setbacks.search([("name", "like", "looking for")])
        self.assertIn("x_gone", setback.error)
