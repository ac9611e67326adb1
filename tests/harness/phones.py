"""Phone numbers of places where it is day or night at this moment.

A server's clock cannot be frozen, so the place is chosen instead. Together these four
always have one of each, ten minutes from the edges of the hours in which texts may go.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(8), time(20)
MARGIN = timedelta(minutes=10)
LONG = timedelta(minutes=60)
# the first number of each place; ten thousand follow that are valid too
PLACES = {
    "Pacific/Honolulu": 1_808_200_0000,
    "America/New_York": 1_212_200_0000,
    "Pacific/Guam": 1_671_200_0000,
    "Europe/London": 44_20_7946_0000,
}


def is_day(zone: str, moment: datetime | None = None) -> bool:
    """Say whether a text may go there, by this module's own reckoning."""
    local = (moment or datetime.now(UTC)).astimezone(ZoneInfo(zone)).time()
    return OPENS <= local < CLOSES


def is_settled(zone: str, margin: timedelta = MARGIN) -> bool:
    """Say whether day or night lasts a while yet, and has lasted a while."""
    now = datetime.now(UTC)
    return is_day(zone, now - margin) == is_day(zone, now + margin)


def home() -> str:
    """The zone of a practice that may text now, and for as long as tests take.

    UTC where it can be; the night rest is kept on the practice's own clock as well.
    """
    for zone in ("UTC", *PLACES):
        if is_day(zone) and is_settled(zone, LONG):
            return zone
    raise AssertionError("it is day nowhere")


def ever_day(zones) -> bool:
    """Say whether there is a moment of a day at which all of these have day."""
    today = datetime.now(UTC).replace(hour=0, minute=0)
    moments = [today + timedelta(minutes=15 * number) for number in range(96)]
    return any(all(is_day(zone, at) for zone in zones) for at in moments)


def by_day(number: int) -> str:
    """The phone of somebody who may be texted now."""
    return _phone(number, day=True)


def at_night(number: int) -> str:
    """The phone of somebody who may not be texted before their morning."""
    return _phone(number, day=False)


def _phone(number, day):
    for zone, first in PLACES.items():
        if is_settled(zone) and is_day(zone) == day:
            return f"+{first + number}"
    raise AssertionError("it is neither day nor night anywhere")
