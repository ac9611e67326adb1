"""The simulated year without Odoo: the addon's decision functions, nothing is sent.

The hours of the law and the plans are read from the files that the addon ships. What
Odoo does around the decisions is played by the shortest code that can: a plan, one step
after the other, as `medspa.enrollment` takes it.
"""

import random
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from tests.harness import settings
from tests.harness.without_odoo import addon
from tests.law import shipped

from . import _year_people as crowds
from ._year_judge import COUNTS, RUNS_AS_IT_IS, Arrival, Ledger, judge

cadence, consent = addon("tools.cadence"), addon("tools.consent")
contact_window, places = addon("tools.contact_window"), addon("tools.places")
opt_out = addon("tools.opt_out")

DATA = settings.ROOT / settings.ADDON / "data"
ZONES = ("America/New_York", "America/Chicago", "America/Denver", "Pacific/Honolulu")
SHARE = 500  # people at a time
_ENDS = ("replies", "books", "speaks", "lost", "given_up", "won", "exempt")


@dataclass(frozen=True)
class Step:
    number: int
    channel: str
    delay: cadence.Delay
    max_age: timedelta
    says_tried: bool = False  # in the words for whom somebody called


def _records(file, model):
    for record in ElementTree.parse(DATA / file).iter("record"):
        if record.get("model") == model:
            yield {"id": record.get("id")} | {
                field.get("name"): field.get("ref")
                or field.get("eval")
                or (field.text or "").strip()
                for field in record
            }


RULES = shipped.rules()


def _plan(name):
    steps = []
    rows = _records("medspa_cadence_data.xml", "medspa.cadence.step")
    variants = _records("medspa_cadence_data.xml", "medspa.cadence.variant")
    tried = {row["step_id"] for row in variants if row.get("condition")}
    for row in sorted(
        (row for row in rows if row["cadence_id"] == name),
        key=lambda row: int(row["sequence"]),
    ):
        of_day = row.get("time_of_day")
        steps.append(
            Step(
                number=int(row["sequence"]),
                channel=row["channel"],
                delay=cadence.Delay(
                    int(row["delay"]),
                    row["delay_unit"],
                    row.get("delay_from", cadence.PREVIOUS),
                    round(float(of_day) * 60) if of_day else None,
                ),
                max_age=timedelta(hours=int(row["max_age_hours"])),
                says_tried=row["id"] in tried,
            )
        )
    return steps


PLAN = _plan("cadence_new_inquiry")
DENSE = [
    Step(n, "sms", cadence.Delay(2, cadence.HOURS), timedelta(hours=30))
    for n in range(8)
]


def _add_working(zone, start, seconds):
    """Monday to Friday, 9 to 18 where the practice is."""
    local = start.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    while seconds:
        opens, closes = (datetime.combine(local.date(), time(h)) for h in (9, 18))
        if local.weekday() > 4 or local >= closes:
            local = datetime.combine(local.date() + timedelta(days=1), time(9))
            continue
        local = max(local, opens)
        worked = min(seconds, (closes - local).total_seconds())
        local += timedelta(seconds=worked)
        seconds -= worked
    aware = local.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC).replace(tzinfo=None)


class Life:
    """One person's way, from the inquiry until the plan ends."""

    def __init__(self, person, down):
        self.person, self.down = person, down
        self.dice = random.Random(person.number)
        self.ledger, self.arrivals = Ledger(), []
        self.entries = defaultdict(list)
        self.listed, self.pending = set(), []
        self.zone = ZONES[person.practice]
        self.places = places.places_of(person.phone) if person.phone else []
        self.texts = []
        self.ended_by, self.held_until = None, None
        self.finished = False
        self.waits = self.tried = self.called = False
        self.call_open_since = None
        self.figures = Counter()

    def run(self):
        inquiry, *acts = self.person.acts
        self.pending = acts
        for channel, address, answer in (
            ("sms", self.person.phone, self.person.agrees_to_texts),
            ("email", self.person.email, self.person.agrees_to_emails),
        ):
            if address and answer:
                self.say(channel, "informational", True, inquiry.at)
            elif address and answer is False:
                self.say(channel, "conversational", False, inquiry.at)
        self.ledger.note(self.person.number, "inquired", inquiry.at)
        for channel in ("email", "sms"):
            self.send("acknowledgement", channel, 0, inquiry.at, timedelta(days=1))
        self.waits = self.person.practice != 0
        self.follow(PLAN if self.waits else DENSE, inquiry.at)
        return self

    def follow(self, plan, started_at):
        previous = started_at
        for step in plan:
            add_working = partial(_add_working, self.zone)
            at = cadence.step_moment(
                step.delay, started_at, previous, self.zone, add_working
            )
            at, previous = self.take(step, at)
            if self.ended_by:
                break
        self.finished = True

    def take(self, step, at):
        """Return the step's moment and when it ended."""
        looked = self.look(at)
        if self.waits and step.channel != "call":
            at = looked = self.wait_for_practice(looked)
        while self.held_until and self.held_until > looked and not self.ended_by:
            at = looked = self.look(self.held_until)
        if self.ended_by:
            return at, at
        if step.channel == "call":
            self.call_open_since = at if self.person.phone else None
            return at, at
        words = "We tried to reach you." if step.says_tried and self.called else ""
        ended = self.send(
            "follow_up", step.channel, step.number, at, step.max_age, words
        )
        return at, ended

    def wait_for_practice(self, at):
        """Return when a message may go: somebody has tried, and no call is open."""
        while not self.tried and self.pending and not self.ended_by:
            at = self.look(max(at, self.pending[0].at))
        if not self.tried and not self.ended_by:
            self.ended_by = "nobody tried"
        while (
            self.call_open_since
            and at < self.call_open_since + timedelta(days=1)
            and not self.ended_by
        ):
            soon = [self.call_open_since + timedelta(days=1)]
            soon += [one.at for one in self.pending[:1]]
            at = self.look(max(at, min(soon)))
        return at

    def look(self, at):
        """Return when the job looks at what is due, after all that happens before."""
        at = crowds.in_any(at, self.down) or at
        at += timedelta(minutes=self.dice.choice((0, 0, 1, 4, 9, 20)))
        while self.pending and self.pending[0].at <= at:
            self.hear(self.pending.pop(0))
        return at

    def send(self, kind, channel, number, planned_at, max_age, words=""):
        """Decide as the job does; return when it ended."""
        address = self.person.phone if channel == "sms" else self.person.email
        level = "conversational" if kind == "acknowledgement" else "informational"
        at = planned_at
        while True:
            at = self.look(at)
            if self.ended_by and kind == "follow_up":
                return self.end("plan ended", at)
            if at - planned_at > max_age:
                return self.end("too late", planned_at)
            if not address or (channel, address) in self.listed:
                return self.end("not allowed", planned_at)
            line = consent.standing(self.entries[channel], level)
            if (line and not line.granted) or (channel == "sms" and not line):
                return self.end("not allowed", planned_at)
            if channel == "email":
                break
            home = contact_window.Place(self.zone)
            answer = contact_window.next_allowed(
                at, self.places, RULES, level, self.texts, home
            )
            if not answer.why:
                break
            if not answer.moment:
                return self.end("no hour", planned_at)
            self.figures[f"waited: {answer.why}"] += 1
            at = planned_at = answer.moment
        if channel == "sms":
            self.texts.append(at)
        self.figures[f"{kind} by {channel}"] += 1
        self.arrivals.append(
            Arrival(
                order=self.ledger.order(),
                at=at,
                channel=channel,
                address=address,
                kind=kind,
                plan=self.plan_name() if kind == "follow_up" else "",
                mark=f"{kind}.{number}",
                words=f"{kind} {number} {words}",
                level=level,
            )
        )
        return at

    def plan_name(self):
        return "new_inquiry" if self.waits else RUNS_AS_IT_IS

    def end(self, why, at):
        self.figures[f"left out: {why}"] += 1
        return at

    def hear(self, act):
        number = self.person.number
        if act.what in _ENDS or act.what == "asks_more":
            self.ended_by = self.ended_by or act.what
            what = {"replies": "replied", "asks_more": "replied", "books": "booked"}
            self.ledger.note(number, what.get(act.what, "closed"), act.at)
        elif act.what == "is_written_to":
            self.held_until = act.at + timedelta(days=2)
            self.tried = True
            self.ledger.note(number, "answered", act.at)
        elif act.what == "rings":
            self.tried, self.call_open_since = True, None
            self.called |= act.detail != "wrong_number"
            self.ledger.note(number, crowds.CALLED[act.detail], act.at)
        elif act.what == "refuses_texts":
            # in any words: what they mean is for the addon to read
            if opt_out.meaning(act.detail) == "stop":
                self.entries["sms"].append(
                    consent.Entry("conversational", False, act.at, act.at)
                )
            self.ledger.refused(self.person.phone, "sms")
        elif act.what == "refuses_emails":
            self.say("email", "conversational", False, act.at)
        elif act.what == "refuses_offers":
            self.say("sms", "promotional", False, act.at)
            self.say("email", "promotional", False, act.at)
        elif act.what == "agrees_to_texts":
            self.say("sms", "informational", True, act.at)
        elif act.what in ("texts_blacklisted", "told_carrier"):
            self.list("sms", self.person.phone)
        elif act.what == "email_blacklisted":
            self.list("email", self.person.email)

    def list(self, channel, address):
        self.listed.add((channel, address))
        self.ledger.listed(address, channel)

    def say(self, channel, level, granted, at):
        address = self.person.phone if channel == "sms" else self.person.email
        self.entries[channel].append(consent.Entry(level, granted, at, at))
        if granted:
            self.ledger.agreed(address, channel, level, self.person.practice)
        else:
            self.ledger.refused(address, channel, level)


# name: what takes the place of which function, and the count that must rise
BROKEN = {
    "next_allowed": (
        contact_window,
        lambda at, *_rest: contact_window.Answer(at),
        "outside a lawful window",
    ),
    "standing": (
        consent,
        lambda _entries, purpose: consent.Entry(
            purpose, True, datetime.min, datetime.min
        ),
        "without consent",
    ),
    "meaning": (opt_out, lambda _text: "reply", "after opt-out"),
}


def simulate_broken(name, amount, days, seed):
    """Return how much the count that watches over a function rises without it."""
    module, broken, count = BROKEN[name]
    original = getattr(module, name)
    setattr(module, name, broken)
    try:
        counts, _figures, _lines = _share((0, amount, days, seed))
    finally:
        setattr(module, name, original)
    return count, counts[count]


def simulate(amount, days, seed, cores):
    """Return the counts, figures and lines of so many people."""
    shares = [
        (first, min(first + SHARE, amount), days, seed)
        for first in range(0, amount, SHARE)
    ]
    counts, figures = Counter(dict.fromkeys(COUNTS, 0)), Counter()
    lines = []
    with ProcessPoolExecutor(cores) as pool:
        for some, told, wrong in pool.map(_share, shares):
            counts.update(some)
            figures.update(told)
            lines += wrong
    return counts, figures, lines


def _share(share):
    first, last, days, seed = share
    down = crowds.intervals(random.Random(seed), days, max(2, days // 40), (1, 60))
    counts, figures, lines = Counter(), Counter(), []
    for number in range(first, last):
        person = crowds.person(number, days, len(ZONES), seed)
        life = Life(person, down).run()
        some, wrong = judge(life.ledger, [person], life.arrivals)
        counts.update(some)
        figures.update(life.figures)
        lines += wrong[:5]
        steps = len(DENSE if person.practice == 0 else PLAN)
        counts["enrollments forgotten"] += not life.finished
        figures["steps planned at most"] += steps
    return counts, figures, lines
