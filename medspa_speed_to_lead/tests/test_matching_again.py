"""Retry comes to every form, is alone with a person, and believes a colleague."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.tools import SQL

from ..models.matching import medspa_intake_source_again
from .common import MONDAY_10, at
from .matching_common import JUNK, UNKNOWN, MatchingCommon

PERSON = "medspa.person:%s:+15125550143"


class TestRetry(MatchingCommon):
    def again(self):
        return self.as_mia.read_again()

    def run_job(self):
        with at(MONDAY_10, minutes=9), self.transactions() as env:
            env["medspa.intake.event"]._cron_process_events()

    @contextmanager
    def somebody_at(self, key):
        """Hold a lock of the door's as another process."""
        with self.registry.cursor() as other:
            query = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
            other.execute(query, [key])
            yield

    def test_junk_keeps_no_older_form_from_being_read(self):
        event = self.receive(self.source, **UNKNOWN)
        for number in range(5):
            with at(MONDAY_10, minutes=number + 1):
                self.receive(self.source, **{**JUNK, "zq3": f"n{number}"})
        self.match(zq9="name", zq1="name", zq2="phone", zq3="note")
        self.match(zq2="phone")
        with patch.object(medspa_intake_source_again, "_AT_ONCE", 2):
            said = self.again()
        self.assertEqual(said, {"understood": 0, "left": 6, "later": 4})
        self.assertTrue(event.is_unread)
        self.run_job()
        self.assertFalse(event.is_unread)
        self.assertEqual(event.lead_id.phone_sanitized, "+15125550143")
        self.assertFalse(self.source.event_ids.filtered("is_to_read_again"))

    def test_it_is_alone_with_a_person_as_the_door_is(self):
        event = self.receive(self.source, **UNKNOWN)
        self.match(zq1="name", zq2="phone")
        with self.somebody_at(PERSON % self.source.company_id.id):
            self.assertEqual(self.again(), {"understood": 0, "left": 1, "later": 1})
            event.with_user(self.mia).action_retry()
            self.assertTrue(event.is_unread)
        self.run_job()
        self.assertEqual(event.lead_id.contact_name, "Dana Reed")

    def test_it_keeps_the_door_from_the_person_meanwhile(self):
        self.receive(self.source, **UNKNOWN)
        self.match(zq1="name", zq2="phone")
        self.again()
        key = PERSON % self.source.company_id.id
        with self.registry.cursor() as other:
            query = SQL(
                "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", key
            )
            other.execute(query)
            self.assertEqual(other.fetchone(), (False,))

    def test_what_a_colleague_let_in_is_not_asked_about_again(self):
        event = self.receive(self.source, **UNKNOWN, _gotcha="x")
        self.assertEqual(event.state, "spam")
        event.with_user(self.mia).action_not_spam()
        self.assertTrue(event.is_unread)
        self.match(zq1="name", zq2="phone")
        self.assertEqual(self.again(), {"understood": 1, "left": 0})
        self.assertEqual(event.lead_id.contact_name, "Dana Reed")
