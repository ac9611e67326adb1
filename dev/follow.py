"""Prints the way of one inquiry through the demo practice.

The line that `make run` prints pipes the answer of the intake route in here.
"""

import json
import sys
import time
from contextlib import closing
from datetime import UTC
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import psycopg2

ADDON = Path(__file__).resolve().parents[1] / "medspa_speed_to_lead"

# One row a fact: its place in the story, when, what, and more about it. An event counts
# in whole seconds; when it was stored and last written, the database knows better.
TIMELINE = """
    WITH event AS (
         SELECT * FROM medspa_intake_event WHERE id = %(event)s),
    lead AS (
         SELECT lead.* FROM crm_lead lead JOIN event ON event.lead_id = lead.id)
    SELECT 1, event.create_date, 'accepted', 'event ' || event.id
      FROM event
    UNION ALL
    SELECT 2, event.write_date, event.state, COALESCE(event.error, '')
      FROM event WHERE event.state != 'received'
    UNION ALL
    SELECT 3, lead.create_date, 'inquiry', lead.name
      FROM lead
    UNION ALL
    SELECT 4, lead.date_open, 'owner',
           concat_ws(': ', partner.name, lead.intake_owner_reason)
      FROM lead
      JOIN res_users owner ON owner.id = lead.user_id
      JOIN res_partner partner ON partner.id = owner.partner_id
    UNION ALL
    SELECT 5, lead.response_due_at, 'answer by', policy.name ->> 'en_US'
      FROM lead
      LEFT JOIN medspa_response_policy policy ON policy.id = lead.response_policy_id
     WHERE lead.response_due_at IS NOT NULL
     ORDER BY 1
"""
# An acknowledgement is handed over in the transaction that last wrote it.
ACKNOWLEDGEMENTS = """
    SELECT CASE touch.channel WHEN 'sms' THEN 'text' ELSE touch.channel END,
           touch.state,
           CASE touch.state WHEN 'planned' THEN touch.planned_at
                            ELSE touch.write_date END AS moment,
           touch.reason,
           touch.state = 'sending' OR touch.state = 'planned'
           AND touch.planned_at <= now() AT TIME ZONE 'UTC',
           EXTRACT(epoch FROM touch.write_date - event.create_date)
      FROM medspa_touch touch
      JOIN medspa_intake_event event ON event.lead_id = touch.lead_id
     WHERE event.id = %(event)s AND touch.purpose = 'acknowledgement'
     ORDER BY moment, touch.id
"""
# what the answer is a receipt for only the database knows
SECRET = "SELECT value FROM ir_config_parameter WHERE key = 'database.secret'"
LEFT = ("sent", "delivered")
WAIT_SECONDS = 5


def read_answer(text: str) -> dict:
    try:
        answer = json.loads(text)
    except ValueError:
        sys.exit(f"Error: the server did not answer in JSON, but: {text[:300]!r}")
    if not isinstance(answer, dict) or not answer.get("receipt"):
        sys.exit("Error: the answer holds no receipt, so there is nothing to follow.")
    return answer


def receipts():
    """The addon's own module, without Odoo."""
    spec = spec_from_file_location("receipt", ADDON / "tools" / "receipt.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def event_of(answer: dict) -> int:
    ((secret,),) = read(SECRET)
    event = receipts().number_in(secret, answer["receipt"])
    if event is None:
        sys.exit("Error: the receipt is none of this practice.")
    return event


def read(query: str, event: int | None = None) -> list[tuple]:
    with closing(psycopg2.connect("")) as connection, connection.cursor() as cursor:
        cursor.execute(query, {"event": event})
        return cursor.fetchall()


def wait_for(query: str, event: int, enough) -> list[tuple]:
    """What a query finds, as soon as it is enough or time is up."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not enough(rows := read(query, event)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return rows


def local_time(moment) -> str:
    if moment is None:
        return "-"
    moment = moment.replace(tzinfo=UTC).astimezone()
    return moment.strftime("%a %H:%M:%S.") + f"{moment.microsecond // 1000:03d}"


def print_line(when, what: str, more: str | None) -> None:
    print(f"{local_time(when):<18}{what:<14}{more or ''}".rstrip())


def print_timeline(event: int) -> None:
    # an event that was busy is processed a moment after its answer
    rows = wait_for(TIMELINE, event, lambda found: len(found) > 1)
    for _place, when, what, more in rows:
        print_line(when, what, more)


def print_acknowledgements(event: int) -> None:
    rows = wait_for(
        ACKNOWLEDGEMENTS, event, lambda found: not any(row[4] for row in found)
    )
    for channel, state, when, reason, _under_way, _seconds in rows:
        said = "waits" if state == "planned" else state
        print_line(when, f"{channel} {said}", reason)
    left = [seconds for _, state, _, _, _, seconds in rows if state in LEFT]
    if left:
        print(acknowledged(min(left)))


def acknowledged(seconds) -> str:
    if seconds < 0:
        return "acknowledged before, when they first wrote"
    return f"acknowledged {seconds:.1f} s after it was accepted"


def main() -> None:
    text = sys.stdin.read()
    print(text.strip())
    event = event_of(read_answer(text))
    print_timeline(event)
    print_acknowledgements(event)


if __name__ == "__main__":
    main()
