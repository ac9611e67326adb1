"""The simulated year in the real stack: jobs, ledger, calendar, SMTP and HTTP.

    python -m tests.proofs._year_odoo INQUIRIES DAYS SEED [SABOTAGE]

One process has Odoo and both wires; its clock stands still and is set from one moment
at which something is due to the next. Prints one line of JSON: counts and figures.
"""

import heapq
import itertools
import json
import random
import re
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

from time_machine import travel

import odoo
import odoo.api
import odoo.modules.registry
import odoo.sql_db
from odoo.tools import config

from tests.harness import database, messages, settings
from tests.harness import practice as practices
from tests.harness.fake_twilio import drop, html, opted_out
from tests.harness.shell_worker import run

from . import _year_people as crowds
from . import _year_sabotage as sabotages
from ._year_judge import Arrival, Ledger, judge

ZONES = ("America/New_York", "America/Chicago", "America/Denver", "Pacific/Honolulu")
MARK = re.compile(r"#(acknowledgement|follow_up|reminder)\.(\w*)\.(\d+)\b")
LEVELS = {"acknowledgement": "conversational"}
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TAIL = 260  # days: the longest plans, one after the other, come to their end
HOURLY = timedelta(hours=12)  # how often the stage rules look for silence
KILLS = 0.004  # chance at each commit and each message that the process ends there
PREPARE = """
from odoo.fields import Command

calendar = env["resource.calendar"].create({
    "name": "Front desk", "company_id": COMPANY, "tz": ZONE,
    "attendance_ids": [Command.clear()] + [
        Command.create({
            "name": f"{day} {start}", "dayofweek": str(day), "hour_from": start,
            "hour_to": stop, "day_period": period,
        })
        for day in range(5 if EVEN else 6)
        for period, start, stop in (
            ("morning", 9, 12), ("lunch", 12, 13), ("afternoon", 13, 18)
        )
    ],
})
company = env["res.company"].browse(COMPANY)
company.resource_calendar_id = calendar
if EVEN:
    model = env["ir.model"]._get_id("crm.lead")
    words = [f"This is word {n} from the practice." for n in range(8)]
    # written in another way, the same when it is read
    words[4] = "Hello {{ object.message_first_name }}, a spot is free."
    words[5] = "Hello Pat, a spot is free."
    texts = env["sms.template"].create([
        {"name": f"Dense {n}", "body": body, "model_id": model}
        for n, body in enumerate(words)
    ])
    dense = env["medspa.cadence"].create({
        "name": "Dense", "purpose": "informational", "company_id": COMPANY,
        "hold_until_tried": False,
        "step_ids": [
            Command.create({
                "sequence": n, "channel": "sms", "delay": 2, "delay_unit": "hours",
                "sms_template_id": text.id, "max_age_hours": 30,
            })
            for n, text in enumerate(texts)
        ],
    })
    env["ir.model.data"].create({
        "module": "year", "name": f"cadence_dense_{COMPANY}",
        "model": "medspa.cadence", "res_id": dense.id,
    })
    if FIRST:
        env.ref("medspa_speed_to_lead.response_policy_default").copy({
            "name": "Dense", "sequence": 0, "company_id": COMPANY,
            "cadence_id": dense.id,
        })
"""
MARKS = """
import re

for stage, cadence in (("No response", "no_response"), ("Nurture", "nurture")):
    env["crm.stage"].create({
        "name": stage, "sequence": 40, "medspa_milestone": cadence,
        "medspa_cadence_id": env.ref(f"medspa_speed_to_lead.cadence_{cadence}").id,
    })

def mark(templates, kind, plan=""):
    for template in templates:
        # what reads the same must be the same to the last sign
        same = template._name == "sms.template" and "a spot" in template.body
        name = f"#{kind}.{plan}.{0 if same else template.id}"
        if template._name == "sms.template":
            assert "#" not in template.body, "a template of two purposes"
            template.body = f"{template.body} {name}"
        else:
            assert "#follow_up." not in template.body_html
            template.body_html = f"{template.body_html}<p>{name}</p>"

policies = env["medspa.response.policy"].search([])
plan = env.ref("medspa_speed_to_lead.cadence_new_inquiry")
policies.filtered(lambda policy: not policy.cadence_id).cadence_id = plan
for kind in ("email", "sms"):
    fields = [f"{kind}_template_id", f"closed_{kind}_template_id"]
    first = policies[fields[0]] | policies[fields[1]]
    mark(first, "acknowledgement")
    mark(env["medspa.reminder"].search([])[fields[0]], "reminder")
    for cadence in env["medspa.cadence"].search([]):
        name = cadence.get_external_id()[cadence.id].rpartition("cadence_")[2]
        steps = cadence.step_ids
        ours = steps[fields[0]] | steps.variant_ids[fields[0]]
        mark(ours, "follow_up", re.sub(r"_[0-9]+$", "", name))
"""
DUE = """
    SELECT min(at) FROM (
           SELECT min(next_at) AS at FROM medspa_enrollment
            WHERE state IN ('running', 'paused') AND next_at IS NOT NULL
        UNION ALL
           SELECT min(planned_at) FROM medspa_touch
            WHERE state = 'planned' AND performer = 'system' AND channel <> 'call'
        UNION ALL
           SELECT min(next_step_at) FROM medspa_response_cycle
            WHERE verdict IS NULL AND next_step_at IS NOT NULL) due
"""
# after a job that was not killed: what is waited for by nobody
FORGOTTEN = """
    SELECT one.id, one.state, one.next_at FROM medspa_enrollment one
     WHERE one.state IN ('running', 'paused') AND (
           one.next_at <= %(now)s
        OR (one.next_at IS NULL AND (one.state = 'paused' OR NOT EXISTS (
            SELECT FROM medspa_touch touch
             WHERE touch.enrollment_id = one.id AND touch.channel <> 'call'
               AND touch.state = 'planned'))
            AND (one.held_since IS NULL OR EXISTS (
            -- it waits for an attempt that has been made
            SELECT FROM medspa_touch tried
             WHERE tried.lead_id = one.lead_id AND tried.direction = 'out'
               AND tried.performer = 'person'
               AND (tried.channel = 'call'
                    OR tried.state IN ('sent', 'delivered', 'done'))
               AND NOT EXISTS (
                   SELECT FROM medspa_touch wrote
                    WHERE wrote.lead_id = one.lead_id AND wrote.direction = 'in'
                      AND COALESCE(wrote.meaning, 'reply') IN ('reply', 'unclear')
                      AND wrote.occurred_at > tried.occurred_at)))))
"""
NEVER_BEGUN = """
    SELECT lead.id FROM crm_lead lead
     WHERE lead.intake_event_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM medspa_enrollment one WHERE one.lead_id = lead.id)
"""
# An open call is a task of its owner while the plan goes on. What is empty must not
# make the condition unknown: such a row would not be found.
UNENDED = """
    SELECT touch.id, touch.purpose, touch.channel, touch.state, touch.reason
      FROM medspa_touch touch
      LEFT JOIN medspa_enrollment one ON one.id = touch.enrollment_id
     WHERE touch.performer = 'system' AND (
           (touch.channel = 'call' AND touch.state = 'planned'
            AND COALESCE(one.state, '') NOT IN ('running', 'paused'))
        OR (touch.channel <> 'call' AND touch.state = 'planned'
            AND touch.planned_at <= %(now)s)
        OR touch.state = 'sending'
        OR (touch.state IN ('sent', 'skipped', 'failed', 'unknown')
            AND (touch.occurred_at IS NULL OR COALESCE(touch.reason, '') = '')))
"""
STATES = """
    SELECT purpose, state, count(*) FROM medspa_touch WHERE performer = 'system'
     GROUP BY 1, 2 ORDER BY 1, 2
"""
ENROLLMENTS = """
    SELECT CASE WHEN held_since IS NULL THEN state ELSE 'waits: ' || held_for END,
           count(*)
      FROM medspa_enrollment GROUP BY 1 ORDER BY 1
"""


class Killed(BaseException):
    """The process of a job ended here."""


class Year:
    def __init__(self, people, days, seed, wires, db):
        self.people, self.days = people, days
        self.dice = random.Random(seed)
        self.wires, self.db = wires, db
        self.ledger, self.arrivals = Ledger(), []
        self.figures = Counter()
        self.mortal, self.kills = False, KILLS
        self.told_carrier = set()
        self.leads, self.visits = {}, {}
        self.practices = []
        few = max(2, days // 40)
        self.server_down = crowds.intervals(self.dice, days, few, (1, 60))
        self.texts_down = crowds.intervals(self.dice, days, few, (0.2, 9))
        self.emails_down = crowds.intervals(self.dice, days, few, (0.2, 9))
        self.numbers = itertools.count()

    # the world

    def build(self):
        def shell(code):
            answer = run(self.db, code)
            if "error" in answer:
                raise RuntimeError(answer["error"])
            return json.loads(answer["output"]) if answer["output"] else None

        for number, zone in enumerate(ZONES):
            built = practices.build(shell, self.db, f"Practice {number}")
            self.wires.connect(shell, built)
            names = {"COMPANY": built.company_id, "ZONE": zone}
            names |= {"EVEN": number % 2 == 0, "FIRST": number == 0}
            given = "\n".join(f"{k} = {v!r}" for k, v in names.items())
            shell(f"{given}\n{PREPARE}")
            self.practices.append(built)
        shell(MARKS)

    @contextmanager
    def env(self):
        """An environment whose changes are committed at its end."""
        with self.registry.cursor() as cr:
            yield odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})

    # what arrives

    def keep_email(self, email):
        text = email.text
        for address in email.recipients:
            if address.endswith("@patient.example"):
                self.keep("email", address, text)

    def answer_text(self, request):
        """What Twilio does with a text; told while its sender waits."""
        if crowds.in_any(self.now, self.texts_down):
            self.figures["texts refused in an outage"] += 1
            return html(503)
        if request.to in self.told_carrier:
            # once is how we learn of it; from then on it is a refusal
            self.figures["texts refused by the carrier"] += 1
            if ("sms", request.to) in self.warned:
                self.keep("sms", request.to, request.body)
            self.warned.add(("sms", request.to))
            self.ledger.refused(request.to, "sms")
            return opted_out()
        self.keep("sms", request.to, request.body)
        if self.dice.random() < 0.005:
            self.figures["texts taken without a word"] += 1
            return drop()
        return None

    def keep(self, channel, address, text):
        found = MARK.search(text)
        if not found:
            self.figures["messages of colleagues"] += 1
            return
        kind, plan, _template = found.groups()
        level = LEVELS.get(kind, "informational")
        self.arrivals.append(
            Arrival(
                order=self.ledger.order(),
                at=self.now,
                channel=channel,
                address=address,
                kind=kind,
                plan=plan,
                mark=found[0],
                words=" ".join(MARK.sub("", text).split()),
                level="promotional" if plan == "nurture" else level,
            )
        )

    # the course of time

    def run(self):
        self.warned = set()
        with travel(crowds.BEGIN, tick=False) as self.clock:
            self.go_to(crowds.BEGIN)
            acts = [
                (act.at, next(self.numbers), person, act)
                for person in self.people
                for act in person.acts
            ]
            heapq.heapify(acts)
            silence = crowds.BEGIN
            tail = min(TAIL, 20 + 4 * self.days)
            end = crowds.BEGIN + (self.days + tail) * DAY
            due = None
            while self.now < end:
                times = [acts[0][0] if acts else None, due, silence]
                at = min(moment for moment in times if moment)
                at = max(at, self.now)
                self.go_to(crowds.in_any(at, self.server_down) or at)
                while acts and acts[0][0] <= self.now:
                    _at, _number, person, act = heapq.heappop(acts)
                    self.act(person, act)
                if silence <= self.now:
                    silence = self.now + HOURLY
                    self.work(("medspa.stage.move", "_cron_carry_out"))
                due = self.look()
                if not due and not acts and not self.is_open():
                    break
            return self.finish()

    def go_to(self, moment):
        if moment.microsecond:
            moment += timedelta(seconds=1)  # to whole seconds, never back in time
        self.now = moment.replace(microsecond=0)
        self.clock.move_to(self.now)
        self.wires.smtp.down = bool(crowds.in_any(self.now, self.emails_down))

    def is_open(self):
        with self.env() as env:
            env.cr.execute(
                "SELECT count(*) FROM medspa_enrollment "
                "WHERE state IN ('running', 'paused') "
                "AND (held_since IS NULL OR next_at IS NOT NULL)"
            )
            return env.cr.fetchone()[0]

    def look(self):
        """Run the jobs if something is due; return when it is next."""
        due = self.next_due()
        if due and due <= self.now:
            for job in (
                ("medspa.touch", "_cron_send_acknowledgements"),
                ("medspa.enrollment", "_cron_follow_up"),
                ("medspa.escalation", "_cron_escalate"),
            ):
                self.work(job)
            due = self.next_due()
            if due and due <= self.now:
                due = self.now + 5 * MINUTE  # the job's own interval
        if not due:
            return None
        # triggers are to the minute; a busy server comes later now and then
        late = self.dice.choice((0, 0, 1, 4, 9, 20)) * MINUTE
        return due.replace(second=0) + MINUTE + late

    def next_due(self):
        with self.env() as env:
            env.cr.execute(DUE)
            return env.cr.fetchone()[0]

    def work(self, job):
        model, method = job
        self.mortal = True
        try:
            with self.env() as env:
                getattr(env[model], method)()
        except Killed:
            self.figures["jobs killed"] += 1
            # the next one comes up after it, in the job's own time
            self.go_to(self.now + 5 * MINUTE)
            self.mortal = False
            with self.env() as env:
                getattr(env[model], method)()
        finally:
            self.mortal = False
        self.figures["jobs run"] += 1

    def maybe_die(self):
        if self.mortal and self.dice.random() < self.kills:
            self.mortal = False
            raise Killed

    # what people do

    def act(self, person, act):
        with self.env() as env:
            if act.what in ("inquires", "asks_more", "asks_anew"):
                self.inquire(env, person, act)
                return
            lead = env["crm.lead"].browse(self.leads.get(person.number, ())).exists()
            if lead:
                getattr(self, f"do_{act.what}", self.do_nothing)(env, lead, person, act)
                self.figures["acts"] += 1

    def inquire(self, env, person, act):
        # a word of its own: else it would be the same submission again
        fields = {**person.fields, "message": f"I ask ({act.what})."}
        practice = self.practices[person.practice]
        source = env["medspa.intake.source"].browse(practice.source_id)
        body = json.dumps(fields)
        event, _new = env["medspa.intake.event"]._receive(
            source, body, "application/json"
        )
        env.cr.commit()
        event._process()
        if event.state != "processed":
            raise RuntimeError(f"{event.state}: {event.error}")
        answers = (
            ("sms", person.phone, person.agrees_to_texts),
            ("email", person.email, person.agrees_to_emails),
        )
        for channel, address, answer in answers:
            if address and answer:
                self.ledger.agreed(address, channel, "informational", person.practice)
            elif address and answer is False:
                self.ledger.refused(address, channel)
        is_new = self.leads.get(person.number) != event.lead_id.id
        # asking again by form is hearing from them, not a new inquiry
        self.ledger.note(person.number, "inquired" if is_new else "replied", self.now)
        self.leads[person.number] = event.lead_id.id
        self.figures["inquiries" if is_new else "asked again"] += 1

    def do_nothing(self, env, lead, person, act):
        raise RuntimeError(f"nobody knows what it is: {act}")

    def contact(self, env, lead):
        if not lead.partner_id:
            lead.partner_id = env["res.partner"].create(
                {"name": "Pat", "email": lead.email_from, "phone": lead.phone}
            )
        return lead.partner_id

    def do_replies(self, env, lead, person, act):
        lead.message_post(
            body=act.detail,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            author_id=self.contact(env, lead).id,
            email_from=lead.email_from,
        )
        self.ledger.note(person.number, "replied", self.now)

    def do_books(self, env, lead, person, act):
        visit = next(one for one in person.acts if one.what == "visits")
        if visit.at <= self.now:
            return
        event = env["calendar.event"].create(
            {
                "name": "Talk",
                "start": visit.at.replace(second=0, microsecond=0),
                "stop": visit.at.replace(second=0, microsecond=0) + timedelta(hours=1),
                "opportunity_id": lead.id,
                "user_id": lead.user_id.id,
                "partner_ids": [(6, 0, lead.user_id.partner_id.ids)],
            }
        )
        self.visits[person.number] = event.id
        self.ledger.note(person.number, "booked", self.now)

    def do_visits(self, env, lead, person, act):
        pass  # nobody says so yet

    def do_came(self, env, lead, person, act):
        event = env["calendar.event"].browse(self.visits.get(person.number, ()))
        if not event.exists() or event.start > self.now or not event.active:
            return
        event = event.with_user(lead.user_id)
        if act.detail == "showed":
            event.action_showed()
        elif act.detail == "no_show":
            event.action_no_show()
            self.ledger.note(person.number, "no_show", self.now)
        elif act.detail == "cancelled":
            event.action_cancelled_by_patient()

    def do_speaks(self, env, lead, person, act):
        lead.with_user(lead.user_id).action_log_call("connected")
        self.ledger.note(person.number, "answered", self.now)

    def do_rings(self, env, lead, person, act):
        lead.with_user(lead.user_id).action_log_call(act.detail)
        self.ledger.note(person.number, crowds.CALLED[act.detail], self.now)

    def do_is_written_to(self, env, lead, person, act):
        lead.with_user(lead.user_id).message_post(
            body="Friday at 3 is free.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.contact(env, lead).ids,
        )
        self.ledger.note(person.number, "answered", self.now)

    def do_refuses_texts(self, env, lead, person, act):
        self.refuse(env, person.phone, "sms")

    def do_refuses_emails(self, env, lead, person, act):
        self.refuse(env, person.email, "email")

    def do_refuses_offers(self, env, lead, person, act):
        self.refuse(env, person.phone, "sms", "promotional")
        self.refuse(env, person.email, "email", "promotional")

    def refuse(self, env, address, channel, level="conversational"):
        if address:
            env["medspa.consent"]._revoke(
                address, channel, source="They said so", purpose=level
            )
            self.ledger.refused(address, channel, level)

    def do_texts_blacklisted(self, env, lead, person, act):
        if person.phone:
            env["phone.blacklist"]._add([person.phone])
            self.ledger.listed(person.phone, "sms")

    def do_email_blacklisted(self, env, lead, person, act):
        if person.email:
            env["mail.blacklist"]._add(person.email)
            self.ledger.listed(person.email, "email")

    def do_told_carrier(self, env, lead, person, act):
        if person.phone:
            self.told_carrier.add(person.phone)

    def do_agrees_to_texts(self, env, lead, person, act):
        if person.phone:
            env["medspa.consent"]._grant(
                person.phone, "sms", "informational", source="Desk", lead=lead
            )
            self.ledger.agreed(person.phone, "sms", "informational", person.practice)

    def do_lost(self, env, lead, person, act):
        if lead.won_status != "pending":
            return
        lead.action_set_lost()
        self.ledger.note(person.number, "closed", self.now)

    do_given_up = do_lost

    def do_won(self, env, lead, person, act):
        if lead.won_status != "pending":
            return
        lead.action_set_won()
        self.ledger.note(person.number, "closed", self.now)

    def do_exempt(self, env, lead, person, act):
        lead.response_exempt_reason = "spam"
        self.ledger.note(person.number, "closed", self.now)

    def do_enrolled(self, env, lead, person, act):
        cadence = env["medspa.cadence"].search(
            [("name", "=", "Dense"), ("company_id", "=", lead.company_id.id)]
        )
        if cadence and lead._enroll(cadence):
            self.ledger.note(person.number, "enrolled", self.now)

    # the end

    def finish(self):
        counts, lines = judge(self.ledger, self.people, self.arrivals)
        with self.env() as env:
            for name, query in (
                ("enrollments forgotten", FORGOTTEN),
                ("enrollments forgotten", NEVER_BEGUN),
                ("touches without a final state or reason", UNENDED),
            ):
                env.cr.execute(query, {"now": self.now})
                found = env.cr.fetchall()
                counts[name] += len(found)
                lines += [f"{name}: {row}" for row in found]
            env.cr.execute(STATES)
            states = env.cr.fetchall()
            env.cr.execute(ENROLLMENTS)
            enrollments = env.cr.fetchall()
        kinds = Counter(f"{one.kind} by {one.channel}" for one in self.arrivals)
        return {
            "counts": counts,
            "lines": lines[:60],
            "figures": self.figures,
            "arrived": kinds,
            "touches": states,
            "enrollments": enrollments,
            "until": str(self.now),
        }


@contextmanager
def patched(year):
    """Odoo at the simulated time, in a process that may end at any moment."""
    cron = year.registry["ir.cron"]
    touches = year.registry["medspa.touch"]
    commit, post = cron._commit_progress, touches._post

    def mortal_commit(self, *args, **kwargs):
        year.maybe_die()
        result = commit(self, *args, **kwargs)
        year.maybe_die()
        return result

    def mortal_post(self, content):
        message = post(self, content)
        year.maybe_die()  # it has left, and nobody has written so
        return message

    now, idle = odoo.sql_db.BaseCursor.now, odoo.sql_db.MAX_IDLE_TIMEOUT
    # between two moments hours go by: its connections would count as left alone
    odoo.sql_db.MAX_IDLE_TIMEOUT = 10**9
    cron._commit_progress, touches._post = mortal_commit, mortal_post
    odoo.sql_db.BaseCursor.now = lambda _cr: year.now
    try:
        yield
    finally:
        del cron._commit_progress, touches._post
        odoo.sql_db.BaseCursor.now = now
        odoo.sql_db.MAX_IDLE_TIMEOUT = idle


def simulate(amount, days, seed, sabotage=""):
    # few people: with a broken rule each kind must be among them
    capped = 0.8 if sabotage else crowds.CAPPED
    people = crowds.crowd(amount, days, len(ZONES), seed, capped)
    with database.copied() as db, messages.Wires() as wires:
        config.parse_config(
            ["-c", settings.test_conf(), "-d", db, *wires.args, "--log-level=critical"],
            setup_logging=True,
        )
        year = Year(people, days, seed, wires, db)
        year.registry = odoo.modules.registry.Registry(db)
        year.build()
        if sabotage:
            year.kills = 10 * KILLS
        wires.smtp.keep = year.keep_email
        wires.twilio.behave(year.answer_text)
        began = time.monotonic()
        with patched(year), sabotages.applied(year, sabotage):
            found = year.run()
        found["seconds"] = round(time.monotonic() - began, 1)
        odoo.sql_db.close_all()
    return found


if __name__ == "__main__":
    numbers, rest = [int(text) for text in sys.argv[1:4]], sys.argv[4:]
    print(json.dumps(simulate(*numbers, *rest)))
