from psycopg2.errors import SerializationFailure


def claim(env, query):
    """Return the ids of the rows that a query locks, each locked by this transaction.

    :param query: a ``SELECT id ... FOR UPDATE SKIP LOCKED``. Must be the first of its
        transaction, or rows that others have changed meanwhile are never seen.
    """
    while True:
        try:
            env.cr.execute(query, log_exceptions=False)
        except SerializationFailure:
            # another process took one between our look and our grasp
            env.cr.rollback()
        else:
            return [row[0] for row in env.cr.fetchall()]
