"""How a row is taken up by one process at a time."""

from psycopg2.errors import SerializationFailure

from odoo.exceptions import ConcurrencyError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

# what another transaction got before us: no fault of a row, try again
BUSY = (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, ConcurrencyError)


def lock_rows(env, query):
    """Return the ids of the rows that a query locks, each locked by this transaction.

    :param query: a ``SELECT id ... FOR UPDATE SKIP LOCKED``, the first statement of its
        transaction.
    """
    return [row[0] for row in locked(env, query)]


def locked(env, query):
    """Return what a query that locks rows returns, see :func:`lock_rows`."""
    while True:
        try:
            env.cr.execute(query, log_exceptions=False)
        except SerializationFailure:
            # another process took one between our look and our grasp
            env.cr.rollback()
        else:
            return env.cr.fetchall()
