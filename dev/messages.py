"""Writes docs/messages.md from the data; tests/unit/test_messages_page.py compares."""

import ast
import re
from pathlib import Path

from lxml import etree

from dev.messages_why import PLACEHOLDERS, WHY

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "medspa_speed_to_lead" / "data"
PAGE = ROOT / "docs" / "messages.md"
FILES = (
    *("mail_template_data.xml", "sms_template_data.xml"),
    *("mail_template_follow_up_data.xml", "sms_template_follow_up_data.xml"),
    *("medspa_reminder_data.xml", "medspa_response_policy_data.xml"),
    "medspa_cadence_data.xml",
)
TEMPLATES = ("mail.template", "sms.template")
INTRO = """# Messages

Every ready text that a patient may get, when it goes and why. `python -m
dev.messages` writes this page from the data; a test holds it against them. Words in
brackets are filled in:

{placeholders}

Below every email stand the name, phone and address of the practice. A text names the
practice, says how to reach it and how to stop, and fits one segment with a name of 25
letters. No ready text names a price, promises what only the practice can know, makes
a clinical claim or asks for a photo. What only the practice can say (a first visit,
how to prepare, prices) it writes once in the settings; left empty, nothing is said.

When we reply is a whole sentence, worked out at the moment of sending
(`tools/promise_words.py`): “We're open until 8:00 PM, and you'll hear from us by
10:43 AM.”, “We close at 3:00 PM today, so you'll hear from us tomorrow by 10:03 AM.”,
“We're closed until Monday, January 4, at 9:00 AM. You'll hear from us that day by
9:05 AM.” `tests/cases/promises.csv` has more, in English and Spanish.
"""
UNITS = {"minutes": "minutes", "working_hours": "working hours", "days": "days"}
CONDITIONS = {
    "after_call": "only after an attempted call",
    "after_voicemail": "only after a voicemail",
}
KINDS = {
    "booked": "when a visit is booked or its time changes",
    "days_before": "{days} days before a visit",
    "same_day": "{hours} hours before a visit",
}
ANSWERS = ROOT / "medspa_speed_to_lead" / "models" / "capture" / "medspa_intake_text.py"
KEYWORDS = """## Answers to keywords

To STOP, START and HELP, in the answer to the carrier's own request, whether or not
automatic messages are on: who refused must be told so once, and who asks for help must
learn who texts them. After HELP stand the phone, or else the email, and the website.
"""
_T = re.compile(r'<t\s+t-out="object\.(\w+)"\s*/>')
_BRACES = re.compile(r"\{\{ object\.(\w+) \}\}")


def page():
    """Return the page as Markdown."""
    records = _records()
    uses = _uses(records)
    names = "\n".join(f"- `[{words}]` {what}" for words, what in PLACEHOLDERS.values())
    parts = [INTRO.format(placeholders=names)]
    heading = None
    for name, (model, values) in records.items():
        if model not in TEMPLATES:
            continue
        if _heading(name) != heading:
            heading = _heading(name)
            parts.append(f"## {heading}\n")
        parts.append(_entry(name, model, values, uses.get(name, [])))
    parts += [KEYWORDS, *(f"> {words}\n" for words in _answers())]
    return "\n".join(parts)


def _answers():
    """Yield the answers to keywords, as they stand in the code."""
    for method in ast.walk(ast.parse(ANSWERS.read_text())):
        if getattr(method, "name", "") == "_answer_in_words":
            for node in ast.walk(method):
                if isinstance(node, ast.Constant) and "%s: " in str(node.value):
                    yield node.value.replace("%s", "[practice]", 1)


def _records():
    """Return ``{name: (model, {field: text or name of a record})}`` of the data."""
    found = {}
    for file_name in FILES:
        for record in etree.parse(DATA / file_name).iter("record"):
            values = {
                field.get("name"): field.get("ref")
                or field.get("eval")
                or (field.text or "").strip()
                + "".join(etree.tostring(one, encoding="unicode") for one in field)
                for field in record
            }
            found[record.get("id")] = record.get("model"), values
    return found


def _uses(records):
    """Return ``{name of a template: [when it goes]}``."""
    uses = {}
    for model, values in records.values():
        describe = _WHEN.get(model)
        for field, name in values.items():
            if describe and field.endswith("template_id"):
                uses.setdefault(name, []).append(describe(records, values, field))
    return uses


def _of_policy(_records, values, field):
    closed = " while the practice is closed" if field.startswith("closed") else ""
    return f"at once, policy “{values['name']}”{closed}"


def _of_step(records, values, _field):
    _model, plan = records[values["cadence_id"]]
    unit, delay = UNITS[values["delay_unit"]], values["delay"]
    after = f"{delay} {unit} after the step before" if delay != "0" else "the same day"
    if "time_of_day" in values:
        hour = float(values["time_of_day"])
        minutes = round(hour % 1 * 60)
        half = "AM" if hour < 12 else "PM"
        after += f", at {(int(hour) - 1) % 12 + 1}:{minutes:02} {half}"
    return f"plan “{plan['name']}”, step {int(values['sequence']) // 10}: {after}"


def _of_variant(records, values, _field):
    kinds = ("patient_type", "intent", "category_id")
    found = [f"for {values[one]}" for one in kinds if one in values]
    found += [CONDITIONS[values["condition"]]] if "condition" in values else []
    kind = ", ".join(found).replace("treatment_category_", "")
    step = _of_step(records, records[values["step_id"]][1], None)
    return f"{step}, {kind}"


def _of_reminder(_records, values, _field):
    return KINDS[values["kind"]].format(**values)


_WHEN = {
    "medspa.response.policy": _of_policy,
    "medspa.cadence.step": _of_step,
    "medspa.cadence.variant": _of_variant,
    "medspa.reminder": _of_reminder,
}


def _heading(name):
    if "_consultation_" in name and "_template_consultation" in name:
        return "Reminders"
    return "Follow-up" if "follow_up" in name else "First messages"


def _entry(name, model, values, uses):
    when = "; ".join(uses) or "in no ready plan: put it into a step of your own"
    kind = "Email" if model == "mail.template" else "Text"
    lines = [f"### {values['name']}\n", f"{kind}, `{name}`. {WHY[name]}\n"]
    lines.append(f"When: {when}.\n")
    if "subject" in values:
        lines.append(f"> **{_plain(values['subject'])}**\n>")
    body = values.get("body") or values["body_html"]
    said = [_plain(part) for part in re.split(r"</?p>|</?div>", body)]
    lines.append("\n>\n".join(f"> {part}" for part in said if part) + "\n")
    return "\n".join(lines)


def _plain(text):
    text = _BRACES.sub(_bracket, _T.sub(_bracket, text))
    text = re.sub(r"<br\s*/>", " ", text)
    return " ".join(text.replace("&amp;", "&").split())


def _bracket(found):
    words, _what = PLACEHOLDERS[found[1]]
    blank = " " if found[1] == "message_about" else ""
    return f"{blank}[{words}]"


def main():
    PAGE.write_text(page())
    print(PAGE)


if __name__ == "__main__":
    main()
