"""The table of docs/security.md is the one that the tests try, line by line."""

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "security.md"
# by its path: the package of the addon's tests imports Odoo
TABLE = runpy.run_path(str(ROOT / "medspa_speed_to_lead" / "tests" / "roles_table.py"))


def lines_of_the_page():
    """Return the cells of each line of the table of roles, the heading first."""
    section = PAGE.read_text().split("## Who may do what")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [line for line in cells if set(line[-1]) != {"-"}]


def test_page_names_the_same_roles():
    assert lines_of_the_page()[0] == ["", *TABLE["ROLES"].values()]


def test_page_and_tests_say_the_same_of_every_act():
    told = [(line[0], " ".join(line[1:])) for line in lines_of_the_page()[1:]]
    assert told == [(row.act, row.answers) for row in TABLE["ROWS"]]


def test_no_act_is_told_twice():
    for place in "key", "act":
        told = [getattr(row, place) for row in TABLE["ROWS"]]
        assert len(told) == len(set(told))


def test_every_row_answers_for_every_role():
    for row in TABLE["ROWS"]:
        assert set(row.answers.split()) <= {"yes", "no"}
        assert len(row.may()) == len(TABLE["ROLES"])
