import json
from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import (
    DeadlockDetected,
    ExclusionViolation,
    LockNotAvailable,
    SerializationFailure,
    UniqueViolation,
)
from psycopg2.pool import PoolError

from odoo import fields
from odoo.exceptions import ConcurrencyError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.intake.medspa_intake_processing import RETRY_PAUSES
from .common import MONDAY_10, SpeedToLeadCommon, at

MODEL = "odoo.addons.medspa_speed_to_lead.models.intake.medspa_intake_processing"
BODY = '{"name": "Nora", "email": "nora@patient.example"}'


class Collision(SerializationFailure):
    """What PostgreSQL raises; made by hand it would lack the code."""

    pgcode = "40001"


@tagged("post_install", "-at_install")
class TestIntakeEvent(SpeedToLeadCommon):
    """A payload is kept before anything else, and becomes an inquiry in the end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        cls.cron = cls.env.ref("medspa_speed_to_lead.ir_cron_process_events")

    def setUp(self):
        super().setUp()
        # Odoo's retry waits seconds between its tries
        self.startPatcher(patch("odoo.service.model.time"))

    def take_in(self, body=BODY, source=None):
        """Do what the route does; return the event and whether it is new."""
        with self.transactions() as env:
            source = env["medspa.intake.source"].browse((source or self.source).id)
            events = env["medspa.intake.event"]
            event, is_new = events._take_in(source, body, "application/json")
            return self.env["medspa.intake.event"].browse(event.id), is_new

    def run_job(self):
        with self.transactions() as env:
            env["medspa.intake.event"]._cron_process_events()

    def capture_raises(self, error):
        """Let the making of the inquiry fail; ``error`` as a mock's side effect."""
        events = self.registry["medspa.intake.event"]
        return patch.object(events, "_capture", autospec=True, side_effect=error)

    def capture_fails_times(self, number, error):
        """Let it fail a number of times, then do its work."""
        capture = self.registry["medspa.intake.event"]._capture
        outcomes = [error] * number

        def fail_or_capture(event):
            if outcomes:
                raise outcomes.pop()
            return capture(event)

        return self.capture_raises(fail_or_capture)

    def failed_event(self, error="no such stage"):
        with mute_logger(MODEL), self.capture_raises(ValueError(error)):
            return self.receive_body(self.source, BODY)

    def triggers(self):
        return self.env["ir.cron.trigger"].search([("cron_id", "=", self.cron.id)])

    # kept before anything else

    @at()
    def test_event_is_called_by_its_source_and_local_time(self):
        event = self.receive_body(self.source, BODY).with_context(tz="America/Chicago")
        self.assertIn(self.source.name, event.display_name)
        local = fields.Datetime.context_timestamp(event, event.received_at)
        self.assertIn(local.strftime("%-I:%M"), event.display_name)

    @at()
    def test_event_keeps_what_was_received(self):
        event = self.receive_body(self.source, BODY)
        self.assertEqual(event.body, BODY)
        self.assertEqual(event.content_type, "application/json")
        self.assertEqual(event.received_at, MONDAY_10)
        self.assertEqual(event.processed_at, MONDAY_10)
        self.assertEqual(event.state, "processed")
        self.assertEqual(event.lead_id.intake_event_id, event)
        self.assertEqual(event.company_id, self.company)

    def test_event_is_stored_before_an_inquiry_is_made(self):
        seen = []

        def look(event):
            event.env.cr.rollback()  # the transaction of the inquiry only
            seen.append((event.exists(), event.state, event.body))

        with patch.object(self.registry["medspa.intake.event"], "_process", look):
            event, is_new = self.take_in()
        self.assertTrue(is_new)
        self.assertEqual(seen, [(event, "received", BODY)])

    @mute_logger(MODEL)
    def test_crash_while_processing_loses_nothing(self):
        events = self.registry["medspa.intake.event"]
        with patch.object(events, "_process", side_effect=MemoryError):
            event, _is_new = self.take_in()
        self.assertEqual((event.state, event.body), ("received", BODY))
        self.assertTrue(self.triggers(), "the job is told")
        self.run_job()
        self.assertEqual(event.state, "processed")

    @mute_logger("odoo.addons.medspa_speed_to_lead.models.jobs.waking")
    def test_job_that_cannot_be_called_makes_no_error_of_what_is_committed(self):
        """E.g. all connections are in use: it looks by itself, the row is there."""
        self.triggers().unlink()
        self.env.cr.postcommit.clear()
        event = self.env["medspa.intake.event"]
        full = PoolError("The Connection Pool Is Full")
        with (
            patch.object(self.registry["ir.cron"], "_notifydb", side_effect=full) as it,
            patch.object(self.env.cr, "rollback"),
        ):
            event._wake_job()
            self.env.cr.postcommit.run()
        self.assertEqual(it.call_count, 1)
        self.assertTrue(self.triggers())

    def test_database_guards_the_key_of_the_sender(self):
        event = self.receive(self.source, name="Nora", external_id="7")
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            event.copy({"external_id": "7", "body_hash": "other"}).flush_recordset()

    @at()
    def test_database_guards_equal_bodies_without_a_key(self):
        event = self.receive_body(self.source, BODY)
        self.assertFalse(event.external_id)
        with mute_logger("odoo.sql_db"), self.assertRaises(ExclusionViolation):
            event.copy(
                {"received_at": MONDAY_10 + timedelta(minutes=9)}
            ).flush_recordset()

    def test_conflict_is_ignored_and_finds_the_first(self):
        events = self.env["medspa.intake.event"]
        for body in (BODY, '{"name": "Nora", "external_id": "7"}'):
            first, is_new = events._receive(self.source, body, "application/json")
            again, is_new_again = events._receive(self.source, body, "application/json")
            self.assertEqual((first, True), (again, is_new))
            self.assertFalse(is_new_again)

    def test_event_is_processed_once(self):
        event = self.receive_body(self.source, BODY)
        lead = event.lead_id
        event._process()
        self.assertEqual((event.lead_id, event.attempts), (lead, 1))
        self.assertEqual(self.env["crm.lead"].search([("name", "=", "Nora")]), lead)

    # concurrency

    def test_concurrency_is_left_to_the_retry(self):
        errors = (Collision(), ConcurrencyError(), LockNotAvailable())
        for error in errors:
            with self.subTest(error=error), self.capture_raises(error):
                event, _is_new = self.env["medspa.intake.event"]._receive(
                    self.source, repr(error), "application/json"
                )
                with self.assertRaises(type(error)):
                    event._process()
                self.assertEqual((event.state, event.error), ("received", False))
                self.assertEqual(event.attempts, 0)

    def test_collisions_that_pass_are_not_noticed(self):
        deadlock = type("Deadlock", (DeadlockDetected,), {"pgcode": "40P01"})()
        for number, error in enumerate((Collision(), deadlock, ConcurrencyError())):
            with self.subTest(error=error), self.capture_fails_times(4, error) as mock:
                event, is_new = self.take_in(json.dumps({"name": f"Nora {number}"}))
                self.assertEqual(mock.call_count, 5)
                self.assertTrue(is_new)
                self.assertEqual((event.state, event.error), ("processed", False))
                self.assertEqual(event.attempts, 1)

    def test_collisions_without_end_are_left_to_the_job(self):
        self.triggers().unlink()
        with self.capture_raises(Collision()):
            event, is_new = self.take_in()
        self.assertTrue(is_new)
        self.assertEqual((event.state, event.error), ("received", False))
        self.assertEqual(event.body, BODY)
        self.assertTrue(self.triggers())
        self.run_job()
        self.assertEqual(event.state, "processed")
        self.assertEqual(event.lead_id.email_normalized, "nora@patient.example")

    def test_job_leaves_busy_events_for_its_next_run(self):
        with self.capture_raises(Collision()):
            event, _is_new = self.take_in()
            self.run_job()
        self.assertEqual((event.state, event.error), ("received", False))

    @mute_logger(MODEL)
    def test_unique_value_made_by_another_transaction_is_tried_again(self):
        """Two inquiries of a new campaign at once: one of them makes it."""
        with self.capture_fails_times(1, UniqueViolation()):
            event, _is_new = self.take_in()
        self.assertEqual((event.state, event.error), ("processed", False))

    @mute_logger(MODEL)
    def test_unique_value_that_stays_taken_ends_as_an_error(self):
        with self.capture_raises(UniqueViolation("duplicate key")):
            event, _is_new = self.take_in()
            self.run_job()
        self.assertEqual((event.state, event.error), ("error", "duplicate key"))

    def test_half_made_inquiry_is_undone(self):
        def half(event):
            event.env["crm.lead"].create({"name": "Half", "team_id": self.team.id})
            raise ValueError("the other half")

        with mute_logger(MODEL), self.capture_raises(half):
            event = self.receive_body(self.source, BODY)
        self.assertEqual(event.state, "error")
        self.assertFalse(self.env["crm.lead"].search([("name", "=", "Half")]))

    # failed

    @at()
    def test_failed_event_keeps_payload_and_error(self):
        event = self.failed_event("no such stage")
        self.assertEqual((event.state, event.error), ("error", "no such stage"))
        self.assertEqual(event.body, BODY)
        self.assertFalse(event.lead_id)
        self.assertEqual(event.retry_at, MONDAY_10 + timedelta(minutes=1))

    def test_error_without_words_is_named_by_its_kind(self):
        self.assertEqual(self.failed_event("").error, "ValueError")

    def test_pauses_between_tries_grow_and_end(self):
        self.assertEqual(list(RETRY_PAUSES), sorted(set(RETRY_PAUSES)))
        now = MONDAY_10
        with at(now):
            event = self.failed_event()
        for attempt, minutes in enumerate(RETRY_PAUSES, start=1):
            self.assertEqual(event.retry_at, now + timedelta(minutes=minutes))
            with mute_logger(MODEL), self.capture_raises(ValueError) as mock:
                with at(event.retry_at, seconds=-1):
                    self.run_job()
                self.assertFalse(mock.called, "not before the pause is over")
                now = event.retry_at
                with at(now):
                    self.run_job()
            self.assertEqual(event.attempts, attempt + 1)
        self.assertFalse(event.retry_at)
        with at(now, days=365):
            self.run_job()
        self.assertEqual(event.state, "error", "from here on a person has to")

    def test_job_processes_a_failed_event_when_the_pause_is_over(self):
        with at():
            event = self.failed_event()
        with at(minutes=1):
            self.run_job()
        self.assertEqual((event.state, event.error), ("processed", False))
        self.assertFalse(event.retry_at)
        self.assertEqual(event.lead_id.intake_received_at, MONDAY_10)
        self.assertEqual(event.body, BODY)

    def test_job_goes_on_after_an_event_that_fails(self):
        with at():
            bad = self.receive_failing(self.source)
            blanked = {"body": False, "attempts": 0, "error": False}
            bad.write({"state": "received", **blanked})
        with at(seconds=1):
            good, _is_new = self.env["medspa.intake.event"]._receive(
                self.source, BODY, "application/json"
            )
            self.run_job()
        self.assertEqual((bad.state, good.state), ("error", "processed"))

    def test_job_leaves_events_alone_that_are_done(self):
        event = self.receive_body(self.source, BODY)
        with self.capture_raises(AssertionError) as mock:
            self.run_job()
        self.assertFalse(mock.called)
        self.assertEqual(event.attempts, 1)

    def test_unreadable_event_is_not_tried_again(self):
        with at():
            event = self.receive_failing(self.source, "name=Nora")
            self.assertEqual((event.state, event.body), ("error", "name=Nora"))
            self.assertIn("Nobody can read", event.error)
            self.assertFalse(event.retry_at)
        with at(days=30):
            self.run_job()
        self.assertEqual(event.attempts, 1)

    # retried by a person

    def test_manager_retries(self):
        event = self.failed_event()
        event.with_user(self.mia).action_retry()
        self.assertEqual((event.state, event.error), ("processed", False))
        self.assertEqual(event.lead_id.contact_name, "Nora")

    def test_retry_by_a_person_makes_the_same_inquiry_as_the_route(self):
        event = self.failed_event()
        event.with_user(self.mia).action_retry()
        lead = event.lead_id
        self.assertEqual(lead.create_uid, self.env.ref("base.user_root"))
        self.assertIn(lead.user_id, self.ana | self.ben)
        self.assertNotIn(self.mia.partner_id, lead.message_partner_ids)

    def test_retry_that_fails_again_says_why(self):
        event = self.failed_event("no such stage")
        with mute_logger(MODEL), self.capture_raises(ValueError("no such team")):
            event.with_user(self.mia).action_retry()
        self.assertEqual((event.state, event.error), ("error", "no such team"))

    def test_retry_of_a_processed_event_makes_no_second_inquiry(self):
        event = self.receive_body(self.source, BODY)
        event.with_user(self.mia).action_retry()
        self.assertEqual(len(self.env["crm.lead"].search([("name", "=", "Nora")])), 1)
