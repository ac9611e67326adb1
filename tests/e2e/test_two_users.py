"""Two people at the same inquiries: forms open, pages reloaded, work handed over.

Short by default, and beside other tests; ``MINUTES=40`` in the environment lets it go
on for so long, alone.
"""

import os
import time

import pytest

from tests.e2e.conftest import DESKTOP
from tests.harness.boards import LIVE, arrive, build_around_the_clock
from tests.harness.browser import sign_in
from tests.harness.log import no_complaints

MINUTES = float(os.environ.get("MINUTES", 0))
ROUNDS = 3  # at least
# milliseconds that no request of a screen takes; three processes share two processors
# while the whole suite runs
SLOW = 1_000 if MINUTES else 3_000
TAKEN = ".o_medspa_claim:visible:has-text('took this inquiry over')"
GIVE = """
([id, owner]) => fetch("/web/dataset/call_kw/crm.lead/write", {
    method: "POST",
    headers: {"Content-Type": "application/json"},
    body: JSON.stringify({
        jsonrpc: "2.0",
        method: "call",
        params: {
            model: "crm.lead",
            method: "write",
            args: [[id], {user_id: owner}],
            kwargs: {},
        },
    }),
}).then((answer) => answer.json()).then(({error}) => error && error.message)
"""


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return build_around_the_clock(odoo_shell, server.db, "Two")


class Times:
    """How long the requests of a page took, once the page itself is known."""

    def __init__(self, page):
        self.taken = {}
        self.is_on = False
        page.on("requestfinished", self.note)

    def note(self, request):
        if self.is_on and "/web/dataset/" in request.url:
            took = request.timing["responseEnd"]
            self.taken[request.url] = max(took, self.taken.get(request.url, 0))

    def slow(self):
        return {url: took for url, took in self.taken.items() if took > SLOW}


def test_no_error_and_no_slow_request_while_work_goes_to_and_fro(
    server, practice, new_page
):
    with new_page(DESKTOP) as mine, new_page(DESKTOP) as theirs:
        pages = {mine: Times(mine), theirs: Times(theirs)}
        logins = {login: user for user, login in practice.members.items()}
        until = time.monotonic() + MINUTES * 60
        number = 0
        with no_complaints(server):
            while number < ROUNDS or time.monotonic() < until:
                inquiry, _person = arrive(server, practice, 900 + number)
                for times in pages.values():
                    times.is_on = number > 0  # the first page loads the assets
                play(practice, inquiry, mine, theirs, logins)
                number += 1
        slow = [times.slow() for times in pages.values()]
    assert slow == [{}, {}]


def play(practice, inquiry, mine, theirs, logins):
    """Let the owner be on the phone while the manager gives the inquiry away."""
    ((owner,),) = practice.inquiries("user_id", "id = %s", inquiry)
    other = next(user for user in logins.values() if user != owner)
    sign_in(mine, practice.members[owner])
    sign_in(theirs, practice.manager)
    for page in (mine, theirs):
        page.goto(f"/odoo/inquiries/{inquiry}")
        page.wait_for_selector(".o_form_view")
    mine.wait_for_selector(".o_medspa_claim:visible", timeout=LIVE)
    for page in (mine, theirs):  # both close and open their claims at once
        page.reload(wait_until="commit")
    for page in (mine, theirs):
        page.wait_for_selector(".o_form_view")
    theirs.wait_for_selector(".o_medspa_claim:visible", timeout=LIVE)
    assert not theirs.evaluate(GIVE, [inquiry, other])
    mine.wait_for_selector(TAKEN, timeout=LIVE)
    mine.locator("button[name=action_call]:visible").first.click()
    mine.wait_for_selector(".modal:has-text('Say how it ended')")
    mine.click(".modal-footer button:has-text('We Spoke')")
    mine.wait_for_selector(".modal", state="hidden")
    mine.wait_for_selector(".o_list_view, .o_view_nocontent, .o_kanban_view")
    calls = practice.rows(
        "SELECT user_id, outcome FROM medspa_touch WHERE lead_id = %s"
        " AND channel = 'call' AND performer = 'person'",
        inquiry,
    )
    assert calls == [(owner, "connected")]
