"""docs/law.md says of each state what the addon ships."""

import re

from dev import law
from tests.harness import settings
from tests.law import shipped

PAGE = law.PAGE.read_text(encoding="utf-8")


def test_table_is_made_of_the_shipped_rows():
    """`make law` writes it."""
    assert law.made() in PAGE


def test_each_row_says_which_law_it_is_and_how_we_know():
    lines = re.findall(r"^\| (.+) \|$", law.made(), re.MULTILINE)[2:]
    assert len(lines) == len(shipped.rules())
    for line in lines:
        cells = line.split(" | ")
        assert cells[0] == "Night rest" or all(cells[7:]), line


def test_words_of_a_law_stand_only_where_its_text_was_seen():
    for row in law._rows():
        assert bool(row.get("quote")) == (row.get("evidence") == "seen"), row["name"]


def test_the_page_is_linked_from_the_readme_and_the_architecture():
    for name in ("README.md", "docs/architecture.md"):
        assert "law.md" in (settings.ROOT / name).read_text(encoding="utf-8")
