"""Prints the way of one inquiry through the demo practice.

The line that `make run` prints pipes the answer of the intake route in here.
"""

import json
import sys
import time
from contextlib import closing
from datetime import UTC

import psycopg2

# One row a fact: when, what, and more about it.
TIMELINE = """
    SELECT event.received_at, 'accepted', 'event ' || event.id
      FROM medspa_intake_event event WHERE event.id = %(event)s
    UNION ALL
    SELECT event.write_date, event.state, COALESCE(event.error, '')
      FROM medspa_intake_event event
     WHERE event.id = %(event)s AND event.state != 'received'
    UNION ALL
    SELECT lead.date_open, 'owned', 'by ' || partner.name
      FROM crm_lead lead
      JOIN res_users owner ON owner.id = lead.user_id
      JOIN res_partner partner ON partner.id = owner.partner_id
     WHERE lead.id = %(inquiry)s
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


def wait_for_owner(answer: dict) -> list[tuple]:
    """What follows the answer takes a moment: read until somebody owns the inquiry."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        rows = read_timeline(answer)
        if any(what == "owned" for _when, what, _more in rows):
            return rows
        if time.monotonic() > deadline:
            return rows
        time.sleep(0.1)


def local_time(moment) -> str:
    if moment is None:
        return "-"
    moment = moment.replace(tzinfo=UTC).astimezone()
    return moment.strftime("%H:%M:%S.") + f"{moment.microsecond // 1000:03d}"


def main() -> None:
    text = sys.stdin.read()
    print(text.strip())
    answer = read_answer(text)
    for when, what, more in wait_for_owner(answer):
        print(f"{local_time(when):<14}{what:<12}{more or ''}".rstrip())


if __name__ == "__main__":
    main()
