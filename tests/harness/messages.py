"""What leaves a practice by itself: both wires, and the touches that tell of it."""

import time
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from . import database
from .fake_smtp import FakeSmtp
from .fake_twilio import FakeTwilio
from .practice import Practice

JOB = "ir_cron_send_acknowledgements"
ACCOUNT = f"AC{7:032}"
TOKEN = "token-of-the-tests"
CONNECT = """
company = env["res.company"].browse(COMPANY)
company.write(
    {
        "medspa_sending": SENDING,
        "email": f"hello@{company.id}.example",
        "sms_provider": "twilio",
        "sms_twilio_account_sid": ACCOUNT,
        "sms_twilio_auth_token": TOKEN,
    }
)
env["sms.twilio.number"].create(
    {
        "company_id": company.id,
        "number": "+15125550100",
        "country_id": env.ref("base.us").id,
    }
)
env["ir.config_parameter"].set_param("medspa_speed_to_lead.twilio_url", URL)
# colleagues are told in Odoo: on the wire are only messages to patients
env["res.users"].search([("company_id", "=", company.id)]).notification_type = "inbox"
"""
UNDER_WAY = (
    "(touch.state = 'sending' OR (touch.state = 'planned' "
    "AND touch.planned_at <= now() AT TIME ZONE 'UTC'))"
)


class Wires:
    """A mail server and a Twilio on this machine; a context manager."""

    def __init__(self):
        self.smtp = FakeSmtp()
        self.twilio = FakeTwilio({ACCOUNT: TOKEN})
        self._open = ExitStack()

    @property
    def args(self) -> tuple[str, ...]:
        """The options by which an Odoo process finds the mail server."""
        return ("--smtp", "127.0.0.1", "--smtp-port", str(self.smtp.port))

    def connect(self, shell, practice: Practice, sending: bool = True) -> None:
        """Give a practice its account; `sending` is its switch."""
        values = {
            "COMPANY": practice.company_id,
            "SENDING": sending,
            "ACCOUNT": ACCOUNT,
            "TOKEN": TOKEN,
            "URL": self.twilio.url,
        }
        names = "\n".join(f"{name} = {value!r}" for name, value in values.items())
        shell(f"{names}\n{CONNECT}")

    def texts_to(self, phone: str) -> list:
        """What Twilio was asked to send there, whatever it answered."""
        return [one for one in list(self.twilio.requests) if one.to == phone]

    def __enter__(self):
        self._open.enter_context(self.smtp)
        self._open.enter_context(self.twilio)
        return self

    def __exit__(self, *error) -> None:
        self._open.close()


@dataclass(frozen=True)
class Touch:
    """An acknowledgement as the database has it."""

    id: int
    lead_id: int
    channel: str
    state: str
    reason: str | None
    address: str | None
    body: str | None
    planned_at: datetime
    occurred_at: datetime | None
    message_id: int | None

    @property
    def waits(self) -> bool:
        """Whether it is planned for later, and says why."""
        now = datetime.now(UTC).replace(tzinfo=None)
        return self.state == "planned" and self.planned_at > now and bool(self.reason)


def touches(practice: Practice, where: str = "true", *values) -> list[Touch]:
    """The acknowledgements of a practice, oldest first."""
    columns = ", ".join(f"touch.{name}" for name in Touch.__dataclass_fields__)
    rows = practice.rows(
        f"SELECT {columns} FROM medspa_touch touch "
        "JOIN crm_lead lead ON lead.id = touch.lead_id "
        "WHERE touch.purpose = 'acknowledgement' AND lead.company_id = %s "
        f"AND {where} ORDER BY touch.id",
        *(practice.company_id, *values),
    )
    return [Touch(*row) for row in rows]


def acknowledged(practice: Practice, inquiry: int, seconds=10) -> dict[str, Touch]:
    """The acknowledgements of an inquiry by channel, once none is under way."""
    under_way = f"touch.lead_id = %s AND {UNDER_WAY}"
    wait_until(lambda: not touches(practice, under_way, inquiry), seconds)
    found = touches(practice, "touch.lead_id = %s", inquiry)
    return {touch.channel: touch for touch in found}


def finish(practice: Practice, seconds: float = 30) -> list[Touch]:
    """Let the job run until nothing is under way; return all acknowledgements."""
    deadline = time.monotonic() + seconds
    while left := touches(practice, UNDER_WAY):
        assert time.monotonic() < deadline, f"the job left {left} after {seconds} s"
        practice.run_job(JOB)
        time.sleep(0.5)
    return touches(practice)


@contextmanager
def job_held(practice: Practice):
    """Keep every server from running the job, as one that is busy with it does."""
    with closing(database.connect(practice.db)) as connection:
        connection.cursor().execute(
            "SELECT id FROM ir_cron WHERE id = (SELECT res_id FROM ir_model_data "
            "WHERE name = %s) FOR NO KEY UPDATE",
            [JOB],
        )
        yield


def wait_until(condition, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"it did not happen within {seconds} s"
        time.sleep(0.02)
