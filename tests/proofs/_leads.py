"""A practice that has used Odoo's CRM for years, without the addon."""

from psycopg2 import sql

from tests.harness import database

ORIGINALS = 100
BUILD = """
from datetime import timedelta
from odoo.fields import Command, Datetime

env = env(context={**env.context, "no_reset_password": True})
us = env.ref("base.us")
company = env["res.company"].create(
    {"name": "Uptown", "country_id": us.id, "sms_provider": "twilio",
     "sms_twilio_account_sid": "AC1", "sms_twilio_auth_token": "secret"}
)
env.company.write({"country_id": us.id, "sms_provider": "iap"})
users = env["res.users"].create([
    {
        "name": f"Seller {n}", "login": f"seller{n}", "password": "seller",
        "email": f"seller{n}@practice.example",
        "company_ids": [Command.set([env.company.id, company.id])],
        "company_id": env.company.id,
        "group_ids": [Command.set(env.ref("sales_team.group_sale_salesman").ids)],
        "odoobot_state": "disabled",
    }
    for n in range(6)
])
teams = env["crm.team"].create([
    {"name": "Front desk", "company_id": env.company.id, "user_id": users[0].id,
     "member_ids": [Command.set(users[:3].ids)]},
    {"name": "Uptown", "company_id": company.id, "user_id": users[3].id,
     "member_ids": [Command.set(users[3:].ids)]},
])
partners = env["res.partner"].create([
    {"name": f"Guest {n}", "email": f"guest{n}@patient.example",
     "phone": f"+1512555{n:04}"}
    for n in range(50)
])
tags = env["crm.tag"].create([{"name": name} for name in ("Botox", "Laser", "Old")])
stages = env["crm.stage"].search([])
now = Datetime.now()
leads = env["crm.lead"].create([
    {
        "name": f"Guest {n} asks", "contact_name": f"Guest {n}",
        "type": "lead" if n % 9 == 0 else "opportunity",
        "email_from": f"asks{n}@patient.example", "phone": f"+1713555{n:04}",
        "partner_id": partners[n % 50].id if n % 3 == 0 else False,
        "team_id": teams[n % 2].id, "company_id": teams[n % 2].company_id.id,
        "user_id": teams[n % 2].member_ids[n % 3].id if n % 4 else False,
        "stage_id": stages[n % len(stages)].id,
        "tag_ids": [Command.set(tags[n % 3].ids)],
        "expected_revenue": n * 10, "description": f"<p>Called {n} times</p>",
        "date_deadline": now.date() + timedelta(days=n % 60 - 30),
    }
    for n in range(AMOUNT)
])
for lead in leads[::5]:
    lead.message_post(body="We wrote to them", message_type="comment",
                      subtype_xmlid="mail.mt_comment")
for lead in leads[::12]:
    lead.activity_schedule("mail.mail_activity_data_call", user_id=users[0].id)
for lead in leads[::20]:
    lead._message_sms("See you soon", sms_numbers=[lead.phone], put_in_queue=True)
env["mail.mail"].create([
    {"email_to": lead.email_from, "subject": "Hello", "body_html": "Not sent yet"}
    for lead in leads[::20]
])
open_leads = leads.filtered(lambda lead: not lead.stage_id.is_won)
open_leads[::9].action_set_lost()
print(json.dumps({"teams": teams.ids, "users": users.ids}))
"""
# a copy of a row gets the id of its original plus a multiple of the span
SPAN = 1_000_000
COPY = """
    INSERT INTO {table} ({columns})
    SELECT {values} FROM {table} t CROSS JOIN generate_series(1, %(copies)s) n
     WHERE {where}
"""
LEAD = {
    "id": "t.id + n * %(span)s",
    "name": "t.name || ' again ' || n",
    "email_from": "n || t.email_from",
    "email_normalized": "n || t.email_normalized",
    "email_domain_criterion": "n || t.email_domain_criterion",
    "phone": "'+1210' || (2000000 + t.id %% 1000 * 1000 + n)",
    "phone_sanitized": "'+1210' || (2000000 + t.id %% 1000 * 1000 + n)",
    "create_date": "t.create_date - n * interval '9 days'",
    "write_date": "t.write_date - n * interval '9 days'",
}
MESSAGE = {
    "id": "t.id + n * %(span)s",
    "res_id": "t.res_id + n * %(span)s",
    "message_id": "n || t.message_id",
    "date": "t.date - n * interval '9 days'",
}


def build(shell, db: str, amount: int) -> dict:
    """Fill a database of an `OdooShell` with so many leads; return ids by name.

    Some are made by Odoo, the rest are copied from them with their messages.
    """
    ids = shell(f"AMOUNT = {ORIGINALS}\n{BUILD}")
    copies = amount // ORIGINALS - 1
    with database.connected(db) as cursor:
        _copy(cursor, "crm_lead", LEAD, "true", copies)
        where = "t.model = 'crm.lead' AND t.message_type <> 'sms'"
        _copy(cursor, "mail_message", MESSAGE, where, copies)
        cursor.execute("ANALYZE")
    return ids


def _copy(cursor, table, changes, where, copies):
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s",
        [table],
    )
    columns = [name for (name,) in cursor.fetchall()]
    values = [
        sql.SQL(changes[name]) if name in changes else sql.Identifier("t", name)
        for name in columns
    ]
    cursor.execute(
        sql.SQL(COPY).format(
            table=sql.Identifier(table),
            columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
            values=sql.SQL(", ").join(values),
            where=sql.SQL(where),
        ),
        {"copies": copies, "span": SPAN},
    )
    cursor.execute(
        sql.SQL("SELECT setval(%s, (SELECT max(id) FROM {}))").format(
            sql.Identifier(table)
        ),
        [f"{table}_id_seq"],
    )
