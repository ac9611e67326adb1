"""Prints the budgets and whether they are met. `make bench ARGS='--only creation'`."""

import argparse
import fcntl
import logging
import sys
from pathlib import Path

# run as a file, so that `make bench` needs to know only this one
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import (
    acknowledgement,
    answer,
    boards,
    creation,
    dashboard,
    databases,
    follow_up,
    growth,
    intake_route,
    kanban,
    progress,
    replan,
    reports,
    sweep,
    table,
    working_time,
    writing,
)
from tests.harness import settings

# those that fill the databases come last
TOPICS = {
    "creation": creation,
    "writing": writing,
    "working_time": working_time,
    "intake_route": intake_route,
    "replan": replan,
    "answer": answer,
    "acknowledgement": acknowledgement,
    "boards": boards,
    "growth": growth,
    "kanban": kanban,
    "sweep": sweep,
    "follow_up": follow_up,
    "reports": reports,
    "dashboard": dashboard,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=TOPICS, action="append", help="these alone")
    parser.add_argument("--quick", action="store_true", help="try that it runs at all")
    options = parser.parse_args()
    logging.getLogger("odoo").setLevel(logging.ERROR)
    with (settings.state() / "bench.lock").open("w") as lock:
        # two at once would measure each other
        fcntl.flock(lock, fcntl.LOCK_EX)
        rows = measured(options.only or list(TOPICS), options.quick)
    progress.done()
    print(table.text(rows, options.quick))
    sys.exit(table.failed(rows, options.quick))


def measured(names, quick):
    rows = []
    with databases.both() as (ours, bare):
        for name in names:
            rows += TOPICS[name].rows(ours, bare, quick)
    return rows


if __name__ == "__main__":
    main()
