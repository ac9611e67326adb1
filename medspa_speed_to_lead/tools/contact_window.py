"""When a text may reach a person: lawful hours in the place where they are.

Moments are naive UTC, as everywhere in Odoo; zones are IANA names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import phonenumbers
import pytz
from phonenumbers import timezone as number_timezone

_SEARCH = timedelta(days=8)  # a window that does not open within a week never does


@dataclass(frozen=True)
class Window:
    """Hours of a day, opening included and closing excluded, in whole minutes."""

    opens: time
    closes: time

    def __post_init__(self):
        if self.opens >= self.closes:
            raise ValueError("A window closes after it opens, on the same day.")

    def bounds(self, day: date, zone) -> tuple[datetime, datetime]:
        """Return opening and closing of a day in ``zone`` as naive UTC."""
        return tuple(_utc(datetime.combine(day, t), zone) for t in self)

    def __iter__(self):
        return iter((self.opens, self.closes))


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

# The strictest of the hours that states ask for on weekdays (Florida, Oklahoma and
# Washington end at 20:00; 47 CFR 64.1200(c)(1) allows 8:00 to 21:00).
STRICT = Window(time(8), time(20))


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
    return [name for name in dict.fromkeys(names) if name in pytz.all_timezones_set]


def next_lawful(at: datetime, zones: Iterable[str], window: Window) -> datetime | None:
    """Return the first moment from ``at`` on that lies in the window of every zone.

    A number that may ring in several zones is treated by the strictest of them: it
    is lawful when it is in all. ``None`` when there is no such moment, as for a
    number of the whole world, or no zone at all.
    """
    zones = [pytz.timezone(name) for name in zones]
    moment, last = at, at + _SEARCH
    while zones and moment < last:
        waits = [_opening(moment, zone, window) for zone in zones]
        latest = max(waits)
        if latest == moment:
            return moment
        moment = latest
    return None


def _opening(at, zone, window):
    """Return ``at`` if the window is open, else when it opens next in ``zone``."""
    day = pytz.utc.localize(at).astimezone(zone).date()
    for ahead in range(3):
        opens, closes = window.bounds(day + timedelta(days=ahead), zone)
        if at < closes:
            return max(at, opens)
    raise AssertionError("every day has its window")


def _utc(local, zone):
    return zone.localize(local).astimezone(pytz.utc).replace(tzinfo=None)
