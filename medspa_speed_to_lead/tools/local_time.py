"""Local time and UTC: the only file that knows a library of time zones.

Moments are naive UTC, as everywhere in Odoo; a local time is naive too, what the clocks
of its place show. A zone is a name that Odoo accepts. That is why the library is pytz:
Odoo asks it which names there are, and teaches it old ones that a system may lack.

Where clocks are set, a local time may come twice or not at all. One rule for all: what
comes twice is meant the first time; what is skipped comes as much later as the clocks
skip. So a day whose midnight is skipped begins with its first moment, and one whose
midnight comes twice begins with the first of the two.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import pytz

# more than any zone is away from UTC, less than between two settings of its clocks
_DAY = timedelta(days=1)


def to_local(moment: datetime, zone: str) -> datetime:
    """Return what the clocks of a zone show at a moment.

    :raise pytz.UnknownTimeZoneError: where there is no such zone.
    """
    aware = pytz.utc.localize(moment).astimezone(pytz.timezone(zone))
    return aware.replace(tzinfo=None)


def abbreviation(moment: datetime, zone: str) -> str:
    """Return what a zone is called at a moment, such as ``CST``."""
    return pytz.utc.localize(moment).astimezone(pytz.timezone(zone)).tzname()


def to_utc(local: datetime, zone: str) -> datetime:
    """Return the moment of a local time, see the module's rule."""
    first, last = readings(local, zone)
    is_skipped = first != last and to_local(first, zone) != local
    return last if is_skipped else first


def readings(local: datetime, zone: str) -> tuple[datetime, datetime]:
    """Return the first and the last moment that a local time can mean.

    They differ only where the clocks are set: for a time that comes twice they are
    these two; a skipped one is read as if the clocks were set already, and not yet.
    """
    first, last = sorted(
        local - _offset(local + shift, zone)  # before and after any setting
        for shift in (-_DAY, _DAY)
    )
    if first == last:
        return first, last
    found = [one for one in (first, last) if to_local(one, zone) == local]
    return (found[0], found[-1]) if found else (first, last)


def moment_of(day: date, at: time, zone: str) -> datetime:
    """Return the moment of a time of a day, see the module's rule."""
    return to_utc(datetime.combine(day, at), zone)


def midnight(day: date, zone: str) -> datetime:
    """Return the moment at which a local day begins."""
    return moment_of(day, time.min, zone)


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return when a local day begins and the next one does.

    A day in which the clocks are set has 23 or 25 hours.
    """
    return midnight(day, zone), midnight(day + _DAY, zone)


def day_around(moment: datetime, zone: str) -> tuple[datetime, datetime]:
    """Return the bounds of the local day that holds a moment."""
    return day_bounds(to_local(moment, zone).date(), zone)


def is_zone(name: str) -> bool:
    return name in pytz.all_timezones_set


def zones_of_country(code: str) -> Iterable[str]:
    """Return the zones of a country (ISO 3166), none where it is not known."""
    return pytz.country_timezones.get(code, ())


def _offset(moment, zone):
    return to_local(moment, zone) - moment
