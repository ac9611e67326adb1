"""One inquiry from its arrival to Contacted, on two boards at once."""

from datetime import UTC, datetime

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

SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return build_around_the_clock(odoo_shell, server.db, "Walk")


@pytest.mark.parametrize("size", SIZES)
def test_inquiry_goes_from_arrival_to_contacted(
    server,
    practice,
    new_page,
    size,
):
    """The owner works at this size; the manager watches on a desktop."""
    with new_page(SIZES[size]) as owner, new_page(DESKTOP) as manager:
        boards = (owner, manager)
        for board in boards:
            board.clock.install(time=datetime.now(UTC))
        open_board(manager, practice.manager)
        # two take turns: whose board it must appear on is known by the next one
        login = next_owner(practice)
        open_board(owner, login)
        _inquiry, person = arrive(server, practice, 780 + list(SIZES).index(size))
        for board in boards:
            card_of(board, person).wait_for(timeout=LIVE)
            assert countdown(board, person).startswith(("4:", "5:00"))

        for seconds, expected in ((190, "Due soon: 1:"), (200, "1 min late")):
            for board in boards:
                board.clock.fast_forward(seconds * 1000)
                board.wait_for_timeout(1100)
                assert countdown(board, person).startswith(expected)
                # as it is now, not as it was when the card was read
                may_snooze = "Snooze" in menu_of(board, person)
                assert may_snooze == expected.startswith("Due soon")

        card_of(owner, person).click(position={"x": 20, "y": 10})
        owner.wait_for_selector(".o_form_view")
        claimed = card_of(manager, person).filter(has_text="has it open")
        claimed.wait_for(timeout=LIVE)
        owner.go_back()
        card_of(owner, person).wait_for()
        claimed.wait_for(state="detached", timeout=LIVE)

        for outcome, seen in (("No Answer", "1 attempt"), ("We Spoke", "Answered in")):
            call(owner, person, outcome)
            for board in boards:
                changed = card_of(board, person).filter(has_text=seen)
                changed.wait_for(state="attached", timeout=LIVE)
        for board in boards:
            column = board.locator(".o_kanban_group", has=card_of(board, person))
            assert "Contacted" in column.inner_text()


def next_owner(practice):
    """Return the login of who is given the next inquiry: least recently assigned."""
    turns = dict(
        practice.rows(
            "SELECT user_id, max(ticket) FROM medspa_rotation_turn "
            "WHERE team_id = %s GROUP BY user_id",
            practice.team_id,
        )
    )
    return practice.members[min(practice.members, key=lambda one: turns.get(one, 0))]
