"""Who inquires in the simulated year, and what each of them and the staff will do."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from . import _year_law as law

BEGIN = datetime(2026, 1, 5)
CAPPED = 0.1
REFUSALS = (
    *("Stop", "STOP", "stop texting me please", "Unsubscribe", "no mas mensajes"),
    *("take me off your list", "Do not text me again", "s t o p", "wrong number"),
)
REPLIES = (
    *("Can I come on Friday?", "Thanks, sounds good!", "How long does it take?"),
    *("Is there parking?", "Yes please", "Could you call me tomorrow?"),
)

# how a call ends that reaches nobody, and what the ledger calls it
CALLED = {
    "voicemail": "left a voicemail",
    "no_answer": "rang",
    "wrong_number": "reached another",
}
OUTCOMES = ("voicemail", "voicemail", "no_answer", "no_answer", "wrong_number")


@dataclass(frozen=True)
class Act:
    """Something that somebody does, at a moment (naive UTC)."""

    at: datetime
    what: str
    detail: str = ""


@dataclass(frozen=True)
class Person:
    number: int
    practice: int
    state: str
    email: str
    phone: str
    agrees_to_texts: bool | None  # on the form; None: it did not ask
    agrees_to_emails: bool | None
    acts: tuple[Act, ...]  # the first one is their inquiry

    @property
    def fields(self) -> dict[str, str]:
        said = {
            "sms_consent": self.agrees_to_texts,
            "email_consent": self.agrees_to_emails,
        }
        answers = {k: "yes" if v else "no" for k, v in said.items() if v is not None}
        # one first name for all: words that differ in it alone are the same
        name = f"Pat Number{self.number}"
        known = {"name": name, "email": self.email, "phone": self.phone}
        return {**{k: v for k, v in known.items() if v}, **answers}


# what may happen after an inquiry: chance, days until then at least and at most
CHANCES = (
    ("replies", 0.25, 0.02, 14),
    ("books", 0.22, 0.02, 14),
    ("speaks", 0.12, 0.02, 6),  # a colleague calls and they talk
    ("rings", 0.6, 0.005, 3),  # a colleague calls and nobody answers
    ("rings", 0.16, 0.02, 6),
    ("is_written_to", 0.12, 0.02, 10),  # by a colleague
    ("refuses_texts", 0.06, 0.01, 12),
    ("refuses_emails", 0.04, 0.01, 12),
    ("refuses_offers", 0.03, 0.01, 30),
    ("texts_blacklisted", 0.03, 0.01, 12),
    ("email_blacklisted", 0.03, 0.01, 12),
    ("told_carrier", 0.03, 0.01, 12),  # we learn of it at our next text
    ("agrees_to_texts", 0.06, 0.05, 12),
    ("lost", 0.05, 0.1, 20),
    ("given_up", 0.5, 16, 70),  # the desk closes what stays silent
    ("won", 0.03, 0.5, 20),
    ("exempt", 0.02, 0.02, 5),
    ("enrolled", 0.04, 1, 40),  # a colleague begins the plan of many texts
    ("asks_more", 0.06, 0.05, 0.8),  # the form again, the same day
    ("asks_anew", 0.05, 40, 120),
)


def crowd(amount, days, practices, seed, capped=CAPPED) -> list[Person]:
    """So many people whose inquiries are spread over so many days."""
    return [person(number, days, practices, seed, capped) for number in range(amount)]


def person(number, days, practices, seed, capped=CAPPED) -> Person:
    """The same one for the same seed, whoever asks.

    :param capped: the share of those who are where there is a cap, beside the others.
    """
    dice = random.Random(seed * 10_000_000 + number)
    states = sorted(law.PLACES)
    is_capped = dice.random() < capped
    state = dice.choice(law.CAPPED if is_capped else states)
    began = BEGIN + timedelta(seconds=dice.randrange(days * 86_400))
    has_phone = dice.random() < 0.95
    has_email = not has_phone or dice.random() < 0.93
    return Person(
        number=number,
        practice=number % practices,
        state=state,
        email=f"pat{number}@patient.example" if has_email else "",
        phone=f"+1{law.PLACES[state][0]}{2_200_000 + number}" if has_phone else "",
        agrees_to_texts=dice.choice((True, True, True, False, None)),
        agrees_to_emails=dice.choice((True, None, None, None, False, None, None, None)),
        acts=(Act(began, "inquires"), *_acts(dice, began, has_email)),
    )


def _acts(dice, began, has_email):
    acts = []
    for what, chance, least, most in CHANCES:
        if dice.random() >= chance:
            continue
        at = began + timedelta(days=least + (most - least) * dice.random() ** 2)
        if what in ("replies", "is_written_to") and not has_email:
            continue
        detail = ""
        if what == "books":
            detail = dice.choice(("showed", "no_show", "no_show", "cancelled", ""))
            visit = (at + timedelta(days=dice.uniform(0.3, 9))).replace(minute=0)
            acts.append(Act(visit, "visits", detail))
            later = visit + timedelta(hours=dice.uniform(1, 8))
            acts.append(Act(later, "came", detail))
        elif what == "refuses_texts":
            detail = dice.choice(REFUSALS)
        elif what == "replies":
            detail = dice.choice(REPLIES)
        elif what == "rings":
            detail = dice.choice(OUTCOMES)
        acts.append(Act(at, what, detail))
    return sorted(acts, key=lambda act: act.at)


def intervals(dice, days, amount, hours):
    """So many stretches of an outage, as ``[(begin, end), ...]``."""
    found = []
    for _ in range(amount):
        begin = BEGIN + timedelta(days=dice.uniform(1, days))
        found.append((begin, begin + timedelta(hours=dice.uniform(*hours))))
    return sorted(found)


def in_any(at, stretches):
    """Return the end of the stretch that holds a moment, or ``None``."""
    return max((end for begin, end in stretches if begin <= at < end), default=None)
