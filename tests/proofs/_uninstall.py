"""After uninstalling, CRM works as if the addon had never been there."""

from collections import Counter
from contextlib import ExitStack, closing

from playwright.sync_api import sync_playwright

from tests.harness import database, rows, settings
from tests.harness import practice as practices
from tests.harness.browser import log_in, open_page
from tests.harness.log import no_complaints
from tests.harness.posting import json_post, send_all
from tests.harness.server import Server
from tests.harness.shell import OdooShell

POSTS = 30
DESKTOP = {"width": 1440, "height": 900}
USE = """
leads = env["crm.lead"].search([("company_id", "=", COMPANY)], order="id")
assert len(leads) >= 30, leads
for lead in leads[:9]:
    lead.action_log_call("connected")
for lead in leads[9:12]:
    lead.with_user(lead.user_id).message_post(
        body="Come on Friday", message_type="comment", subtype_xmlid="mail.mt_comment")
for lead in leads[12:15]:
    lead.action_schedule_meeting()
leads[15].action_set_lost()
leads[16].action_set_won()
leads[17].activity_schedule("mail.mail_activity_data_call", user_id=env.uid)
env["res.company"].browse(COMPANY).write(
    {"sms_provider": "sandbox", "medspa_sending": True})
env["medspa.treatment"].search([("company_id", "=", COMPANY)])[0].name = "Botox now"
"""
SWITCH = 'env["crm.team"].browse(TEAM).speed_to_lead = True'
REMOVE = f"""
module = env["ir.module.module"].search([("name", "=", "{settings.ADDON}")])
module.button_immediate_uninstall()
"""
INSTALL = REMOVE.replace("uninstall", "install")
# Values that no selection knows any more make a form fail.
UNKNOWN_VALUES = """
found = []
for name, model in env.registry.items():
    if model._abstract or model._transient or not model._auto:
        continue
    for field in model._fields.values():
        if field.type != "selection" or not field.store or not field.column_type:
            continue
        known = field.get_values(env)
        env.cr.execute(
            f'SELECT DISTINCT "{field.name}" FROM "{model._table}" '
            f'WHERE "{field.name}" IS NOT NULL')
        found += [f"{name}.{field.name}: {value}" for (value,) in env.cr.fetchall()
                  if value not in known]
print(json.dumps(found))
"""
WORK = """
seller = env["res.users"].browse(USER)
leads = env["crm.lead"].with_user(seller)
lead = leads.create({"name": "After", "type": "lead", "email_from": "a@patient.example",
                     "contact_name": "Nora", "phone": "+15125550199"})
lead.priority = "2"
lead.message_post(body="Hello", message_type="comment", subtype_xmlid="mail.mt_comment")
wizard = env["crm.lead2opportunity.partner"].with_user(seller).with_context(
    active_model="crm.lead", active_ids=lead.ids, active_id=lead.id
).create({"name": "convert", "action": "create"})
wizard.action_apply()
assert lead.type == "opportunity" and lead.partner_id.name == "Nora", lead.read()
for stage in env["crm.stage"].search([]):
    lead.stage_id = stage
lead.action_set_won()
views = leads.get_views([(False, kind) for kind in
                         ("kanban", "list", "form", "search", "calendar", "pivot",
                          "graph", "activity")])
assert views["views"]["kanban"]["arch"]
old = leads.search([("team_id", "=", TEAM), ("user_id", "=", USER)], limit=80)
assert len(old) == 80, len(old)
old.read()
old[:5].write({"priority": "1", "expected_revenue": 5})
env["crm.team"].browse(TEAM).with_user(env.ref("base.user_admin")).name = "Front desk 2"
env["crm.lead"].browse(lead.id).unlink()
for cron in env["ir.cron"].search([("model_id.model", "like", "crm.")]):
    cron.method_direct_trigger()
"""
# Odoo's own notes, which it leaves behind: foreign keys that are gone, that a model
# which is gone was known to other addons, and choices that these had given its fields.
NOTES = {
    "ir_model_constraint": """
        SELECT count(*) FROM ir_model_constraint note
         WHERE note::text LIKE '%%medspa%%' AND type = 'f'
           AND name NOT IN (SELECT conname FROM pg_constraint)
    """,
    "ir_model_data": """
        SELECT count(*) FROM ir_model_data note
         WHERE note::text LIKE '%%medspa%%' AND (model = 'ir.model.inherit'
               OR (module = 'mail' AND model = 'ir.model.fields.selection'
                   AND res_id NOT IN (SELECT id FROM ir_model_fields_selection)))
    """,
}
# A card of the board of all, as Odoo's own tours look for it.
CARD = ".o_kanban_renderer .o_kanban_record:not(.o_kanban_ghost)"


def check(table, before, db, ids):
    """:param before: as it was before the addon came; `db` has it installed."""
    use(table, db, ids)
    with database.copied(db) as used:
        with closing(OdooShell(db)) as shell:
            shell(REMOVE)
            unknown = shell(UNKNOWN_VALUES)
        table.none("values that no selection knows", unknown)
        left_over(table, before, used, db)
    with closing(OdooShell(db)) as shell:
        shell(f"USER, TEAM = {ids['users'][0]}, {ids['teams'][0]}\n{WORK}")
        table.line("create, convert, write, win, by a salesperson", "done", "", True)
        browse(db)
        table.line("the pipeline in a browser, no error in its log", "done", "", True)
        shell(INSTALL)
    with closing(OdooShell(db)) as shell:
        practice = practices.build(shell, db, "Again")
    accepted = post(db, practice)
    met = accepted == POSTS
    table.line("installed again: inquiries accepted", accepted, f"{POSTS}", met)


def use(table, db, ids):
    """A practice of its own works with the addon, and the old teams switch it on."""
    with closing(OdooShell(db)) as shell:
        with database.copied(db) as unswitched:
            shell(f"TEAM = {ids['teams']}\n{SWITCH}")
            change = rows.compare(unswitched, db)["crm_lead"]
            met = not (change.changed or change.new or change.lost)
            table.none("old leads that the switch changed", [] if met else [change])
        practice = practices.build(shell, db, "Used")
        accepted = post(db, practice)
        shell(f"COMPANY = {practice.company_id}\n{USE}")
    touches = practice.rows("SELECT count(*) FROM medspa_touch")[0][0]
    print(f"  {accepted} inquiries came in, {touches} touches were written down")
    if accepted < POSTS or touches < POSTS:
        raise AssertionError("the addon was not used: uninstalling would prove nothing")


def post(db, practice):
    """Return how many of the inquiries sent to a server were made."""
    with closing(Server("install", db)) as server:
        server.start()
        posts = [json_post(practice.path, **practices.patient(n)) for n in range(POSTS)]
        send_all(server.url, posts, 4)
        practice.wait_for_job()
    return len(practice.inquiries())


def left_over(table, before, used, db):
    was, now = rows.named(before), rows.named(db)
    table.none("columns, indexes, sequences, triggers left", words(now - was))
    table.none("columns, indexes, sequences, triggers gone", words(was - now))
    table.none("rows that still name the addon's records", mentions(before, db))
    theirs = rows.compare(used, db)
    lead, company = theirs["crm_lead"], theirs["res_company"]
    table.none(
        "leads lost or changed by it", [lead] if lead.lost + lead.changed else []
    )
    odd = company.lost or company.columns.keys() - {"sms_provider", "write_date"}
    table.none("companies lost or changed by it", [company] if odd else [])


def mentions(before, db):
    """Return the tables that name the addon in more rows than before it came."""
    found = Counter(rows.mentioning(db, "medspa"))
    found.subtract(rows.mentioning(before, "medspa"))
    with database.connected(db) as cursor:
        for name, query in NOTES.items():
            cursor.execute(query, [])
            found[name] -= cursor.fetchone()[0]
    # the list of modules to install, and news for open browsers
    passing = ("ir_module_module", "bus_bus")
    return [f"{t}: {n}" for t, n in found.items() if n and t not in passing]


def words(pairs):
    return [" ".join(pair) for pair in pairs]


def browse(db):
    """The administrator opens the pipeline of a real server and a card of it."""
    with ExitStack() as stack:
        server = stack.enter_context(closing(Server("uninstalled", db)))
        server.start()
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=settings.chromium(), args=["--no-sandbox"]
        )
        with no_complaints(server), open_page(browser, server.url, DESKTOP) as page:
            page.set_default_timeout(120_000)
            log_in(page)
            page.goto("/odoo/crm")
            page.wait_for_selector(".o_kanban_renderer")
            page.click(".o_facet_remove")
            page.click(CARD)
            page.wait_for_selector(".o_form_view .o_field_widget[name=name]")
