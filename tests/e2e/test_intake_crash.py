"""The server dies in the middle of an intake: what was accepted is still made."""

import threading
import time
from contextlib import contextmanager

import pytest

from tests.harness import database
from tests.harness import practice as practices
from tests.harness.posting import json_post, send, send_all, send_and_kill
from tests.harness.server import Server
from tests.harness.shell import OdooShell


@pytest.fixture(scope="module")
def mortal():
    """A server of its own, which the tests kill."""
    with Server("mortal") as server:
        yield server.start()


@pytest.fixture(scope="module")
def practice(mortal):
    shell = OdooShell(mortal.db)
    try:
        yield practices.build(shell, mortal.db, "Fragile")
    finally:
        shell.close()


@contextmanager
def busy_with(practice, phone):
    """Somebody else works on this person: the second transaction has to wait."""
    key = f"medspa.person:{practice.company_id}:{phone}"
    with database.connected(practice.db) as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [key])
        yield


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def test_killed_between_the_transactions_loses_nothing(mortal, practice):
    fields = practices.patient(1)
    post = json_post(practice.path, **fields)
    with busy_with(practice, fields["phone"]):
        sender = threading.Thread(target=send, args=(mortal.url, post))
        sender.start()
        wait_until(lambda: practice.events("id", "state = 'received'"))
        mortal.kill()
        sender.join()
    assert not practice.inquiries()
    mortal.start()
    practice.wait_for_job()
    assert practice.events("state, lead_id IS NOT NULL") == [("processed", True)]
    assert practice.inquiries("email_from") == [(fields["email"],)]
    again = send(mortal.url, post)
    assert practice.events() == [(practice.event_of(again),)]
    assert len(practice.inquiries()) == 1


def test_killed_under_load_makes_each_submission_once(mortal, practice):
    numbers = range(100, 160)
    posts = [
        json_post(practice.path, external_id=f"load-{n}", **practices.patient(n))
        for n in numbers
    ]

    def first_ten():
        mine = "id", "contact_name LIKE %s", "P%"
        wait_until(lambda: len(practice.inquiries(*mine)) > 9)

    unanswered = send_and_kill(mortal, posts, clients=8, moment=first_ten)
    assert unanswered, "the server was killed too late to prove anything"
    answers = send_all(mortal.url, unanswered, clients=8)
    assert {answer.status for answer in answers} == {200}
    practice.wait_for_job()
    emails = [practices.patient(number)["email"] for number in numbers]
    found = practice.inquiries("email_from", "email_from = ANY(%s)", emails)
    assert sorted(found) == sorted((email,) for email in emails)
