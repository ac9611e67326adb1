"""A manager matches the fields of an unknown form: the patient is on the card."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import sign_in
from tests.harness.posting import json_post, send

# no tool calls its fields so
UNKNOWN = {
    "zq1": "Dana Reed",
    "zq2": "evenings 512 555 0143",
    "zq3": "Do you have an opening next week?",
}


@pytest.fixture
def practice(server, odoo_shell, request):
    return practices.build(odoo_shell, server.db, request.node.name)


def cards(practice):
    return practice.rows(
        "SELECT contact_name, phone_sanitized, response_waiting_since IS NOT NULL"
        " FROM crm_lead WHERE team_id = %s AND active",
        practice.team_id,
    )


def choose(page, path, meaning):
    field = page.locator(f".o_medspa_field[data-path={path}]")
    field.locator("select").select_option(label=meaning)
    field.locator(".o_medspa_mapped").wait_for()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_two_fields_are_matched_and_the_patient_is_on_the_card(
    server, practice, new_page, viewport
):
    assert send(server.url, json_post(practice.path, **UNKNOWN)).status == 200
    with new_page(viewport) as page:
        sign_in(page, practice.manager)
        page.goto("/odoo/inquiries")
        page.locator(".o_kanban_record", has_text="Unread form").first.wait_for()

        # the to-do leads to the screen
        page.goto(f"/odoo/intake-sources/{practice.source_id}")
        todo = page.locator(".o-mail-Activity", has_text="Match the fields").first
        todo.wait_for()
        todo.get_by_role("link", name="Match the fields").click()
        made = page.locator(".o_medspa_made")
        made.get_by_text("Nothing says who they are yet").wait_for()
        choose(page, "zq1", "Full name")
        choose(page, "zq2", "Phone")
        made.locator("dd", has_text="Dana Reed").wait_for()
        assert not made.get_by_text("Nothing says who they are yet").count()
        page.click(".o_medspa_retry")
        page.locator(
            ".o_notification", has_text="1 form is a patient's card"
        ).wait_for()

        page.goto("/odoo/inquiries")
        page.locator(".o_kanban_record", has_text="Dana Reed").first.wait_for()
        assert not page.locator(".o_kanban_record", has_text="Unread form").count()
    assert cards(practice) == [("Dana Reed", "+15125550143", True)]


def test_a_pasted_form_is_tried_where_none_has_arrived(practice, page):
    sign_in(page, practice.manager)
    page.goto(f"/odoo/intake-sources/{practice.source_id}/match-fields")
    page.get_by_text("No form has arrived here yet").wait_for()
    page.fill("#o_medspa_pasted", '{"your-name": "Dana Reed", "zq2": "512 555 0143"}')
    made = page.locator(".o_medspa_made")
    made.locator("dd", has_text="Dana Reed").wait_for()
    assert cards(practice) == []


def test_a_test_inquiry_opens_its_card(practice, page):
    sign_in(page, practice.manager)
    page.goto(f"/odoo/intake-sources/{practice.source_id}")
    page.click("button[name=action_send_test]")
    page.locator(".o_lead_opportunity_form").wait_for()
    assert [waits for _name, _phone, waits in cards(practice)] == [False]
