"""A practice to test with: company, team of two, manager and an intake source.

Every one is a company of its own with users of its own, so that tests which share a
database do not see each other's inquiries.
"""

import time
from dataclasses import dataclass

from . import database, phones, receipts

CRON = "ir_cron_process_events"
BUILD = """
from odoo.fields import Command

company = env["res.company"].create(
    {"name": NAME, "country_id": env.ref("base.us").id}
)
if "medspa_text_country_ids" in company:  # earlier versions text every country
    # where it is day while it is night in all of the United States, see `phones`
    company.medspa_text_country_ids |= env.ref("base.uk")
company.resource_calendar_id.tz = HOME
env["ir.config_parameter"].set_param("medspa_speed_to_lead.sandbox_counts", "True")
users = env["res.users"].with_context(no_reset_password=True)

def make_user(role, group):
    return users.create(
        {
            "name": role.capitalize(),
            "login": f"{role}@{company.id}.example",
            "email": f"{role}@{company.id}.example",
            "password": role,
            "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
            "group_ids": [Command.set(env.ref(group).ids)],
            "tz": "America/Chicago",
            # its greeting would cover the whole of a phone at some moment
            **({"odoobot_state": "disabled"} if "odoobot_state" in users else {}),
        }
    )

members = make_user("ana", "sales_team.group_sale_salesman")
members += make_user("ben", "sales_team.group_sale_salesman")
manager = make_user("mia", "sales_team.group_sale_manager")
team = env["crm.team"].create(
    {
        "name": f"{NAME} front desk",
        "company_id": company.id,
        "user_id": manager.id,
        "speed_to_lead": True,
        "member_ids": [Command.set(members.ids)],
    }
)
injectables = env.ref("medspa_speed_to_lead.treatment_category_injectables")
env["medspa.treatment"].create(
    {
        "name": "Botox",
        "aliases": "Dysport",
        "category_id": injectables.id,
        "company_id": company.id,
    }
)
source = env["medspa.intake.source"].create(
    {
        "name": f"{NAME} website",
        "company_id": company.id,
        "team_id": team.id,
        "rate_limit": 1_000_000,
    }
)
for record, limit in (
    (source, "first_messages_per_hour"), (company, "medspa_texts_per_day")
):
    if limit in record:  # earlier versions hold nothing
        record[limit] = 1_000_000
print(json.dumps({
    "token": source._rotate_token(),
    "company_id": company.id,
    "team_id": team.id,
    "source_id": source.id,
    "members": {user.id: user.login for user in members},
    "manager": manager.login,
}))
"""


@dataclass(frozen=True)
class Practice:
    """Ids and logins; everybody's password is the first word of the login."""

    db: str
    token: str
    company_id: int
    team_id: int
    source_id: int
    members: dict[int, str]
    manager: str

    @property
    def path(self) -> str:
        return f"/medspa/intake/{self.token}"

    def rows(self, statement: str, *values) -> list[tuple]:
        """What a statement finds now, in a transaction of its own."""
        with database.connected(self.db) as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()

    def events(self, columns: str = "id", where: str = "true", *values):
        return self.rows(
            f"SELECT {columns} FROM medspa_intake_event "
            f"WHERE source_id = %s AND {where} ORDER BY id",
            *(self.source_id, *values),
        )

    def inquiries(self, columns: str = "id", where: str = "true", *values):
        return self.rows(
            f"SELECT {columns} FROM crm_lead "
            f"WHERE company_id = %s AND {where} ORDER BY id",
            *(self.company_id, *values),
        )

    def event_of(self, answer) -> int | None:
        """The event that an answer of the intake route is the receipt for."""
        return receipts.number_in(self.db, answer.values.get("receipt", ""))

    def inquiry_of(self, answer) -> int | None:
        """The inquiry that was made of what the answer is the receipt for, if any."""
        return receipts.inquiry_in(self.db, answer.values.get("receipt", ""))

    def owners(self) -> dict[int, int]:
        """How many inquiries each has."""
        return dict(
            self.rows(
                "SELECT user_id, count(*) FROM crm_lead WHERE company_id = %s "
                "GROUP BY user_id",
                self.company_id,
            )
        )

    def run_job(self, name: str = CRON, if_idle: bool = False) -> None:
        """Make the job due and wake the server's scheduler, instead of a minute.

        :param if_idle: leave it alone while it runs: its row is locked then, and this
            would wait until it is through.
        """
        with database.connected(self.db) as cursor:
            cursor.execute(
                "UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' "
                "WHERE id IN (SELECT id FROM ir_cron WHERE id = "
                "(SELECT res_id FROM ir_model_data WHERE name = %s) "
                f"FOR UPDATE {'SKIP LOCKED' if if_idle else ''})",
                [name],
            )
        with database.connected("postgres") as cursor:
            cursor.execute("SELECT pg_notify('cron_trigger', %s)", [self.db])

    def wait_for_job(self, where: str = "state = 'received'", seconds: int = 60):
        """Let the job run until no event is left that needs it."""
        deadline = time.monotonic() + seconds
        while self.events("id", where):
            if time.monotonic() > deadline:
                left = self.events("id, state, error", where)
                raise AssertionError(f"the job left {left} after {seconds} s")
            self.run_job()
            time.sleep(1)


def patient(number: int) -> dict[str, str]:
    """Fields by which a person is told from every other, up to 8 million."""
    return {
        "name": f"Patient {number}",
        "email": f"patient{number}@patient.example",
        "phone": f"+1512{2_000_000 + number}",
    }


def build(shell, db: str, name: str = "Glow") -> Practice:
    """Build a practice in the database of an `OdooShell`."""
    values = shell(f"NAME, HOME = {name!r}, {phones.home()!r}\n{BUILD}")
    members = {int(key): login for key, login in values.pop("members").items()}
    return Practice(db=db, members=members, **values)
