"""The board opened in a long history: what a browser asks for, ours against bare Odoo.

Recorded from a real browser, see `browsing`, and replayed as a colleague who sees all
leads and as one who sees only their own. Both ask for all, without *My Pipeline*.
"""

from tests.harness.server import Server

from . import history
from .browsing import PASSWORD, Call, add_user, wait_for_call, watched
from .creation import create
from .databases import ADDONS, Side
from .measure import Sample, block, interleave, watch
from .progress import show
from .table import Row, queries_row, ratio_row

BOARDS = {"inquiries": "/odoo/inquiries", "pipeline": "/odoo/crm"}
OPENING = ("web_read_group", "read_progress_bar")
BUDGETS = {100_000: 1.1, 1_000_000: 1.15}  # leads: how many times as long as bare
QUICK_BUDGETS = {2_000: 1.1, 5_000: 1.15}
ROLES = {
    "who sees all": "sales_team.group_sale_salesman_all_leads",
    "who sees own": "sales_team.group_sale_salesman",
}


def rows(ours: Side, bare: Side, quick: bool):
    our_calls, bare_calls = recorded(ours), recorded(bare)
    readers = {
        role: {side.name: _reader(side, group) for side in (ours, bare)}
        for role, group in ROLES.items()
    }
    first = 1
    for amount, at_most in (QUICK_BUDGETS if quick else BUDGETS).items():
        for side in (ours, bare):
            history.fill(side, amount, first)
        first = amount + 1
        for role, users in readers.items():
            for board in our_calls:
                yield from _opened(
                    f"{board} opened by one {role}, {amount:,} leads",
                    lambda c=our_calls[board], u=users: _open(ours, u, c),
                    lambda u=users: _open(bare, u, bare_calls["pipeline"]),
                    at_most,
                    quick,
                )
            yield _count(ours, users, f"count in the top bar, {role}, {amount:,} leads")


def _opened(work, ours, bare, at_most, quick):
    comparison = interleave(work, ours, bare, 3 if quick else 9)
    yield ratio_row(work, comparison, at_most)
    yield queries_row(f"{work}: queries", comparison, 2)


def _count(side, users, work):
    """Asked once when the web client starts, and when something changed for me."""
    call = Call("crm.lead", "medspa_waiting_counts", [], {})
    sample = block(lambda: _open(side, users, [call]), 15)
    return Row(
        work,
        f"{sample.ms:.1f} ms",
        "-",
        f"{sample.queries:.0f} queries",
        "<= 2 queries",
        sample.queries <= 2,
        counted=True,
    )


def _open(side, users, calls) -> Sample:
    """Each call in an environment of its own, as each is a request of its own."""
    total = Sample()
    for call in calls:
        with side.env() as env:
            env = env(user=users[side.name], su=False)
            # what the request itself has read before it comes to its own work
            env.user.has_group("base.group_user")
            with watch(env.cr) as sample:
                call.replay(env)
        total.ms += sample.ms
        total.queries += sample.queries
    return total


def _reader(side, group):
    """Who sees all is somebody new; who sees only their own has many."""
    if group.endswith("_all_leads"):
        return add_user(side, "bench_all", group)
    return side.practice["users"][0]


def recorded(side: Side) -> dict[str, list[Call]]:
    """Return ``{board: calls}`` of the boards that a side has."""
    create(side, 3)
    group = "sales_team.group_sale_salesman_all_leads"
    add_user(side, "bench_reader", group, password=PASSWORD)
    boards = BOARDS if side.with_addon else {"pipeline": BOARDS["pipeline"]}
    server = Server(f"bench-kanban-{side.name}", side.db)
    show(f"kanban: what a browser asks of {side.name}")
    try:
        server.start(args=("--addons-path", ADDONS))
        with watched(server.url, "bench_reader", PASSWORD) as (page, calls):
            return {
                board: _recorded(page, calls, path) for board, path in boards.items()
            }
    finally:
        server.stop()


def _recorded(page, calls, path):
    calls.clear()
    page.goto(path)
    page.wait_for_selector(".o_kanban_view .o_kanban_group, .o_view_nocontent")
    for method in OPENING:
        wait_for_call(page, calls, method)
    page.wait_for_timeout(1500)
    return [_of_all(call) for call in calls if call.method in OPENING]


def _of_all(call: Call) -> Call:
    """Without *My Pipeline*, and as whoever replays it."""
    kwargs = {**call.kwargs, "context": {**call.kwargs["context"]}}
    kwargs["context"].pop("uid", None)
    if any(list(part)[:1] == ["user_id"] for part in kwargs["domain"]):
        kwargs["domain"] = [["type", "=", "opportunity"]]
    return Call(call.model, call.method, call.args, kwargs)
