"""Two people never answer the same inquiry at once: each sees who has it open."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.boards import LIVE, arrive, card_of, open_board

SIZES = {"desktop": DESKTOP, "phone": PHONE}
BANNER = ".o_medspa_claim.alert:visible"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Claim")


@pytest.fixture
def two(practice, new_page, request):
    """The manager at a size, and the owner of new inquiries at a desk."""
    with new_page(SIZES[request.param]) as page, new_page(DESKTOP) as owner:
        yield page, owner


@pytest.mark.parametrize("two", SIZES, indirect=True)
def test_card_and_form_say_who_has_it_open(server, practice, two):
    page, owner = two
    open_board(page, practice.manager)
    person, inquiry = open_form(server, practice, owner)
    card = card_of(page, person)
    card.filter(has_text="Ana has it open").or_(
        card.filter(has_text="Ben has it open")
    ).wait_for(state="attached", timeout=LIVE)
    assert not owner.locator(BANNER).count(), "nobody is told of themselves"

    page.goto(f"/odoo/inquiries/{inquiry}")
    page.wait_for_selector(BANNER)
    assert "has had this inquiry open since" in page.inner_text(BANNER)
    owner.wait_for_selector(BANNER, timeout=LIVE)
    assert "Mia opened this inquiry too" in owner.inner_text(BANNER)

    owner.goto("/odoo/inquiries")  # leaves the form by leaving the page
    page.wait_for_selector(BANNER, state="detached", timeout=LIVE)


@pytest.mark.parametrize("two", ["desktop"], indirect=True)
def test_dialog_on_the_card_claims_while_it_is_open(server, practice, two):
    page, owner = two
    person, _inquiry = open_form(server, practice, owner)
    open_board(page, practice.manager)
    for action in ("action_call", "action_text", "action_email"):
        card_of(page, person).locator(f"button[name={action}]").click()
        page.wait_for_selector(f".modal {BANNER}")
        owner.wait_for_selector(BANNER, timeout=LIVE)
        page.click(".modal header .btn-close")
        page.wait_for_selector(".modal", state="detached")
        owner.wait_for_selector(BANNER, state="detached", timeout=LIVE)


@pytest.mark.parametrize("two", ["desktop"], indirect=True)
def test_browser_that_is_closed_lets_go(server, practice, two):
    page, owner = two
    person, _inquiry = open_form(server, practice, owner)
    open_board(page, practice.manager)
    open_card = card_of(page, person).filter(has_text="has it open")
    open_card.wait_for(timeout=LIVE)
    owner.context.close()
    open_card.wait_for(state="detached", timeout=LIVE)


def open_form(server, practice, owner):
    """Let an inquiry arrive and its owner open the form; return person and id."""
    number = 760 + len(practice.inquiries())
    inquiry, person = arrive(server, practice, number)
    ((user,),) = practice.inquiries("user_id", "id = %s", inquiry)
    open_board(owner, practice.members[user])
    card_of(owner, person).click(position={"x": 20, "y": 10})
    owner.wait_for_selector(".o_form_view")
    return person, inquiry
