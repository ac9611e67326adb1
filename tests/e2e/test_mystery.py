"""A manager plans a mystery inquiry, the server sends it to itself, and it is ended."""

import time

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import sign_in

SIZES = {"desktop": DESKTOP, "phone": PHONE}
PAGE = "/odoo/action-medspa_speed_to_lead.medspa_mystery_action"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    """A practice that sends, at an address at which the server reaches itself."""
    built = practices.build(odoo_shell, server.db, "Sight")
    odoo_shell(
        f"env['res.company'].browse({built.company_id}).write("
        "{'medspa_sending': True, 'sms_provider': 'sandbox',"
        " 'email': 'hello@glow.example', 'phone': '+1 737 555 0100'});"
        "env['ir.config_parameter'].set_param("
        f"'medspa_speed_to_lead.public_url', {server.url!r});"
        "env.cr.commit(); print(json.dumps(True))"
    )
    return built


@pytest.fixture
def look():
    """Called at each sight; a picture is taken only by whoever puts one here."""
    return lambda page, name: None


@pytest.mark.parametrize("size", SIZES)
def test_mystery_from_plan_to_end(practice, mailbox, new_page, size, look):
    with new_page(SIZES[size]) as page:
        page.set_default_timeout(60_000)
        sign_in(page, practice.manager)
        page.goto(PAGE)
        page.wait_for_selector(".o_list_view, .o_kanban_view")
        if size == "desktop":
            page.get_by_text("What does a patient really get from you?").wait_for()
        look(page, f"{size}_1_empty")

        plan(page, look, size)
        open_first(page)
        look(page, f"{size}_3_planned")
        assert not page.locator("[name=planned_at]").is_visible()
        page.get_by_text("Show the moment").click()
        page.locator("[name=planned_at]").wait_for()

        page.locator("button[name=action_send_now]").click()
        lead_id = come_in(practice)
        acknowledge(practice, lead_id)
        page.reload()
        page.get_by_text("A first message came within a minute").wait_for()
        talk = page.locator("[name=conversation]")
        assert "The practice, by itself" in talk.inner_text()
        assert page.evaluate(
            "document.documentElement.scrollWidth <= window.innerWidth"
        ), "the page is wider than the screen"
        look(page, f"{size}_4_running")

        sees_an_ordinary_inquiry(practice, new_page, lead_id, size, look)

        page.locator("button[name=action_end]").click()
        page.get_by_text("colleagues know the result").wait_for()
        look(page, f"{size}_5_ended")
        assert practice.rows(
            "SELECT active, response_exempt_reason FROM crm_lead WHERE id = %s",
            lead_id,
        ) == [(False, "test")]
        page.get_by_text("Undo", exact=True).click()
        page.get_by_text("It runs again").wait_for()
        assert practice.rows(
            "SELECT active, response_exempt_reason FROM crm_lead WHERE id = %s",
            lead_id,
        ) == [(True, None)]
        page.locator("button[name=action_end]").click()
        page.locator("button[name=action_undo_end]").wait_for()
        page.goto(PAGE)
        page.get_by_text("Ended").first.wait_for()
        look(page, f"{size}_6_list")
    emails = [one for one in mailbox.emails if "@example.com" in str(one.recipients)]
    assert not emails, "what goes to nobody does not leave"


def plan(page, look, size):
    page.get_by_role("button", name="Plan", exact=True).click()
    page.locator(".modal [name=door]").wait_for()
    page.wait_for_timeout(500)
    look(page, f"{size}_2_plan")
    page.locator(".modal").get_by_label("Only While We Are Open").uncheck()
    page.locator(".modal footer").get_by_role("button", name="Plan").click()
    page.locator(".modal").wait_for(state="detached")
    page.get_by_text("You will see here what they got").wait_for()


def open_first(page):
    page.locator(
        ".o_data_row .o_data_cell:visible, .o_kanban_record:not(.o_kanban_ghost)"
    ).first.click()
    page.wait_for_selector(".o_form_view")


def come_in(practice):
    """Let the job send it; return the id of the inquiry it became."""
    ((latest,),) = practice.rows(
        "SELECT max(id) FROM medspa_mystery WHERE company_id = %s", practice.company_id
    )
    query = "SELECT lead_id FROM medspa_mystery WHERE id = %s AND state = 'running'"
    return waited_for(practice, "ir_cron_mystery", query, latest)


def acknowledge(practice, lead_id):
    query = (
        "SELECT id FROM medspa_touch WHERE lead_id = %s AND channel = 'email'"
        " AND state = 'sent'"
    )
    waited_for(practice, "ir_cron_send_acknowledgements", query, lead_id)


def waited_for(practice, job, query, value, seconds=60):
    deadline = time.monotonic() + seconds
    while not (rows := practice.rows(query, value)):
        assert time.monotonic() < deadline, f"{job} did not do it"
        practice.run_job(job)
        time.sleep(1)
    return rows[0][0]


def sees_an_ordinary_inquiry(practice, new_page, lead_id, size, look):
    """Its owner, at the front desk, has nothing to tell it by."""
    ((owner_id,),) = practice.rows("SELECT user_id FROM crm_lead WHERE id=%s", lead_id)
    login = practice.members[owner_id]
    with new_page(SIZES[size]) as page:
        page.set_default_timeout(60_000)
        sign_in(page, login)
        page.goto(f"/odoo/crm.lead/{lead_id}")
        page.wait_for_selector(".o_form_view .o-mail-Chatter, .o_form_view")
        page.wait_for_timeout(1500)
        look(page, f"{size}_7_front_desk")
        said = page.content().lower()
        assert "mystery" not in said
        assert "not counted" not in page.locator("body").inner_text().lower()
        page.goto(PAGE)
        page.get_by_text("not allowed to access", exact=False).first.wait_for()
        page.locator(".modal .btn-primary, .o_error_dialog .btn-primary").first.click()
