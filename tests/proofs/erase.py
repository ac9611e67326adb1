"""Is a person who asks for it forgotten? `make proof-erase`.

A person whose every word is found nowhere else goes through every path on a real
server: forms that work and fail, texts, emails, messages, files, to-dos, meetings,
dialogs, an inquiry that is merged, one of another company. A manager erases them in the
dialog. Then every row of the database and every file is read as text: nothing may be
left but what the dialog says.
"""

import sys
import time
from contextlib import closing

from tests.harness import messages
from tests.harness import practice as practices
from tests.harness.posting import json_post, send
from tests.harness.rpc import Client
from tests.harness.server import Server
from tests.harness.shell import OdooShell

from . import _marked as marked
from ._marked import WORDS
from ._marked_world import live, person

SECONDS = 10  # a history of this size
# where something of a person must have been, or the proof proves nothing
MUST = (
    *("medspa_intake_event", "crm_lead", "medspa_touch", "mail_message", "mail_mail"),
    *("mail_scheduled_message", "mail_notification", "ir_attachment", "calendar_event"),
    *("calendar_attendee", "sms_sms", "medspa_consent", "mail_activity", "res_partner"),
    *("medspa_call_log", "medspa_hand_over", "mail_compose_message", "sms_composer"),
    *("base_import_import", "bus_bus", "utm_campaign", "mail_push", "ir_logging"),
    *("phone_blacklist", "mail_blacklist", "discuss_channel", "(files)"),
)
# what the dialog says that it stays, and by which words it does
STAYS = {
    "phone_blacklist": ({"phone"}, "opt-out"),
    "mail_blacklist": ({"email"}, "opt-out"),
    "medspa_consent": ({"phone", "email"}, "opt-out"),
}


def main():
    with (
        messages.Wires() as wires,
        Server("erase", smtp_port=wires.smtp.port) as server,
        closing(OdooShell(server.db, wires.args)) as shell,
    ):
        server.start()
        home, other = (
            practices.build(shell, server.db, one) for one in ("Glow", "Far")
        )
        wires.connect(shell, home)
        live(shell, server, home)
        elsewhere = {**person(), "message": WORDS["inquiry elsewhere"]}
        send(server.url, json_post(other.path, **elsewhere))
        before = marked.find(server.db)
        said, seconds = erase(server, home)
        go_on(shell, server, home)
        after = marked.find(server.db)
    problems = [*missing(before), *left(after, said)]
    if seconds > SECONDS:
        problems.append(f"erasing took {seconds:.1f} s")
    print_table(before, after)
    print(f"\nerased in {seconds:.1f} s")
    print("\n".join(problems))
    sys.exit(bool(problems))


# erasing


def erase(server, home):
    """Erase as a manager does; return what the dialog said and how long it took."""
    mia = Client(server.url, server.db).log_in(home.manager, "mia")
    found = home.inquiries("id", "email_normalized = %s", marked.EMAIL)
    (dialog,) = mia.call(
        "crm.lead.erase", "create", [{"lead_id": found[0][0], "erase_contact": True}]
    )
    (read,) = mia.call("crm.lead.erase", "read", [dialog], ["found", "stays"])
    began = time.monotonic()
    mia.call("crm.lead.erase", "action_erase", [dialog])
    return read["found"] + read["stays"], time.monotonic() - began


def go_on(shell, server, home):
    """Let every job run, press Retry everywhere: nothing of it brings them back."""
    for job in (
        *("ir_cron_process_events", "ir_cron_send_acknowledgements"),
        *("ir_cron_follow_up", "ir_cron_post_scheduled_message"),
        *("ir_cron_mail_scheduler_action", "autovacuum_job"),
    ):
        home.run_job(job)
    mia = Client(server.url, server.db).log_in(home.manager, "mia")
    events = [row[0] for row in home.events()]
    mia.call("medspa.intake.event", "action_retry", events)
    ended = (
        "SELECT count(*) FROM ir_cron_trigger trigger JOIN ir_model_data data"
        " ON data.res_id = trigger.cron_id AND data.model = 'ir.cron'"
        " WHERE data.name = 'autovacuum_job' AND call_at <= now() AT TIME ZONE 'UTC'"
    )
    messages.wait_until(lambda: home.rows(ended) == [(0,)], 60)
    deadline = time.monotonic() + 20
    while marked.in_files(server.db) and time.monotonic() < deadline:
        time.sleep(0.5)


# judging


def missing(before):
    for table in MUST:
        if table not in before:
            yield f"nothing of them was ever in {table}"
    seen = {what for counts in before.values() for what in counts}
    for what in {*WORDS, "phone"} - seen:
        yield f"their {what} was nowhere"


def left(after, said):
    for table, counts in after.items():
        allowed, words = STAYS.get(table, (set(), ""))
        if more := sorted(set(counts) - allowed):
            yield f"{table} still holds their {', '.join(more)}"
        elif words not in said:
            yield f"the dialog does not say that {table} stays"
    if "1 of teams or companies" not in said:
        yield "the dialog does not say that another company has an inquiry of theirs"


def print_table(before, after):
    print(f"\n{'place':<36}{'rows before':>12}{'after':>8}")
    for table in sorted({*before, *after}):
        rows = (max(found.get(table, {"": 0}).values()) for found in (before, after))
        print(f"{table:<36}{next(rows):>12}{next(rows):>8}")


if __name__ == "__main__":
    main()
