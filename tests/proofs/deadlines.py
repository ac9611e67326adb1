"""A thousand waits come due within one minute: `make proof-deadlines`.

Inquiries go on arriving meanwhile, two servers run the jobs and one of them is killed,
and two more processes run the job's method at the same moment. Fails when a step is
taken twice or never, told twice, or taken more than 90 seconds after its time.
"""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from tests.harness import practice as practices
from tests.harness.posting import json_post, send_all
from tests.harness.server import Server
from tests.harness.shell import OdooShell

AMOUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
LATEST = 90  # seconds; Odoo looks at future triggers every 60 to 70
PREPARE = """
company = env["res.company"].browse(COMPANY)
# open at all times: while nobody works, nobody is told
company.resource_calendar_id = env["resource.calendar"].create({
    "name": "Always", "company_id": company.id, "tz": "UTC",
    "attendance_ids": [(5, 0, 0)] + [
        (0, 0, {"name": str(day), "dayofweek": str(day), "hour_from": 0, "hour_to": 24})
        for day in range(7)
    ],
})
env["medspa.response.policy"].create({
    "name": "Proof", "sequence": 1, "company_id": company.id, "hours": "always",
    "target_minutes": 5,
    "escalation_step_ids": [
        (0, 0, {"offset_minutes": offset, "action": action})
        for offset, action in ((-2, "remind"), (0, "alert"), (2, "alert"))
    ],
})
env["res.users"].search([("company_id", "=", company.id)]).notification_type = "inbox"
"""
ARRIVE = """
from datetime import timedelta
from odoo.fields import Datetime

leads = env["crm.lead"].with_context(tracking_disable=True)
now = Datetime.now()
for start in range(0, AMOUNT, 100):
    leads.create([
        {
            "name": f"Proof {n}", "type": "opportunity", "team_id": TEAM,
            "company_id": COMPANY, "user_id": False,
            "email_from": f"proof{n}@patient.example",
            # all within one minute, and the first deadline far enough ahead
            "intake_received_at": now + timedelta(seconds=n * 60 / AMOUNT),
        }
        for n in range(start, min(start + 100, AMOUNT))
    ])
"""
RUN = 'env["medspa.escalation"]._cron_escalate()'
STEPS = """
    SELECT count(*), count(DISTINCT (taken.cycle_id, taken.step_id)),
           max(extract(epoch FROM taken.fired_at - cycle.due_at)
               - 60 * step.offset_minutes)
      FROM medspa_escalation taken
      JOIN medspa_escalation_step step ON step.id = taken.step_id
      JOIN medspa_response_cycle cycle ON cycle.id = taken.cycle_id
      JOIN crm_lead lead ON lead.id = taken.lead_id
     WHERE lead.company_id = %s AND lead.name LIKE 'Proof %%'
"""
# each line of a notification links to one inquiry; new owners are told of theirs, too
TOLD = """
    SELECT message.body FROM mail_message message
     WHERE message.message_type = 'user_notification'
       AND message.body LIKE '%%/odoo/inquiries/%%'
       AND message.subject NOT LIKE 'Yours now%%'
"""
TRIGGERS = """
    SELECT max(number) FROM (
           SELECT count(*) AS number FROM ir_cron_trigger
            WHERE cron_id = (SELECT res_id FROM ir_model_data
                              WHERE name = 'ir_cron_escalate') AND call_at > now()
            GROUP BY date_trunc('minute', call_at)) minutes
"""


def main():
    first, second = Server("deadlines-a"), None
    try:
        with closing(OdooShell(first.db)) as shell:
            practice = practices.build(shell, first.db, "Deadlines")
            ids = f"COMPANY, TEAM = {practice.company_id}, {practice.team_id}\n"
            shell(ids + PREPARE)
            began = time.monotonic()
            shell(f"AMOUNT = {AMOUNT}\n{ids}{ARRIVE}")
        triggers = practice.rows(TRIGGERS)[0][0]
        second = Server("deadlines-b", first.db)
        first.start(args=("--max-cron-threads", "2"))
        second.start(args=("--max-cron-threads", "2"))
        arrived = trouble(first, second, practice, began)
        met = report(practice, triggers, arrived)
    finally:
        for server in filter(None, (second, first)):
            server.close()
    sys.exit(not met)


def trouble(first, second, practice, began):
    """Post all the time, kill one server while steps are due, run the job elsewhere.

    The steps come 3, 5 and 7 minutes after the beginning, each within a minute.

    :return: how many inquiries were accepted meanwhile.
    """
    stop = threading.Event()
    accepted = []
    posting = threading.Thread(
        target=post_until, args=(first, practice, stop, accepted)
    )
    posting.start()
    with closing(OdooShell(first.db)) as one, closing(OdooShell(first.db)) as other:
        for seconds in (200, 310):
            wait_until(began + seconds)
            second.kill()
            with ThreadPoolExecutor() as pool:
                list(pool.map(lambda shell: shell(RUN), (one, other)))
    wait_until(began + 8 * 60 + LATEST + 15)
    stop.set()
    posting.join()
    return len(accepted)


def post_until(server, practice, stop, accepted):
    number = 700_000
    while not stop.is_set():
        number += 1
        post = json_post(practice.path, **practices.patient(number))
        accepted += [a for a in send_all(server.url, [post], 1) if a.status == 200]
        stop.wait(0.5)


def wait_until(moment):
    time.sleep(max(0, moment - time.monotonic()))


def report(practice, triggers, arrived):
    """Print what was found beside what is asked for; return whether all is met."""
    taken, distinct, latest = practice.rows(STEPS, practice.company_id)[0]
    links = [
        line.partition('"')[0]
        for (body,) in practice.rows(TOLD)
        for line in body.split("/odoo/inquiries/")[1:]
    ]
    ids = {str(key) for (key,) in practice.inquiries("id", "name LIKE 'Proof %%'")}
    told = sum(link in ids for link in links)
    rows = [
        ("steps taken", taken, f"{3 * AMOUNT}", taken == 3 * AMOUNT),
        ("of these different", distinct, f"{3 * AMOUNT}", distinct == taken),
        ("told", told, f"{3 * AMOUNT}", told == 3 * AMOUNT),
        (
            "latest, seconds after its time",
            f"{latest or 0:.0f}",
            f"<= {LATEST}",
            bool(latest) and latest <= LATEST,
        ),
        ("triggers in one minute, at most", triggers, "1", triggers <= 1),
        ("inquiries accepted meanwhile", arrived, "> 300", arrived > 300),
    ]
    for what, found, asked, met in rows:
        print(f"{what:<34} {found!s:>8}  {asked:>8}  {'met' if met else 'NOT MET'}")
    return all(met for *_row, met in rows)


if __name__ == "__main__":
    main()
