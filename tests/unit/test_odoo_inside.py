"""What we hold of Odoo's inside, as docs/architecture.md lists it for a port."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDON = ROOT / "medspa_speed_to_lead"
HEADING = "## What we hold of Odoo's inside"
CODE = {".py", ".js", ".xml"}
NO_PRODUCT = {"tests", "migrations", "i18n"}


@pytest.fixture(scope="module")
def section():
    text = (ROOT / "docs" / "architecture.md").read_text()
    return text.partition(f"{HEADING}\n")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def sources():
    """Return the text of each file of the product by its path."""
    return {
        path: path.read_text()
        for path in ADDON.rglob("*")
        if path.suffix in CODE and not NO_PRODUCT & set(path.relative_to(ADDON).parts)
    }


def listed(section):
    return set(re.findall(r"`([^`]+)`", section))


def is_folder(name):
    return name.endswith("/") and not name.startswith("/")


def extended(sources):
    """Return the private methods of which ours calls another, and that is not ours."""
    calls_super = defaultdict(list)
    for path, text in sources.items():
        if path.suffix == ".py":
            for method in ast.walk(ast.parse(text)):
                if isinstance(method, ast.FunctionDef):
                    calls_super[method.name].append(calls_its_super(method))
    return {
        name
        for name, calls in calls_super.items()
        if re.match("_[a-z]", name) and all(calls)
    }


def calls_its_super(method):
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == method.name
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == "super"
        for node in ast.walk(method)
    )


def test_each_listed_name_is_still_in_the_code(section, sources):
    code = "\n".join(sources.values())
    names = {name.removesuffix("(...)") for name in listed(section)}
    gone = {name for name in names if not is_folder(name) and name not in code}
    assert len(names) > 100
    assert not gone


def test_each_listed_folder_exists(section):
    folders = {name for name in listed(section) if is_folder(name)}
    places = (ADDON, ADDON / "models")
    assert not {
        folder for folder in folders if not any((p / folder).is_dir() for p in places)
    }


def test_each_private_method_of_odoo_that_we_extend_is_listed(section, sources):
    assert not extended(sources) - listed(section)


def test_each_part_of_odoos_pages_that_we_change_is_listed(section, sources):
    changed = {
        name
        for path, text in sources.items()
        if path.is_relative_to(ADDON / "static" / "src")
        for name in (
            *re.findall(r"\bpatch\(([\w.]+?)(?:\.prototype)?,", text),
            *re.findall(r't-inherit="([^"]+)"', text),
        )
    }
    assert changed
    assert not changed - listed(section)
