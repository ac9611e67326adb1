"""Who came: said with one click in the calendar, and taken back."""

import pytest

from tests.harness import practice as practices
from tests.harness.browser import sign_in

BOOK = """
from datetime import timedelta
from odoo import fields

lead = env["crm.lead"].create(
    {
        "name": "Lucy Hart",
        "contact_name": "Lucy Hart",
        "email_from": "lucy@patient.example",
        "type": "opportunity",
        "team_id": TEAM,
        "user_id": ANA,
    }
)
start = fields.Datetime.now() - timedelta(minutes=5)
event = env["calendar.event"].with_user(ANA).create(
    {
        "name": "Talk with Lucy",
        "start": start,
        "stop": start + timedelta(hours=1),
        "opportunity_id": lead.id,
    }
)
print(json.dumps(event.id))
"""


@pytest.fixture
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Talks")


def outcome(practice, event):
    ((found,),) = practice.rows(
        "SELECT consultation_outcome FROM calendar_event WHERE id = %s", event
    )
    return found


def test_outcome_is_said_in_the_calendar_and_taken_back(page, practice, odoo_shell):
    ana, login = next(iter(practice.members.items()))
    event = odoo_shell(f"TEAM = {practice.team_id}\nANA = {ana}\n{BOOK}")
    sign_in(page, login)
    page.goto("/odoo/calendar")
    page.locator(".fc-event", has_text="Talk with Lucy").first.click()
    page.click(".medspa_outcome button:has-text('No-show')")
    notice = page.locator(".o_notification", has_text="Lucy Hart: No-show")
    notice.wait_for()
    assert outcome(practice, event) == "no_show"
    notice.get_by_text("Undo").click()
    page.locator(".o_notification", has_text="Not known yet").wait_for()
    assert outcome(practice, event) == "pending"
