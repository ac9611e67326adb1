"""A hundred open boards: nothing while time passes, little when something changes.

The server has workers and an evented process, as in production: the boards hear from
one and read from the other. They are played by `board_clients.py`.
"""

import json
import re
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

from odoo.http import get_default_session, root
from odoo.service.security import compute_session_token

from tests.harness import receipts, settings
from tests.harness.posting import send
from tests.harness.server import Server, free_port

from .browsing import add_user, watched
from .databases import ADDONS, Side
from .intake_route import posts
from .measure import percentile
from .progress import show
from .table import Row

BOARDS = 100
RATE = 5  # inquiries a second
LIVE = 2  # seconds until a change is seen
AFTERWARDS = 8  # seconds: the longest pause of a board, its ring, and then some
GATHERER = settings.ROOT / settings.ADDON / "static/src/board/gatherer.js"
WAITING = (
    settings.ROOT / settings.ADDON / "static/src/waiting_systray/waiting_service.js"
)
CARDS = "/websocket/medspa_changed_cards"
SCRIPT = Path(__file__).with_name("board_clients.py")
_numbers = count(1)


def constants(path: Path) -> dict[str, float]:
    """The numbers of a JavaScript file, so that the players keep its pace."""
    found = re.findall(r"^const ([A-Z_]+) = ([\d_.]+);", path.read_text(), re.M)
    return {name: float(value) for name, value in found}


class Boards:
    """The process that plays open boards; `report` says what happened meanwhile."""

    def __init__(self, side, server, websocket_port, sessions, read):
        with side.env() as env:
            last = env["bus.bus"]._bus_last_id()
        options = {
            "http": server.url,
            "websocket": f"http://127.0.0.1:{websocket_port}",
            "origin": server.url,
            "sessions": list(sessions.values()),
            "users": list(sessions),
            "last": last,
            "read": read,
            "cards": CARDS,
            "pace": constants(GATHERER),
            "counts_every": constants(WAITING)["AT_MOST_EVERY"] / 1000,
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


def log_in(side: Side, amount: int) -> dict[int, str]:
    """Make so many colleagues who see all inquiries; return ``{id: session}``."""
    group = "sales_team.group_sale_salesman_all_leads"
    user_ids = [add_user(side, f"board{n}", group) for n in range(amount)]
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
    """What a real board sends to ask for cards after a change."""
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
            return json.loads(asked.value.post_data)["params"]
    finally:
        server.stop()


def inquire(url: str, side: Side, amount: int, rate: float):
    """Post so many at a steady pace, whatever the answers take.

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
        time.sleep(max(0, begin + number / rate - time.perf_counter()))
        thread = threading.Thread(target=one, args=[post], daemon=True)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    if missing := [answer for answer in answers if not answer[1]]:
        raise RuntimeError(f"{len(missing)} inquiries were refused")
    return answers


def p95(answers):
    return percentile([answer[0] * 1000 for answer in answers], 95)


def rows(ours: Side, bare: Side, quick: bool):
    amount, rounds = (50, 1) if quick else (150, 3)
    read = reading(ours)
    sessions = log_in(ours, BOARDS)
    with served(ours) as (server, websocket_port):
        opened = partial(Boards, ours, server, websocket_port, sessions, read)
        inquire(server.url, ours, 10, 2)
        with closing(opened()) as boards:
            inquire(server.url, ours, 30, 3)
            boards_settled(boards)
            yield _quiet(boards, 5 if quick else 30)
            yield from _changes(boards, server, ours, 5 if quick else 20)
        taken = [_round(server, ours, opened, amount) for _ in range(rounds)]
    yield from _busy(taken)


@dataclass
class Round:
    """The same inquiries, without an open board and with all of them open.

    `idle`, `alone` and `answers` are as `inquire` returns them: one a second, as many
    as with boards, with boards; `heard` is what these report, `took` is in seconds.
    """

    idle: list
    alone: list
    answers: list
    heard: dict
    took: float


def _round(server, side, opened, amount):
    show("boards: none open")
    idle = inquire(server.url, side, amount // 4, 1)
    alone = inquire(server.url, side, amount, RATE)
    show("boards: opening")
    with closing(opened()) as boards:
        inquire(server.url, side, 10, RATE)
        boards_settled(boards)
        show(f"boards: {RATE} inquiries a second")
        begun = time.time()
        answers = inquire(server.url, side, amount, RATE)
        took = time.time() - begun
        time.sleep(AFTERWARDS)
        return Round(idle, alone, answers, boards.report(), took)


def boards_settled(boards):
    """What came before is read, as it is after a lost line.

    A board's first reads in each worker fill what Odoo remembers of its user.
    """
    time.sleep(5)
    while boards.report()["requests"]:
        time.sleep(5)


def _quiet(boards, seconds):
    show("boards: nothing happens")
    time.sleep(seconds)
    requests = boards.report()["requests"]
    return Row(
        f"{BOARDS} open boards, {seconds} s in which nothing happens",
        f"{requests} requests",
        "-",
        f"{requests}",
        "0",
        not requests,
        counted=True,
    )


def _changes(boards, server, side, amount):
    """One inquiry after a quiet time, and a day's worth of them in a minute."""
    show("boards: one change")
    (answer,) = inquire(server.url, side, 1, 1)
    time.sleep(AFTERWARDS)
    heard = boards.report()
    cards = sum(cards for _board, _begun, _took, cards in heard["reads"])
    yield Row(
        f"{BOARDS} open boards, one inquiry",
        f"{len(heard['reads'])} reads of {cards} cards",
        f"{heard['messages']} messages, {heard['counts']} counts",
        f"{cards / BOARDS:.2f} a board",
        "<= 1",
        cards <= BOARDS,
        counted=True,
    )
    yield _seen("one inquiry", [([answer], heard)])
    show("boards: an inquiry a second")
    answers = inquire(server.url, side, amount, 1)
    time.sleep(AFTERWARDS)
    yield _seen("one inquiry a second", [(answers, boards.report())])


def _busy(rounds):
    """Of each round its own ratio: the machine is not as fast in all of them."""
    idles = [p95(one.idle) for one in rounds]
    for boards, answers, at_most in (
        ("no board", [one.alone for one in rounds], None),
        (f"{BOARDS} boards", [one.answers for one in rounds], 2),
    ):
        ratios = [p95(some) / idle for some, idle in zip(answers, idles, strict=True)]
        ratio = median(ratios)
        yield Row(
            f"intake route, {RATE} inquiries/s, {boards} open: p95",
            f"{median(map(p95, answers)):.0f} ms",
            f"{median(idles):.0f} ms idle",
            f"{ratio:.2f} x ({min(ratios):.2f}-{max(ratios):.2f})",
            f"< {at_most} x" if at_most else "",
            ratio < at_most if at_most else None,
        )
    told = [(one.answers, one.heard) for one in rounds]
    yield _seen(f"{RATE} inquiries/s", told)
    yield _reads(rounds)


def _seen(what, told):
    """After how long an inquiry is on the boards, and that it comes onto all of them.

    :param told: list of ``(answers, heard)``, see `Round`.
    """
    waits, missed = [], 0
    for answers, heard in told:
        answered = {inquiry: moment for _took, inquiry, moment in answers}
        shown = {int(key): moments for key, moments in heard["shown"].items()}
        for inquiry, moment in answered.items():
            moments = shown.get(inquiry, {}).values()
            missed += BOARDS - len(moments)
            waits += [max(0, on_board - moment) for on_board in moments]
    late = percentile(waits, 95)
    return Row(
        f"{what}: on {BOARDS} boards after the answer, p95",
        f"{late:.2f} s",
        f"median {median(waits):.2f} s",
        f"{late:.2f} s, {missed} not seen",
        f"<= {LIVE} s, all",
        late <= LIVE and not missed,
    )


def _reads(rounds):
    times = [read[2] for one in rounds for read in one.heard["reads"]]
    took = sum(one.took for one in rounds)
    counts = sum(one.heard["counts"] for one in rounds)
    refused = sum(one.heard["refused"] for one in rounds)
    each = len(times) / BOARDS / took
    return Row(
        "reads of a board",
        f"{each:.2f} /s",
        f"median {median(times) * 1000:.0f} ms",
        f"{each:.2f} /s, {counts / took:.1f} counts/s in all, {refused} sent away",
        "<= 1 /s",
        each <= 1.05,
    )
