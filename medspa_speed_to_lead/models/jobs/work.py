"""The one loop of all jobs: what is due is done, and what fails stops nobody else."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from psycopg2.errors import LockNotAvailable

from odoo import fields
from odoo.tools import SQL

from .careful import Careful
from .locking import BUSY, locked
from .waking import call_jobs

_logger = logging.getLogger(__name__)

LOOKING = "looking for "  # begins the name of a setback of a whole work
_BUSY_TRIES = 3  # how often at once, before it is left for the next look
_ROUNDS = 3  # a row that is due again after so many times is not done, it is broken


@dataclass(frozen=True)
class Work:
    """One kind of work of a job: which rows are due, and what is done with them."""

    name: str  # under which its setbacks are kept; of one model
    cron: str  # xmlid of the job
    model: Any  # an empty recordset, in the environment of the work
    due: Callable[[], SQL]  # condition of the rows that are due now
    since: SQL | None  # since when a row has been due; the first comes first
    do: Callable  # takes a lot of records; none of them is due after it
    order: SQL | None = None  # if something else comes before the oldest
    at_once: int = 1  # how many are a lot
    apart: bool = False  # a lot is only looked for: each is done in its own transaction
    again: bool = False  # of rows that are due only because of their setback


def work_off(work):
    """Do the work of a job: take up the rows that are due until none is left.

    Several processes may do it at once; each row is worked on by the one that locks
    it. What was done is committed after each lot. A lot that fails is done again one by
    one; a row that fails alone is rolled back, set back (``medspa.setback``) and stops
    nobody else. When the time of the job is up it is woken anew, and goes on where it
    was.

    :param Work work: what to do.
    :return: whether there was time for all of them.
    """
    run = _Run(work)
    run.look_back()
    run.progress()  # the first statement after this sees what others committed
    while lot := run.find():
        if not run.take(lot):
            # Odoo itself would take up the rest only at its next look, a minute on
            call_jobs(run.env)
            return False
    return True


def is_any(work):
    """Say whether a row is due that has no pause."""
    return bool(_Run(work).is_any())


def oldest_due(work):
    """Return since when the oldest row has been due that has no pause, if one is."""
    if work.since is None or work.again:
        return None
    query = SQL(
        "SELECT min(%s) FROM %s WHERE %s",
        work.since,
        SQL.identifier(work.model._table),
        _Run(work).due(),
    )
    ((oldest,),) = work.model.env.execute_query(query)
    return oldest


@dataclass
class _Run(Careful):
    """One time that a job works off what is due."""

    work: Work
    left_out: set = field(default_factory=set)  # rows that this run lets be
    busy: Counter = field(default_factory=Counter)
    rounds: Counter = field(default_factory=Counter)
    tried_before: set = field(default_factory=set)  # rows that have a setback

    @property
    def env(self):
        return self.work.model.env

    @property
    def progress(self):
        return self.env["ir.cron"]._commit_progress

    # taking up

    def find(self):
        """Return the next lot; none if this work cannot even say what is due.

        The job has other work: that goes on, and Health tells of this one.
        """
        try:
            lot = self.lock(1 if self.is_careful else self.work.at_once)
            return self.marked(lot) if self.is_careful and lot else lot
        except Exception as error:
            self._start_again()
            _logger.exception("%s: what is due cannot be found", self.work.name)
            cron = self.env.ref(self.work.cron).sudo()
            self._note(cron, error, name=f"{LOOKING}{self.work.name}")
            return self.work.model

    def lock(self, at_most, only=None, is_marked=False):
        """Return rows that are due, each locked by this transaction.

        Must be its first statement, or rows that others have changed are never seen.
        """
        table = SQL.identifier(self.work.model._table)
        query = SQL(
            "SELECT id, EXISTS (%s) FROM %s WHERE %s ORDER BY %s LIMIT %s"
            " FOR NO KEY UPDATE OF %s SKIP LOCKED",
            self._setback(),
            table,
            self.due(only, is_marked),
            self.work.order or SQL("%s, id", self.work.since),
            at_most,
            table,
        )
        rows = locked(self.env, query)
        self.tried_before = {row_id for row_id, is_set_back in rows if is_set_back}
        self.env.invalidate_all(flush=False)  # kept from an earlier transaction
        return self.work.model.browse(row_id for row_id, _is_set_back in rows)

    def due(self, only=None, is_marked=False):
        conditions = [SQL("TRUE")]
        if not (is_marked and self.work.again):  # its mark is a new pause
            conditions.append(SQL("(%s)", self.work.due()))
        if not is_marked:
            conditions.append(SQL("NOT EXISTS (%s)", self._setback(pausing=True)))
        if self.left_out:
            conditions.append(SQL("id != ALL(%s)", list(self.left_out)))
        if only:
            conditions.append(SQL("id = %s", only))
        return SQL(" AND ").join(conditions)

    def _setback(self, pausing=False):
        return setback_of(self.work.name, self.work.model, pausing)

    def is_any(self):
        """Return how many are left, counted no further than one."""
        query = SQL(
            "SELECT count(*) FROM (SELECT FROM %s WHERE %s LIMIT 1) AS due",
            SQL.identifier(self.work.model._table),
            self.due(),
        )
        self.env.flush_all()
        ((left,),) = self.env.execute_query(query)
        return left

    # doing

    def take(self, lot):
        """Do a lot, one by one if it fails; return whether there is time for more."""
        if self.work.apart and len(lot) > 1:
            self._start_again()  # lets go of all: what is done to one may take long
            return all(self._take_alone(row_id) for row_id in lot.ids)
        try:
            return self._do(lot)
        except Exception as error:
            self._start_again()
            self.unmark(is_done=False)
            if len(lot) == 1:
                return self._failed(lot, error)
            _logger.info(
                "%s: a lot failed, now one by one", self.work.name, exc_info=True
            )
        return all(self._take_alone(row_id) for row_id in lot.ids)

    def _take_alone(self, row_id):
        """Take one row of a lot that failed, unless somebody else has it now."""
        row = self.lock(1, only=row_id)
        if not row:
            self._start_again()
            return True
        try:
            return self._do(row)
        except Exception as error:
            self._start_again()
            return self._failed(row, error)

    def _do(self, lot):
        self.rounds.update(lot.ids)
        if broken := [row_id for row_id in lot.ids if self.rounds[row_id] > _ROUNDS]:
            raise RuntimeError(f"{broken}: done, and due again at once")
        self.work.do(lot)
        self.unmark(is_done=True)
        if done := self.tried_before & set(lot.ids):
            self.env["medspa.setback"].sudo()._forget(self.work.name, done)
        return self.progress(len(lot), remaining=self.is_any())

    def _start_again(self):
        self.env.cr.rollback()
        self.env.invalidate_all(flush=False)

    # failing

    def _failed(self, row, error):
        """Note a setback; whatever fails meanwhile, the other rows go on."""
        if isinstance(error, BUSY):
            self._was_busy(row, error)
            return self.progress()
        self.left_out.add(row.id)
        _logger.warning("%s of %s failed", self.work.name, row, exc_info=error)
        self._note(row, error)
        return self.progress(remaining=self.is_any())

    def _note(self, record, error, name=None):
        setbacks_sudo = self.env["medspa.setback"].sudo()
        try:
            setback_sudo = setbacks_sudo._note(self.work, record, error, name)
            self.progress()
            setback_sudo._tell_if_set_aside()
            self.progress()
        except Exception:
            # Health tells what is late, and what is set aside
            self._start_again()
            _logger.exception("%s of %s: its setback", self.work.name, record)

    def _was_busy(self, row, error):
        self.busy[row.id] += 1
        self.rounds[row.id] -= 1
        waited = isinstance(error, LockNotAvailable)
        if waited or self.busy[row.id] >= _BUSY_TRIES:
            self.left_out.add(row.id)
            _logger.info("%s of %s: busy, next time", self.work.name, row)


def setback_of(name, model, pausing=False):
    """Return the query of a row's setback in a work, ``pausing``: one that holds it
    back now, until its next try or until a person says so."""
    query = SQL(
        "SELECT FROM medspa_setback back WHERE back.name = %s AND back.res_id = %s",
        name,
        SQL.identifier(model._table, "id"),
    )
    if not pausing:
        return query
    return SQL(
        "%s AND (back.next_try_at IS NULL OR back.next_try_at > %s)",
        query,
        fields.Datetime.now(),
    )


def to_try_again(name):
    """Return the condition of rows whose setback in a work is due for another try.

    For what is no longer due by itself, such as a step that was recorded as failed.
    """
    return SQL("id IN (%s)", ids_to_try_again(name))


def ids_to_try_again(name):
    """Return the query of the ids of these rows."""
    return SQL(
        "SELECT res_id FROM medspa_setback WHERE name = %s AND next_try_at <= %s",
        name,
        fields.Datetime.now(),
    )
