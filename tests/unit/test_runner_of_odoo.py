"""Odoo's own runner runs the addon's tests with what Odoo and the addon bring."""

import ast
import importlib.util
import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "medspa_speed_to_lead" / "tests"
# the addon's, and what the names of packages do not tell
BROUGHT = {"odoo", "phonenumbers", "twilio", "dateutil", "psycopg2", "markupsafe"}


def of_odoo():
    """Return the names in the part of our requirements that Odoo brings."""
    listed = ROOT.joinpath("dev", "requirements.in").read_text().split("# The addon")[0]
    return {name.lower() for name in re.findall(r"^([\w-]+)", listed, re.M)}


def imports(source):
    """Yield the packages a module imports wherever they are missing or not."""
    tree = ast.parse(source.read_text())
    guarded = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.Try)
        for inner in ast.walk(node)
    }
    for node in set(ast.walk(tree)) - guarded:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def test_the_addon_s_tests_import_no_package_of_our_development():
    known = BROUGHT | of_odoo() | sys.stdlib_module_names
    foreign = {
        f"{path.name} imports {name}"
        for path in TESTS.rglob("*.py")
        for name in imports(path)
        if name.lower() not in known
    }
    assert not foreign


def test_without_hypothesis_its_tests_are_skipped_with_a_word(monkeypatch):
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    spec = importlib.util.spec_from_file_location("alone", TESTS / "random_inputs.py")
    alone = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(alone)

    class Case(unittest.TestCase):
        @alone.settings(max_examples=3)
        @alone.given(alone.st.integers(1, 9), day=alone.st.dates())
        def test_something(self, number, day):
            raise AssertionError

    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(Case).run(result)
    assert [why for _case, why in result.skipped] == [
        "needs the Python package hypothesis"
    ]
    assert not result.errors + result.failures
