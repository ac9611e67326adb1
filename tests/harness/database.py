"""Throw-away databases, copied from a template in about a second.

Their names carry the process they belong to, so that the ones left behind by a killed
run can be told from the ones in use: `python -m tests.harness.database sweep`. So do
those that pytest-odoo copies from them, one for each of several workers.
"""

import itertools
import os
import shutil
import sys
import time
from contextlib import closing, contextmanager

import psycopg2
import psycopg2.errors
from psycopg2 import sql

from . import settings

PREFIX = "medspa_copy_"
BUSY_SECONDS = 120
_numbers = itertools.count(1)


def connect(database: str):
    """A connection through the private socket that the environment names."""
    return psycopg2.connect(dbname=database)


@contextmanager
def connected(database: str):
    """A cursor whose every statement is committed at once."""
    with closing(connect(database)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor


def _administer(statement: str, **names: str) -> list[tuple]:
    identifiers = {key: sql.Identifier(name) for key, name in names.items()}
    with connected("postgres") as cursor:
        cursor.execute(sql.SQL(statement).format(**identifiers))
        return cursor.fetchall() if cursor.description else []


def fresh_name(owner: int | None = None) -> str:
    """A name that no database has, and that `sweep` knows."""
    return f"{PREFIX}{owner or os.getpid()}_{next(_numbers)}"


def copy(template: str, owner: int | None = None) -> str:
    """Copy a database with its files; `owner` is the process that it goes away with."""
    name = fresh_name(owner)
    _copy_rows(template, name)
    files = settings.filestore(template)
    if files.exists():
        # Odoo never changes a stored file, so a copy can share it.
        shutil.copytree(files, settings.filestore(name), copy_function=os.link)
    return name


def _copy_rows(template: str, name: str) -> None:
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            _administer(
                "CREATE DATABASE {name} TEMPLATE {template}",
                name=name,
                template=template,
            )
            return
        except psycopg2.errors.ObjectInUse:
            # Another run is bringing the template up to date.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def drop(name: str) -> None:
    _administer("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)
    shutil.rmtree(settings.filestore(name), ignore_errors=True)


@contextmanager
def copied(template: str | None = None):
    """A copy for the length of a `with` block."""
    name = copy(template or settings.template_database())
    try:
        yield name
    finally:
        drop(name)


def comment(name: str) -> str | None:
    """What a database says of itself; nothing when there is none of that name."""
    for found, text in _administer(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
    ):
        if found == name:
            return text
    return None


def set_comment(name: str, text: str) -> None:
    with connected("postgres") as cursor:
        cursor.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(name), sql.Literal(text)
            )
        )


def sweep(*ending: int) -> None:
    """Drop the copies whose process is gone or, as it says itself, about to go."""
    for (name,) in _administer("SELECT datname FROM pg_database"):
        if name.startswith(PREFIX):
            owner = int(name.split("_")[2])
            if owner in ending or not _alive(owner):
                drop(name)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "copy":
        source, process = arguments
        print(copy(source, int(process)))
    elif command == "sweep":
        sweep(*map(int, arguments))
    else:
        sys.exit(f"unknown command {command}: copy TEMPLATE PID or sweep [PID...]")
