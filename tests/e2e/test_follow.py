"""The line that `make run` prints: an inquiry goes in, its way is told."""

import json
import os
import subprocess
import sys
import urllib.parse
import urllib.request

from tests.harness.settings import ROOT

SOURCE = """
team = env["crm.team"].create({"name": "Front desk", "speed_to_lead": True})
source = env["medspa.intake.source"].create(
    {"name": "Website", "provider": "web_form", "team_id": team.id}
)
print(json.dumps(source._rotate_token()))
"""


def post(url, **fields):
    data = urllib.parse.urlencode(fields).encode()
    with urllib.request.urlopen(url, data, timeout=30) as answer:
        return answer.read().decode()


def follow(answer, database):
    return subprocess.run(
        [sys.executable, ROOT / "dev" / "follow.py"],
        env={**os.environ, "PGDATABASE": database},
        input=answer,
        capture_output=True,
        text=True,
    )


def test_inquiry_is_followed_from_answer_to_deadline(server, odoo_shell):
    token = odoo_shell(SOURCE)
    answer = post(
        f"{server.url}/medspa/intake/{token}", name="Ana Ruiz", phone="(512) 555-0143"
    )
    result = follow(answer, server.db)
    assert not result.stderr
    told = [line[18:29].strip() for line in result.stdout.splitlines()[1:]]
    assert told[:3] == ["accepted", "processed", "inquiry"]
    assert told[-1] == "answer by"
    assert json.loads(result.stdout.splitlines()[0]) == json.loads(answer)


def test_answer_that_is_no_event_is_an_error(server):
    result = follow('{"error": "no"}', server.db)
    assert result.returncode != 0
    assert result.stderr.startswith("Error: ")
