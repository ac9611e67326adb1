"""Who may need a clinician now stands on top, in red, until a colleague sees to it."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness.boards import (
    LIVE,
    arrive,
    build_around_the_clock,
    card_of,
    open_board,
)

SIZES = {"desktop": DESKTOP, "phone": PHONE}
BADGE = "Urgent: needs a clinician"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return build_around_the_clock(odoo_shell, server.db, "Urgent")


def make_urgent(odoo_shell, inquiry):
    """Let an inquiry become urgent in a transaction of its own."""
    odoo_shell(
        f"env['crm.lead'].browse({inquiry})._urgent_begins();"
        "env.cr.commit(); print(json.dumps(True))"
    )


@pytest.mark.parametrize("size", SIZES)
def test_urgent_card_moves_to_the_top_and_a_colleague_takes_it(
    server, practice, odoo_shell, new_page, size
):
    number = 870 + 10 * list(SIZES).index(size)
    with new_page(SIZES[size]) as page:
        open_board(page, practice.manager)
        inquiry, person = arrive(server, practice, number)
        _other, other = arrive(server, practice, number + 1)
        card_of(page, other).wait_for(timeout=LIVE)
        make_urgent(odoo_shell, inquiry)
        urgent = card_of(page, person).filter(has_text=BADGE)
        urgent.wait_for(timeout=LIVE)
        column = page.locator(".o_kanban_group", has=card_of(page, person))
        assert BADGE in column.locator(".o_kanban_record").first.inner_text()

        page.goto("/odoo")
        open_board_again(page)
        column = page.locator(".o_kanban_group", has=card_of(page, person))
        assert BADGE in column.locator(".o_kanban_record").first.inner_text()

        page.goto(f"/odoo/inquiries/{inquiry}")
        alert = page.locator(".alert-danger:has-text('may need a clinician now')")
        alert.wait_for()
        alert.locator('button:has-text("I\'m On It")').click()
        alert.filter(has_text="Taken by").wait_for()
        ((alert_at,),) = practice.inquiries("urgent_alert_at", "id = %s", inquiry)
        assert not alert_at
        alert.locator("button:has-text('Close Urgent')").click()
        alert.wait_for(state="hidden")


def open_board_again(page):
    page.goto("/odoo/inquiries")
    page.wait_for_selector(".o_kanban_record:not(.o_kanban_ghost)")
