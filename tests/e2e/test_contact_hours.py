"""What an administrator sees of the law and does about it, also on a phone."""

from contextlib import ExitStack

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness.browser import sign_in

ACTION = "/odoo/action-medspa_speed_to_lead.medspa_contact_window_action"


@pytest.fixture
def screen(server, new_page):
    """Return what opens the list at a size, as an administrator."""

    def opened(size, row):
        page = pages.enter_context(new_page(size))
        page.set_default_timeout(120_000)  # the first page waits for its assets
        sign_in(page)
        page.goto(ACTION)
        page.wait_for_selector(row)
        return page

    with ExitStack() as pages:
        yield opened


def test_list_says_how_each_row_is_known_and_pauses_in_one_click(screen):
    page = screen(DESKTOP, ".o_list_view .o_data_row")
    florida = page.locator(".o_data_row", has_text="Florida")
    assert "Text seen" in florida.inner_text()
    louisiana = page.locator(".o_data_row", has_text="Louisiana")
    assert "Second-hand" in louisiana.inner_text()
    louisiana.get_by_role("button", name="Pause").click()
    louisiana.get_by_role("button", name="Resume").wait_for()

    louisiana.get_by_text("Louisiana").first.click()
    page.wait_for_selector(".o_form_view")
    alerts = page.locator(".o_form_view .alert:visible")
    assert "Paused: no text goes there before" in alerts.nth(0).inner_text()
    assert "Second-hand" in alerts.nth(1).inner_text()
    form = page.locator(".o_form_view")
    assert "Mardi Gras" in form.locator("div[name=holiday_names]").inner_text()
    page.click("button[name=action_resume]")
    page.wait_for_selector("button[name=action_pause]:visible")


def test_row_can_be_read_on_a_phone(screen):
    page = screen(PHONE, ".o_kanban_record")
    card = page.locator(".o_kanban_record", has_text="Oregon")
    assert "Second-hand" in card.inner_text()
    card.click()
    page.wait_for_selector(".o_form_view")
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
