"""Odoo's pivot of our figures: a share of nothing is empty, and not zero."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import sign_in
from tests.harness.posting import json_post, send

SIZES = {"desktop": DESKTOP, "phone": PHONE}
ACTION = "/odoo/action-medspa_speed_to_lead.medspa_inquiry_report_action"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    built = practices.build(odoo_shell, server.db, "Pivot")
    send(server.url, json_post(built.path, **practices.patient(990)))
    return built


@pytest.mark.parametrize("size", SIZES)
def test_share_of_nothing_is_empty(practice, new_page, size):
    """One inquiry, and nobody was ever expected for a consultation."""
    with new_page(SIZES[size]) as page:
        sign_in(page, practice.manager)
        page.goto(ACTION)
        page.wait_for_selector(".o_pivot table, .o_graph_renderer")
        if not page.locator(".o_pivot table").count():
            page.click(".o_switch_view.o_pivot")
            page.wait_for_selector(".o_pivot table")
        cells = page.locator(".o_pivot tbody tr").first.locator("td")
        heads = page.locator(".o_pivot thead tr").last.locator("th")
        total = dict(zip(heads.all_inner_texts(), cells.all_inner_texts(), strict=True))
        total = {name.strip(): value.strip() for name, value in total.items()}
        assert total["Inquiries"] == "1"
        assert total["Booking Rate"] == "0.00%"
        assert total["Show Rate"] == ""
        assert total["First Answer, Median (min)"] == ""
