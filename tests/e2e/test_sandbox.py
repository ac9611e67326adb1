"""Nobody believes that a text has left which the sandbox only showed."""

import pytest

from tests.harness import practice as practices
from tests.harness.boards import arrive, open_board

RING = "Friday at three is free, shall I book?"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    built = practices.build(odoo_shell, server.db, "Sandbox")
    odoo_shell(
        f"env['res.company'].browse({built.company_id}).sms_provider = 'sandbox';"
        "env['ir.config_parameter'].set_param("
        "'medspa_speed_to_lead.sandbox_counts', False);"
        "env.cr.commit(); print(json.dumps(True))"
    )
    yield built
    odoo_shell(
        "env['ir.config_parameter'].set_param("
        "'medspa_speed_to_lead.sandbox_counts', 'True');"
        "env.cr.commit(); print(json.dumps(True))"
    )


def test_board_form_composer_and_thread_say_that_texts_reach_no_phone(
    server, practice, page
):
    inquiry, _person = arrive(server, practice, 980)
    open_board(page, practice.manager)
    page.wait_for_selector(".o_medspa_sandbox:has-text('Sandbox')")
    page.goto(f"/odoo/inquiries/{inquiry}")
    page.wait_for_selector(".o_form_view .o_medspa_sandbox:visible")
    page.locator("button[name=action_text]:visible").first.click()
    page.wait_for_selector(".modal .alert:visible:has-text('reaches no phone')")
    page.fill(".modal [name=body] textarea", RING)
    page.click(".modal-footer button:has-text('Send')")
    page.wait_for_selector(".modal", state="hidden")
    page.wait_for_selector(
        f".o-mail-Message:has-text('{RING}'):has-text('sandbox: sent to no phone')"
    )
    ((waits,),) = practice.inquiries("response_waiting_since", "id = %s", inquiry)
    assert waits, "the patient still waits"


def test_board_of_a_practice_whose_texts_leave_says_nothing(server, odoo_shell, page):
    practice = practices.build(odoo_shell, server.db, "Real")
    arrive(server, practice, 981)
    open_board(page, practice.manager)
    assert not page.locator(".o_medspa_sandbox").count()
