"""What happens to the marked person: every path by which something of them gets in.

Code for `OdooShell`; each part is committed by itself. It finds `W`, the words, and the
ids of the practice.
"""

BEGIN = """
from datetime import datetime, timedelta
from odoo.fields import Command, Datetime

env = env(context={**env.context, "allowed_company_ids": [COMPANY]})
ana = env["res.users"].search([("login", "=", ANA)])
leads = env["crm.lead"].with_context(active_test=False)
lead = leads.search(
    [("email_normalized", "=", EMAIL), ("company_id", "=", COMPANY)],
    order="id",
    limit=1,
)
mine = lead.with_user(ana)

def file(name, content, **values):
    return env["ir.attachment"].with_user(ana).create(
        {"name": name, "raw": content.encode(), **values}
    )
"""
SET_UP = """
source = env["medspa.intake.source"].create(
    {
        "name": "Number",
        "provider": "twilio",
        "company_id": COMPANY,
        "team_id": TEAM,
    }
)
field = env["ir.model.fields"].create(
    {
        "name": "x_favorite",
        "model_id": env["ir.model"]._get("crm.lead").id,
        "ttype": "char",
    }
)
print(json.dumps(source._address_of(source._rotate_token())))
"""
FAILED = """
events = env["medspa.intake.event"]
source = env["medspa.intake.source"].browse(SOURCE)
waiting = {"name": W["waiting payload"], "phone": "(512) 200-9137", "id": "Krambuli-2"}
event, _new = events._receive(source, json.dumps(waiting), "application/json")
event._fail(ValueError("no such team: " + W["error"]))
"""
TALK = """
contact = env["res.partner"].with_user(ana).create(
    {"name": lead.contact_name, "email": lead.email_from, "phone": lead.phone,
     "comment": W["company"]}
)
mine.write({"partner_id": contact.id, "x_favorite": W["own field"],
            "street": W["street"], "partner_name": W["company"]})
mine.message_post(
    body=W["answer"],
    message_type="comment",
    subtype_xmlid="mail.mt_comment",
    partner_ids=contact.ids,
    attachments=[(W["name of that file"] + ".txt", W["file on a message"].encode())],
)
file("scan.txt", W["file on the inquiry"], res_model="crm.lead", res_id=lead.id)
env["mail.scheduled.message"].with_user(ana).create(
    {
        "model": "crm.lead",
        "res_id": lead.id,
        "subject": W["scheduled message"],
        "body": W["scheduled message"],
        "author_id": ana.partner_id.id,
        "partner_ids": contact.ids,
        "scheduled_date": Datetime.now() + timedelta(days=2),
        "attachment_ids": file("later.txt", W["scheduled message"]).ids,
    }
)
to_do = "mail.mail_activity_data_todo"
mine.activity_schedule(to_do, summary=W["to-do"], note=W["to-do"])
done = mine.activity_schedule(to_do, summary=W["done to-do"], note=W["done to-do"])
seen = file("done.txt", W["done to-do"])
done.action_feedback(W["done to-do"], attachment_ids=seen.ids)
"""
MAIL_IN = """
sent = env["mail.message"].search(
    [
        ("model", "=", "crm.lead"),
        ("res_id", "=", lead.id),
        ("message_type", "=", "auto_comment"),
    ],
    limit=1,
)
raw = f'''From: {lead.contact_name} <{EMAIL}>
To: hello@{COMPANY}.example
Subject: {W["subject in"]}
Message-Id: <{W["message id"]}@patient.example>
In-Reply-To: {sent.message_id}
Date: {datetime.utcnow().strftime("%a, %d %b %Y %H:%M:%S +0000")}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

{W["email in"]}, is it http://pages.example/{W["email in"]}?
--b
Content-Type: text/plain; name="{W["sent file"]}.txt"
Content-Disposition: attachment; filename="{W["sent file"]}.txt"

{W["sent file"]}
--b--
'''
assert env["mail.thread"].message_process(None, raw) == lead.id
"""
VISIT = """
begins = Datetime.now().replace(minute=0, second=0) + timedelta(days=3)
meeting = env["calendar.event"].with_user(ana).create(
    {
        "name": f"{W['meeting']} {lead.contact_name}",
        "location": W["place of it"],
        "description": W["notes of it"],
        "start": begins,
        "stop": begins + timedelta(hours=1),
        "opportunity_id": lead.id,
        "partner_ids": [Command.set((contact | ana.partner_id).ids)],
    }
)
meeting.attendee_ids._send_invitation_emails()
meeting.message_post(body=W["meeting"])
meeting._set_discuss_videocall_location()
meeting._create_videocall_channel()
"""
DIALOGS = """
def dialog(name, **values):
    return env[name].with_user(ana).create(values)

dialog("medspa.call.log", lead_id=lead.id, note=W["dialog"])
dialog("medspa.calls.log", lead_ids=[Command.set(lead.ids)], note=W["dialog"])
dialog("medspa.hand.over", lead_ids=[Command.set(lead.ids)], note=W["dialog"])
dialog("medspa.exempt", lead_ids=[Command.set(lead.ids)], reason="spam",
       note=W["dialog"])
dialog("crm.lead.lost", lead_ids=[Command.set(lead.ids)], lost_feedback=W["dialog"])
dialog("mail.activity.schedule", res_model="crm.lead", res_ids=str(lead.ids),
       activity_type_id=env.ref(to_do).id, summary=W["dialog"], note=W["dialog"])
dialog("mail.compose.message", model="crm.lead", res_ids=str(lead.ids),
       subject=W["letter begun"], body=W["letter begun"],
       attachment_ids=[Command.set(file(W["letter begun"], W["letter begun"],
                       res_model="mail.compose.message", res_id=0).ids)])
dialog("sms.composer", res_model="crm.lead", res_id=lead.id, body=W["text begun"],
       numbers=lead.phone_sanitized)
dialog("base_import.import", res_model="crm.lead", file_name="leads.csv",
       file=f"name,email\\n{W['imported file']},{EMAIL}\\n".encode())
"""
LEFTOVERS = """
message = mine.message_post(body=W["waiting text"], message_type="sms")
env["sms.sms"].create(
    {"number": "(512) 200-9137", "body": W["waiting text"],
     "mail_message_id": message.id, "state": "error"}
)
env["mail.mail"].create(
    {"subject": W["waiting email"], "body_html": W["waiting email"], "email_to": EMAIL,
     "state": "exception", "failure_reason": W["reason of a failure"]}
)
notified = lead.message_ids.notification_ids[:1] or env["mail.notification"].create(
    {"mail_message_id": message.id, "res_partner_id": contact.id}
)
notified.write({"failure_reason": W["reason of a failure"],
                "mail_email_address": EMAIL, "sms_number": lead.phone_sanitized})
manager = env["res.users"].search([("login", "=", MIA)])
other = leads.search([("id", "!=", lead.id), ("company_id", "=", COMPANY)], limit=1)
env["mail.thread"].message_notify(
    partner_ids=manager.partner_id.ids,
    subject=f"{W['notice']} 2 inquiries",
    body=f'<a href="/odoo/inquiries/{lead.id}">{lead.display_name}</a>, {W["notice"]}',
)
manager._bus_send("calendar.alarm", {"title": lead.display_name})
env["ir.logging"].create(
    {"name": "x", "type": "server", "level": "ERROR", "path": "x", "func": "x",
     "line": "1", "message": f"{W['log']}: could not send to {EMAIL}"}
)
device = env["mail.push.device"].create(
    {"endpoint": "https://push.example/1", "keys": "{}",
     "partner_id": ana.partner_id.id}
)
env["mail.push"].create(
    {"mail_push_device_id": device.id, "payload": json.dumps(
        {"title": lead.display_name, "options": {"body": W["push"],
         "data": {"model": "crm.lead", "res_id": lead.id}}})}
)
twin = leads.with_user(ana).create(
    {"name": W["merged inquiry"], "contact_name": lead.contact_name,
     "email_from": EMAIL, "description": W["merged inquiry"], "type": "opportunity",
     "team_id": TEAM, "company_id": COMPANY, "user_id": ana.id}
)
file("twin.txt", W["merged inquiry"], res_model="crm.lead", res_id=twin.id)
(lead | twin).with_user(manager)._merge_opportunity(user_id=ana.id, auto_unlink=True)
"""
REFUSES = """
env["medspa.consent"]._opt_out(EMAIL, "email", source="She said so", lead=lead)
"""
EVERYTHING = (FAILED, TALK, MAIL_IN, VISIT, DIALOGS, LEFTOVERS)
