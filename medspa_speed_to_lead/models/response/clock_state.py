"""The state of a wait in SQL and as domains, see :mod:`...tools.clock_state`.

Late depends on the present moment alone, so no job has to write it and it can never be
out of date.
"""

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

OPEN_STATES = [
    ("waiting", "Waiting"),
    ("due_soon", "Due soon"),
    ("overdue", "Overdue"),
]
STATES = [
    *OPEN_STATES,
    ("on_time", "Answered on time"),
    ("late", "Answered late"),
]


def is_late_sql(due_at):
    """Return the SQL of whether an open wait is overdue now."""
    return SQL("%s < %s", due_at, _now())


def open_state_sql(warn_at, due_at):
    """Return the SQL of the state of an open wait now."""
    return SQL(
        """CASE WHEN %s THEN 'overdue'
                WHEN %s <= %s THEN 'due_soon'
                ELSE 'waiting' END""",
        is_late_sql(due_at),
        warn_at,
        _now(),
    )


def open_state_domains(prefix=""):
    """Return ``{state: domain}`` of open waits now, plain conditions that the planner
    understands.

    :param prefix: of the fields of warning and deadline.
    """
    now = fields.Datetime.now()
    warn_at, due_at = f"{prefix}warn_at", f"{prefix}due_at"
    in_time = Domain(due_at, ">=", now)
    return {
        "waiting": in_time & Domain(warn_at, ">", now),
        "due_soon": in_time & Domain(warn_at, "<=", now),
        "overdue": Domain(due_at, "<", now),
    }


class ClockState(fields.Selection):
    """The state of an inquiry: a selection that the database can compute, grouped by
    but not stored."""

    def to_sql(self, model, alias):
        def column(name):
            return SQL.identifier(alias, name, to_flush=model._fields[name])

        return SQL(
            """CASE
                WHEN %(exempt)s IS NOT NULL THEN 'none'
                WHEN %(since)s IS NOT NULL THEN %(open_state)s
                WHEN %(verdict)s IN ('on_time', 'late') THEN %(verdict)s
                ELSE 'none' END""",
            exempt=column("response_exempt_reason"),
            since=column("response_waiting_since"),
            verdict=column("response_verdict"),
            open_state=open_state_sql(
                column("response_warn_at"), column("response_due_at")
            ),
        )


def _now():
    return SQL("%s::timestamp", fields.Datetime.now())
