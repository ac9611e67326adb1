from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import SQL

from ..models.jobs.work import Work, work_off
from .common import MONDAY_10, SpeedToLeadCommon, at

JOB = "medspa_speed_to_lead.ir_cron_process_events"


class Killed(BaseException):
    """The server stops: nothing is caught, nothing of the row is written down."""


@tagged("post_install", "-at_install")
class TestJobStopped(SpeedToLeadCommon):
    """A row in the middle of which the server stops keeps no other waiting."""

    def setUp(self):
        super().setUp()
        self.done = []
        self.stopping = self.env["medspa.treatment"]
        self.rows = self.botox | self.laser | self.make_treatment("Peel", "laser")

    def do(self, rows):
        if rows & self.stopping:
            raise Killed
        self.done += rows.ids

    def work(self, env, again=False):
        todo = [row.id for row in self.rows if row.id not in self.done]
        due = SQL("id = ANY(%s)", todo)
        if again:
            due = SQL(
                "id IN (SELECT res_id FROM medspa_setback"
                " WHERE name = 'try' AND next_try_at <= %s)",
                self.now,
            )
        return Work(
            "try",
            JOB,
            env["medspa.treatment"],
            due=lambda: SQL("%s AND NOT id = ANY(%s)", due, self.done),
            since=SQL("create_date"),
            do=self.do,
            at_once=2,
            again=again,
        )

    def run_job(self, stopped_before, again=False, **later):
        """Run it as Odoo does, which counts how often it came to no end."""
        self.now = MONDAY_10 + timedelta(**later)
        progress = self.env["ir.cron.progress"].create(
            {
                "cron_id": self.env.ref(JOB).id,
                "timed_out_counter": stopped_before + 1,
            }
        )
        with at(MONDAY_10, **later), self.transactions() as env:
            run = {"ir_cron_progress_id": progress.id, "cron_id": progress.cron_id.id}
            env = env(context={**env.context, **run})
            try:
                return work_off(self.work(env, again))
            except Killed:
                env.cr.rollback()
                return None

    def setbacks(self):
        return self.env["medspa.setback"].search([("name", "=", "try")])

    def test_others_go_on_in_the_run_after_the_next(self):
        self.stopping = self.rows[0]
        self.assertIsNone(self.run_job(0))
        self.assertFalse(self.setbacks())
        self.assertIsNone(self.run_job(1))
        self.assertEqual(self.setbacks().res_id, self.stopping.id)
        self.run_job(2)
        self.assertEqual(set(self.done), set(self.rows[1:].ids))
        self.assertEqual(len(self.setbacks()), 1)

    def test_what_did_not_stop_it_has_no_setback(self):
        self.run_job(1)
        self.assertEqual(set(self.done), set(self.rows.ids))
        self.assertFalse(self.setbacks())

    def test_what_stops_it_again_and_again_is_set_aside(self):
        self.stopping = self.rows[0]
        for number, minutes in enumerate((0, 2, 20, 200, 2000), start=1):
            self.assertIsNone(self.run_job(number, minutes=minutes))
        self.assertTrue(self.setbacks().set_aside_at)
        self.run_job(6, days=9)
        self.assertEqual(set(self.done), set(self.rows[1:].ids))

    def test_failure_counts_once(self):
        def fail(_rows):
            raise ValueError("no")

        self.do = fail
        self.run_job(1)
        self.assertEqual(set(self.setbacks().mapped("tries")), {1})
        self.assertEqual(set(self.setbacks().mapped("error")), {"no"})

    def test_what_is_tried_again_is_done_and_forgotten(self):
        self.rows = self.rows[:1]
        with at():
            work = self.work(self.env)
            self.env["medspa.setback"]._note(work, self.rows, ValueError("no"))
        self.run_job(1, again=True, minutes=5)
        self.assertEqual(self.done, self.rows.ids)
        self.assertFalse(self.setbacks())
