"""The manager's dashboard: each number is the count of the list that it opens."""

import re

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import sign_in

SIZES = {"desktop": DESKTOP, "phone": PHONE}
ADDRESS = "/odoo/dashboard-medspa"
TILES = 12
# of 24 inquiries in three weeks some are answered, booked, came and won
FILL = """
from datetime import timedelta
from freezegun import freeze_time
from odoo import fields

team = env["crm.team"].browse(TEAM)
company = team.company_id
env["medspa.response.policy"].create(
    {"name": "Always", "sequence": 0, "hours": "always", "company_id": company.id}
)
names = ("Dash ad", "Dash friend")
sources = env["utm.source"].create([{"name": name} for name in names])
members = team.member_ids
now = fields.Datetime.now()

def make(number):
    received = now - timedelta(days=number % 20, hours=2 + number % 5)
    with freeze_time(received) as clock:
        lead = env["crm.lead"].create(
            {
                "name": f"Dash {number}",
                "contact_name": f"Dash {number}",
                "email_from": f"dash{number}@patient.example",
                "type": "opportunity",
                "team_id": team.id,
                "company_id": company.id,
                "user_id": members[number % 2].id,
                "source_id": sources[number % 2].id,
                "intake_received_at": received,
            }
        )
        if number % 4 == 0:
            return  # nobody answered
        clock.tick(timedelta(minutes=(2, 4, 12, 50)[number % 3]))
        lead._register_touch(
            {
                "direction": "out",
                "channel": "call",
                "user_id": lead.user_id.id,
                "outcome": "connected" if number % 5 else "voicemail",
            }
        )
        if number % 3 == 0 and number % 20 > 2:
            event = env["calendar.event"].create(
                {
                    "name": "Consultation",
                    "start": received + timedelta(hours=20),
                    "stop": received + timedelta(hours=21),
                    "opportunity_id": lead.id,
                    "user_id": lead.user_id.id,
                }
            )
            clock.tick(timedelta(hours=22))
            event.with_user(team.user_id)._say("no_show" if number % 2 else "showed")
            if number % 2 == 0:
                lead.expected_revenue = 500
                lead.action_set_won()

for number in range(24):
    make(number)
env.cr.commit()
print(json.dumps({source.name: source.id for source in sources}))
"""


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Dash")


@pytest.fixture(scope="module")
def sources(practice, odoo_shell):
    """Let the practice have inquiries; return the ids of their sources by name."""
    return odoo_shell(f"TEAM = {practice.team_id}\n{FILL}")


def open_dashboard(page, login, address=ADDRESS):
    sign_in(page, login)
    page.goto(address)
    wait_for_figures(page)


def wait_for_figures(page):
    page.wait_for_selector(".o_medspa_figures:not(.o_medspa_old)")


def tile(page, key):
    return page.locator(f".o_medspa_tile[data-key={key}]")


def said(one):
    """Return how many records a tile says that it is of.

    A count says it itself; a share, a time or an amount says it beside: "79% of 63".
    """
    basis = one.locator(".o_medspa_basis")
    text = (basis if basis.count() else one.locator(".o_medspa_figure")).inner_text()
    if text == "nothing to measure yet":
        return 0
    return int(re.sub(r"[^0-9]", "", text))


def listed(page):
    """Return how many records the list on the screen has."""
    page.wait_for_selector(".o_list_view")
    page.wait_for_selector(".o_list_view :is(.o_data_row, .o_view_nocontent)")
    if page.locator(".o_view_nocontent").count():
        return 0
    limit = page.locator(".o_pager_limit")
    rows = page.locator(".o_data_row").count()
    return int(limit.inner_text()) if limit.count() else rows


@pytest.mark.parametrize("size", SIZES)
def test_number_of_each_tile_is_the_count_of_its_list(
    practice, sources, new_page, size
):
    with new_page(SIZES[size]) as page:
        open_dashboard(page, practice.manager)
        keys = page.locator(".o_medspa_tile").evaluate_all(
            "tiles => tiles.map((tile) => tile.dataset.key)"
        )
        assert len(keys) == TILES
        compared = {}
        for key in keys:
            number = said(tile(page, key))
            tile(page, key).locator(".o_medspa_figure").click()
            compared[key] = (number, listed(page))
            page.go_back()
            wait_for_figures(page)
        assert all(number == count for number, count in compared.values()), compared
        assert compared["inquiries"][0] == 24
        assert all(number for number, _count in compared.values()), "nothing is tried"


def test_numbers_of_the_blocks_are_the_counts_of_their_lists(practice, sources, page):
    """Of each block the first numbers, and what was lost on the way."""
    open_dashboard(page, practice.manager)
    blocks = {
        "funnel booked": ".o_medspa_funnel [data-key=booked] .o_medspa_figure >> nth=0",
        "funnel lost": ".o_medspa_funnel [data-key=answered] .o_medspa_figure >> nth=1",
        "heat": ".o_medspa_heat .o_medspa_figure >> nth=0",
        "speed": ".o_medspa_speed .o_medspa_figure >> nth=0",
        "source": ".o_medspa_sources .o_medspa_figure >> nth=0",
        "all sources": ".o_medspa_sources tfoot .o_medspa_figure",
        "person": ".o_medspa_people .o_medspa_figure >> nth=0",
        "missed": ".o_medspa_people [data-label=Missed] .o_medspa_figure >> nth=0",
    }
    compared = {}
    for name, place in blocks.items():
        figure = page.locator(place)
        number = int(re.sub(r"[^0-9]", "", figure.inner_text()))
        figure.press("Enter")
        compared[name] = (number, listed(page))
        page.go_back()
        wait_for_figures(page)
    # a share says beside it how many it is: "57%  30 of 53"
    within = page.locator(".o_medspa_bar_row").last
    number = int(within.locator(".o_medspa_basis").inner_text().split(" of ")[0])
    within.locator(".o_medspa_figure").click()
    compared["within an hour"] = (number, listed(page))
    assert all(number == count for number, count in compared.values()), compared


def test_filters_survive_reload_back_and_a_list(practice, sources, page):
    open_dashboard(page, practice.manager)
    all_inquiries = said(tile(page, "inquiries"))
    page.click(".o_medspa_choice[data-list=sources]")
    page.click(".o_medspa_choices .o-dropdown-item:has-text('Dash friend')")
    page.keyboard.press("Escape")
    page.wait_for_url(f"**{ADDRESS}?sources={sources['Dash friend']}")
    wait_for_figures(page)
    of_friends = said(tile(page, "inquiries"))
    assert 0 < of_friends < all_inquiries

    page.reload()
    wait_for_figures(page)
    assert said(tile(page, "inquiries")) == of_friends
    tile(page, "inquiries").locator(".o_medspa_figure").click()
    assert listed(page) == of_friends
    page.locator(".o_breadcrumb a, .o_back_button").first.click()
    wait_for_figures(page)
    assert said(tile(page, "inquiries")) == of_friends
    assert f"sources={sources['Dash friend']}" in page.url

    page.click(".o_medspa_clear")
    page.wait_for_url(f"**{ADDRESS}")
    wait_for_figures(page)
    assert said(tile(page, "inquiries")) == all_inquiries
    page.go_back()
    page.wait_for_url("**sources=*")
    wait_for_figures(page)
    assert said(tile(page, "inquiries")) == of_friends


def test_export_is_of_the_days_on_the_screen(practice, sources, page):
    open_dashboard(page, practice.manager, f"{ADDRESS}?period=last_7")
    with page.expect_download() as download:
        page.click(".o_medspa_export")
    assert download.value.suggested_filename.endswith(".xlsx")
    assert download.value.failure() is None


def test_phone_shows_all_of_it_without_moving_sideways(practice, sources, phone_page):
    page = phone_page
    open_dashboard(page, practice.manager)
    page.click(".o_medspa_filters_toggle")
    too_wide = page.evaluate(
        """() => [...document.querySelectorAll(".o_medspa_dashboard *")]
            .filter((one) => !one.closest(".visually-hidden, thead, .o_medspa_scroll"))
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.className)"""
    )
    assert not too_wide


def test_practice_without_inquiries_reads_what_to_do(server, odoo_shell, page):
    empty = practices.build(odoo_shell, server.db, "Dash empty")
    open_dashboard(page, empty.manager)
    assert not page.locator(".o_medspa_tile").count()
    page.click(".o_medspa_empty_action")
    page.wait_for_selector(".o_breadcrumb :text('Intake Sources')")


def test_dashboard_that_does_not_load_says_so_and_can_be_tried_again(
    practice, sources, page
):
    """The first time somebody opens it, its scripts are loaded: the line may break."""
    sign_in(page, practice.manager)
    page.route("**/web/bundle/*", lambda route: route.abort("connectionrefused"))
    page.goto(ADDRESS)
    page.wait_for_selector(".o_medspa_error:has-text('be loaded')")
    page.unroute("**/web/bundle/*")
    page.click(".o_medspa_error button")
    wait_for_figures(page)
    assert page.locator(".o_medspa_tile").count() == TILES


def test_front_desk_has_no_dashboard(practice, page):
    login = next(iter(practice.members.values()))
    sign_in(page, login)
    page.goto("/odoo/inquiries")
    page.click(".o_menu_sections button:has-text('Reporting')")
    page.wait_for_selector(".o-dropdown--menu .dropdown-item")
    names = page.locator(".o-dropdown--menu .dropdown-item").all_inner_texts()
    assert "Dashboard" not in names
