"""What a CRM manager changes without an administrator, on the screens for it."""

import pytest

from tests.e2e.conftest import DESKTOP
from tests.harness import database
from tests.harness import practice as practices
from tests.harness.browser import sign_in

MENU = "medspa_speed_to_lead"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Set-up")


@pytest.fixture
def page(practice, new_page):
    with new_page(DESKTOP) as page:
        page.set_default_timeout(120_000)  # the first page waits for its assets
        sign_in(page, practice.manager)
        yield page


def open_action(page, name):
    page.goto(f"/odoo/action-{MENU}.{name}")
    page.wait_for_selector(".o_list_view .o_data_row")


def save(page):
    page.click(".o_form_button_save")
    page.wait_for_selector(".o_form_saved, .o_form_button_save:not(:visible)")


def stored(server, query):
    with database.connect(server.db) as connection, connection.cursor() as cr:
        cr.execute(query)
        return cr.fetchone()[0]


def test_code_is_answered_with_a_sentence(page):
    open_action(page, "sms_template_action")
    page.click(".o_data_cell:text-is('First text: every inquiry')")
    page.wait_for_selector("div[name=body] textarea")
    page.fill("div[name=body] textarea", "Hi {{ object.phone }}")
    page.click(".o_form_button_save")
    dialog = page.locator(".modal .modal-body")
    dialog.wait_for()
    assert "“{{ object.phone }}” cannot stand here" in dialog.inner_text()
    page.click(".modal .btn-primary")
    page.click(".o_form_button_cancel")


def test_manager_changes_hours_and_adds_a_closure(page):
    open_action(page, "resource_calendar_action")
    page.click(".o_data_cell >> nth=0")
    hour = ".o_field_widget[name=attendance_ids] .o_data_row >> nth=0"
    page.click(f"{hour} >> td[name=hour_from]")
    page.fill(f"{hour} >> td[name=hour_from] input", "07:30")
    page.click(".o_notebook .nav-link:text-is('Closures')")
    page.click(".o_field_widget[name=global_leave_ids] .o_field_x2many_list_row_add a")
    page.fill(".o_field_widget[name=global_leave_ids] td[name=name] input", "Holiday")
    page.click(".o_form_button_save")
    page.wait_for_selector(".o_form_button_save", state="hidden")
    assert not page.locator(".modal").count()
    open_action(page, "resource_calendar_leaves_action")
    assert page.locator(".o_data_row", has_text="Holiday").count() == 1


def test_policy_leads_to_its_templates(page):
    open_action(page, "medspa_response_policy_action")
    page.click(".o_data_cell:text-is('Every inquiry')")
    field = page.locator(".o_field_widget[name=sms_template_id]")
    field.hover()
    field.locator(".o_external_button").click()
    page.wait_for_selector("div[name=body] textarea")
    assert "are filled in" in page.locator(".o_form_view").last.inner_text()


def test_manager_rewrites_a_first_email(server, page):
    open_action(page, "mail_template_action")
    page.click(".o_data_cell:text-is('First email: wellness')")
    body = page.locator(".o_field_widget[name=body_html] .odoo-editor-editable")
    body.wait_for()
    page.fill("div[name=subject] input", "Hello {{ object.message_first_name }}")
    body.locator("p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(" Truly")
    page.click(".o_form_button_save")
    page.wait_for_selector(".o_form_button_save", state="hidden")
    assert not page.locator(".modal").count()
    sent = stored(
        server,
        "SELECT subject->>'en_US' || (body_html->>'en_US') FROM mail_template "
        "WHERE name->>'en_US' = 'First email: wellness'",
    )
    assert sent.startswith("Hello {{ object.message_first_name }}")
    assert "Truly" in sent
    assert '<t t-out="object.message_promise"' in sent
