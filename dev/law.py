"""Writes the part of docs/law.md that is made of data; tests/unit/test_law_page.py
compares them."""

import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path

from tests.harness.without_odoo import addon

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "law.md"
DATA = ROOT / "medspa_speed_to_lead" / "data" / "medspa_contact_window_data.xml"
BEGIN = "<!-- made by `make law` from the addon's data: change it there -->\n"
END = "<!-- end of what is made -->\n"
_HEAD = (
    *("place", "Monday to Friday", "Saturday", "Sunday", "holidays", "texts a day"),
    *("since", "law", "how we know", "checked"),
)
_EVIDENCE = {"seen": "text seen", "second_hand": "**second-hand**", "": ""}


def main():
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    PAGE.write_text(before + made() + after, encoding="utf-8")


def made() -> str:
    """Return what stands between the marks, these included."""
    rows = sorted(_rows(), key=lambda row: (int(row["sequence"]), row["name"]))
    table = "\n".join([_line(_HEAD), _line("---" for _ in _HEAD), *map(_row, rows)])
    words = "\n".join(map(_words, rows))
    return "\n".join([BEGIN, table, "", _days(), "", words, "", END])


def _rows():
    for record in ElementTree.parse(DATA).iter("record"):
        values = {
            field.get("name"): field.get("ref") or field.get("eval") or field.text
            for field in record.iter("field")
        }
        state = record.get("id").removeprefix("contact_window_").upper().split("_")
        region = "-".join(state[:2]) if "country_id" in values else ""
        yield {"region": region} | values


def _row(row):
    law = row.get("statute", "")
    if row.get("url"):
        law = f"[{law}]({row['url']})"
    return _line(
        (
            *(
                row["name"],
                *(_hours(row, d) for d in ("weekday", "saturday", "sunday")),
            ),
            "none" if row.get("holidays_closed") else "",
            row.get("daily_cap", ""),
            *(row.get("effective_date", ""), law, _EVIDENCE[row.get("evidence", "")]),
            row.get("checked_on", ""),
        )
    )


def _hours(row, day):
    if row.get(f"{day}_closed"):
        return "none"
    return f"{row[f'{day}_from']}:00 to {row[f'{day}_to']}:00"


def _line(cells):
    return f"| {' | '.join(cells)} |"


def _days():
    """Return which holidays the states that close theirs keep besides federal ones."""
    holidays, lines = addon("tools.holidays"), []
    for row in sorted(_rows(), key=lambda row: row["name"]):
        if row.get("holidays_closed"):
            two_years = holidays.holidays_from(date(2027, 1, 1), row["region"], 731)
            found = dict.fromkeys(name for _day, name in two_years)
            lines.append(f"- {row['name']}: {', '.join(found)}.")
    return "\n".join(lines)


def _words(row):
    said = [f"- **{row['name']}.** {row['summary']}"]
    if row.get("quote"):
        lines = row["quote"].split("\n")
        said.append(f"Word for word: {'; '.join(f'“{line}”' for line in lines)}.")
    said.append(f"Says who: {row['source'].rstrip('.')}.")
    return " ".join(said)


if __name__ == "__main__":
    main()
