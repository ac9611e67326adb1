"""A manager matches the fields of an unknown form: the patient is on the card."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import sign_in
from tests.harness.log import no_complaints
from tests.harness.posting import json_post, send, send_at_once

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


def test_what_a_program_posts_at_once_is_one_to_do(server, practice):
    posts = [json_post(practice.path, zq1="wp-admin", zq2=f"n{i}") for i in range(40)]
    with no_complaints(server):
        answers = send_at_once(server.url, posts)
    assert {answer.status for answer in answers} == {200}
    todos = practice.rows(
        "SELECT active FROM mail_activity WHERE medspa_act_key = 'match_fields'"
        " AND res_id = %s",
        practice.source_id,
    )
    assert todos == [(True,)]
    # told now, or kept until somebody works
    told = practice.rows(
        "SELECT id FROM mail_message WHERE subject LIKE 'Match the fields of%%'"
        " AND model = 'medspa.intake.source' AND res_id = %s UNION ALL"
        " SELECT id FROM medspa_notice_kept WHERE company_id = %s"
        " AND subject LIKE 'Match the fields of%%'",
        practice.source_id,
        practice.company_id,
    )
    assert len(told) == 1
    # those that came in the same moment may not have seen each other's cards
    assert send(server.url, json_post(practice.path, zq1="wp-login")).status == 200
    kept = practice.events("is_unread, lead_id IS NOT NULL")
    assert len(kept) == 41
    assert all(is_unread for is_unread, _has_card in kept)
    assert kept[-1] == (True, False)
    assert not any(waits for _name, _phone, waits in cards(practice))
