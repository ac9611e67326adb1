"""A manager switches a team on and off on its form, and is asked before."""

import pytest

from tests.harness import practice as practices
from tests.harness.browser import sign_in

SWITCHED = ".o_field_widget[name=speed_to_lead] input"


@pytest.fixture
def practice_off(server, odoo_shell):
    """Return a practice and the id of a second team of it, which is off."""
    practice = practices.build(odoo_shell, server.db, "Switch")
    team = odoo_shell(
        "team = env['crm.team'].create("
        f"{{'name': 'Uptown', 'company_id': {practice.company_id}}});"
        "env.cr.commit(); print(json.dumps(team.id))"
    )
    return practice, team


def test_manager_is_asked_before_a_team_is_switched_on(practice_off, page):
    practice, team = practice_off
    sign_in(page, practice.manager)
    page.goto(f"/odoo/action-sales_team.crm_team_action_config/{team}")
    page.wait_for_selector(".o_form_view")
    assert not page.is_checked(SWITCHED)
    page.click(".o_form_view button:visible:has-text('Switch On')")
    page.wait_for_selector(".modal .o_field_widget[name=line_ids] .o_data_row")
    page.click(".modal-footer button:has-text('Switch On')")
    page.wait_for_selector(".modal", state="hidden")
    page.wait_for_selector("button:visible:has-text('Switch Off')")
    assert page.is_checked(SWITCHED)
    page.click("button:visible:has-text('Switch Off')")
    page.click(".modal-footer button:has-text('Switch Off')")
    page.wait_for_selector(".modal", state="hidden")
    page.wait_for_selector(".o_form_view button:visible:has-text('Switch On')")
    assert not page.is_checked(SWITCHED)
