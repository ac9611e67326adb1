"""The line that `make run` prints: an inquiry goes in, its way is told."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.harness import phones
from tests.harness import practice as practices
from tests.harness.messages import Wires
from tests.harness.posting import json_post, send
from tests.harness.settings import ROOT

STORY = ["accepted", "processed", "inquiry", "owner", "answer by"]


def follow(answer, database):
    return subprocess.run(
        [sys.executable, ROOT / "dev" / "follow.py"],
        env={**os.environ, "PGDATABASE": database, "TZ": "UTC"},
        input=answer,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    """It sends what is due, and nothing of it leaves this machine."""
    with Wires() as wires:
        built = practices.build(odoo_shell, server.db, "Followed")
        wires.connect(odoo_shell, built)
        yield built


def told(server, practice, **fields):
    """Post an inquiry; return what is told of it: ``{what: more}`` and the lines."""
    answer = send(server.url, json_post(practice.path, name="Ana Ruiz", **fields))
    result = follow(answer.text, server.db)
    assert not result.stderr
    first, *lines = result.stdout.splitlines()
    assert json.loads(first) == answer.values
    return {line[18:32].strip(): line[32:] for line in lines}, lines


def test_inquiry_is_followed_from_answer_to_acknowledgement(server, practice):
    person = {"phone": phones.by_day(1), "email": "ana.ruiz@patient.example"}
    story, lines = told(server, practice, **person, sms_consent="yes")
    assert list(story)[:5] == STORY
    assert story["email sent"] == "They asked us and did not refuse emails."
    assert story["text sent"] == "They agreed to texts."
    last = re.fullmatch(r"acknowledged (\d+\.\d) s after it was accepted", lines[-1])
    assert last, lines
    assert float(last[1]) < 5


def test_text_that_is_not_sent_is_told_with_its_reason(server, practice):
    story, lines = told(server, practice, phone=phones.by_day(2))
    assert story["text skipped"] == "They have not agreed to texts."
    assert story["email skipped"] == "There is no email address."
    assert not lines[-1].startswith("acknowledged")


def test_text_that_waits_is_told_with_its_morning(server, practice):
    story, lines = told(server, practice, phone=phones.at_night(3), sms_consent="yes")
    assert "Night rest" in story["text waits"]
    (line,) = (line for line in lines if "text waits" in line)
    assert re.match(r"\w{3} \d\d:00:00\.000 ", line)


def test_second_message_was_acknowledged_with_the_first(server, practice):
    person = {"phone": phones.by_day(4), "sms_consent": "yes"}
    told(server, practice, **person)
    _story, lines = told(server, practice, **person, message="And parking?")
    assert lines[-1] == "acknowledged before, when they first wrote"


def test_answer_that_is_no_event_is_an_error(server):
    result = follow('{"error": "no"}', server.db)
    assert result.returncode != 0
    assert result.stderr.startswith("Error: ")
