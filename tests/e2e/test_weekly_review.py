"""The weekly review in two processes at once, and its links in a browser."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.boards import arrive
from tests.harness.browser import sign_in
from tests.harness.shell import OdooShell

# as on the Monday after this one, when the practice opens
RUN_JOB = """
from datetime import timedelta
from freezegun import freeze_time
company = env["res.company"].browse({company})
reviews = env["medspa.weekly.review"]
now = __import__("odoo").fields.Datetime.now()
monday = company._review_monday(now) + timedelta(days=7)
opening = company._review_opening(monday)
env.cr.rollback()
with freeze_time(opening, tick=True):
    for _time in range(3):
        reviews._cron_review()
print(json.dumps(str(opening)))
"""
SIZES = {"desktop": DESKTOP, "phone": PHONE}
ADDRESS = "/odoo/{}/action-medspa_speed_to_lead.medspa_weekly_review_line_action"
ROWS = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    built = practices.build(odoo_shell, server.db, "Monday")
    for number in range(910, 914):
        arrive(server, built, number)
    return built


@pytest.fixture(scope="module")
def reviewed(server, practice):
    """The practice after the job ran three times in each of two processes."""
    with closing(OdooShell(server.db)) as one, closing(OdooShell(server.db)) as two:
        shells = (one, two)
        for shell in shells:
            shell("print(1)")  # loads Odoo, which takes seconds
        code = RUN_JOB.replace("{company}", str(practice.company_id))
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda shell: shell(code), shells))
    return practice


def test_two_processes_write_one_review_and_one_email_a_reader(reviewed, mailbox):
    ((review_id, readers),) = reviewed.rows(
        "SELECT review.id, (SELECT count(*) FROM medspa_weekly_review_recipient_rel"
        " WHERE medspa_weekly_review_id = review.id)"
        " FROM medspa_weekly_review review WHERE company_id = %s",
        reviewed.company_id,
    )
    assert readers
    link = f"/odoo/weekly-review/{review_id}"
    ((waiting,),) = reviewed.rows(
        "SELECT count(*) FROM mail_mail WHERE body_html LIKE %s", f"%{link}%"
    )
    sent = sum(link in email.text for email in mailbox.emails)
    assert waiting + sent == readers


@pytest.mark.parametrize("size", SIZES)
def test_number_equals_the_list_that_it_opens(reviewed, new_page, size):
    lines = reviewed.rows(
        "SELECT line.id, value FROM medspa_weekly_review_line line"
        " JOIN medspa_weekly_review review ON review.id = review_id"
        " WHERE company_id = %s AND value > 0 ORDER BY line.id",
        reviewed.company_id,
    )
    assert len(lines) > 2
    with new_page(SIZES[size]) as page:
        sign_in(page, reviewed.manager)
        page.goto("/odoo/weekly-review")
        page.locator(ROWS).first.click()
        page.get_by_text("Three things to do", exact=True).wait_for()
        links = page.locator(".o_field_html a[href*=weekly_review_line_action]")
        addresses = [link.get_attribute("href") for link in links.all()]
        assert sorted(addresses) == sorted(ADDRESS.format(line) for line, _ in lines)
        for line_id, value in lines:
            page.goto(ADDRESS.format(line_id))
            page.locator(ROWS).first.wait_for()
            assert page.locator(ROWS).count() == value
