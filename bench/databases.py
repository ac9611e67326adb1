"""The two databases of a run, in one process: with the addon, and bare Odoo.

Both are throw-away copies with the same Odoo modules and the same practice in them:
a company, a calendar with lunch and closures, a team of two.
"""

import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tools import config

from tests.harness import database, settings

from .progress import show

BARE_TEMPLATE = "medspa_bench_bare"
# what the addon depends on, and the route that ours is compared with
BARE_MODULES = "crm,sms,sms_twilio,calendar,base_automation,digest,bench_intake"
ADDONS = f"{settings.ROOT},{settings.ROOT / 'bench' / 'addons'}"


@dataclass
class Side:
    """One of the two: its database, and the ids of its practice."""

    name: str
    db: str
    with_addon: bool

    @contextmanager
    def env(self, **context):
        """An environment as the intake has it; committed at the end."""
        with Registry(self.db).cursor() as cursor:
            context = {
                "allowed_company_ids": [self.practice["company"]],
                "mail_create_nosubscribe": True,
                "mail_notify_force_send": False,
                **context,
            }
            yield api.Environment(cursor, SUPERUSER_ID, context)

    def build(self):
        """Build the practice now, where its time is nobody's measurement."""
        return self.practice

    @cached_property
    def practice(self):
        """Build the practice and return its ids by name."""
        with Registry(self.db).cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {"no_reset_password": True})
            return build_practice(env, self.with_addon)


def build_practice(env, with_addon):
    company = env["res.company"].create(
        {"name": "Bench", "country_id": env.ref("base.us").id}
    )
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    calendar = build_calendar(env, company)
    company.resource_calendar_id = calendar
    members = env["res.users"].create(
        [
            {
                "name": login,
                "login": f"bench_{login}",
                "email": f"{login}@bench.example",
                "notification_type": "inbox",
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "group_ids": [
                    Command.set(env.ref("sales_team.group_sale_salesman").ids)
                ],
            }
            for login in ("ana", "ben")
        ]
    )
    team = {
        "company_id": company.id,
        "user_id": False,
        "member_ids": [Command.set(members.ids)],
    }
    switch = {"speed_to_lead": True} if with_addon else {}
    ids = {
        "company": company.id,
        "calendar": calendar.id,
        "users": members.ids,
        "team": env["crm.team"].create({"name": "Bench", **team, **switch}).id,
    }
    plain_team = {"name": "Plain", "company_id": company.id, "user_id": False}
    ids["plain_team"] = env["crm.team"].create(plain_team).id
    if with_addon:
        ids.update(build_intake(env, ids))
    return ids


def build_calendar(env, company):
    """Monday to Friday 9 to 12 and 13 to 17, and twelve closures around now."""
    days = [
        {"name": period, "dayofweek": str(day), "hour_from": a, "hour_to": b}
        | {"day_period": period}
        for day in range(5)
        for period, a, b in (
            ("morning", 9, 12),
            ("lunch", 12, 13),
            ("afternoon", 13, 17),
        )
    ]
    calendar = env["resource.calendar"].create(
        {
            "name": "Bench",
            "tz": "America/Chicago",
            "company_id": company.id,
            "attendance_ids": [Command.clear(), *map(Command.create, days)],
        }
    )
    first = datetime(2026, 1, 5, 6)
    env["resource.calendar.leaves"].create(
        [
            {
                "name": "Closed",
                "calendar_id": calendar.id,
                "company_id": company.id,
                "date_from": first + timedelta(days=29 * number),
                "date_to": first + timedelta(days=29 * number + 1),
            }
            for number in range(12)
        ]
    )
    return calendar


def build_intake(env, ids):
    team = env["crm.team"].browse(ids["team"])
    for member in team.crm_team_member_ids:
        # three hundred a month are more than a front desk gets
        member.write({"response_calendar_id": ids["calendar"], "assignment_max": 300})
    category = env.ref("medspa_speed_to_lead.treatment_category_injectables")
    treatment = env["medspa.treatment"].create(
        {"name": "Botox", "category_id": category.id}
    )
    source = env["medspa.intake.source"].create(
        {
            "name": "Bench",
            "company_id": ids["company"],
            "team_id": team.id,
            "rate_limit": 10**6,
            "first_messages_per_hour": 10**6,
        }
    )
    source.company_id.medspa_texts_per_day = 10**6
    return {
        "treatment": treatment.id,
        "source": source.id,
        "token": source._rotate_token(),
    }


@contextmanager
def both():
    """Yield ``(ours, bare)``, each with its practice built."""
    config.parse_config(["-c", settings.test_conf(), f"--addons-path={ADDONS}"])
    need_bare_template()
    with database.copied() as ours, database.copied(BARE_TEMPLATE) as bare:
        sides = Side("ours", ours, True), Side("bare", bare, False)
        for side in sides:
            show(f"loading {side.name}")
            _quiet_jobs(side.db)
            side.build()
        yield sides


def need_bare_template():
    """Build bare Odoo once; it does not change with the addon."""
    try:
        with database.connected(BARE_TEMPLATE) as cursor:
            cursor.execute(
                "SELECT 1 FROM ir_module_module "
                "WHERE name = 'bench_intake' AND state = 'installed'"
            )
            # a database can outlast its files, see dev/database.sh
            if cursor.fetchone() and settings.filestore(BARE_TEMPLATE).exists():
                return
    except psycopg2.OperationalError:
        pass  # there is none yet
    show("building bare Odoo, once")
    database.drop(BARE_TEMPLATE)
    subprocess.run(
        settings.odoo_command(
            *("-c", settings.test_conf(), "-d", BARE_TEMPLATE),
            *("--addons-path", ADDONS, "-i", BARE_MODULES),
            *("--stop-after-init", "--no-http", "--log-level", "warn"),
        ),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _quiet_jobs(db):
    """Nothing may run beside what is measured; look-ups outside would fail anyway."""
    with database.connected(db) as cursor:
        cursor.execute(
            "INSERT INTO ir_config_parameter (key, value) "
            "VALUES ('crm.iap.lead.enrich.setting', 'manual')"
        )
