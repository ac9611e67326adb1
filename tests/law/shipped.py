"""What the addon ships and how its own code judges: the other side of the table."""

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.harness.without_odoo import addon

window = addon("tools.contact_window")
_DATA = Path(__file__).parents[2] / "medspa_speed_to_lead" / "data"
_APPLIES_TO = {
    "all": window.KINDS,
    "not_prompt": window.KINDS - {window.PROMPT},
    "follow_up": window.KINDS - {window.PROMPT, "conversational"},
    "promotional": frozenset(("promotional",)),
}


def rules() -> list[window.Rule]:
    """Return the shipped contact hours: those of the law, and the practice's rest."""
    tree = ET.parse(_DATA / "medspa_contact_window_data.xml")
    return [
        _rule(record.get("id"), _values(record))
        for record in tree.iter("record")
        if record.get("model") == "medspa.contact.window"
    ]


def law_rules() -> list[window.Rule]:
    return [rule for rule in rules() if rule.region]


def judged(rules, state, purpose, local, zone, earlier) -> str:
    """Return ``allowed`` or ``not`` as the addon's code finds it.

    :param earlier: automatic texts of the last 24 hours, each a minute apart.
    """
    here = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    at = here.astimezone(UTC).replace(tzinfo=None)
    place = window.Place(zone, f"US-{state}")
    sent = [at - timedelta(minutes=n + 1) for n in range(earlier)]
    answer = window.next_allowed(at, [place], rules, purpose, sent)
    return "allowed" if answer.moment == at else "not"


def _values(record):
    return {
        field.get("name"): field.get("eval") or field.get("ref") or field.text or ""
        for field in record.iter("field")
    }


def _rule(xmlid, values):
    """Read a record; its place is in its id: ``contact_window_us_xx``."""
    country, *state = xmlid.removeprefix("contact_window_").upper().split("_")
    region = "-".join((country, *state[:1])) if "country_id" in values else ""
    since = values.get("effective_date")
    return window.Rule(
        name=values["name"],
        region=region,
        weekday=_hours(values, "weekday"),
        saturday=_hours(values, "saturday"),
        sunday=_hours(values, "sunday"),
        holidays_closed=values.get("holidays_closed") == "True",
        daily_cap=int(values.get("daily_cap", 0)),
        kinds=_APPLIES_TO[values["applies_to"]],
        since=date.fromisoformat(since) if since else None,
    )


def _hours(values, day):
    if values.get(f"{day}_closed") == "True":
        return None
    return window.Window(
        *(_clock(float(values[f"{day}_{end}"])) for end in ("from", "to"))
    )


def _clock(hours):
    return window.DAY_END if hours == 24 else time(*divmod(round(hours * 60), 60))
