"""The board in a browser, and the inquiries that arrive on it."""

from . import practice as practices
from .browser import sign_in
from .posting import json_post, send

LIVE = 5_000  # milliseconds; two seconds are promised, a busy machine gets more


def build_around_the_clock(odoo_shell, db, name):
    """A practice that always answers: no test depends on the hour."""
    built = practices.build(odoo_shell, db, name)
    odoo_shell(
        "env['medspa.response.policy'].create({'name': 'Always', 'sequence': 0,"
        f" 'hours': 'always', 'company_id': {built.company_id}}});"
        "env.cr.commit(); print(json.dumps(True))"
    )
    return built


def open_board(page, login):
    sign_in(page, login)
    page.goto("/odoo/inquiries")
    page.wait_for_selector(".o_kanban_view .o_kanban_group, .o_view_nocontent")


def arrive(server, practice, number):
    """Post an inquiry over HTTP; return its id and the person."""
    person = practices.patient(number)
    post = json_post(practice.path, **person, treatment="dysport")
    return practice.inquiry_of(send(server.url, post)), person


def card_of(page, person):
    return page.locator(".o_kanban_record", has_text=person["name"])


def countdown(page, person):
    return (
        card_of(page, person).locator(".o_medspa_countdown > span").first.inner_text()
    )


def menu_of(page, person):
    """Return the words in the menu of a card."""
    card_of(page, person).hover()
    card_of(page, person).locator(".o_dropdown_kanban button").click()
    menu = page.locator(".o-dropdown--menu:has-text('Exclude')")
    menu.wait_for()
    words = menu.inner_text()
    page.keyboard.press("Escape")
    menu.wait_for(state="detached")
    return words


def call(page, person, outcome):
    """Call from the card itself."""
    card_of(page, person).locator("button[name=action_call]").click()
    page.click(f".modal-footer button:has-text('{outcome}')")
    page.wait_for_selector(".modal", state="hidden")
