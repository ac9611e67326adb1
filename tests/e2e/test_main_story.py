"""The main job, as people see it: an inquiry arrives and a person answers."""

import re

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import log_in
from tests.harness.posting import json_post, send

SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Story")


def log_in_as(page, login):
    log_in(page, login, login.partition("@")[0])


@pytest.mark.parametrize("size", SIZES)
def test_inquiry_is_seen_and_answered(server, practice, new_page, size):
    number = 500 + list(SIZES).index(size)
    person = practices.patient(number)
    post = json_post(
        practice.path, **person, treatment="dysport", message="Friday?", channel="event"
    )
    inquiry = send(server.url, post).values["inquiry"]
    ((owner,),) = practice.inquiries("user_id", "id = %s", inquiry)
    with new_page(SIZES[size]) as page:
        log_in_as(page, practice.members[owner])
        page.goto("/odoo/inquiries")
        card = page.locator(".o_kanban_record", has_text=person["name"])
        card.wait_for()
        for text in ("Event", "Botox", "Answer by"):
            assert text in card.inner_text(), text
        card.locator("span", has_text=person["name"]).first.click()
        page.wait_for_selector(".o_form_view")
        assert "least recently assigned" in page.inner_text(".o_form_view")
        assert "Answer by" in page.inner_text(".o_form_view .alert:visible")
        answer(page)
        page.goto(f"/odoo/inquiries/{inquiry}")
        page.click("a[name=speed_to_lead]")
        badge = page.locator("[name=response_state] .badge:visible").first
        badge.wait_for()
        assert badge.inner_text() == "Answered on time"
    assert practice.rows(
        "SELECT verdict, answered_by_id FROM medspa_response_cycle WHERE lead_id = %s",
        inquiry,
    ) == [("on_time", owner)]


def answer(page):
    """Write to the patient from the inquiry's own page."""
    page.click(".o-mail-Chatter-sendMessage")
    page.fill(".o-mail-Composer textarea", "Friday at three is free, shall I book it?")
    page.wait_for_selector(".o-mail-Chatter-top :text('To:') >> .. >> :text('Patient')")
    page.click(".o-mail-Composer-send")
    page.wait_for_selector(".o-mail-Message:has-text('Friday at three')")


def test_manager_opens_an_entrance_and_finds_what_failed(server, practice, page):
    log_in_as(page, practice.manager)
    page.goto("/odoo/action-medspa_speed_to_lead.medspa_intake_source_action/new")
    page.fill("[name=name] input, [name=name] textarea", "Landing page")
    page.click("[name=team_id] input")
    page.click(".o-autocomplete--dropdown-item:has-text('Story front desk')")
    page.click(".o_form_button_save")
    page.click("button[name=action_rotate_token]:visible")
    address = page.inner_text(".modal [name=address]").strip()
    path = re.search(r"/medspa/intake/[\w-]{40,}", address).group()
    page.click(".modal-footer .btn-primary")
    page.wait_for_selector(".modal", state="hidden")
    shown = page.content()
    assert path.rpartition("/")[2] not in shown
    assert f"…{path[-4:]}" in shown

    assert send(server.url, json_post(path, **practices.patient(600))).status == 200
    assert send(server.url, json_post(path, colour="red")).status == 400
    page.goto("/odoo/action-medspa_speed_to_lead.medspa_intake_event_action")
    row = page.locator(".o_data_row", has_text="Landing page")
    assert "no name, email, phone or message" in row.inner_text()
    row.get_by_role("button", name="Retry").click()
    row.wait_for()
