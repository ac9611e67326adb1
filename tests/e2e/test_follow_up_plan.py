"""A manager changes a follow-up plan and tries it on a real inquiry."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.boards import arrive
from tests.harness.browser import sign_in

SIZES = {"desktop": DESKTOP, "phone": PHONE}
PLANS = "/odoo/action-medspa_speed_to_lead.medspa_cadence_action"
ROW = ".o_field_one2many[name=step_ids] :is(.o_data_row, .o_kanban_record)"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    """A practice with a plan of its own: a call, then an email."""
    built = practices.build(odoo_shell, server.db, "Plan")
    odoo_shell(
        "env['medspa.cadence'].create({'name': 'Two steps', 'sequence': 0,"
        f" 'company_id': {built.company_id}, 'step_ids': ["
        "(0, 0, {'channel': 'call', 'delay': 30, 'delay_unit': 'minutes',"
        " 'call_note': 'Ask for a good time'}),"
        "(0, 0, {'channel': 'email', 'delay': 1, 'email_template_id': env.ref("
        "'medspa_speed_to_lead.mail_template_follow_up_new_2').id})]});"
        "env.cr.commit(); print(json.dumps(True))"
    )
    return built


@pytest.mark.parametrize("size", SIZES)
def test_plan_is_edited_and_tried(server, practice, new_page, size):
    arrive(server, practice, 800 + list(SIZES).index(size))
    with new_page(SIZES[size]) as page:
        sign_in(page, practice.manager)
        page.goto(PLANS)
        page.get_by_text("Two steps", exact=True).first.click()
        page.wait_for_selector(".o_form_view .o_medspa_timeline")

        days = 3 + list(SIZES).index(size)
        page.locator(ROW).nth(1).click()
        page.fill(".modal [name=delay] input", str(days))
        page.click(".modal .o_form_button_save, .modal footer .btn-primary")
        page.wait_for_selector(".modal", state="detached")
        page.keyboard.press("Alt+s")
        timeline = page.locator(".o_medspa_timeline")
        timeline.get_by_text(f"Day {days}").wait_for()

        press(page, "Try It")
        plan = page.locator(".modal [name=plan]")
        plan.get_by_text("Ask for a good time").wait_for()
        said = plan.inner_text()
        # begun late in the evening, the next day counts as one more
        assert f"Day {days}," in said or f"Day {days + 1}," in said
        assert "what would you like to know?" in said
        assert "Goes." in said
    sent = practice.rows(
        "SELECT count(*) FROM medspa_touch touch JOIN crm_lead lead"
        " ON lead.id = touch.lead_id WHERE lead.company_id = %s"
        " AND touch.purpose = 'follow_up'",
        practice.company_id,
    )
    assert sent == [(0,)], "trying sends nothing"


def press(page, name):
    """Press a button of the header, which hides in a menu on a phone."""
    button = page.locator(".o_statusbar_buttons").get_by_role("button", name=name)
    if not button.count():
        page.locator(
            ".o_statusbar_buttons .dropdown-toggle, .o_cp_action_menus"
        ).first.click()
        button = page.get_by_role("menuitem", name=name)
    button.click()
