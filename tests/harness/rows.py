"""What became of each row of a database since it was copied."""

from collections import Counter
from dataclasses import dataclass, field

from psycopg2 import sql

from . import database

SAMPLE = 200
COLUMNS = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
       AND a.attnum > 0 AND NOT a.attisdropped
     GROUP BY c.relname
"""
# everything in the schema that is named, beside tables' rows
NAMED = """
    SELECT 'column', table_name || '.' || column_name
      FROM information_schema.columns WHERE table_schema = 'public'
     UNION
    SELECT 'constraint', conrelid::regclass || '.' || conname FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace
     UNION
    SELECT CASE relkind WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence'
                        WHEN 'v' THEN 'view' ELSE 'table' END, relname
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'c'
     UNION
    SELECT 'trigger', tgrelid::regclass || '.' || tgname FROM pg_trigger
     WHERE NOT tgisinternal
     UNION
    SELECT 'function', proname FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace
"""


@dataclass
class Change:
    """One table: how many rows were there and are there, what happened to the old.

    `columns` are those in which rows differ, of the columns that both databases have;
    how many rows, as far as a sample says.
    """

    before: int
    after: int
    lost: int = 0
    changed: int = 0
    columns: Counter = field(default_factory=Counter)

    @property
    def new(self) -> int:
        return self.after - self.before + self.lost


def named(db: str) -> set[tuple[str, str]]:
    """Return every ``(kind, name)`` of a schema: columns, indexes, triggers ..."""
    with database.connected(db) as cursor:
        cursor.execute(NAMED)
        return set(cursor.fetchall())


def compare(before: str, after: str, ignored: tuple[str, ...] = ()) -> dict:
    """Return ``{table: Change}`` of every table that the first database has.

    :param ignored: names of columns that are not compared.
    """
    with database.connected(before) as old, database.connected(after) as new:
        were, are = _tables(old), _tables(new)
        return {
            table: _compare(old, new, table, set(columns) - set(ignored), are)
            for table, columns in sorted(were.items())
        }


def mentioning(db: str, word: str) -> dict[str, int]:
    """Return ``{table: rows}`` of the tables that name a word anywhere."""
    with database.connected(db) as cursor:
        counts = {}
        for table in _tables(cursor):
            cursor.execute(
                sql.SQL("SELECT count(*) FROM {} t WHERE t::text LIKE %s").format(
                    sql.Identifier(table)
                ),
                [f"%{word}%"],
            )
            counts[table] = cursor.fetchone()[0]
    return {table: count for table, count in counts.items() if count}


def _tables(cursor) -> dict[str, list[str]]:
    cursor.execute(COLUMNS)
    return dict(cursor.fetchall())


def _compare(old, new, table, columns, are) -> Change:
    if table not in are:
        rows = _digests(old, table, sorted(columns))
        return Change(before=len(rows), after=0, lost=len(rows))
    common = sorted(columns & set(are[table]))
    were, now = (_digests(cursor, table, common) for cursor in (old, new))
    changed = [key for key, digest in were.items() if now.get(key, digest) != digest]
    change = Change(
        before=len(were),
        after=len(now),
        lost=len(were.keys() - now.keys()),
        changed=len(changed),
    )
    if changed:
        change.columns = _differing(old, new, table, common, changed[:SAMPLE])
    return change


def _digests(cursor, table, columns) -> dict[str, str]:
    """Return ``{key: digest}``; a row without an id is its own key."""
    row = _row(columns)
    key = sql.Identifier("id") if "id" in columns else row
    cursor.execute(
        sql.SQL("SELECT {key}::text, md5({row}::text) FROM {table}").format(
            key=key, row=row, table=sql.Identifier(table)
        )
    )
    return dict(cursor.fetchall())


def _differing(old, new, table, columns, ids) -> Counter:
    query = sql.SQL(
        "SELECT t.id, {} FROM {} t WHERE t.id = ANY(%s) ORDER BY t.id"
    ).format(
        sql.SQL(", ").join(
            sql.SQL("{}::text").format(sql.Identifier("t", name)) for name in columns
        ),
        sql.Identifier(table),
    )
    found = []
    for cursor in (old, new):
        cursor.execute(query, [[int(key) for key in ids]])
        found.append(cursor.fetchall())
    return Counter(
        name
        for was, now in zip(*found, strict=True)
        for name, a, b in zip(columns, was[1:], now[1:], strict=True)
        if a != b
    )


def _row(columns):
    return sql.SQL("ROW({})").format(sql.SQL(", ").join(map(sql.Identifier, columns)))
