"""The addon comes to a practice with 20,000 leads, goes, and is upgraded.

`make proof-install`. Fails when installing changes a row of the practice, sends
something or takes longer than one and a half times as long as on an empty database;
when CRM does not work after uninstalling; when an upgrade loses a row or a value.

`ARGS='--from REF'` names the commit to upgrade from, by default the one before HEAD and
the last one of the version before; `ARGS='--only upgrade'` does one part alone.
"""

import argparse
import sys
from contextlib import ExitStack, closing, contextmanager

from tests.harness import bare, database, rows, settings
from tests.harness.fake_smtp import FakeSmtp
from tests.harness.log import complaints
from tests.harness.shell import OdooShell

from . import _leads, _uninstall, _upgrade
from ._table import Table

LEADS = 20_000
ROUNDS = 3
SLOWER = 1.5
# Seconds by the clock, and seconds of work of Odoo and its PostgreSQL: what else the
# machine does lengthens the first only.
INSTALL = f"""
import os, time

def work():
    env.cr.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                   " AND backend_type = 'client backend'")
    ticks = 0
    for (pid,) in env.cr.fetchall():
        with open(f"/proc/{{pid}}/stat") as stat:
            ticks += sum(map(int, stat.read().rpartition(")")[2].split()[11:13]))
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")

module = env["ir.module.module"].search([("name", "=", "{settings.ADDON}")])
began = time.perf_counter(), work()
module.button_immediate_install()
print(json.dumps([time.perf_counter() - began[0], work() - began[1]]))
"""
# what Odoo's scheduler does with ours in the first minutes
JOBS = f"""
for job in ("process_events", "send_acknowledgements", "escalate"):
    env.ref(f"{settings.ADDON}.ir_cron_{{job}}").method_direct_trigger()
"""
# Odoo's list of what is installed; its job for Automation Rules, which each new rule
# sets to what it is; its sales group, which implies one of ours
MAY_CHANGE = {
    "ir_model": {"info"},
    "ir_module_module": None,
    "ir_cron": {"write_date"},
    "res_groups": {"write_date"},
}
MAY_GROW = {"res_groups_implied_rel", "rule_group_rel", "orm_signaling_registry"}
OURS = f"""
    SELECT replace(model, '.', '_'), count(*) FROM ir_model_data
     WHERE module = '{settings.ADDON}' GROUP BY model
"""
# Odoo notes under each new scheduled job and rule that it was made, and under our hours
# for contact, whose every change is noted
NOTES = """
    SELECT count(*) FROM mail_message
     WHERE model IS NULL
        OR model NOT IN ('ir.cron', 'ir.actions.server', 'base.automation',
                         'medspa.contact.window')
"""
PROVIDERS = "SELECT id, sms_provider FROM res_company ORDER BY id"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="refs", action="append", metavar="REF")
    parser.add_argument("--only", choices=("install", "upgrade"))
    parser.add_argument("--leads", type=int, default=LEADS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    table = Table()
    if options.only != "upgrade":
        install(table, options.leads, options.rounds)
    if options.only != "install":
        _upgrade.check(table, options.refs)
    sys.exit(not table.met)


def install(table, leads, rounds):
    empty = bare.template()
    with ExitStack() as stack:
        full = stack.enter_context(database.copied(empty))
        with closing(OdooShell(full)) as shell:
            ids = _leads.build(shell, full, leads)
        table.title(f"Installing with {count(full):,} leads and without any")
        smtp = stack.enter_context(FakeSmtp())
        installed = stack.enter_context(measured(table, empty, full, smtp, rounds))
        judge(table, full, installed, "installing")
        args = ("--smtp", "127.0.0.1", "--smtp-port", str(smtp.port))
        with closing(OdooShell(installed, args)) as shell:
            shell(JOBS)
        judge(table, full, installed, "the jobs' first run")
        table.none("emails that left", smtp.emails)
        table.title("Uninstalling after use")
        _uninstall.check(table, full, installed, ids)


def count(db):
    with database.connected(db) as cursor:
        cursor.execute("SELECT count(*) FROM crm_lead")
        return cursor.fetchone()[0]


@contextmanager
def measured(table, empty, full, smtp, rounds):
    """Install several times on both, in turn; yield the last database with leads."""
    seconds = {empty: [], full: []}
    with ExitStack() as stack:
        for number in range(rounds):
            # who is first changes, so that a machine that tires favours neither
            for template in (empty, full) if number % 2 else (full, empty):
                db = stack.enter_context(database.copied(template))
                seconds[template].append(installed_in(db, smtp))
                if template == full and number == rounds - 1:
                    kept = db
                else:
                    database.drop(db)
        report_time(table, seconds[empty], seconds[full])
        yield kept


def installed_in(db, smtp):
    """Return what installing took, in seconds ``[by the clock, of work]``.

    Loading Odoo before it is not counted.
    """
    args = ("--smtp", "127.0.0.1", "--smtp-port", str(smtp.port))
    with closing(OdooShell(db, args)) as shell:
        seconds = shell(INSTALL)
        found = complaints(shell.log_path.read_text(errors="replace"))
    if found:
        raise AssertionError("installing logged errors:\n" + "\n\n".join(found))
    return seconds


def report_time(table, without, with_leads):
    for place, what in enumerate(("seconds by the clock", "seconds of work")):
        bare_ones, ours = ([t[place] for t in times] for times in (without, with_leads))
        for side, times in (("without leads", bare_ones), ("with leads", ours)):
            said = ", ".join(f"{seconds:.1f}" for seconds in times)
            print(f"  {what}, {side}: {said}")
        ratio = min(ours) / min(bare_ones)
        met = ratio <= SLOWER
        table.line(f"{what}: with / without", f"{ratio:.2f}", f"<= {SLOWER}", met)


def judge(table, before, after, when):
    """No row of any table was lost or changed, and none came but our own records."""
    changes = rows.compare(before, after)
    total = sum(change.before for change in changes.values())
    print(f"  {len(changes)} tables with {total:,} rows, after {when}:")
    table.none("rows lost", named(changes, lambda name, change: change.lost))
    table.none("rows changed", named(changes, changed))
    ours = dict(ask(after, OURS))
    table.none(
        "rows added to the practice's own",
        named(changes, lambda name, change: added(name, change, ours)),
    )
    for what, query in (("messages", NOTES), ("SMS providers", PROVIDERS)):
        was, now = (ask(db, query) for db in (before, after))
        table.none(f"{what} that differ", [] if was == now else [f"{was} {now}"])


def named(changes, figure):
    return [
        f"{name}: {figure(name, change)} {dict(change.columns) or ''}"
        for name, change in changes.items()
        if figure(name, change)
    ]


def changed(name, change):
    if name not in MAY_CHANGE:
        return change.changed
    allowed = MAY_CHANGE[name]
    return 0 if allowed is None or change.columns.keys() <= allowed else change.changed


def added(name, change, ours):
    """Return how many rows came that are not the addon's own records.

    :param ours: dict of how many of these each table holds.
    """
    # messages are counted by themselves
    if name in MAY_GROW or name.startswith("ir_") or name == "mail_message":
        return 0
    return change.new - ours.get(name, 0)


def ask(db, query):
    with database.connected(db) as cursor:
        cursor.execute(query)
        return cursor.fetchall()


if __name__ == "__main__":
    main()
