"""Upgrading from earlier code keeps every row and every value."""

import io
import subprocess
import tarfile
import tempfile
import xml.etree.ElementTree as ElementTree
from contextlib import closing, contextmanager

from tests.harness import bare, database, rows, settings
from tests.harness import practice as practices
from tests.harness.posting import json_post, send_all
from tests.harness.server import Server
from tests.harness.shell import OdooShell

POSTS = 20
# What a practice makes its own: every text and name that comes with the addon.
EDIT = f"""
models = ["mail.template", "sms.template", "medspa.response.policy",
          "medspa.intake.channel", "medspa.treatment.category", "medspa.treatment"]
known = env["ir.model.data"].search(
    [("module", "=", "{settings.ADDON}"), ("model", "in", models)])
for one in known:
    record = env[one.model].browse(one.res_id)
    record.name = f"{{record.name}}, as we call it"
for template in env["sms.template"].search([]):
    template.body = "Our own words: " + template.body
crons = env["ir.model.data"].search(
    [("module", "=", "{settings.ADDON}"), ("model", "=", "ir.cron")])
env["ir.cron"].browse(crons.mapped("res_id")).interval_number = 7
lead = env["crm.lead"].search([("company_id", "=", COMPANY)], limit=1)
if hasattr(lead, "action_log_call"):  # the first version logged no calls
    lead.action_log_call("connected")
print(json.dumps(len(known)))
"""
# What a release changes on purpose in rows that an update leaves alone.
MEANT = f"""
    UPDATE ir_filters
       SET context = replace(context, $$['source_id']$$, $$['origin_id']$$)
     WHERE id IN (SELECT res_id FROM ir_model_data
                   WHERE module = '{settings.ADDON}'
                     AND name = 'ir_filters_inquiry_sources')
"""
# Columns of contact hours that this release corrects, and their values where none is.
HOURS = {
    **{"daily_cap": 0, "holidays_closed": False, "sunday_closed": False},
    **{"effective_date": None, "source": None},
    **{f"{day}_to": None for day in ("weekday", "saturday", "sunday")},
}
# A column without a value says the same as one with that of nothing.
NO_VALUE = """
    UPDATE medspa_contact_window
       SET daily_cap = COALESCE(daily_cap, 0),
           holidays_closed = COALESCE(holidays_closed, FALSE),
           saturday_closed = COALESCE(saturday_closed, FALSE),
           sunday_closed = COALESCE(sunday_closed, FALSE)
"""
# Written anew whenever an addon is updated; everything else is the practice's.
KEPT = {"ir_cron", "ir_config_parameter", "ir_sequence", "ir_filters", "ir_default"}
# The last is no value but a mark, set on every inquiry whenever Odoo starts: it keeps
# patients from Odoo's company look-up.
WRITTEN = ("write_date", "write_uid", "iap_enrich_done")
SHOWN = ("crm_lead", "crm_stage", "crm_team", "crm_team_member", "res_company")


def check(table, refs):
    for ref in refs or earlier():
        with code_of(ref) as folder, scratch() as db:
            table.title(f"Upgrading from {ref}, {subject(ref)}")
            fill(db, ("--addons-path", folder))
            with database.copied(db) as before:
                bare.run_odoo(db, "-u", settings.ADDON, "--stop-after-init")
                with database.connected(before) as cursor:
                    cursor.execute(MEANT)
                    correct_hours(cursor)
                for one in (before, db):
                    with database.connected(one) as cursor:
                        cursor.execute(NO_VALUE)
                report(table, rows.compare(before, db, ignored=WRITTEN))


def correct_hours(cursor):
    """Give shipped contact hours the values of the file: nobody changed them here."""
    file = settings.ROOT / settings.ADDON / "data" / "medspa_contact_window_data.xml"
    for record in ElementTree.parse(file).iter("record"):
        given = {
            field.get("name"): field.get("eval") or field.text
            for field in record.iter("field")
        }
        values = {name: given.get(name, default) for name, default in HOURS.items()}
        columns = ", ".join(f"{name} = COALESCE(%({name})s, {name})" for name in values)
        cursor.execute(
            f"""
            UPDATE medspa_contact_window SET {columns}
             WHERE id IN (SELECT res_id FROM ir_model_data
                           WHERE module = '{settings.ADDON}' AND name = %(xmlid)s)
            """,
            {**values, "xmlid": record.get("id")},
        )


def earlier():
    """The commit before this one, and the last one of the version before."""
    manifest = f"{settings.ADDON}/__manifest__.py"
    latest = git("log", "-n1", "--format=%h", '-G^    "version":', "--", manifest)
    return [
        git("rev-parse", "--short", ref).strip()
        for ref in ("HEAD~1", f"{latest.strip()}~1")
    ]


def subject(ref):
    return git("log", "-n1", "--format=%s", ref).strip()


def git(*arguments, text=True):
    return subprocess.run(
        ["git", *arguments],
        cwd=settings.ROOT,
        check=True,
        capture_output=True,
        text=text,
    ).stdout


@contextmanager
def code_of(ref):
    """Yield a folder with the addon as it was."""
    with tempfile.TemporaryDirectory() as folder:
        archive = git("archive", "--format=tar", ref, settings.ADDON, text=False)
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        yield folder


@contextmanager
def scratch():
    name = database.fresh_name()
    try:
        yield name
    finally:
        database.drop(name)


def fill(db, path):
    """Install the earlier code with its demo practice, and use it."""
    bare.run_odoo(db, "-i", settings.ADDON, "--with-demo", "--stop-after-init", *path)
    with closing(OdooShell(db, path)) as shell:
        practice = practices.build(shell, db, "Upgrade")
        with closing(Server("upgrade", db)) as server:
            server.start(args=path)
            posts = [
                json_post(practice.path, **practices.patient(n)) for n in range(POSTS)
            ]
            answers = send_all(server.url, posts, 4)
            practice.wait_for_job()
        refused = [answer for answer in answers if answer.status != 200]
        edited = shell(f"COMPANY = {practice.company_id}\n{EDIT}")
    if refused or not edited:
        raise AssertionError(f"not used before the upgrade: {refused}, {edited}")


def report(table, changes):
    columns = f"{'rows':>7}{'after':>7}{'lost':>6}{'changed':>9}"
    print(f"  {'':<54}{columns}")
    for name, change in changes.items():
        if change.before and (name.startswith("medspa_") or name in SHOWN):
            figures = f"{change.before:>7}{change.after:>7}{change.lost:>6}"
            which = ", ".join(change.columns)
            print(f"  {name:<54}{figures}{change.changed:>9}  {which}")
    theirs = {name: one for name, one in changes.items() if is_theirs(name)}
    total = sum(change.before for change in theirs.values())
    print(f"  {len(theirs)} tables with {total:,} rows of the practice's:")
    table.none("rows lost", named(theirs, "lost"))
    table.none("values changed", named(theirs, "changed"))


def is_theirs(name):
    return name in KEPT or not name.startswith(("ir_", "orm_"))


def named(changes, figure):
    return [
        f"{name}: {getattr(change, figure)} {dict(change.columns) or ''}"
        for name, change in changes.items()
        if getattr(change, figure)
    ]
