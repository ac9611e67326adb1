"""How soon the first email and text leave: a real server and a mail server beside it.

Triggers in the throw-away database tell each change of a touch and each start of the
job when it is committed, so that nothing has to be asked for again and again.
"""

import json
import select
import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from datetime import time as day_time
from itertools import pairwise
from statistics import median

from tests.harness import database, receipts
from tests.harness.fake_smtp import FakeSmtp
from tests.harness.posting import Post, json_post, send
from tests.harness.practice import patient
from tests.harness.server import Server

from .creation import _numbers, lead_values
from .databases import ADDONS, Side
from .measure import percentile
from .progress import show
from .table import Row, spread

JOB = "medspa_speed_to_lead.ir_cron_send_acknowledgements"
# a text may leave while it is day where the number is: at any hour it is in one of them
PREFIXES = ("+1512", "+65", "+9198")
DIGITS = {"+1512": 2_000_000, "+65": 81_000_000, "+9198": 71_000_000}
PAUSE = 0.3  # seconds between two inquiries, in which the job comes to its end
PATIENCE = 300
# what earlier topics left behind is not sent, and daily jobs do not run just now
CLEAR = """
    UPDATE medspa_touch SET state = 'skipped', reason = 'bench', occurred_at = now()
     WHERE state = 'planned';
    DELETE FROM ir_cron_trigger;
    UPDATE ir_cron SET nextcall = (now() AT TIME ZONE 'UTC') + interval '1 day'
     WHERE NOT (interval_type = 'minutes' AND interval_number = 1)
"""
TELL = """
    CREATE FUNCTION bench_tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_notify('bench', (to_jsonb(NEW) - 'body')::text);
        RETURN NULL;
    END $$;
    CREATE TRIGGER bench_tell AFTER INSERT OR UPDATE OF state ON medspa_touch
       FOR EACH ROW EXECUTE FUNCTION bench_tell();
    CREATE TRIGGER bench_tell AFTER INSERT ON ir_cron_progress
       FOR EACH ROW EXECUTE FUNCTION bench_tell()
"""


class Watcher:
    """Notes when touches reach a state and when the job starts; `with` listens.

    `moments` maps ``(inquiry, channel)`` to ``{state: time}``.
    """

    def __init__(self, db: str, job_id: int):
        self.moments: dict[tuple, dict[str, float]] = {}
        self.starts: list[float] = []
        self.reasons: dict[tuple, str] = {}
        self._db, self._job_id = db, job_id
        self._over = threading.Event()

    def __enter__(self):
        ready = threading.Event()
        self._thread = threading.Thread(target=self._listen, args=[ready], daemon=True)
        self._thread.start()
        ready.wait()
        return self

    def __exit__(self, *error):
        self._over.set()
        self._thread.join()

    def _listen(self, ready):
        with closing(database.connect(self._db)) as connection:
            connection.autocommit = True
            connection.cursor().execute("LISTEN bench")
            ready.set()
            while not self._over.is_set():
                if select.select([connection], [], [], 0.2)[0]:
                    now = time.time()
                    connection.poll()
                    while connection.notifies:
                        self._note(json.loads(connection.notifies.pop(0).payload), now)

    def _note(self, row, now):
        if "cron_id" in row:
            if row["cron_id"] == self._job_id:
                self.starts.append(now)
            return
        key = row["lead_id"], row["channel"]
        self.moments.setdefault(key, {})[row["state"]] = now
        self.reasons[key] = f"{row['state']}: {row['reason']}"

    def wait_until_sent(self, keys):
        """Wait until all have left; one that does not is an error."""
        deadline = time.monotonic() + PATIENCE
        while left := [key for key in keys if "sent" not in self.moments.get(key, ())]:
            time.sleep(0.01)
            if time.monotonic() > deadline:
                states = {self.reasons.get(key, "not planned") for key in left}
                raise RuntimeError(f"{len(left)} were not sent: {states}")

    def started(self, key) -> float:
        """When the job that sent it started; one that ran already came upon it."""
        planned, sending = (
            self.moments[key][state] for state in ("planned", "sending")
        )
        return min([sending, *(start for start in self.starts if start >= planned)])


@contextmanager
def served(side: Side, box: FakeSmtp):
    """Serve the practice, which sends; nothing but its own jobs is due."""
    with side.env() as env:
        company = env["res.company"].browse(side.practice["company"])
        company.write(
            {
                "medspa_sending": True,
                "sms_provider": "sandbox",
                "email": "hello@bench.example",
            }
        )
        counts = "medspa_speed_to_lead.sandbox_counts"
        env["ir.config_parameter"].set_param(counts, "True")
        company.medspa_text_country_ids |= env.ref("base.sg") | env.ref("base.in")
        job_id = env.ref(JOB).id
    with database.connected(side.db) as cursor:
        cursor.execute(CLEAR)
        cursor.execute(TELL)
    server = Server(f"bench-sending-{side.name}", side.db)
    args = ("--addons-path", ADDONS, "--max-cron-threads", "2")
    args += ("--smtp", "127.0.0.1", "--smtp-port", str(box.port))
    try:
        with Watcher(side.db, job_id) as watcher:
            yield server.start(args=args), watcher
    finally:
        server.stop()


def daytime_number(number: int) -> str:
    """Return a phone number of a place where a text may leave now."""
    from odoo.addons.medspa_speed_to_lead.tools.contact_window import (
        PROMPT,
        Place,
        Rule,
        Window,
        next_allowed,
        zones_of_number,
    )

    now = datetime.now(UTC).replace(tzinfo=None)
    by_day = Window(day_time(8), day_time(20))
    rules = [Rule("", weekday=by_day, saturday=by_day, sunday=by_day)]
    for prefix in PREFIXES:
        phone = f"{prefix}{DIGITS[prefix] + number}"
        places = map(Place, zones_of_number(phone))
        if next_allowed(now, places, rules, PROMPT).moment == now:
            return phone
    raise RuntimeError("it is night everywhere")


def post(side: Side) -> Post:
    number = next(_numbers)
    fields = patient(number) | {"phone": daytime_number(number)}
    return json_post(
        f"/medspa/intake/{side.practice['token']}",
        **fields,
        message="Do you have time on Friday?",
        sms_consent="yes",
        consent_text="Text me about my visit.",
    )


def rows(ours: Side, bare: Side, quick: bool):
    with FakeSmtp() as box, served(ours, box) as (server, watcher):
        for _ in range(3):
            _inquire(ours, server, watcher)
        start, email, text = [], [], []
        for number in range(5 if quick else 40):
            show(f"acknowledgement: inquiry {number + 1}")
            accepted, inquiry, address = _inquire(ours, server, watcher)
            key = inquiry, "email"
            start.append(watcher.started(key) - watcher.moments[key]["planned"])
            email.append(box.wait_for(address).at - accepted)
            text.append(watcher.moments[inquiry, "sms"]["sent"] - accepted)
        yield _latency("commit to acknowledgement job started: p95", start, 0.2)
        yield _latency("accepted to email handed over: p95", email, 2)
        yield _latency("accepted to text handed over: p95", text, 2)
        amount = 20 if quick else 100
        yield _burst(ours, watcher, f"emails and texts of {amount}", amount, True)
        # nothing but our own job is woken by an email
        yield _burst(ours, watcher, f"emails of {2 * amount}", 2 * amount, False)


def _inquire(side, server, watcher):
    """Send one inquiry and wait for its messages.

    :return: ``(accepted, inquiry, email address)``. It counts as accepted when it is
        on its way to us: somewhat earlier than it really is.
    """
    one = post(side)
    accepted = time.time()
    answer = send(server.url, one)
    if answer.status != 200:
        raise RuntimeError(f"refused: {answer}")
    inquiry = receipts.inquiry_in(side.db, answer.values["receipt"])
    watcher.wait_until_sent([(inquiry, "email"), (inquiry, "sms")])
    time.sleep(PAUSE)
    return accepted, inquiry, json.loads(one.body)["email"]


def _latency(work, seconds, at_most):
    p95 = percentile(seconds, 95)
    return Row(
        work,
        f"{p95 * 1000:.0f} ms",
        f"median {median(seconds) * 1000:.0f} ms",
        f"{p95 * 1000:.0f} ms",
        f"<= {at_most * 1000:.0f} ms",
        p95 <= at_most,
        spread([one * 1000 for one in seconds], 0),
    )


def _burst(side, watcher, work, amount, agreed):
    """So many at once, as after an outage: how fast their first messages leave.

    :param agreed: whether they agreed to texts.
    """
    show(f"acknowledgement: {work} at once")
    with side.env() as env:
        values = [
            {**lead_values(side, number), "phone": daytime_number(number)}
            for number in (next(_numbers) for _ in range(amount))
        ]
        leads = env["crm.lead"].create(values)
        channels = ("email", "sms") if agreed else ("email",)
        keys = [(lead.id, channel) for lead in leads for channel in channels]
        for lead in leads if agreed else ():
            env["medspa.consent"]._grant(
                lead.phone_sanitized, "sms", "conversational", source="bench", lead=lead
            )
    watcher.wait_until_sent(keys)
    begin = watcher.moments[keys[0]]["planned"]
    left = sorted(watcher.moments[key]["sent"] for key in keys)
    seconds = left[-1] - begin
    pause = max(b - a for a, b in pairwise([begin, *left]))
    return Row(
        f"first {work} inquiries at once",
        f"{len(keys) / seconds:.1f} /s",
        "-",
        f"{len(keys)} in {seconds:.1f} s, longest pause {pause:.1f} s",
        "",
        None,
    )
