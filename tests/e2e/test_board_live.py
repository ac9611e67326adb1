"""The board as the front desk has it open all day: it changes by itself."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness.boards import (
    LIVE,
    arrive,
    build_around_the_clock,
    call,
    card_of,
    countdown,
    menu_of,
    open_board,
)
from tests.harness.browser import sign_in

SIZES = {"desktop": DESKTOP, "phone": PHONE}
CARDS = "/websocket/medspa_changed_cards"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return build_around_the_clock(odoo_shell, server.db, "Board")


def calls(page):
    """Return the list that takes what the board asks the server for from now on.

    The count in the top bar has a pace of its own, see test_waiting.
    """
    asked = []

    def note(request):
        is_board = "/call_kw/" in request.url or request.url.endswith(CARDS)
        if is_board and "medspa_waiting_counts" not in request.url:
            asked.append(request.url)

    page.on("request", note)
    return asked


@pytest.mark.parametrize("size", SIZES)
def test_inquiry_arrives_counts_down_and_becomes_late(server, practice, new_page, size):
    """On a computer whose clock is three hours wrong and moves on by itself."""
    with new_page(SIZES[size]) as page:
        page.clock.install(time=datetime.now(UTC) + timedelta(hours=3))
        open_board(page, practice.manager)
        page.wait_for_timeout(1000)
        _inquiry, person = arrive(server, practice, 700 + list(SIZES).index(size))
        card_of(page, person).wait_for(timeout=LIVE)
        first = countdown(page, person)
        assert first.startswith(("4:5", "5:00")), first
        page.wait_for_timeout(2100)
        asked = calls(page)
        page.wait_for_timeout(2100)
        assert countdown(page, person) < first
        assert not asked, "nothing is asked while only time passes"

        page.clock.fast_forward(190_000)
        page.wait_for_timeout(1100)
        assert countdown(page, person).startswith("Due soon: 1:")
        assert "Snooze" in menu_of(page, person)
        page.clock.fast_forward(200_000)
        page.wait_for_timeout(1100)
        assert countdown(page, person) == "1 min late"
        column = page.locator(".o_kanban_group", has=card_of(page, person))
        assert "late" in column.locator(".o_medspa_waiting_count").inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_answer_of_a_colleague_changes_the_card(server, practice, new_page, size):
    with new_page(SIZES[size]) as page, new_page(DESKTOP) as colleague:
        open_board(page, practice.manager)
        inquiry, person = arrive(server, practice, 710 + list(SIZES).index(size))
        ((owner,),) = practice.inquiries("user_id", "id = %s", inquiry)
        open_board(colleague, practice.members[owner])
        card_of(page, person).wait_for(timeout=LIVE)
        for outcome, seen in (("No Answer", "1 attempt"), ("We Spoke", "Answered in")):
            call(colleague, person, outcome)
            changed = card_of(page, person).filter(has_text=seen)
            changed.wait_for(state="attached", timeout=LIVE)
        column = page.locator(".o_kanban_group", has=card_of(page, person))
        assert "Contacted" in column.inner_text()
        # nobody waits any more, and the colleague never left the board
        assert "waiting" not in column.locator(".o_kanban_header").inner_text()
        assert colleague.url.endswith("/odoo/inquiries")


def test_burst_costs_a_board_at_most_three_reads_a_second(server, practice, page):
    open_board(page, practice.manager)
    page.wait_for_timeout(1000)
    asked = calls(page)
    begun = time.monotonic()
    people = [arrive(server, practice, 720 + number)[1] for number in range(8)]
    for person in people:
        card_of(page, person).wait_for(timeout=LIVE)
    took = time.monotonic() - begun
    assert all(url.endswith(CARDS) for url in asked), asked
    assert len(asked) <= 3 * took + 1, f"{len(asked)} reads in {took:.1f} s"


def test_hidden_tab_asks_nothing_and_catches_up(server, practice, page):
    open_board(page, practice.manager)
    page.wait_for_timeout(1000)
    show(page, hidden=True)
    asked = calls(page)
    _inquiry, person = arrive(server, practice, 740)
    page.wait_for_timeout(2500)
    assert not asked
    show(page, hidden=False)
    card_of(page, person).wait_for(timeout=LIVE)


def show(page, hidden):
    page.evaluate(
        """(hidden) => {
            const known = {value: hidden, configurable: true};
            Object.defineProperty(document, "hidden", known);
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


@pytest.mark.parametrize("size", SIZES)
def test_caller_is_typed_in_on_the_board(practice, new_page, size):
    name = f"Caller {size}"
    login = next(iter(practice.members.values()))
    with new_page(SIZES[size]) as page:
        open_board(page, login)
        page.locator(".o_kanban_quick_add").first.click()
        form = page.locator(".o_kanban_quick_create")
        form.locator("[name=contact_name] input").fill(name)
        form.locator("[name=phone] input").fill("512 555 0177")
        form.locator(".o_kanban_add").click()
        card = page.locator(".o_kanban_record:not(.o_kanban_quick_create)")
        card = card.filter(has_text=name)
        card.filter(has_text="Walk-in").filter(has_text="left").wait_for(timeout=LIVE)
        page.wait_for_timeout(1500)
        assert card.count() == 1, "live and typed in are one card"


def test_rules_of_the_countdown_hold_in_a_browser(page):
    """The addon's own unit tests of JavaScript."""
    sign_in(page)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(
        "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
        f"&id={suite_id('@medspa_speed_to_lead')}"
    )
    deadline = time.monotonic() + 120
    while not any("[HOOT]" in text and "succeeded" in text for text in said):
        assert time.monotonic() < deadline, said[-20:]
        if any("[HOOT]" in text and "failed" in text for text in said):
            pytest.fail("\n".join(said))
        page.wait_for_timeout(500)


def suite_id(name):
    """Return the key by which Odoo's test page knows a suite."""
    key = 0
    for letter in name:
        key = ((key << 5) - key + ord(letter)) & 0xFFFFFFFF
    return f"{key:08x}"
