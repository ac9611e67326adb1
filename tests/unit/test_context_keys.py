"""Every context key of ours stands in the one list that says what it may do."""

import re
import runpy
from pathlib import Path

ADDON = Path(__file__).resolve().parents[2] / "medspa_speed_to_lead"
LIST = ADDON / "models" / "rights" / "context_keys.py"
KEYS = runpy.run_path(str(LIST))["KEYS"]
PATTERNS = [
    # Python: read, set, depended on
    r"context\.get\(\s*[\"'](medspa_\w+)",
    r"context\[\s*[\"'](medspa_\w+)",
    r"is_ours\([\w.]+, [\"'](medspa_\w+)",
    r"\b(medspa_\w+)=(?:OURS|True|False|\[\]|\w)",
    # XML and JavaScript
    r"context=\"[^\"]*?'(medspa_\w+)'\s*:",
    r"context: \{[^}]*?\b(medspa_\w+):",
]
# what looks like one: fields and arguments of that name
NO_KEYS = {"medspa_speed_to_lead"}


def sources():
    for kind in ("py", "xml", "js"):
        for path in sorted(ADDON.rglob(f"*.{kind}")):
            if not {"tests", "__pycache__", "migrations"} & set(path.parts):
                yield path, path.read_text()


def used():
    """Return ``{key: file}`` of all that is used as a key of the context."""
    found = {}
    for path, text in sources():
        if path == LIST:
            continue
        for pattern in PATTERNS:
            for key in re.findall(pattern, text):
                found[key] = path.name
        for constant in re.findall(r"^[A-Z_]+ = \"(medspa_\w+)\"$", text, re.M):
            if f'"{constant}"' in text and "context" in text:
                found[constant] = path.name
    return found


def test_every_key_is_listed():
    fields = set(
        re.findall(r"\b(medspa_\w+) = fields\.", "".join(t for _, t in sources()))
    )
    unlisted = {k: f for k, f in used().items() if k not in KEYS}
    assert {k: f for k, f in unlisted.items() if k not in fields | NO_KEYS} == {}


def test_every_listed_key_is_used():
    assert set(KEYS) - set(used()) == set()


def test_a_mark_is_asked_for_by_what_no_request_can_send():
    marks = [key for key, kind in KEYS.items() if kind == "mark"]
    for path, text in sources():
        for key in marks:
            read = rf"context\.get\(\s*[\"']{key}"
            assert not re.search(read, text), f"{path.name} reads {key} as it comes"
