"""The same Odoo without the addon: a template database, built when there is none."""

import ast
import hashlib
import json
import subprocess

from . import database, settings

ASSETS = 'env["ir.qweb"]._pregenerate_assets_bundles(); env.cr.commit()'
MODULES = "SELECT name FROM ir_module_module WHERE state = 'installed'"


def manifest() -> dict:
    path = settings.ROOT / settings.ADDON / "__manifest__.py"
    return ast.literal_eval(path.read_text())


def template() -> str:
    """Return the name of a database with what the addon depends on, and no more.

    It holds no demo data and has the web client's bundles, as the tests' template has.
    """
    name = f"{settings.template_database()}_bare"
    wanted = _fingerprint()
    if database.comment(name) != wanted:
        database.drop(name)
        run_odoo(name, "-i", ",".join(manifest()["depends"]), "--stop-after-init")
        run_odoo_shell(name, ASSETS)
        database.set_comment(name, wanted)
    return name


def modules(db: str) -> set[str]:
    with database.connected(db) as cursor:
        cursor.execute(MODULES)
        return {name for (name,) in cursor.fetchall()}


def run_odoo(db: str, *arguments: str, conf: str | None = None) -> None:
    """Run Odoo's command line to its end; an error when it fails.

    :param conf: a configuration file, by default that of the tests.
    """
    command = settings.odoo_command(*arguments)
    _run(db, command, conf, None)


def run_odoo_shell(db: str, code: str) -> None:
    _run(db, settings.odoo_command("shell"), None, code)


def _run(db, command, conf, code):
    options = ("-c", conf or settings.test_conf(), "-d", db, "--no-http")
    log_path = settings.log_folder() / f"odoo-{db}.log"
    with log_path.open("a") as log:
        ended = subprocess.run(
            [*command, *options, "--log-level", "warn"],
            input=code,
            text=True,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    if ended.returncode:
        raise RuntimeError(f"Odoo ended with {ended.returncode}: see {log_path}")


def _fingerprint() -> str:
    lock = (settings.ROOT / "dev" / "requirements.lock").read_bytes()
    rest = json.dumps([sorted(manifest()["depends"]), str(settings.odoo_folder())])
    return hashlib.sha256(lock + rest.encode()).hexdigest()[:16]
