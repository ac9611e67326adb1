"""Rules about the repository that no single file can keep by itself."""

import ast
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDON = ROOT / "medspa_speed_to_lead"
NOT_OURS = {".git", ".run", ".hypothesis", "__pycache__", "node_modules"}
INDEX_VARIABLES = ("PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX")
DATA_FOLDERS = ("data", "demo", "report", "security", "views", "wizard")


def manifest():
    return ast.literal_eval((ADDON / "__manifest__.py").read_text())


def listed_files():
    return {name for key in ("data", "demo") for name in manifest().get(key, [])}


def imported_names(source: Path):
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


def test_rules_import_nothing_of_odoo():
    guilty = [
        f"{source.relative_to(ROOT)} imports {name}"
        for source in (ADDON / "tools").rglob("*.py")
        for name in imported_names(source)
        if name.split(".")[0] == "odoo"
    ]
    assert not guilty


def test_no_test_imports_from_a_file_of_tests():
    """What several tests share stands in `*_common.py`, or in `tests/harness/`."""
    guilty = [
        f"{path.relative_to(ROOT)} imports from {node.module}"
        for folder in (ADDON / "tests", ROOT / "tests")
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").rpartition(".")[2].startswith("test_")
    ]
    assert not guilty


def test_manifest_and_data_files_agree():
    found = {
        str(path.relative_to(ADDON))
        for folder in DATA_FOLDERS
        for path in (ADDON / folder).rglob("*")
        if path.suffix in {".xml", ".csv"}
    }
    assert found == listed_files()


def test_manifest_names_nothing_twice():
    for key in ("data", "demo"):
        names = manifest().get(key, [])
        assert len(names) == len(set(names))


@pytest.mark.parametrize("folder", ["odoo", "dev/odoo", "tests/odoo"])
def test_no_folder_shadows_odoo(folder):
    """`odoo` has no __init__ in 19.0: a folder of that name would be merged into it."""
    assert not (ROOT / folder).is_dir()


def test_no_package_registry_is_named():
    """Where packages come from is the business of the machine, not of the project."""
    hosts = registry_hosts()
    guilty = [
        f"{path.relative_to(ROOT)} names {host}"
        for path in project_files()
        for host in hosts
        if host in path.read_text(errors="replace")
    ]
    assert not guilty


def registry_hosts():
    sources = [
        Path("/etc/apt/sources.list"),
        *Path("/etc/apt").glob("sources.list.d/*"),
    ]
    text = "\n".join(source.read_text() for source in sources if source.is_file())
    text += "".join(os.environ.get(name, "") for name in INDEX_VARIABLES)
    return set(re.findall(r"https?://(?:[^/@\s]*@)?([^/\s:]+)", text))


def project_files():
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        yield from (Path(folder, name) for name in names)


def test_every_test_module_of_the_addon_is_imported():
    """Odoo's own runner sees only what tests/__init__.py imports."""
    tests = ADDON / "tests"
    init = tests / "__init__.py"
    imported = set()
    if init.exists():
        for node in ast.walk(ast.parse(init.read_text())):
            if isinstance(node, ast.ImportFrom):
                imported.update(alias.name for alias in node.names)
    assert {path.stem for path in tests.glob("test_*.py")} <= imported


def test_the_picture_of_the_floors_is_the_order_of_loading():
    """Who reads `docs/architecture.md` first sees the folders as they are."""
    init = (ADDON / "models" / "__init__.py").read_text()
    loaded = re.findall(r"^from \. import (\w+)$", init, re.MULTILINE)
    page = (ROOT / "docs" / "architecture.md").read_text()
    drawn = re.findall(r"^   \| (\w+)(?:\.py)? +", page, re.MULTILINE)
    assert drawn[::-1] == loaded
