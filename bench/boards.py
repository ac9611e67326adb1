"""Twenty open boards and desks: nothing while time passes, little after a change.

The server has workers and an evented process, as in production: the boards hear from
that one, and ask it for cards. They are played by `board_clients.py`.
"""

import json
import random
import re
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

import psutil

from odoo.http import get_default_session, root
from odoo.service.security import compute_session_token

from tests.harness import receipts, settings
from tests.harness.posting import Post, send
from tests.harness.server import Server, free_port

from .browsing import add_user, watched
from .databases import ADDONS, Side
from .intake_route import posts
from .measure import percentile
from .progress import show
from .table import Row

BOARDS = 20
DESK_EACH = 4  # each so manyth board has the same inquiry open as well
LIVE = 2  # seconds until an inquiry is seen
TYPING = 1  # seconds until it is seen that a colleague has an inquiry open
TYPES_EVERY = 3  # seconds
AFTERWARDS = 4  # seconds: the longest pause of a board, and then some
SOURCE = settings.ROOT / settings.ADDON / "static/src"
CARDS = "/websocket/medspa_changed_cards"
SCRIPT = Path(__file__).with_name("board_clients.py")


def constants(path: str) -> dict[str, float]:
    """The numbers of a JavaScript file, so that the players keep its pace."""
    text = (SOURCE / path).read_text()
    found = re.findall(r"^const ([A-Z_]+) = ([\d_.]+);", text, re.M)
    return {name: float(value) for name, value in found}


class Boards:
    """The process that plays open boards; `report` says what happened meanwhile."""

    def __init__(self, side, server, websocket_port, sessions, read, held):
        with side.env() as env:
            last = env["bus.bus"]._bus_last_id()
        waiting = constants("waiting_systray/waiting_service.js")
        options = {
            "http": server.url,
            "websocket": f"http://127.0.0.1:{websocket_port}",
            "origin": server.url,
            "sessions": list(sessions.values()),
            "users": list(sessions),
            "last": last,
            "read": read,
            "cards": CARDS,
            "pace": constants("board/gatherer.js"),
            "counts_every": waiting["AT_MOST_EVERY"] / 1000,
            "held": held,
            "desk_each": DESK_EACH,
            "claim_spread": constants("claim/claim_service.js")["SPREAD"],
        }
        self._process = subprocess.Popen(
            [sys.executable, str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._tell(json.dumps(options))
        if (answer := self._process.stdout.readline()) != "ready\n":
            raise RuntimeError(f"the boards did not open: {answer}")

    def _tell(self, line):
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def report(self) -> dict:
        self._tell("report")
        heard = json.loads(self._process.stdout.readline())
        if heard["errors"]:
            raise RuntimeError(f"{len(heard['errors'])} errors: {heard['errors'][0]}")
        return heard

    def close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@contextmanager
def served(side: Side):
    """Serve with two workers; yields ``(server, port of the websocket)``."""
    server, websocket_port = Server("bench-boards", side.db), free_port()
    args = ("--addons-path", ADDONS, "--workers", "2", "--max-cron-threads", "1")
    try:
        yield (
            server.start(args=(*args, "--gevent-port", str(websocket_port))),
            websocket_port,
        )
    finally:
        server.stop()


def log_in(side: Side, names: list[str]) -> dict[int, str]:
    """Make colleagues who see all inquiries; return ``{id: session}``."""
    group = "sales_team.group_sale_salesman_all_leads"
    user_ids = [add_user(side, name, group) for name in names]
    sessions = {}
    with side.env() as env:
        for user in env["res.users"].browse(user_ids):
            session = root.session_store.new()
            session.update(get_default_session(), db=side.db)
            session.update(uid=user.id, login=user.login)
            session.context = dict(env(user=user.id)["res.users"].context_get())
            session.session_token = compute_session_token(session, env)
            root.session_store.save(session)
            sessions[user.id] = session.sid
    return sessions


def reading(side: Side) -> dict:
    """What a real board sends to ask for cards after a change, but for these."""
    add_user(
        side, "board", "sales_team.group_sale_salesman_all_leads", password="board"
    )
    server = Server("bench-boards-browser", side.db)
    try:
        server.start(args=("--addons-path", ADDONS))
        with watched(server.url, "board", "board") as (page, _calls):
            page.goto("/odoo/inquiries")
            page.wait_for_selector(".o_kanban_group")
            page.wait_for_timeout(1000)
            (post,) = posts(side, 1)
            with page.expect_request(f"**{CARDS}") as asked:
                send(server.url, post)
            read = json.loads(asked.value.post_data)["params"]
            del read["changes"]
            return read
    finally:
        server.stop()


def inquire(url: str, side: Side, amount: int):
    """Post one a second, at a random moment of it, whatever the answers take.

    :return: list of ``(seconds, inquiry, moment of the answer)``.
    """
    answers, threads = [], []

    def one(post):
        begun = time.perf_counter()
        answer = send(url, post)
        took = time.perf_counter() - begun
        answered = time.time()
        inquiry = receipts.inquiry_in(side.db, answer.values.get("receipt", ""))
        answers.append((took, inquiry, answered))

    begin = time.perf_counter()
    for number, post in enumerate(posts(side, amount)):
        moment = begin + number + random.random()
        time.sleep(max(0, moment - time.perf_counter()))
        thread = threading.Thread(target=one, args=[post], daemon=True)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    if missing := [answer for answer in answers if not answer[1]]:
        raise RuntimeError(f"{len(missing)} inquiries were refused")
    return answers


@dataclass
class Colleague:
    """Opens and closes an inquiry again and again, in a thread of their own."""

    url: str
    session: str
    inquiry: int

    def type(self, times: int) -> list[tuple]:
        """Return ``[(begun, answered, whether it is open), ...]``."""
        told = []
        for number in range(times):
            method = "claim_close" if number % 2 else "claim_open"
            begun = time.time()
            self._call(method)
            told.append((begun, time.time(), not number % 2))
            time.sleep(max(0, begun + TYPES_EVERY - time.time()))
        return told

    def _call(self, method):
        called = {"model": "crm.lead", "method": method, "kwargs": {}}
        params = {**called, "args": [[self.inquiry]]}
        answer = send(
            self.url,
            Post(
                f"/web/dataset/call_kw/crm.lead/{method}",
                json.dumps({"params": params}).encode(),
                headers={"Cookie": f"session_id={self.session}"},
            ),
        )
        if "result" not in answer.values:
            raise RuntimeError(f"{method}: {answer}")


@dataclass
class Round:
    """The same inquiries without an open board and with all of them open.

    `idle` and `answers` are as `inquire` returns them, `told` as `Colleague.type`;
    `heard` is what the boards report, `quiet` what they ask while nothing happens,
    `work` the seconds a processor works for the server in a second, without and with.
    """

    idle: list
    answers: list
    told: list
    heard: dict
    quiet: int
    took: float
    work: tuple


def rows(ours: Side, bare: Side, quick: bool):
    amount, rounds = (10, 1) if quick else (24, 2)
    read = reading(ours)
    sessions = log_in(ours, [f"board{number}" for number in range(BOARDS)])
    (typist,) = log_in(ours, ["typist"]).values()
    with served(ours) as (server, port):
        ((_took, held, _moment),) = inquire(server.url, ours, 1)
        colleague = Colleague(server.url, typist, held)
        opened = partial(Boards, ours, server, port, sessions, read, held)
        inquire(server.url, ours, 10)
        taken = []
        for number in range(rounds):
            show(f"boards: round {number + 1} of {rounds}")
            taken.append(_round(server, ours, opened, colleague, amount))
    yield from _judged(taken)


def _round(server, side, opened, colleague, amount):
    worked = _worked(server)
    begun = time.time()
    idle = inquire(server.url, side, amount)
    idle_work = (_worked(server) - worked) / (time.time() - begun)
    with closing(opened()) as boards:
        inquire(server.url, side, 5)
        colleague.type(2)
        boards_settled(boards)
        time.sleep(5)
        quiet = boards.report()["requests"]
        told = []
        typing = threading.Thread(
            target=lambda: told.extend(colleague.type(amount // TYPES_EVERY // 2 * 2))
        )
        worked, begun = _worked(server), time.time()
        typing.start()
        answers = inquire(server.url, side, amount)
        typing.join()
        took = time.time() - begun
        work = (_worked(server) - worked) / took
        time.sleep(AFTERWARDS)
        heard = boards.report()
    return Round(idle, answers, told, heard, quiet, took, (idle_work, work))


def _worked(server):
    """Seconds that a processor worked for the server and its workers until now."""
    main = psutil.Process(server.pid)
    times = [one.cpu_times() for one in (main, *main.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def boards_settled(boards):
    """What came before is read, as it is after a lost line.

    A board's first reads in each worker fill what Odoo remembers of its user.
    """
    time.sleep(AFTERWARDS)
    while boards.report()["requests"]:
        time.sleep(AFTERWARDS)


def p95(answers):
    return percentile([answer[0] * 1000 for answer in answers], 95)


def _judged(rounds):
    quiet = sum(one.quiet for one in rounds)
    yield Row(
        f"{BOARDS} open boards, nothing happens for {5 * len(rounds)} s",
        f"{quiet} requests",
        "-",
        f"{quiet}",
        "0",
        not quiet,
        counted=True,
    )
    yield _seen(f"an inquiry on {BOARDS} boards", LIVE, map(_arrivals, rounds))
    for where in ("card", "desk"):
        yield _seen(
            f"who has it open, on each {where}",
            TYPING,
            (_typing(one, where) for one in rounds),
        )
    yield _intake(rounds)
    yield _reads(rounds)


def _arrivals(one):
    """Return ``(waits, how many were not seen)`` of a round."""
    waits, missed = [], 0
    shown = {int(key): moments for key, moments in one.heard["shown"].items()}
    for _took, inquiry, answered in one.answers:
        moments = shown.get(inquiry, {}).values()
        missed += BOARDS - len(moments)
        waits += [max(0, moment - answered) for moment in moments]
    return waits, missed


def _typing(one, where):
    """The same of a colleague who opens and closes; seen is what is seen in time."""
    waits, missed = [], 0
    seen = [claim for claim in one.heard["claims"] if claim[1] == where]
    watching = range(0, BOARDS, DESK_EACH if where == "desk" else 1)
    last = (one.told[-1][0] + TYPES_EVERY + AFTERWARDS, 0, False)
    for (begun, answered, is_open), (until, *_rest) in pairwise([*one.told, last]):
        for board in watching:
            moments = [
                moment
                for number, _where, moment, claimed in seen
                if number == board and begun <= moment < until and claimed == is_open
            ]
            missed += not moments
            waits += [max(0, moment - answered) for moment in moments[:1]]
    return waits, missed


def _seen(what, budget, told):
    """After how long it is seen, and that all see it.

    :param told: iterable of ``(waits, how many were not seen)``, one a round.
    """
    waits, missed = zip(*told, strict=True)
    waits, missed = [wait for some in waits for wait in some], sum(missed)
    late = percentile(waits, 95)
    return Row(
        f"{what}, p95 after the answer",
        f"{late:.2f} s",
        f"median {median(waits):.2f} s",
        f"{late:.2f} s, {missed} of {len(waits) + missed} not seen",
        f"<= {budget} s, all",
        late <= budget and not missed,
    )


def _intake(rounds):
    """Of all rounds together, and how far these differ."""
    busy = p95([answer for one in rounds for answer in one.answers])
    idle = p95([answer for one in rounds for answer in one.idle])
    ratios = [p95(one.answers) / p95(one.idle) for one in rounds]
    return Row(
        f"intake route, one inquiry a second, {BOARDS} open boards: p95",
        f"{busy:.0f} ms",
        f"{idle:.0f} ms idle",
        f"{busy / idle:.2f} x ({min(ratios):.2f}-{max(ratios):.2f})",
        "< 2 x",
        busy / idle < 2,
    )


def _reads(rounds):
    times = [read[2] for one in rounds for read in one.heard["reads"]]
    took = sum(one.took for one in rounds)
    idle, busy = (median(one.work[which] for one in rounds) for which in (0, 1))
    return Row(
        "reads of a board",
        f"{len(times) / BOARDS / took:.2f} /s",
        f"median {median(times) * 1000:.0f} ms",
        f"server works {busy:.2f} s a second, {idle:.2f} without boards",
        "",
        None,
    )
