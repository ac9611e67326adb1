"""When a text may reach somebody in each state: a plain table and reckoning of its own.

Nothing here comes from the addon: hours are those that laws and vendors' tables name,
the zones those of the map. Of two zones both count, and of two sources the stricter.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

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
# hours of follow-ups and offers by kind of day; where a state is not named, federal
_FEDERAL = ((8, 21), (8, 21), (8, 21))
_HOURS = {
    **dict.fromkeys(("FL", "OK", "WA", "MD", "NJ", "MA"), ((8, 20),) * 3),
    **dict.fromkeys(("CT", "NV"), ((9, 20),) * 3),
    **dict.fromkeys(("MI", "MN", "NM"), ((9, 21),) * 3),
    **dict.fromkeys(("AL", "LA", "MS"), ((8, 20), (8, 20), None)),
    "KY": ((10, 21),) * 3,
    "RI": ((9, 18), (10, 17), (10, 17)),
    "TX": ((9, 21), (9, 21), (12, 21)),
}
CAPPED = ("FL", "OK")
CAP = 3  # texts within 24 hours
_DAY = timedelta(hours=24)


def is_lawful(at: datetime, state: str, kind: str) -> bool:
    """Say whether a text may arrive at a moment (naive UTC).

    :param kind: ``acknowledgement`` keeps the night rest alone.
    """
    _area, zones = PLACES[state]
    return all(_is_open(at, zone, state, kind) for zone in zones)


def _is_open(at, zone, state, kind):
    local = at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    hours = [NIGHT_REST]
    if kind != "acknowledgement":
        weekday, saturday, sunday = _HOURS.get(state, _FEDERAL)
        hours.append({5: saturday, 6: sunday}.get(local.weekday(), weekday))
    return all(one and one[0] <= local.hour < one[1] for one in hours)


def is_above_cap(at: datetime, state: str, before: list[datetime]) -> bool:
    """Say whether a text is one too many after those that came before."""
    lately = [moment for moment in before if moment > at - _DAY]
    return state in CAPPED and len(lately) >= CAP
