"""People of every kind who write to a practice, and what the rules allow towards each.

The reckoning here is one of its own, in plain words, and asks nothing of the addon.
"""

import random
from dataclasses import dataclass

from tests.harness import phones
from tests.harness import practice as practices

SENDS, OTHER, SILENT = "Sends", "Other", "Silent"  # the last has its switch off
YES, LATER, NO = "yes", "later", "no"
# The first number of a place and the time zones in which such a number may ring.
PLACES = (
    (1_808_200_0000, ("Pacific/Honolulu",)),
    (1_907_200_0000, ("America/Anchorage", "America/Adak")),
    (1_310_200_0000, ("America/Los_Angeles",)),
    (1_541_200_0000, ("America/Los_Angeles", "America/Denver")),
    (1_602_200_0000, ("America/Phoenix",)),
    (1_303_200_0000, ("America/Denver",)),
    (1_512_200_0000, ("America/Chicago",)),
    (1_850_200_0000, ("America/Chicago", "America/New_York")),
    (1_212_200_0000, ("America/New_York",)),
    (1_787_200_0000, ("America/Puerto_Rico",)),
    (1_709_200_0000, ("America/Halifax", "America/St_Johns")),
    (1_671_200_0000, ("Pacific/Guam",)),
    (44_20_7946_0000, ("Europe/London",)),
    (33_1_4234_0000, ("Europe/Paris",)),
    (971_4_200_0000, ("Asia/Dubai",)),
    (91_11_2345_0000, ("Asia/Kolkata",)),
    (81_3_1234_0000, ("Asia/Tokyo",)),
    (61_2_9123_0000, ("Australia/Sydney",)),
    # anywhere in North America: these open last and close first
    (1_800_200_0000, ("Pacific/Guam", "Pacific/Pago_Pago", "America/St_Johns")),
)
# Beyond the United States with its islands and the United Kingdom; nowhere else.
TEXTED = ("CA", "FR", "IN", "JP", "AU")
NOT_TEXTED = "+971"
# What a form says of itself, and the channels on which its policy has a message.
KINDS = {
    "both": ({"intent": "general"}, ("email", "sms")),
    "treatment": ({"treatment": "Botox"}, ("email", "sms")),
    "email only": ({"intent": "pricing"}, ("email",)),
    "text only": ({"intent": "consultation"}, ("sms",)),
    "no message": ({"channel": "event"}, ()),
    "names a treatment": ({"channel": "referral"}, ("sms",)),
    "on the phone": ({"channel": "phone_call"}, ()),
    "test": ({"is_test": True}, ()),
}
BEFORE = (
    *("", "", "", "", "agreed", "agreed_elsewhere", "agreed_everywhere"),
    *("refused_texts", "refused_emails", "refused_offers"),
    *("texts_blacklisted", "email_blacklisted"),
)
MEANWHILE = (
    *("", "", "", "", "refused_texts", "refused_emails", "texts_blacklisted"),
    *("email_blacklisted", "exempt", "lost", "won", "called", "new_phone"),
)
TROUBLE = (*[""] * 8, "opted_out", "wrong_number", "gateway", "dropped", "refused")
_END_IT = ("exempt", "lost", "won", "called")


@dataclass(frozen=True)
class Person:
    number: int
    practice: str
    kind: str
    email: str
    phone: str
    zones: tuple[str, ...]
    agrees_to_texts: bool | None  # on the form; None: it did not ask
    agrees_to_emails: bool | None
    before: str
    meanwhile: str | None  # None: nothing could happen, it was sent at once
    trouble: str

    @property
    def fields(self) -> dict:
        said, _channels = KINDS[self.kind]
        answers = {
            "sms_consent": self.agrees_to_texts,
            "email_consent": self.agrees_to_emails,
        }
        return {
            "name": f"Patient {self.number}",
            **{"email": self.email, "phone": self.phone},
            **said,
            **{
                name: "yes" if x else "no" for name, x in answers.items() if x in (0, 1)
            },
        }

    def address(self, channel: str) -> str:
        return self.email if channel == "email" else self.phone


def crowd(amount: int, seed: int) -> list[Person]:
    """So many people; the same ones each time, but for where it is day."""
    dice = random.Random(seed)
    places = [place for place in PLACES if all(map(phones.is_settled, place[1]))]
    return [_person(dice, number, places) for number in range(amount)]


def _person(dice, number, places):
    first, zones = dice.choice(places)
    has_phone, has_email = dice.random() < 0.9, dice.random() < 0.9
    return Person(
        number=number,
        practice=dice.choice((SENDS, SENDS, OTHER, OTHER, SILENT)),
        kind=dice.choice((*["both"] * 6, *KINDS)),
        email=practices.patient(number)["email"] if has_email else "",
        phone=f"+{first + number}" if has_phone else dice.choice(("", "911")),
        zones=zones if has_phone else (),
        agrees_to_texts=dice.choice((True, True, False, None)),
        agrees_to_emails=dice.choice((True, True, False, None, None, None)),
        before=dice.choice(BEFORE),
        meanwhile=dice.choice((None, dice.choice(MEANWHILE))),
        trouble=dice.choice(TROUBLE),
    )


# the reckoning


def permission(person: Person, channel: str) -> str:
    """Whether this person may be written to: yes, no, or ask again in their morning."""
    _said, channels = KINDS[person.kind]
    if (
        person.practice == SILENT
        or channel not in channels
        or person.meanwhile in _END_IT
        or len(person.address(channel)) < 4  # none, or an emergency number
    ):
        return NO
    if channel == "email":
        return YES if _may_email(person) else NO
    return _when_to_text(person) if _may_text(person) else NO


def _may_email(person):
    told = (person.before, person.meanwhile)
    said = [
        *([False] if person.before == "refused_emails" else []),
        *([person.agrees_to_emails] if person.agrees_to_emails is not None else []),
        *([False] if person.meanwhile == "refused_emails" else []),
    ]
    return "email_blacklisted" not in told and (not said or said[-1])


def _may_text(person):
    told = (person.before, person.meanwhile)
    if "texts_blacklisted" in told or "new_phone" in told:
        return False
    if person.phone.startswith(NOT_TEXTED):
        return False
    earlier = {"agreed": True, "agreed_everywhere": True, "refused_texts": False}
    said = [
        *([earlier[person.before]] if person.before in earlier else []),
        *([person.agrees_to_texts] if person.agrees_to_texts is not None else []),
        *([False] if person.meanwhile == "refused_texts" else []),
    ]
    return bool(said) and said[-1]


def _when_to_text(person):
    if person.kind == "names a treatment":
        return NO
    # the night rest is kept where the practice is as well
    zones = (*person.zones, phones.home())
    if not phones.ever_day(zones):
        return NO
    return YES if all(map(phones.is_day, zones)) else LATER
