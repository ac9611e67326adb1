"""When a text may reach a person: lawful hours in the place where they are.

Moments are naive UTC, as everywhere in Odoo; zones are IANA names. The figures of the
law are no business of this module: they are rows that an administrator can change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import phonenumbers
from phonenumbers import timezone as number_timezone

from .consent import PURPOSES
from .holidays import holiday
from .local_time import is_zone, readings, to_local

# an answer within minutes of their own message: conversational, and at once
PROMPT = "prompt"
KINDS = frozenset((PROMPT, *PURPOSES))
_SEARCH = timedelta(days=14)  # hours that do not come within two weeks never do
_DAY = timedelta(hours=24)
_SATURDAY, _SUNDAY = 5, 6
DAY_END = time.max  # closing at midnight, the end of the day


@dataclass(frozen=True)
class Window:
    """Hours of a day, opening included and closing excluded, in whole minutes.

    A clock reading that comes twice, when daylight saving ends, opens the second time
    and closes the first; one that is skipped opens late and closes early.
    """

    opens: time
    closes: time

    def __post_init__(self):
        if self.opens >= self.closes:
            raise ValueError("A window closes after it opens, on the same day.")

    def bounds(self, day: date, zone: str) -> tuple[datetime, datetime]:
        """Return opening and closing of a day in ``zone`` as naive UTC."""
        if self.closes == DAY_END:
            closes = datetime.combine(day + timedelta(days=1), time())
        else:
            closes = datetime.combine(day, self.closes)
        opens = datetime.combine(day, self.opens)
        return readings(opens, zone)[1], readings(closes, zone)[0]


ALL_DAY = Window(time(), DAY_END)


@dataclass(frozen=True)
class Place:
    """One place where a person may be.

    Regions are ISO 3166: ``US``, or ``US-TX`` where the state is known; empty when
    nothing is known.
    """

    zone: str
    region: str = ""

    def lies_in(self, region: str) -> bool:
        """Say whether this place is in a region; everything is in the empty one."""
        return not region or f"{self.region}-".startswith(f"{region}-")


@dataclass(frozen=True)
class Rule:
    """What one law, or the practice itself, asks of texts to people of a region.

    ``None`` in place of hours: none on such a day. Holidays are those of the region.
    The cap counts texts of the last 24 hours, 0 is no cap. Before the day ``since``,
    where they are, the rule is not in force; before ``paused_until`` no text may go.
    """

    name: str
    region: str = ""
    weekday: Window | None = ALL_DAY
    saturday: Window | None = ALL_DAY
    sunday: Window | None = ALL_DAY
    holidays_closed: bool = False
    daily_cap: int = 0
    kinds: frozenset[str] = KINDS
    since: date | None = None
    paused_until: date | None = None

    def speaks_of(self, place: Place, kind: str) -> bool:
        return kind in self.kinds and place.lies_in(self.region)

    def hours(self, day: date) -> Window | None:
        """Return the hours of a local day."""
        if self.is_paused(day):
            return None
        if self.since and day < self.since:
            return ALL_DAY
        if self.is_holiday(day):
            return None
        weekend = {_SATURDAY: self.saturday, _SUNDAY: self.sunday}
        return weekend.get(day.weekday(), self.weekday)

    def is_paused(self, day: date) -> bool:
        return bool(self.paused_until and day < self.paused_until)

    def is_holiday(self, day: date) -> bool:
        return self.holidays_closed and bool(holiday(day, self.region))


@dataclass(frozen=True)
class Answer:
    """When a text may go, and which rule makes it wait.

    ``why`` is empty for a text that may go at once, else one of ``hours``, ``day``
    (closed on that day of the week), ``holiday``, ``paused``, ``cap``, ``nowhere`` (no
    place is known). Without a moment the wait has no end. ``at_home``: it is the
    practice's clock that makes it wait.
    """

    moment: datetime | None
    rule: Rule | None = None
    why: str = ""
    at_home: bool = False


_EASTERN, _CENTRAL, _MOUNTAIN, _PACIFIC = (
    f"America/{city}" for city in ("New_York", "Chicago", "Denver", "Los_Angeles")
)
# North American area codes that a time zone border runs through, or next to it, where
# phonenumbers' data names one side only (NANPA's map of area codes and time zones).
_SPLIT = {
    area: zones
    for areas, zones in (
        ("219 270 364 423 448 574 606 812 850 906 930 931", (_EASTERN, _CENTRAL)),
        ("308 432 605 620 701 785", (_CENTRAL, _MOUNTAIN)),
        ("208 458 541 775 986", (_MOUNTAIN, _PACIFIC)),
        ("928", (_MOUNTAIN, "America/Phoenix")),
        ("907", ("America/Anchorage", "America/Adak")),
    )
    for area in areas.split()
}


def zones_of_number(number: str) -> list[str]:
    """Return the time zones in which a phone number (E.164) may ring.

    By its area code, from phonenumbers' data: good evidence, not proof, of where the
    person is. Empty when the number tells nothing.
    """
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return []
    names = list(number_timezone.time_zones_for_number(parsed))
    if parsed.country_code == 1:
        names += _SPLIT.get(str(parsed.national_number)[:3], ())
    return [name for name in dict.fromkeys(names) if is_zone(name)]


def next_allowed(
    at: datetime,
    places: Iterable[Place],
    rules: Iterable[Rule],
    kind: str,
    sent: Iterable[datetime] = (),
    home: Place | None = None,
) -> Answer:
    """Return the first moment from ``at`` on that every rule allows in every place.

    :param places: where the person may be; the strictest of them counts.
    :param kind: of :data:`KINDS`.
    :param sent: when they were texted automatically, at least in the last 24 hours.
    :param home: where the practice is: rules of no region are kept there as well.
    """
    places, rules, sent = list(places), list(rules), sorted(sent)
    if not places:
        return Answer(None, why="nowhere")
    asked = [(p, rule) for p in places for rule in rules if rule.speaks_of(p, kind)]
    if home and home not in places:
        own = (rule for rule in rules if not rule.region and kind in rule.kinds)
        asked += [(home, rule) for rule in own]
    moment, blame, last = at, (), _last(at, asked)
    while moment < last:
        waits = [
            (_opening(moment, place, rule, sent), place, rule) for place, rule in asked
        ]
        latest, place, rule = max(
            waits, key=lambda wait: wait[0], default=(moment, None, None)
        )
        if latest == moment:
            return Answer(moment, *blame)
        blame = blame or (rule, _why(at, place, rule), place not in places)
        moment = latest
    return Answer(None, *blame)


def has_cap(places: Iterable[Place], rules: Iterable[Rule], kind: str) -> bool:
    """Say whether it matters how often they were texted lately."""
    capped = [rule for rule in rules if rule.daily_cap]
    return any(rule.speaks_of(place, kind) for place in places for rule in capped)


def reached_cap(
    at: datetime,
    places: Iterable[Place],
    rules: Iterable[Rule],
    kind: str,
    sent: Iterable[datetime],
) -> Rule | None:
    """Return a rule by which one text more would be too many at a moment, if any."""
    sent = sorted(sent)
    asked = ((place, rule) for place in places for rule in rules if rule.daily_cap)
    return next(
        (
            rule
            for place, rule in asked
            if rule.speaks_of(place, kind) and _is_full(at, place, rule, sent)
        ),
        None,
    )


def _last(at, asked):
    """Return until when to look: no pause lasts as long."""
    pauses = (rule.paused_until for _place, rule in asked if rule.paused_until)
    return max([at, *(datetime.combine(day, time()) for day in pauses)]) + _SEARCH


def _opening(at, place, rule, sent):
    """Return ``at`` if the rule allows it, else the next moment that may be allowed."""
    day = to_local(at, place.zone).date()
    if _is_full(at, place, rule, sent):
        return sent[-rule.daily_cap] + _DAY
    if rule.is_paused(day):
        day = rule.paused_until
    for ahead in range(_SEARCH.days):
        window = rule.hours(day + timedelta(days=ahead))
        if window:
            opens, closes = window.bounds(day + timedelta(days=ahead), place.zone)
            if at < closes:
                return max(at, opens)
    return at + _SEARCH


def _is_full(at, place, rule, sent):
    """Say whether the texts of the last 24 hours are as many as a rule allows.

    :param sent: in their order, none of them after ``at``.
    """
    day = to_local(at, place.zone).date()
    is_in_force = not (rule.since and day < rule.since)
    if not rule.daily_cap or not is_in_force or len(sent) < rule.daily_cap:
        return False
    return sent[-rule.daily_cap] > at - _DAY


def _why(at, place, rule):
    """Return what of a rule stands against a moment."""
    day = to_local(at, place.zone).date()
    if rule.hours(day):
        return "hours" if _opening(at, place, rule, ()) > at else "cap"
    if rule.is_paused(day):
        return "paused"
    return "holiday" if rule.is_holiday(day) else "day"
