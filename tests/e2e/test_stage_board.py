"""Moving a card by hand where it does not belong, in a real browser."""

import pytest

from tests.e2e.conftest import DESKTOP
from tests.harness import practice as practices
from tests.harness.boards import LIVE, arrive, card_of, open_board

LOST = "Gave up"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    """A practice with a column of its own for what is lost."""
    built = practices.build(odoo_shell, server.db, "Stages")
    odoo_shell(
        f"env['crm.stage'].create({{'name': '{LOST}', 'sequence': 2,"
        f" 'team_ids': [{built.team_id}], 'medspa_milestone': 'lost'}});"
        "env.cr.commit(); print(json.dumps(True))"
    )
    return built


@pytest.fixture
def page(new_page):
    with new_page(DESKTOP) as page:
        yield page


def column(page, name):
    return page.locator(".o_kanban_group").filter(
        has=page.locator(".o_column_title", has_text=name)
    )


def drag(page, person, name):
    """Drag a card into a column, as a hand does."""
    card = card_of(page, person)
    target = column(page, name)
    start, end = card.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 30, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 140, steps=12)
    page.mouse.up()


def in_column(page, name, person):
    return column(page, name).locator(".o_kanban_record", has_text=person["name"])


def stage_of(db, inquiry):
    with db().cursor() as cursor:
        cursor.execute(
            "SELECT stage.medspa_milestone, lead.won_status, lead.lost_reason_id "
            "FROM crm_lead lead JOIN crm_stage stage ON stage.id = lead.stage_id "
            "WHERE lead.id = %s",
            [inquiry],
        )
        return cursor.fetchone()


def test_card_in_the_lost_column_asks_for_the_reason(server, practice, page, db):
    inquiry, person = arrive(server, practice, 901)
    open_board(page, practice.manager)
    card_of(page, person).wait_for(timeout=LIVE)
    drag(page, person, LOST)
    page.wait_for_selector(".modal:has-text('Mark Lost')")
    page.click(".modal header .btn-close")
    page.wait_for_selector(".modal", state="detached")
    in_column(page, "New", person).wait_for(timeout=LIVE)
    assert stage_of(db, inquiry) == ("new", "pending", None)

    drag(page, person, LOST)
    page.wait_for_selector(".modal:has-text('Mark Lost')")
    page.click(".modal [name=lost_reason_id] >> text=Unqualified")
    page.click(".modal button[name=action_lost_reason_apply]")
    card_of(page, person).wait_for(state="detached", timeout=LIVE)
    milestone, won_status, reason = stage_of(db, inquiry)
    assert (milestone, won_status, bool(reason)) == ("new", "lost", True)


def test_manager_is_asked_why_and_the_card_moves(server, practice, page, db):
    inquiry, person = arrive(server, practice, 902)
    open_board(page, practice.manager)
    card_of(page, person).wait_for(timeout=LIVE)
    drag(page, person, "Contacted")
    page.wait_for_selector(".modal:has-text('Nobody has answered')")
    in_column(page, "New", person).wait_for(state="attached", timeout=LIVE)
    page.fill(".modal [name=reason] input", "She called the doctor")
    page.click(".modal button[name=action_move]")
    in_column(page, "Contacted", person).wait_for(timeout=LIVE)
    assert stage_of(db, inquiry)[0] == "contacted"


def test_salesperson_reads_what_is_missing_and_the_card_is_back(
    server, practice, page, db
):
    inquiry, person = arrive(server, practice, 903)
    with db().cursor() as cursor:
        cursor.execute("SELECT user_id FROM crm_lead WHERE id = %s", [inquiry])
        (owner,) = cursor.fetchone()
    open_board(page, practice.members[owner])
    card_of(page, person).wait_for(timeout=LIVE)
    drag(page, person, "Contacted")
    page.wait_for_selector(".modal:has-text('Nobody has answered')")
    page.click(".modal .btn-primary")
    in_column(page, "New", person).wait_for(timeout=LIVE)
    assert stage_of(db, inquiry)[0] == "new"


def test_form_goes_back_to_its_stage_when_the_dialog_is_cancelled(
    server, practice, page, db
):
    inquiry, _person = arrive(server, practice, 904)
    open_board(page, practice.manager)
    page.goto(f"/odoo/inquiries/{inquiry}")
    current = ".o_statusbar_status button[aria-checked=true]"
    page.wait_for_selector(current)
    page.click(".o_statusbar_status button:has-text('Contacted')")
    page.wait_for_selector(".modal:has-text('Nobody has answered')")
    page.click(".modal header .btn-close")
    page.wait_for_selector(".modal", state="detached")
    page.wait_for_selector(f"{current}:has-text('New')")
    assert not page.locator(".o_form_dirty").count()
    assert stage_of(db, inquiry)[0] == "new"
