from contextlib import contextmanager

from psycopg2.errors import SerializationFailure

from odoo.tools import SQL


def work_off(model, due, order, work, at_once=1):
    """Do the work of a job: take up the rows that are due until none is left.

    Several processes may do it at once; each row is worked on by the one that locks
    it. What was done is committed after each lot. When the time of the job is up it is
    woken anew, and goes on where it was.

    :param model: an empty recordset, in the environment of the work.
    :param due: function that returns which rows are due now, as an SQL condition.
    :param order: SQL, which rows come first.
    :param work: function that takes a lot of records; none of them is due after it.
    :param at_once: how many are a lot.
    :return: whether there was time for all of them.
    """
    progress = model.env["ir.cron"]._commit_progress
    progress()  # the first statement after this sees what others committed
    while records := _claim(model, due(), order, at_once):
        model.env.invalidate_all(flush=False)  # kept from an earlier transaction
        work(records)
        if not progress(len(records), remaining=_is_any(model, due())):
            # Odoo itself would take up the rest only at its next look, a minute on
            model.env["ir.cron"]._notifydb()
            return False
    return True


def _claim(model, due, order, at_once):
    """Return rows that are due, each locked by this transaction.

    Must be its first statement, or rows that others have changed are never seen.
    """
    query = SQL(
        "SELECT id FROM %s WHERE %s ORDER BY %s LIMIT %s FOR UPDATE SKIP LOCKED",
        SQL.identifier(model._table),
        due,
        order,
        at_once,
    )
    return model.browse(claim(model.env, query))


def claim(env, query):
    """Return the ids of the rows that a query locks, each locked by this transaction.

    :param query: a ``SELECT id ... FOR UPDATE SKIP LOCKED``, the first statement of its
        transaction.
    """
    while True:
        try:
            env.cr.execute(query, log_exceptions=False)
        except SerializationFailure:
            # another process took one between our look and our grasp
            env.cr.rollback()
        else:
            return [row[0] for row in env.cr.fetchall()]


def _is_any(model, due):
    """Return how many are left, counted no further than one."""
    query = SQL(
        "SELECT count(*) FROM (SELECT FROM %s WHERE %s LIMIT 1) AS due",
        SQL.identifier(model._table),
        due,
    )
    model.env.flush_all()
    ((left,),) = model.env.execute_query(query)
    return left


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
    """Return the records that are ``sending`` while nobody holds them, each locked by
    this transaction."""
    query = SQL(
        """
        WITH sending AS MATERIALIZED (
             SELECT id FROM %(table)s WHERE state = 'sending' FOR UPDATE SKIP LOCKED)
        SELECT id FROM sending
         WHERE pg_try_advisory_xact_lock(hashtextextended(%(prefix)s || id, 0))
        """,
        table=SQL.identifier(model._table),
        prefix=f"{model._name}:",
    )
    return model.browse(row[0] for row in model.env.execute_query(query))
