import logging
from contextlib import contextmanager

from odoo import api, models
from odoo.tools import SQL

from ...tools.errors import in_words
from .commit import commit
from .work import work_off

_logger = logging.getLogger(__name__)


class MedspaOnceMixin(models.AbstractModel):
    """The protocol of what reaches somebody outside: once, whoever dies at any moment.

    A row is ``planned``, then ``sending``, then whatever became of it.

    1. The transaction that locked the row decides, and commits what it decided:
       ``sending``, or that nothing is sent and why.
    2. Only then it is sent, in a transaction that nothing else hangs on. What became of
       it is committed.
    3. What breaks off there may have left: nobody can tell. It is noted so and never
       sent again.
    4. The same is noted of a row that is ``sending`` while nobody is at it. Who is at
       it holds an advisory lock from before the first commit to after the last; it
       falls with the connection of whoever dies.

    What uses it has the field ``state`` and fills in what raises here.
    """

    _name = "medspa.once.mixin"
    _description = "Sent Once"

    def _as_system(self):
        """Return the row in the environment in which it is decided and sent."""
        raise NotImplementedError

    def _decide_to_send(self):
        """Write the state ``sending`` and return what to send, or write why not and
        return ``None``."""
        raise NotImplementedError

    def _send_decided(self, content):
        """Send it and note what became of it.

        :param content: what :meth:`_decide_to_send` returned.
        """
        raise NotImplementedError

    def _leave_unclear(self, reason):
        """Note that nobody knows whether it left, if it is still ``sending``."""
        raise NotImplementedError

    @api.model
    def _work_of_recovering(self):
        """Return the work of :meth:`_left_behind`, due :meth:`_ids_left_behind`."""
        raise NotImplementedError

    def _outcome_committed(self):
        """Do what follows and cannot take the outcome back any more."""

    def _send_claimed(self):
        """Decide and commit, send and commit; the row is locked by the caller."""
        row = self._as_system()
        with row._at_it():
            content = row._decide_to_send()
            commit(row.env)
            if content is not None:
                row._send_and_commit(content)

    def _send_and_commit(self, content):
        try:
            self._send_decided(content)
            commit(self.env)
        except Exception as error:
            _logger.exception("%s: sending broke off", self)
            self.env.cr.rollback()
            self._leave_unclear(in_words(error))
            commit(self.env)
        else:
            self._outcome_committed()

    # after a crash

    @api.model
    def _recover_interrupted(self):
        """Note of what is being sent by somebody who is gone that nobody can tell.

        :return: whether there was time for all of it.
        """
        return work_off(self._work_of_recovering())

    def _left_behind(self):
        stopped = self.env._("The server stopped while it was being sent.")
        self._leave_unclear(stopped)

    @contextmanager
    def _at_it(self):
        """Hold the lock that says that somebody is sending this row."""
        cr = self.env.cr
        key = f"{self._name}:{self.id}"
        cr.execute(SQL("SELECT pg_advisory_lock(hashtextextended(%s, 0))", key))
        try:
            yield
        finally:
            # nothing is pending here: committed, or lost to an error
            cr.rollback()
            cr.execute(SQL("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key))

    @api.model
    def _ids_left_behind(self):
        """Return the query of the rows that are ``sending`` while nobody is at them."""
        return SQL(
            """
            (WITH sending AS MATERIALIZED (
                  SELECT id FROM %(table)s WHERE state = 'sending'
                     FOR NO KEY UPDATE SKIP LOCKED)
             SELECT id FROM sending
              WHERE pg_try_advisory_xact_lock(
                    hashtextextended(%(prefix)s || id, 0)))
            """,
            table=SQL.identifier(self._table),
            prefix=f"{self._name}:",
        )
