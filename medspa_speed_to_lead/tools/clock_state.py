"""The state of a wait at a moment. Late is derived here, never stored.

Due soon begins at the warning. Exactly at the deadline is on time: late begins after
it. ``models/response/clock_state.py`` says the same in SQL and as domains,
``static/src/countdown/wait.js`` in the browser.
"""


def is_late(due_at, moment):
    """Say whether an answer at a moment is late, and an open wait overdue."""
    return moment > due_at


def open_state(warn_at, due_at, now):
    """Return the state of a wait that is open: waiting, due_soon or overdue."""
    if is_late(due_at, now):
        return "overdue"
    return "due_soon" if now >= warn_at else "waiting"


def clock_state(waiting_since, warn_at, due_at, verdict, now):
    """Return the state of an inquiry at ``now``: of its open wait, else its first
    verdict, else ``none``."""
    if waiting_since:
        return open_state(warn_at, due_at, now)
    return verdict if verdict in ("on_time", "late") else "none"
