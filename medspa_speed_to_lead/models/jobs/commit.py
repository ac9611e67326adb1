"""The one commit of all code that is not the loop of the jobs."""


def commit(env):
    """Commit what was done so far and go on in a new transaction.

    Only where the rest may not take it back: what somebody outside has been told or
    will be told next, a payload that is kept whatever is made of it, one of many that
    are done each alone. Locks of rows are let go, and what was read is read anew.

    Each place that calls it is named with its reason in tests/unit/test_commits.py. In
    a job it is counted as progress by Odoo, elsewhere it just commits.
    """
    env["ir.cron"]._commit_progress()
