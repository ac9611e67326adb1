"""Reads the receipts that the intake route gives, as only who has the database can."""

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location

from . import database, settings


@cache
def _receipt():
    """The addon's own module, without Odoo."""
    path = settings.ROOT / settings.ADDON / "tools" / "receipt.py"
    spec = spec_from_file_location("medspa_receipt", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _secret(db: str) -> str:
    with database.connected(db) as cursor:
        cursor.execute(
            "SELECT value FROM ir_config_parameter WHERE key = 'database.secret'"
        )
        ((secret,),) = cursor.fetchall()
    return secret


def number_in(db: str, receipt: str) -> int | None:
    """The id of the event that a receipt stands for; `None` if it is no receipt."""
    return _receipt().number_in(_secret(db), receipt)


def inquiry_in(db: str, receipt: str) -> int | None:
    """The id of the inquiry that was made of it; `None` while there is none."""
    with database.connected(db) as cursor:
        cursor.execute(
            "SELECT lead_id FROM medspa_intake_event WHERE id = %s",
            [number_in(db, receipt)],
        )
        row = cursor.fetchone()
    return row and row[0]
