"""The main job, as people see it: an inquiry arrives and a person answers."""

import re

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import sign_in
from tests.harness.posting import json_post, send

SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Story")


@pytest.mark.parametrize("size", SIZES)
def test_inquiry_is_seen_and_answered(server, practice, mailbox, new_page, size):
    number = 500 + list(SIZES).index(size)
    person = practices.patient(number)
    post = json_post(
        practice.path, **person, treatment="dysport", message="Friday?", channel="event"
    )
    inquiry = practice.inquiry_of(send(server.url, post))
    ((owner,),) = practice.inquiries("user_id", "id = %s", inquiry)
    with new_page(SIZES[size]) as page:
        sign_in(page, practice.members[owner])
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
        # a form shows what it has kept of the record until the server has answered
        badge = page.locator("[name=response_state] .badge:visible")
        badge.filter(has_text="Answered on time").first.wait_for()
    assert_answered(practice, inquiry, owner, "email")
    assert "Friday at three" in mailbox.wait_for(person["email"]).text


def assert_answered(practice, inquiry, user, channel):
    """On time, by this person, and moved from New to Contacted."""
    assert practice.rows(
        "SELECT verdict, answered_by_id FROM medspa_response_cycle WHERE lead_id = %s",
        inquiry,
    ) == [("on_time", user)]
    assert practice.rows(
        "SELECT lead.response_first_channel, stage.medspa_milestone FROM crm_lead lead "
        "JOIN crm_stage stage ON stage.id = lead.stage_id WHERE lead.id = %s",
        inquiry,
    ) == [(channel, "contacted")]


@pytest.mark.parametrize("size", SIZES)
def test_inquiry_is_called_from_its_page(server, practice, new_page, size):
    """Nobody there at first: an attempt. Then they speak, and the clock stops."""
    person = practices.patient(520 + list(SIZES).index(size))
    inquiry = practice.inquiry_of(send(server.url, json_post(practice.path, **person)))
    ((owner,),) = practice.inquiries("user_id", "id = %s", inquiry)
    with new_page(SIZES[size]) as page:
        sign_in(page, practice.members[owner])
        page.goto(f"/odoo/inquiries/{inquiry}")
        for outcome in ("No Answer", "We Spoke"):
            assert "waits for a person" in page.inner_text(
                ".o_form_view .alert:visible"
            )
            page.locator("button[name=action_call]:visible").first.click()
            page.wait_for_selector(f".modal :text('{person['phone'][-4:]}')")
            page.click(f".modal-footer button:has-text('{outcome}')")
            page.wait_for_selector(".modal", state="hidden")
        page.wait_for_selector(".o_form_view .alert", state="hidden")
    assert_answered(practice, inquiry, owner, "call")
    outcomes = practice.rows(
        "SELECT outcome FROM medspa_touch WHERE lead_id = %s AND channel = 'call' "
        "ORDER BY id",
        inquiry,
    )
    assert outcomes == [("no_answer",), ("connected",)]


def test_inquiry_is_answered_by_text_from_its_page(server, practice, odoo_shell, page):
    odoo_shell("env['res.company'].search([]).sms_provider = 'sandbox'")
    person = practices.patient(530)
    inquiry = practice.inquiry_of(send(server.url, json_post(practice.path, **person)))
    ((owner,),) = practice.inquiries("user_id", "id = %s", inquiry)
    sign_in(page, practice.members[owner])
    page.goto(f"/odoo/inquiries/{inquiry}")
    page.locator("button[name=action_text]:visible").first.click()
    page.fill(".modal [name=body] textarea", "Friday at three is free, shall I book?")
    page.click(".modal-footer button:has-text('Send')")
    page.wait_for_selector(".modal", state="hidden")
    page.wait_for_selector(".o-mail-Message:has-text('Friday at three')")
    assert_answered(practice, inquiry, owner, "sms")


def answer(page):
    """Write to the patient from the inquiry's own page."""
    page.click(".o-mail-Chatter-sendMessage")
    page.fill(".o-mail-Composer textarea", "Friday at three is free, shall I book it?")
    page.wait_for_selector(".o-mail-Chatter-top :text('To:') >> .. >> :text('Patient')")
    page.click(".o-mail-Composer-send")
    page.wait_for_selector(".o-mail-Message:has-text('Friday at three')")


def test_manager_opens_an_entrance_and_finds_what_names_nobody(server, practice, page):
    sign_in(page, practice.manager)
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
    assert send(server.url, json_post(path, colour="red")).status == 200
    page.goto("/odoo/inquiries")
    page.locator(".o_kanban_record", has_text="Unread form").first.click()
    page.locator(".o_form_view", has_text="Unread form").wait_for()
