"""Prints the way of one inquiry through the demo practice.

The line that `make run` prints pipes the answer of the intake route in here.
"""

import json
import sys
import time
from contextlib import closing
from datetime import UTC

import psycopg2

# One row a fact: its place in the story, when, what, and more about it.
TIMELINE = """
    SELECT 1, event.received_at, 'accepted', 'event ' || event.id
      FROM medspa_intake_event event WHERE event.id = %(event)s
    UNION ALL
    SELECT 2, event.processed_at, event.state, COALESCE(event.error, '')
      FROM medspa_intake_event event
     WHERE event.id = %(event)s AND event.state != 'received'
    UNION ALL
    SELECT 3, lead.create_date, 'inquiry', lead.name
      FROM crm_lead lead WHERE lead.id = %(inquiry)s
    UNION ALL
    SELECT 4, lead.date_open, 'owner',
           concat_ws(': ', partner.name, lead.intake_owner_reason)
      FROM crm_lead lead
      JOIN res_users owner ON owner.id = lead.user_id
      JOIN res_partner partner ON partner.id = owner.partner_id
     WHERE lead.id = %(inquiry)s
    UNION ALL
    SELECT 5, lead.response_due_at, 'answer by', policy.name ->> 'en_US'
      FROM crm_lead lead
      LEFT JOIN medspa_response_policy policy ON policy.id = lead.response_policy_id
     WHERE lead.id = %(inquiry)s AND lead.response_due_at IS NOT NULL
     ORDER BY 1
"""
WAIT_SECONDS = 5


def read_answer(text: str) -> dict:
    try:
        answer = json.loads(text)
    except ValueError:
        sys.exit(f"Error: the server did not answer in JSON, but: {text[:300]!r}")
    if not isinstance(answer, dict) or not answer.get("event"):
        sys.exit("Error: the answer names no event, so there is nothing to follow.")
    return answer


def read_timeline(answer: dict) -> list[tuple]:
    values = {"event": answer["event"], "inquiry": answer.get("inquiry")}
    with closing(psycopg2.connect("")) as connection, connection.cursor() as cursor:
        cursor.execute(TIMELINE, values)
        return cursor.fetchall()


def wait_for_timeline(answer: dict) -> list[tuple]:
    """An event that was busy is processed a moment after its answer: wait for it."""
    deadline = time.monotonic() + WAIT_SECONDS
    while len(rows := read_timeline(answer)) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    return rows


def local_time(moment) -> str:
    if moment is None:
        return "-"
    moment = moment.replace(tzinfo=UTC).astimezone()
    return moment.strftime("%a %H:%M:%S.") + f"{moment.microsecond // 1000:03d}"


def main() -> None:
    text = sys.stdin.read()
    print(text.strip())
    for _place, when, what, more in wait_for_timeline(read_answer(text)):
        print(f"{local_time(when):<18}{what:<11}{more or ''}".rstrip())


if __name__ == "__main__":
    main()
