"""Many senders at once: nothing is lost, nothing doubled, nobody is refused."""

from contextlib import contextmanager

import pytest

from tests.harness import practice as practices
from tests.harness.log import no_complaints
from tests.harness.messages import wait_until
from tests.harness.posting import json_post, send_all, send_at_once

FAIR_SHARE = 0.52


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Crowded")


@contextmanager
def small_pool(server, connections):
    """The server with few database connections, for the length of a `with` block."""
    server.restart(args=("--db_maxconn", str(connections)))
    try:
        yield
    finally:
        server.restart()


def wait_for_jobs(practice):
    """Wait until no message of earlier inquiries is due: its job takes connections."""
    due = (
        "SELECT FROM medspa_touch WHERE state IN ('planned', 'sending')"
        " AND planned_at <= now() AT TIME ZONE 'UTC' LIMIT 1"
    )
    wait_until(lambda: not practice.rows(due), 120)


def assert_one_inquiry(practice, answers):
    """All were accepted for the same inquiry, and told alike; return its id."""
    assert {answer.status for answer in answers} == {200}, answers
    assert {answer.values["status"] for answer in answers} == {"accepted"}
    assert len({answer.values["receipt"] for answer in answers}) == len(answers)
    assert len({len(answer.text) for answer in answers}) == 1
    inquiries = {practice.inquiry_of(answer) for answer in answers}
    assert len(inquiries) == 1, answers
    return inquiries.pop()


def assert_each_is_one_inquiry(practice, numbers, answers):
    """Every answer is 200, and the database holds each person exactly once."""
    refused = [answer for answer in answers if answer.status != 200]
    assert not refused
    assert {answer.values["status"] for answer in answers} == {"accepted"}
    assert len({practice.event_of(answer) for answer in answers}) == len(answers)
    practice.wait_for_job()
    emails = [practices.patient(number)["email"] for number in numbers]
    found = practice.inquiries("email_from", "email_from = ANY(%s)", emails)
    assert sorted(email for (email,) in found) == sorted(emails)


def test_same_key_at_once_is_one_inquiry(server, practice):
    fields = {**practices.patient(1), "external_id": "form-1"}
    post = json_post(practice.path, **fields)
    with no_complaints(server):
        answers = send_at_once(server.url, [post] * 20)
    inquiry = assert_one_inquiry(practice, answers)
    assert len({practice.event_of(answer) for answer in answers}) == 1
    assert practice.events("lead_id", "external_id = 'form-1'") == [(inquiry,)]
    assert practice.inquiries("id", "contact_name = 'Patient 1'") == [(inquiry,)]


def test_different_people_with_one_key_at_once_are_an_inquiry_each(server, practice):
    numbers = range(10, 20)
    posts = [
        json_post(practice.path, **practices.patient(number), external_id="form-2")
        for number in numbers
        for _again in range(2)
    ]
    with no_complaints(server):
        answers = send_at_once(server.url, posts)
    assert {answer.status for answer in answers} == {200}, answers
    practice.wait_for_job()
    emails = [practices.patient(number)["email"] for number in numbers]
    found = practice.inquiries("email_from", "email_from = ANY(%s)", emails)
    assert sorted(email for (email,) in found) == sorted(emails)


def test_same_body_at_once_is_one_inquiry(server, practice):
    post = json_post(practice.path, **practices.patient(2))
    with no_complaints(server):
        answers = send_at_once(server.url, [post] * 20)
    inquiry = assert_one_inquiry(practice, answers)
    assert practice.events("lead_id", "lead_id = %s", inquiry) == [(inquiry,)]
    assert practice.inquiries("id", "contact_name = 'Patient 2'") == [(inquiry,)]


def test_same_person_at_once_is_one_inquiry_with_all_messages(server, practice):
    texts = [f"This is message number {number}." for number in range(10)]
    posts = [
        json_post(practice.path, **practices.patient(3), message=text) for text in texts
    ]
    with no_complaints(server):
        answers = send_at_once(server.url, posts)
    inquiry = assert_one_inquiry(practice, answers)
    assert practice.inquiries("id", "contact_name = 'Patient 3'") == [(inquiry,)]
    assert len(practice.events("id", "lead_id = %s", inquiry)) == 10
    ((description,),) = practice.inquiries("description", "id = %s", inquiry)
    told = practice.rows(
        "SELECT body FROM mail_message WHERE model = 'crm.lead' AND res_id = %s",
        inquiry,
    )
    history = "\n".join([description, *(body or "" for (body,) in told)])
    assert [text for text in texts if history.count(text) != 1] == []


def test_rush_of_300_is_dealt_fairly_and_completely(server, practice):
    numbers = range(1000, 1300)
    before = practice.owners()
    posts = [json_post(practice.path, **practices.patient(n)) for n in numbers]
    with no_complaints(server):
        answers = send_all(server.url, posts, clients=40)
    assert_each_is_one_inquiry(practice, numbers, answers)
    after = practice.owners()
    shares = {user: after[user] - before.get(user, 0) for user in practice.members}
    assert sum(shares.values()) == len(numbers)
    assert max(shares.values()) <= FAIR_SHARE * len(numbers), shares


def test_rush_on_few_connections_loses_and_refuses_nothing(server, practice):
    """With a full pool, what Odoo does after a commit fails: not the sender's worry."""
    numbers = range(2000, 2080)
    posts = [json_post(practice.path, **practices.patient(n)) for n in numbers]
    wait_for_jobs(practice)
    with small_pool(server, 16):
        answers = send_all(server.url, posts, clients=40)
        assert_each_is_one_inquiry(practice, numbers, answers)
