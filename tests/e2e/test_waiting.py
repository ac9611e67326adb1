"""Who waits for me: the count, the list it opens, and handing over what waits."""

from itertools import pairwise

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import sign_in
from tests.harness.posting import json_post, send

OPEN_ALWAYS = """
from odoo.fields import Command

env["crm.team"].browse(TEAM).response_calendar_id = env["resource.calendar"].create(
    {
        "name": "Day and night",
        "company_id": env["crm.team"].browse(TEAM).company_id.id,
        "attendance_ids": [Command.clear()]
        + [
            Command.create(
                {
                    "name": "All day",
                    "dayofweek": str(day),
                    "hour_from": 0,
                    "hour_to": 24,
                    "day_period": "full_day",
                }
            )
            for day in range(7)
        ],
    }
)
"""
SIZES = {"desktop": DESKTOP, "phone": PHONE}
COUNT = ".o_medspa_systray_count"


@pytest.fixture
def practice(server, odoo_shell, request):
    """A practice for each test: what others left waiting is not counted."""
    practice = practices.build(odoo_shell, server.db, request.node.name)
    # at night nobody is on duty, whoever is away
    odoo_shell(f"TEAM = {practice.team_id}\n{OPEN_ALWAYS}")
    return practice


def ask(server, practice, number):
    """Return name, inquiry and owner of a patient who raises a hand."""
    person = practices.patient(number)
    inquiry = practice.inquiry_of(send(server.url, json_post(practice.path, **person)))
    return person["name"], inquiry, owner_of(practice, inquiry)


def owner_of(practice, inquiry):
    ((owner,),) = practice.inquiries("user_id", "id = %s", inquiry)
    return owner


def open_as(page, practice, user):
    sign_in(page, practice.members[user])
    page.goto("/odoo")


def wait_for_count(page, number):
    page.wait_for_selector(f"{COUNT}:text-is('{number}')")


@pytest.mark.parametrize("size", SIZES)
def test_what_waits_is_handed_over_and_taken_back(server, practice, new_page, size):
    name, inquiry, owner = ask(server, practice, 700 + list(SIZES).index(size))
    (colleague,) = set(practice.members) - {owner}
    with new_page(SIZES[size]) as page:
        open_as(page, practice, owner)
        wait_for_count(page, 1)
        page.click(".o_medspa_systray_mine")
        entry = page.locator(".o_data_row, article.o_kanban_record", has_text=name)
        entry.wait_for()

        if size == "phone":
            entry.locator(".o_dropdown_kanban button, button.dropdown-toggle").click()
            page.click(".o-dropdown--menu :text('Hand Over')")
        else:
            entry.locator(".o_list_record_selector input").click()
            page.click(".o_control_panel button:has-text('Hand Over')")
        choose_colleague(page, practice.members[colleague])
        page.click(".modal-footer button:has-text('Hand Over')")
        page.wait_for_selector(".o_view_nocontent:has-text('Nobody waits')")
        page.wait_for_selector(COUNT, state="detached")
        assert owner_of(practice, inquiry) == colleague

        page.click(".o_notification button:has-text('Undo')")
        entry.wait_for()
        wait_for_count(page, 1)
        assert owner_of(practice, inquiry) == owner


def choose_colleague(page, login):
    """On a phone the choice is a screen of its own."""
    name = login.partition("@")[0].capitalize()
    page.click(".modal label:has-text('A colleague')")
    page.click(".modal [name=user_id] input")
    choice = page.locator(
        ".o-autocomplete--dropdown-item, .modal .o_kanban_record", has_text=name
    )
    choice.first.click()


def test_count_follows_what_happens_elsewhere(server, practice, page):
    """Six more ask, three of each colleague; the page is left alone and asks rarely."""
    _name, _inquiry, owner = ask(server, practice, 710)
    asked = []

    def note(request):
        # by the browser's clock: what happens during our posts is told after them
        if "medspa_waiting_counts" in request.url:
            asked.append(request.timing["startTime"])

    page.on("requestfinished", note)
    open_as(page, practice, owner)
    wait_for_count(page, 1)
    for number in range(711, 717):
        ask(server, practice, number)
    wait_for_count(page, 4)
    asked.sort()
    assert all(later - before > 4500 for before, later in pairwise(asked)), asked


def test_snooze_ends_by_itself(server, practice, odoo_shell, page):
    """The page knows when, without being told by anybody."""
    _name, inquiry, owner = ask(server, practice, 730)
    odoo_shell(
        f"""
from datetime import datetime, timedelta

env["medspa.snooze"].create(
    {{
        "user_id": {owner},
        "lead_id": {inquiry},
        "until": datetime.now() + timedelta(seconds=15),
    }}
)
"""
    )
    open_as(page, practice, owner)
    page.wait_for_selector(".o_medspa_systray_mine")
    page.wait_for_timeout(2000)
    assert not page.locator(COUNT).count()
    wait_for_count(page, 1)
    page.wait_for_selector(".o_notification:has-text('You asked to be reminded')")


def test_going_away_sends_new_inquiries_to_others(server, practice, page):
    name, _inquiry, owner = ask(server, practice, 720)
    (colleague,) = set(practice.members) - {owner}
    open_as(page, practice, owner)
    wait_for_count(page, 1)
    page.click(".o_user_menu button")
    page.click(".o-dropdown--menu :text('Away from inquiries')")
    page.click(".modal label:has-text('Until I return')")
    page.uncheck(".modal [name=hand_over] input")
    page.click(".modal-footer button:has-text('I Am Away')")
    page.wait_for_selector(".o_notification:has-text('You are away until you return')")
    page.wait_for_selector(".o_medspa_systray:has-text('Away')")
    assert {ask(server, practice, number)[2] for number in (721, 722)} == {colleague}

    page.click(".o_user_menu button")
    page.click(".o-dropdown--menu :text('I am back for inquiries')")
    page.wait_for_selector(".o_notification:has-text('You are back')")
    owners = {ask(server, practice, number)[2] for number in (723, 724)}
    assert owner in owners, name
