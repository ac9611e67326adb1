"""How a row is taken up by one process at a time."""

from contextlib import contextmanager

from psycopg2.errors import SerializationFailure

from odoo.exceptions import ConcurrencyError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

# what another transaction got before us: no fault of a row, try again
BUSY = (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, ConcurrencyError)


def claim(env, query):
    """Return the ids of the rows that a query locks, each locked by this transaction.

    :param query: a ``SELECT id ... FOR UPDATE SKIP LOCKED``, the first statement of its
        transaction.
    """
    return [row[0] for row in locked(env, query)]


def locked(env, query):
    """Return what a query that locks rows returns, see :func:`claim`."""
    while True:
        try:
            env.cr.execute(query, log_exceptions=False)
        except SerializationFailure:
            # another process took one between our look and our grasp
            env.cr.rollback()
        else:
            return env.cr.fetchall()


@contextmanager
def held(record):
    """Hold the lock that says somebody is sending a record, from before the commit of
    its state ``sending``. It falls with the connection of whoever dies with it."""
    cr = record.env.cr
    key = f"{record._name}:{record.id}"
    cr.execute(SQL("SELECT pg_advisory_lock(hashtextextended(%s, 0))", key))
    try:
        yield
    finally:
        # nothing is pending here: committed, or lost to an error
        cr.rollback()
        cr.execute(SQL("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key))


def left_behind(model):
    """Return the query of the ids of the rows that are ``sending`` while nobody holds
    them."""
    return SQL(
        """
        (WITH sending AS MATERIALIZED (
              SELECT id FROM %(table)s WHERE state = 'sending'
                 FOR NO KEY UPDATE SKIP LOCKED)
         SELECT id FROM sending
          WHERE pg_try_advisory_xact_lock(hashtextextended(%(prefix)s || id, 0)))
        """,
        table=SQL.identifier(model._table),
        prefix=f"{model._name}:",
    )
