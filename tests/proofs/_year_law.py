"""When a text may reach somebody in each state: a plain table and reckoning of its own.

Nothing here comes from the addon: hours, holidays and caps are those of `tests/law/`,
typed from the sources, the zones those of the map. Of two zones both count.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.law import reading

NIGHT_REST = (8, 20)  # the practice's own, for every text
_EAST, _CENTRAL, _MOUNTAIN, _PACIFIC = (
    f"America/{city}" for city in ("New_York", "Chicago", "Denver", "Los_Angeles")
)
# state: area code, time zones in which such a number may ring
PLACES = {
    "AL": ("205", (_CENTRAL,)),
    "AK": ("907", ("America/Anchorage", "America/Adak")),
    "AZ": ("602", ("America/Phoenix",)),
    "AR": ("501", (_CENTRAL,)),
    "CA": ("310", (_PACIFIC,)),
    "CO": ("303", (_MOUNTAIN,)),
    "CT": ("203", (_EAST,)),
    "DE": ("302", (_EAST,)),
    "DC": ("202", (_EAST,)),
    "FL": ("850", (_EAST, _CENTRAL)),
    "GA": ("404", (_EAST,)),
    "HI": ("808", ("Pacific/Honolulu",)),
    "ID": ("208", (_MOUNTAIN, _PACIFIC)),
    "IL": ("312", (_CENTRAL,)),
    "IN": ("812", (_EAST, _CENTRAL)),
    "IA": ("515", (_CENTRAL,)),
    "KS": ("785", (_CENTRAL, _MOUNTAIN)),
    "KY": ("270", (_EAST, _CENTRAL)),
    "LA": ("504", (_CENTRAL,)),
    "ME": ("207", (_EAST,)),
    "MD": ("410", (_EAST,)),
    "MA": ("617", (_EAST,)),
    "MI": ("906", (_EAST, _CENTRAL)),
    "MN": ("612", (_CENTRAL,)),
    "MS": ("601", (_CENTRAL,)),
    "MO": ("314", (_CENTRAL,)),
    "MT": ("406", (_MOUNTAIN,)),
    "NE": ("308", (_CENTRAL, _MOUNTAIN)),
    "NV": ("702", (_PACIFIC,)),
    "NH": ("603", (_EAST,)),
    "NJ": ("201", (_EAST,)),
    "NM": ("505", (_MOUNTAIN,)),
    "NY": ("212", (_EAST,)),
    "NC": ("704", (_EAST,)),
    "ND": ("701", (_CENTRAL, _MOUNTAIN)),
    "OH": ("216", (_EAST,)),
    "OK": ("405", (_CENTRAL,)),
    "OR": ("541", (_PACIFIC, _MOUNTAIN)),
    "PA": ("215", (_EAST,)),
    "RI": ("401", (_EAST,)),
    "SC": ("803", (_EAST,)),
    "SD": ("605", (_CENTRAL, _MOUNTAIN)),
    "TN": ("423", (_EAST, _CENTRAL)),
    "TX": ("512", (_CENTRAL,)),
    "UT": ("801", (_MOUNTAIN,)),
    "VT": ("802", (_EAST,)),
    "VA": ("804", (_EAST,)),
    "WA": ("206", (_PACIFIC,)),
    "WV": ("304", (_EAST,)),
    "WI": ("414", (_CENTRAL,)),
    "WY": ("307", (_MOUNTAIN,)),
}
# states with a cap by the end of the simulated year
CAPPED = tuple(s for s in PLACES if reading.in_force(s, date(2027, 1, 1)).per_day)
_DAY = timedelta(hours=24)


def is_lawful(at: datetime, state: str, kind: str) -> bool:
    """Say whether a text may arrive at a moment (naive UTC).

    :param kind: ``acknowledgement`` keeps the night rest alone.
    """
    _area, zones = PLACES[state]
    return all(_is_open(at, zone, state, kind) for zone in zones)


def _is_open(at, zone, state, kind):
    local = _local(at, zone)
    if not NIGHT_REST[0] <= local.hour < NIGHT_REST[1]:
        return False
    return kind == "acknowledgement" or reading.allows(local, state)


def is_above_cap(at: datetime, state: str, before: list[datetime]) -> bool:
    """Say whether a text is one too many after those that came before."""
    lately = [moment for moment in before if moment > at - _DAY]
    caps = (
        reading.in_force(state, _local(at, zone).date()).per_day
        for zone in PLACES[state][1]
    )
    return any(cap and len(lately) >= cap for cap in caps)


def _local(at, zone):
    return at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
