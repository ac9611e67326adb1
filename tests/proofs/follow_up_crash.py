"""Fifty kills while texts of plans leave: `make proof-follow-up-crash`.

Two thousand texts are due, two cron workers send them, and `kill -9` comes at random
moments. Then three processes run the job at once. The wire is the judge: every text
arrives exactly once, or is marked `unknown`, so that a person looks at it.

    make proof-follow-up-crash ARGS="TEXTS KILLS"
"""

import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import timedelta

from tests.harness import database, messages, phones
from tests.harness import practice as practices
from tests.harness.fake_twilio import hang
from tests.harness.server import Server
from tests.harness.shell import OdooShell

from ._table import Table

AMOUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 50
AT_ONCE = max(60, AMOUNT // 8)  # texts that three processes send together
PROCESSES = 3
JOB = "ir_cron_follow_up"
TAKES = 0.03  # seconds that Twilio takes for a text
SECONDS = 1_500
PREPARE = """
from odoo.fields import Command

model = env["ir.model"]._get_id("crm.lead")
texts = env["sms.template"].create([
    {"name": f"Proof {n}", "body": f"Word {n} of the practice.", "model_id": model}
    for n in range(2)
])
cadence = env["medspa.cadence"].create({
    "name": "Proof", "company_id": COMPANY, "purpose": "informational",
    "hold_until_tried": False,  # nobody tries: what is proved is the sending
    "step_ids": [
        Command.create({
            "sequence": n, "channel": "sms", "delay": 1 + 20 * n, "delay_unit": "days",
            "sms_template_id": text.id,
        })
        for n, text in enumerate(texts)
    ],
})
env["medspa.response.policy"].create({
    "name": "Proof", "sequence": 0, "company_id": COMPANY, "cadence_id": cadence.id,
    "escalation_step_ids": [],
})
"""
ARRIVE = """
for start in range(0, len(PHONES), 100):
    leads = env["crm.lead"].with_context(tracking_disable=True).create([
        {
            "name": f"Proof {phone}", "type": "opportunity", "team_id": TEAM,
            "company_id": COMPANY, "user_id": False, "phone": phone,
        }
        for phone in PHONES[start : start + 100]
    ])
    for lead in leads:
        env["medspa.consent"]._grant(
            lead.phone_sanitized, "sms", "informational", source="Proof", lead=lead
        )
env.flush_all()
env.cr.execute(
    "UPDATE medspa_enrollment SET next_at = now() AT TIME ZONE 'UTC'"
    " WHERE next_at > now() AT TIME ZONE 'UTC' AND lead_id IN"
    " (SELECT id FROM crm_lead WHERE company_id = %s AND phone = ANY(%s))",
    (COMPANY, PHONES),
)
print(env.cr.rowcount)
"""
RUN = 'env["medspa.enrollment"]._cron_follow_up()'
TOUCHES = """
    SELECT lead.phone_sanitized, touch.state, touch.reason FROM medspa_touch touch
      JOIN crm_lead lead ON lead.id = touch.lead_id
     WHERE lead.company_id = %s AND touch.purpose = 'follow_up'
"""
HOLD = """
    WITH job AS (
         UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' + interval '1 hour'
          WHERE id = (SELECT res_id FROM ir_model_data WHERE name = %(job)s)
      RETURNING id)
    DELETE FROM ir_cron_trigger WHERE cron_id IN (SELECT id FROM job)
       AND call_at <= now() AT TIME ZONE 'UTC' + interval '1 minute'
"""
UNDER_WAY = """
    SELECT count(*) FROM medspa_enrollment one
      JOIN crm_lead lead ON lead.id = one.lead_id
     WHERE lead.company_id = %s AND one.state IN ('running', 'paused')
       AND (one.next_at IS NULL OR one.next_at <= now() AT TIME ZONE 'UTC')
"""
# nobody waits for anything any more, and yet it is not over
FORGOTTEN = """
    SELECT one.id, one.next_at FROM medspa_enrollment one
      JOIN crm_lead lead ON lead.id = one.lead_id
     WHERE lead.company_id = %s AND one.state = 'running' AND one.next_at IS NULL
       AND NOT EXISTS (SELECT FROM medspa_touch touch
                        WHERE touch.enrollment_id = one.id
                          AND touch.state IN ('planned', 'sending'))
"""
TO_DOS = """
    SELECT count(*) FROM mail_activity activity
      JOIN crm_lead lead ON lead.id = activity.res_id
     WHERE activity.res_model = 'crm.lead' AND lead.company_id = %s
       AND activity.summary = 'Did the message arrive?'
"""


def main():
    with (
        messages.Wires() as wires,
        Server("follow-up-crash", smtp_port=wires.smtp.port) as server,
        closing(OdooShell(server.db, wires.args)) as shell,
    ):
        practice = practices.build(shell, server.db, "Follow-up")
        wires.connect(shell, practice)
        wires.twilio.behave(lambda _request: hang(TAKES))
        names = f"COMPANY, TEAM = {practice.company_id}, {practice.team_id}\n"
        shell(names + PREPARE)
        first, second = numbers(0, AMOUNT), numbers(AMOUNT, AT_ONCE)
        due = shell(f"PHONES = {first!r}\n{names}{ARRIVE}")
        kills = kill_while_sending(server, practice, wires)
        server.stop()
        due += shell(f"PHONES = {second!r}\n{names}{ARRIVE}")
        shares = send_from_processes(server, wires)
        finish(shell, practice)
        met = report(practice, wires, due, kills, shares)
    sys.exit(not met)


def numbers(first, amount):
    """Phones of a place where it is day, and will be for a while."""
    zone = next(
        zone
        for zone in phones.PLACES
        if phones.is_day(zone) and phones.is_settled(zone, timedelta(minutes=40))
    )
    return [f"+{phones.PLACES[zone] + first + n}" for n in range(amount)]


def kill_while_sending(server, practice, wires):
    """Kill it again and again while texts leave; return how often it was."""
    dice = random.Random(7)
    kills = 0
    while kills < KILLS and due(practice):
        hold_job(practice)
        server.start(args=("--max-cron-threads", "2"))
        practice.run_job(JOB)
        # so that the texts last until the last kill
        share = (AMOUNT - len(wires.twilio.requests)) // (KILLS - kills + 1)
        wait_for_texts(practice, wires, dice.randint(0, share))
        time.sleep(dice.uniform(0, 2 * TAKES))
        server.kill()
        kills += 1
    server.start(args=("--max-cron-threads", "2"))
    wait_until_done(practice, lambda: practice.run_job(JOB))
    return kills


def hold_job(practice):
    """No server runs the job when it starts: it would be far before we look."""
    with database.connected(practice.db) as cursor:
        cursor.execute(HOLD, {"job": JOB})


def wait_for_texts(practice, wires, amount):
    """Wait until so many more have arrived, or none is left."""
    wanted = len(wires.twilio.requests) + amount
    woken = time.monotonic()
    while len(wires.twilio.requests) < wanted:
        time.sleep(0.002)
        if time.monotonic() - woken > 3:
            woken = time.monotonic()
            if not due(practice):
                return
            practice.run_job(JOB, if_idle=True)


def send_from_processes(server, wires):
    """Run the job's method in three processes at once; return the texts of each."""
    with ExitStack() as stack:
        shells = [
            stack.enter_context(closing(OdooShell(server.db, wires.args)))
            for _ in range(PROCESSES)
        ]
        with ThreadPoolExecutor(PROCESSES) as pool:
            list(pool.map(lambda one: one("print(1)"), shells))  # loads Odoo
            return list(pool.map(lambda one: one(COUNTED), shells))


COUNTED = f"""
import time

touches = env.registry["medspa.touch"]
post, mine = touches._post, []

def counted(touch, content):
    mine.append(touch.id)
    return post(touch, content)

touches._post = counted
for _look in range(8):  # whoever finds all locked by the others looks again
    {RUN}
    env.cr.commit()
    time.sleep(0.25)
del touches._post
print(len(mine))
"""


def finish(shell, practice):
    wait_until_done(practice, lambda: shell(RUN))


def wait_until_done(practice, run):
    deadline = time.monotonic() + SECONDS
    while due(practice):
        if time.monotonic() > deadline:
            raise AssertionError(f"{due(practice)} are due after {SECONDS} s")
        run()
        time.sleep(1)


def due(practice):
    ((left,),) = practice.rows(UNDER_WAY, practice.company_id)
    return left


def report(practice, wires, due, kills, shares):
    wire = Counter(request.to for request in wires.twilio.requests)
    found = Counter()
    wrong = []
    rows = practice.rows(TOUCHES, practice.company_id)
    told = {phone for phone, _state, _reason in rows}
    for phone, state, reason in rows:
        arrived = wire[phone]
        found[state, arrived] += 1
        expected = {"sent": (1,), "unknown": (0, 1)}.get(state, (0,))
        if arrived not in expected or state not in ("sent", "unknown"):
            wrong.append(f"{phone} is {state}, {arrived} times at the wire: {reason}")
    ((todos,),) = practice.rows(TO_DOS, practice.company_id)
    unknown = sum(number for (state, _n), number in found.items() if state == "unknown")
    table = Table()
    table.title(f"{due} texts of plans due, {kills} times kill -9")
    for (state, arrived), number in sorted(found.items()):
        print(f"{state}, {arrived} times at the wire{number:>40}")
    print(f"sent by each of {PROCESSES} processes at once: {shares}")
    table.line("texts of a plan", len(rows), str(due), len(rows) == due)
    table.line("kills", kills, str(KILLS), kills == KILLS)
    table.none("twice at the wire", [one for one, n in wire.items() if n > 1])
    table.none("at the wire, and of no plan", wire.keys() - told)
    table.none("neither sent once nor unknown", wrong)
    table.line("to-dos for the unknown", todos, str(unknown), todos == unknown)
    table.none("enrollments forgotten", practice.rows(FORGOTTEN, practice.company_id))
    busy = sum(share > 0 for share in shares)
    table.line("processes that sent some", busy, str(PROCESSES), busy == PROCESSES)
    return table.met


if __name__ == "__main__":
    main()
