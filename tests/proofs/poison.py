"""A raising row in every job of ours, found from the registry: `make proof-poison`.

For each kind of work of each job three rows are due, and PostgreSQL refuses to write
the one in the middle: neither its work nor a note of its failure can be stored with it.
In transactions that are really committed, all else is done, the row is tried five times
within a day and set aside, an administrator is told once, and *Try Again* does it once
the database lets it. The cases are those of the addon's own tests
(`tests/poison_cases.py`); a job without one is not met.
"""

import sys
from contextlib import closing

from tests.harness import database
from tests.harness.shell import OdooShell

from ._table import Table

PREPARE = """
import logging
from contextlib import contextmanager

from odoo.tests.common import TransactionCase

from odoo.addons.medspa_speed_to_lead.tests import test_job_poison

logging.disable(logging.CRITICAL)  # what is refused on purpose
# no cursor of a test: what is committed here is committed
TransactionCase.setUpClass = classmethod(lambda cls: None)


class Poison(test_job_poison.TestJobPoison):
    @contextmanager
    def transactions(self):
        self.env.cr.commit()
        with self.env.registry.cursor() as cr:
            yield self.env(cr=cr)
        self.env.cr.commit()  # or this transaction would go on seeing what was before
        self.env.invalidate_all()


import builtins

builtins.medspa_poison = Poison
Poison.registry = env.registry
Poison.env = env
Poison.addClassCleanup = classmethod(lambda cls, *args: None)
Poison.setUpClass()
env.cr.commit()
# what setUpClass kept is of this transaction: each case takes it anew
KEPT = {
    name: (value._name, value.ids, value.env.context)
    for cls in Poison.__mro__ for name, value in vars(cls).items()
    if name != "env" and hasattr(value, "_fields") and hasattr(value, "ids")
}
builtins.medspa_kept = KEPT
builtins.medspa_context = dict(Poison.env.context)
"""
WORKS = """
from odoo.addons.medspa_speed_to_lead.tests.poison_cases import kind_of

job = env["medspa.job"]
places = {}
found = []
for work in job._works():
    kind = kind_of(work)
    places[kind] = places.get(kind, -1) + 1
    found.append((work.cron, kind, places[kind]))
print(json.dumps({"crons": sorted(job._crons()), "works": found}))
"""
TRY = """
import traceback

cls = medspa_poison
cls.env = env(context=medspa_context)
for name, (model, ids, context) in medspa_kept.items():
    setattr(cls, name, cls.env[model].with_context(context).browse(ids))
case = cls("try_poison")
case._outcome = None
try:
    case.try_poison(KIND, WHICH)
    said = ""
except Exception as error:
    said = "".join(traceback.format_exception(error)[-3:])
    env.cr.rollback()
print(json.dumps(said))
"""
# Its rows are checks: one of them fails, all others still look.
HEALTH = """
from unittest.mock import patch

health = type(env["medspa.health"])

def broken(self):
    raise KeyError("broken on purpose")

env.cr.commit()
asked, ask = [], health._ask

def note(self, name):
    asked.append(name)
    return ask(self, name)

with patch.object(health, "_check_mail", broken), patch.object(health, "_ask", note):
    env["medspa.health"]._cron_look()
    env["medspa.health"]._cron_look()
troubles = env["medspa.health.trouble"].search([("check_name", "=", "check")])
said = ""
if set(asked) != set(env["medspa.health"]._checks()):
    said = f"asked only {asked}"
elif troubles.mapped("key") != ["mail"] or not troubles.told_at:
    said = f"told of {troubles.mapped('key')}"
print(json.dumps(said))
"""
HEALTH_JOB = "medspa_speed_to_lead.ir_cron_health"


def main():
    table = Table()
    with database.copied() as db, closing(OdooShell(db)) as shell:
        shell(PREPARE)
        found = shell(WORKS)
        works = found["works"]
        without = set(found["crons"]) - {work[0] for work in works} - {HEALTH_JOB}
        table.none("jobs without a raising row", without)
        table.title("All else done; five tries, set aside, told once, done in the end")
        for cron, kind, which in works:
            said = shell(f"KIND, WHICH = {kind!r}, {which}\n{TRY}")
            name = cron.partition(".ir_cron_")[2]
            line(table, f"{name}: {kind} {which or ''}", said)
        line(table, "health: a check", shell(HEALTH))
    sys.exit(not table.met)


def line(table, what, said):
    table.line(what, "failed" if said else "done", "done", not said, said)


if __name__ == "__main__":
    main()
