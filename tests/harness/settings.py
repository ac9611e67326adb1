"""Where things are, as `dev/env.sh` exports it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDON = "medspa_speed_to_lead"


def _setting(name: str) -> str:
    try:
        return os.environ[name]
    except KeyError:
        raise RuntimeError(
            f"{name} is not set: run this through make, or through `dev/with COMMAND`"
        ) from None


def state() -> Path:
    return Path(_setting("STATE"))


def log_folder() -> Path:
    return state() / "log"


def odoo_folder() -> Path:
    return Path(_setting("ODOO_DIR"))


def chromium() -> str:
    """The browser's program."""
    found = os.environ.get("CHROMIUM")
    if not found:
        raise RuntimeError("Chromium was not found: install it and run again")
    return found


def odoo_command(*arguments: str) -> list[str]:
    """The command line of Odoo with the tests' configuration."""
    python = Path(_setting("VENV")) / "bin" / "python"
    return [str(python), _setting("ODOO_BIN"), *arguments]


def test_conf() -> str:
    return _setting("TEST_CONF")


def template_database() -> str:
    return _setting("TEST_DB")


def filestore(database: str) -> Path:
    return state() / "data" / "filestore" / database
