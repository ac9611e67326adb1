"""The intake route over real HTTP against the least that plain Odoo could do.

Both servers run at the same time and take turns; the clients share the machine with
them, so only the ratio says something.
"""

import time
from contextlib import contextmanager
from itertools import count
from statistics import median

from tests.harness import receipts
from tests.harness.posting import Post, json_post, send, send_all
from tests.harness.practice import patient
from tests.harness.server import Server

from .databases import ADDONS, Side
from .measure import percentile
from .progress import show
from .table import Row, spread

FAIR_SHARE = 0.52
_numbers = count(100_000)


@contextmanager
def served(side: Side):
    server = Server(f"bench-{side.name}", side.db)
    try:
        yield server.start(args=("--addons-path", ADDONS, "--max-cron-threads", "0"))
    finally:
        server.stop()


def posts(side: Side, amount: int) -> list[Post]:
    ids = side.practice
    made = []
    for _ in range(amount):
        number = next(_numbers)
        path = (
            f"/medspa/intake/{ids['token']}"
            if side.with_addon
            else f"/bench/intake/{ids['team']}/{ids['users'][number % 2]}"
        )
        fields = {**patient(number), "message": "Do you have time on Friday?"}
        made.append(json_post(path, **fields))
    return made


def rows(ours: Side, bare: Side, quick: bool):
    with served(ours) as our_server, served(bare) as bare_server:
        for server, side in ((our_server, ours), (bare_server, bare)):
            send_all(server.url, posts(side, 10), clients=2)
        turns = ((our_server, ours), (bare_server, bare))
        for clients, amount in ((1, 30), (10, 80), (40, 120)):
            yield _throughput(turns, clients, amount, 2 if quick else 5)
        yield _latency(our_server, ours, 20 if quick else 100)
        yield _rush(our_server, ours, 60 if quick else 300)


def _throughput(turns, clients, amount, rounds):
    """Requests a second, ours against bare, one round after the other."""
    rates = {side.name: [] for _server, side in turns}
    for number in range(rounds):
        show(f"route, {clients} clients: round {number + 1} of {rounds}")
        for server, side in turns if number % 2 else reversed(turns):
            prepared = posts(side, amount)
            start = time.perf_counter()
            answers = send_all(server.url, prepared, clients)
            seconds = time.perf_counter() - start
            bad = [answer for answer in answers if answer.status != 200]
            if bad and side.with_addon:
                raise RuntimeError(f"{side.name} refused {len(bad)}: {bad[0]}")
            rates[side.name].append((amount - len(bad)) / seconds)
    ratios = [a / b for a, b in zip(rates["ours"], rates["bare"], strict=True)]
    return Row(
        f"intake route, {clients} client{'s' * (clients > 1)}",
        f"{median(rates['ours']):.1f} /s",
        f"{median(rates['bare']):.1f} /s",
        f"{median(ratios):.2f} x",
        ">= 0.65 x",
        median(ratios) >= 0.65,
        spread(ratios),
    )


def _latency(server, side, amount):
    times = []
    for post in posts(side, amount):
        start = time.perf_counter()
        send(server.url, post)
        times.append((time.perf_counter() - start) * 1000)
    p95 = percentile(times, 95)
    return Row(
        "intake route, 1 client: p95",
        f"{p95:.0f} ms",
        f"median {median(times):.0f} ms",
        f"{p95:.0f} ms",
        "<= 150 ms",
        p95 <= 150,
    )


def _rush(server, side, amount):
    """Everything that was sent is there once, and nobody got much more than half."""
    show("route: rush of 40 clients")
    prepared = posts(side, amount)
    answers = send_all(server.url, prepared, clients=40)
    errors = sum(answer.status != 200 for answer in answers)
    given = [answer.values.get("receipt", "") for answer in answers]
    ids = {receipts.inquiry_in(side.db, receipt) for receipt in given} - {None}
    with side.env() as env:
        leads = env["crm.lead"].browse(ids)
        people = len(set(leads.mapped("email_from")))
        shares = [len(group) for group in leads.grouped("user_id").values()]
    lost, doubled = amount - people, len(ids) - people
    share = max(shares) / amount
    return Row(
        f"intake route, 40 clients, {amount} posts",
        f"{errors} errors",
        "-",
        f"{lost} lost, {doubled} doubled, largest share {share:.1%}",
        f"0, 0, 0, <= {FAIR_SHARE:.0%}",
        not errors and not lost and not doubled and share <= FAIR_SHARE,
        counted=True,
    )
