"""Who is written to without having allowed it? `make proof-messages`.

Some hundred people of every kind (see `_people`) post over HTTP, a mail server and a
Twilio on this machine take what leaves. Each message on the wire must belong to a touch
and be allowed by the rules, reckoned here once more and asked of the addon again.
"""

import json
import sys
import time
from collections import Counter
from contextlib import closing

from tests.harness import messages, phones
from tests.harness import practice as practices
from tests.harness.fake_twilio import drop, error, html, opted_out
from tests.harness.posting import json_post, send_all
from tests.harness.server import Server
from tests.harness.shell import OdooShell

from . import _people as rules
from ._claims import claimed

AMOUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 600
SEED = 20_26
CLIENTS = 6
SECONDS = 240
TWILIO_SAYS = {
    "opted_out": opted_out(),
    "wrong_number": error(21211, "Invalid 'To' phone number"),
    "gateway": html(502),
    "dropped": drop(),
}
POLICIES = """
policies = env["medspa.response.policy"]
channels = env["medspa.intake.channel"]
email = env.ref("medspa_speed_to_lead.mail_template_first_general")
text = env.ref("medspa_speed_to_lead.sms_template_first_general")
indiscreet = text.copy({"body": "Your Dysport is waiting for you. STOP ends this."})
for sequence, values in enumerate([
    {"channel_ids": channels._find_by_code("event").ids},
    {
        "channel_ids": channels._find_by_code("referral").ids,
        "sms_template_id": indiscreet.id,
    },
    {"intent": "pricing", "email_template_id": email.id},
    {"intent": "consultation", "sms_template_id": text.id},
]):
    policies.create({"name": f"Proof {sequence}", "sequence": sequence, **values})
"""
COUNTRIES = """
company = env["res.company"].browse(COMPANY)
company.medspa_text_country_ids |= env["res.country"].search([("code", "in", CODES)])
"""
ARRANGE = """
from datetime import timedelta
from odoo.fields import Datetime

ledger, yesterday = env["medspa.consent"], Datetime.now() - timedelta(days=1)

def agree(phone, company):
    ledger._grant(
        phone, "sms", "informational", source="Earlier", occurred_at=yesterday,
        company_id=company,
    )

def refuse(address, channel, lead, purpose="conversational"):
    when = {} if lead else {"occurred_at": yesterday}
    ledger._revoke(address, channel, source="They said so", purpose=purpose, **when)

for what, lead, email, phone, company, other in WISHES:
    lead = env["crm.lead"].browse(lead or ())
    if what == "agreed":
        agree(phone, company)
    elif what == "agreed_elsewhere":
        agree(phone, other)
    elif what == "agreed_everywhere":
        agree(phone, False)
    elif what == "refused_texts":
        refuse(phone, "sms", lead)
    elif what == "refused_emails":
        refuse(email, "email", lead)
    elif what == "refused_offers":
        refuse(phone, "sms", lead, "promotional")
    elif what == "texts_blacklisted":
        env["phone.blacklist"]._add([phone] if len(phone) > 3 else [])
    elif what == "email_blacklisted" and email:
        env["mail.blacklist"]._add(email)
    elif what == "exempt":
        kinds = lead._fields["response_exempt_reason"].selection
        lead.response_exempt_reason = kinds[lead.id % len(kinds)][0]
    elif what == "lost":
        lead.action_set_lost()
    elif what == "won":
        lead.action_set_won()
    elif what == "called":
        lead.with_user(lead.user_id).action_log_call("connected")
    elif what == "new_phone":
        lead.phone = f"+1512{3_000_000 + lead.id}"
"""
ASK_AGAIN = """
refused = []
for touch in env["medspa.touch"].browse(TOUCHES):
    allowed, reason, _later = env["medspa.consent"]._may_contact(
        touch.lead_id, touch.channel, "conversational", touch.occurred_at
    )
    if not allowed:
        refused.append([touch.id, reason.words])
print(json.dumps(refused))
"""
FACTS = (
    *("inquiries", "allowed", "in the morning", "on the wire"),
    *("sent", "failed", "unknown", "waits", "skipped", "no touch"),
)
PROBLEMS = (
    *("without permission", "twice", "of no touch", "refused when asked again"),
    *("allowed, yet not sent", "waits, but not allowed", "without end or reason"),
    "claims what nobody did",  # they are first messages
)


def main():
    people = rules.crowd(AMOUNT, SEED)
    with (
        messages.Wires() as wires,
        Server("messages", smtp_port=wires.smtp.port) as server,
        closing(OdooShell(server.db)) as shell,
    ):
        server.start()
        built = build(shell, server, wires)
        make_trouble(wires, people)
        began = time.monotonic()
        inquiries = post_and_send(server, shell, built, people)
        seconds = time.monotonic() - began
        figures = judge(wires, shell, built, people, inquiries)
    print_table(figures)
    handed_over = sum(figures[channel]["on the wire"] for channel in figures)
    print(f"{handed_over} messages left within {seconds:.0f} s of the first post")
    sys.exit(any(figures[channel][name] for channel in figures for name in PROBLEMS))


def build(shell, server, wires):
    built = {}
    for name in (rules.SENDS, rules.OTHER, rules.SILENT):
        built[name] = practices.build(shell, server.db, name)
        wires.connect(shell, built[name], sending=name != rules.SILENT)
        ids = f"COMPANY, CODES = {built[name].company_id}, {rules.TEXTED}"
        shell(f"{ids}\n{COUNTRIES}")
    shell(POLICIES)
    return built


def make_trouble(wires, people):
    for person in people:
        if person.trouble == "refused":
            wires.smtp.refused[person.email] = "no such mailbox"
        elif person.trouble:
            wires.twilio.on(person.phone, TWILIO_SAYS[person.trouble])


def post_and_send(server, shell, built, people):
    """Some are written to at once; with the others something happens before."""
    arrange(shell, built, people, "before", {})
    at_once = [person for person in people if person.meanwhile is None]
    held = [person for person in people if person.meanwhile is not None]
    inquiries = post(server, built, at_once)
    with messages.job_held(built[rules.SENDS]):
        inquiries |= post(server, built, held)
        arrange(shell, built, held, "meanwhile", inquiries)
    for practice in built.values():
        messages.finish(practice, SECONDS)
    return inquiries


def post(server, built, people):
    posts = [json_post(built[one.practice].path, **one.fields) for one in people]
    answers = send_all(server.url, posts, CLIENTS)
    made = {}
    for practice in built.values():
        practice.wait_for_job()  # what was busy is made a moment after its answer
        made.update(practice.events("id, lead_id", "lead_id IS NOT NULL"))
    return {
        person: made[built[person.practice].event_of(answer)]
        for person, answer in zip(people, answers, strict=True)
    }


def arrange(shell, built, people, moment, inquiries):
    elsewhere = {rules.SENDS: rules.OTHER, rules.OTHER: rules.SENDS}
    wishes = [
        (
            getattr(person, moment),
            inquiries.get(person),
            person.email,
            person.phone,
            built[person.practice].company_id,
            built[elsewhere.get(person.practice, rules.OTHER)].company_id,
        )
        for person in people
    ]
    shell(f"WISHES = {wishes!r}\n{ARRANGE}")


# judging


def judge(wires, shell, built, people, inquiries):
    """Return ``{channel: {figure: number}}``."""
    found = {
        (touch.lead_id, touch.channel): touch
        for practice in built.values()
        for touch in messages.touches(practice)
    }
    arrived = {"email": emails(wires), "sms": texts(wires)}
    figures = {channel: Counter() for channel in arrived}
    left = []
    for channel, count in arrived.items():
        for person in people:
            touch = found.get((inquiries[person], channel))
            number = count.pop(person.address(channel), 0)
            figures[channel].update(judge_one(person, channel, touch, number))
            if touch and number and person.trouble != "opted_out":
                left.append(touch)
        # to somebody who never wrote, or to where they did not write from
        figures[channel]["without permission"] += count.total()
    words = {
        "email": [
            email.text
            for email in wires.smtp.emails
            if any(one.endswith("@patient.example") for one in email.recipients)
        ],
        "sms": [request.body for request in wires.twilio.requests],
    }
    for channel, texts_of in words.items():
        untrue = sum(bool(claimed(text)) for text in texts_of)
        figures[channel]["claims what nobody did"] += untrue
    refused = dict(shell(f"TOUCHES = {[touch.id for touch in left]}\n{ASK_AGAIN}"))
    for touch in left:
        figures[touch.channel]["refused when asked again"] += touch.id in refused
    return figures


def emails(wires):
    """How many emails each patient got; those to colleagues are none of ours."""
    return Counter(
        address
        for email in wires.smtp.emails
        for address in email.recipients
        if address.endswith("@patient.example")
    )


def texts(wires):
    return Counter(request.to for request in wires.twilio.requests)


def judge_one(person, channel, touch, number):
    allowed = rules.permission(person, channel)
    # the mail server takes none of these, and Twilio is asked all the same
    refused = channel == "email" and person.trouble == "refused"
    state = outcome(touch)
    facts = {
        "inquiries": 1,
        "allowed": allowed == rules.YES,
        "in the morning": allowed == rules.LATER,
        "on the wire": number,
        state: 1,
        "without permission": (number and allowed != rules.YES)
        or (state == "waits" and not is_lawful(person, touch)),
        "twice": number > 1,
        "of no touch": number and not tells_of(touch, person.address(channel)),
        "allowed, yet not sent": (allowed == rules.YES and not number and not refused)
        or (allowed == rules.LATER and state != "waits"),
        "waits, but not allowed": state == "waits" and allowed != rules.LATER,
        "without end or reason": touch is not None and not has_end(touch),
    }
    explain(person, channel, touch, allowed, facts)
    return {name: int(value) for name, value in facts.items()}


def outcome(touch):
    if touch is None:
        return "no touch"
    return "waits" if touch.state == "planned" else touch.state


def tells_of(touch, address):
    return (
        touch is not None
        and touch.state in ("sent", "failed", "unknown")
        and touch.address == address
    )


def has_end(touch):
    ended = touch.state in ("sent", "failed", "unknown", "skipped")
    return touch.waits or (ended and bool(touch.reason and touch.occurred_at))


def is_lawful(person, touch):
    moment = touch.planned_at.replace(tzinfo=phones.UTC)
    return all(phones.is_day(zone, moment) for zone in person.zones)


def explain(person, channel, touch, allowed, facts):
    problems = [name for name in PROBLEMS if facts.get(name)]
    if problems:
        print(f"{channel}: {', '.join(problems)}; by the rules: {allowed}")
        print(f"  {json.dumps(vars(person))}\n  {touch}")


def print_table(figures):
    print(f"\n{'':<26}{'emails':>8}{'texts':>8}")
    for name in (*FACTS, *PROBLEMS):
        numbers = "".join(f"{figures[channel][name]:>8}" for channel in figures)
        print(f"{name:<26}{numbers}")


if __name__ == "__main__":
    main()
