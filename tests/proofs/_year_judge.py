"""What is held against what arrived: a ledger of its own, and the counts of the table.

The order of things is that of one counter for both, so that what happened in the same
second is told apart.
"""

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from . import _year_law as law
from ._claims import claimed

COUNTS = (
    "outside a lawful window",
    "without consent",
    "after opt-out",
    "above a cap",
    "duplicates",
    "identical consecutive",
    "sent after a reply or booking",
    "before a person has tried",
    "claims what nobody did",
    "enrollments forgotten",
    "touches without a final state or reason",
)
_LEVELS = ("conversational", "informational", "promotional")
# Of whom nothing is heard for two weeks after we answered the stage rules make somebody
# to be followed up once more.
SILENCE = timedelta(days=14)
_LATER_PLANS = ("no_response", "nurture")
_STARTS = frozenset(("inquired", "no_show", "enrolled"))
_ENDS = frozenset(("replied", "booked"))
# what they do after which somebody has to try again, and what counts as trying
_WROTE = frozenset(("inquired", "replied"))
_TRIED = frozenset(("answered", "rang", "left a voicemail", "reached another"))
_CALLED = frozenset(("rang", "left a voicemail"))
# a practice's own plan, which waits for nobody
RUNS_AS_IT_IS = "dense"


@dataclass(frozen=True)
class Arrival:
    """A message as it arrived; `at` is the simulated moment."""

    order: int
    at: datetime
    channel: str
    address: str
    kind: str  # acknowledgement, follow_up, reminder
    plan: str  # of a follow-up; else empty
    mark: str  # which template
    words: str
    level: str  # what the person must have agreed to


@dataclass
class Ledger:
    """What the simulator did, noted when it was done."""

    numbers: itertools.count = field(default_factory=itertools.count)
    consents: dict = field(default_factory=lambda: defaultdict(list))
    happened: dict = field(default_factory=lambda: defaultdict(list))
    lists: dict = field(default_factory=dict)  # Odoo's lists of who opted out

    def order(self) -> int:
        return next(self.numbers)

    def agreed(self, address, channel, level, practice):
        self.consents[address, channel].append((self.order(), True, level, practice))

    def refused(self, address, channel, level="conversational"):
        self.consents[address, channel].append((self.order(), False, level, None))

    def listed(self, address, channel):
        """For good: what they agree to later takes nobody off a list."""
        self.lists.setdefault((address, channel), self.order())

    def note(self, number, what, at):
        self.happened[number].append((self.order(), what, at))


def judge(ledger, people, arrivals) -> tuple[Counter, list[str]]:
    """Return the counts of what arrived, and a line for each that is wrong."""
    of_address = {
        address: person
        for person in people
        for address in (person.email, person.phone)
        if address
    }
    counts, lines = Counter(dict.fromkeys(COUNTS, 0)), []
    by_line = defaultdict(list)
    for arrival in sorted(arrivals, key=lambda one: one.order):
        person = of_address[arrival.address]
        before = by_line[arrival.channel, arrival.address]
        for problem in problems(ledger, person, arrival, before):
            counts[problem] += 1
            lines.append(f"{problem}: {arrival} {person}")
        before.append(arrival)
    return counts, lines


def problems(ledger, person, arrival, before) -> list[str]:
    """Return what is wrong with a message, before those that came before it."""
    found = []
    is_text = arrival.channel == "sms"
    if is_text:
        if not law.is_lawful(arrival.at, person.state, arrival.kind):
            found.append("outside a lawful window")
        if arrival.kind != "acknowledgement" and law.is_above_cap(
            arrival.at, person.state, [one.at for one in before]
        ):
            found.append("above a cap")
        if not _agreed(ledger, person, arrival):
            found.append("without consent")
    if _refused(ledger, arrival):
        found.append("after opt-out")
    happened = [one for one in ledger.happened[person.number] if one[0] < arrival.order]
    if _is_duplicate(happened, arrival, before):
        found.append("duplicates")
    if _is_same_again(happened, arrival, before):
        found.append("identical consecutive")
    if arrival.kind == "follow_up" and _is_too_late(happened, arrival):
        found.append("sent after a reply or booking")
    done = _since_they_wrote(happened)
    waits = arrival.kind == "follow_up" and arrival.plan != RUNS_AS_IT_IS
    if waits and not done & _TRIED:
        found.append("before a person has tried")
    if not _is_true(claimed(arrival.words), done):
        found.append("claims what nobody did")
    return found


def _since_they_wrote(happened):
    done = set()
    for _order, what, _at in happened:
        done = set() if what in _WROTE else done | {what}
    return done


def _is_true(claim, done):
    if claim == "voicemail":
        return "left a voicemail" in done
    return not claim or bool(done & _CALLED)


def _agreed(ledger, person, arrival):
    """Whether they once agreed to this, whatever they said later."""
    return any(
        granted
        and order < arrival.order
        and practice == person.practice
        and _LEVELS.index(level) >= _LEVELS.index(arrival.level)
        for order, granted, level, practice in ledger.consents[
            arrival.address, arrival.channel
        ]
    )


def _refused(ledger, arrival):
    """Whether the last they said about this was no."""
    if ledger.lists.get((arrival.address, arrival.channel), arrival.order) < (
        arrival.order
    ):
        return True
    last = True
    asked = _LEVELS.index(arrival.level)
    for order, granted, level, _practice in ledger.consents[
        arrival.address, arrival.channel
    ]:
        said = _LEVELS.index(level)
        if order < arrival.order and (said >= asked if granted else said <= asked):
            last = granted
    return not last


def _is_duplicate(happened, arrival, before):
    same = [one for one in before if one.mark == arrival.mark]
    if not same:
        return False
    done = Counter(what for _order, what, _at in happened)
    allowed = done["inquired"] + done["enrolled"]
    if arrival.kind == "reminder":
        allowed = done["booked"]
    elif arrival.plan == "no_show":
        allowed = done["no_show"]
    elif arrival.plan in _LATER_PLANS:
        # after each silence they may come once more, never soon
        allowed += done["replied"] + done["answered"] + done["booked"]
    since = [what for order, what, _at in happened if order > same[-1].order]
    at_once = arrival.at - same[-1].at < timedelta(days=1)
    return len(same) + 1 > allowed or (at_once and not _STARTS.intersection(since))


def _is_same_again(happened, arrival, before):
    """A new inquiry is acknowledged anew, else two alike never follow each other."""
    if not before or before[-1].words != arrival.words:
        return False
    since = {what for order, what, _at in happened if order > before[-1].order}
    return not since & {"inquired", "booked"}


def _is_too_late(happened, arrival):
    ended = None
    for _order, what, at in happened:
        if what in _ENDS:
            ended = at
        elif what in _STARTS:
            ended = None
    if ended is None:
        return False
    return not (arrival.plan in _LATER_PLANS and arrival.at - ended >= SILENCE)
