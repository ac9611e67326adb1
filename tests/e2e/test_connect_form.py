"""The form that we tell people to paste, on a page of somebody else's website."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.without_odoo import addon

plain_form = addon("tools.recipes.plain_form")
NUMBERS = count(2100)
CAMPAIGN = "utm_source=Newsletter&utm_medium=email&utm_campaign=Spring&gclid=Cj0KCQ-7"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Pasted")


@pytest.fixture(scope="module")
def website(server, practice):
    """The address of a page with the form, on a server that is not Odoo's."""
    form = plain_form.html(
        f"{server.url}{practice.path}", f"{server.url}{plain_form.SCRIPT}"
    )
    page = f"<!doctype html><title>Glow</title><main><h1>Ask us</h1>{form}</main>"

    class Website(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode() if self.path != "/favicon.ico" else b"")

        def log_message(self, *_args):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Website) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@contextmanager
def without_javascript(browser):
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    yield context.new_page()
    context.close()


def fill_in(page, name):
    """Nobody of another test has this phone or email."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Phone", exact=True).fill(f"(512) 555-{next(NUMBERS)}")
    email = f"{name.replace(' ', '.').lower()}@patient.example"
    page.get_by_label("Email", exact=True).fill(email)
    page.get_by_label("What are you interested in?").fill("Botox")
    page.get_by_label("Message", exact=True).fill("Do you have time on Friday?")
    page.get_by_label("I agree to receive text messages").check()


def card(practice, name):
    """Return what stands on the card of a person, once it is there."""
    practice.wait_for_job()
    ((card,),) = practice.rows(
        """
        SELECT jsonb_build_object(
                   'phone', lead.phone, 'description', lead.description,
                   'source', source.name, 'campaign', campaign.name,
                   'may_text', EXISTS (
                       SELECT FROM medspa_consent said
                        WHERE said.lead_id = lead.id AND said.granted
                          AND said.channel = 'sms'))
          FROM crm_lead lead
          LEFT JOIN utm_source source ON source.id = lead.source_id
          LEFT JOIN utm_campaign campaign ON campaign.id = lead.campaign_id
         WHERE lead.contact_name = %s
        """,
        name,
    )
    return card


@pytest.mark.parametrize(
    ("viewport", "name"), [(DESKTOP, "Ana Desk"), (PHONE, "Ana Pocket")]
)
def test_a_pasted_form_says_where_the_visitor_came_from(
    practice, website, new_page, viewport, name
):
    with new_page(viewport) as page:
        page.goto(f"{website}/?{CAMPAIGN}")
        fill_in(page, name)
        page.get_by_role("button", name="Send").click()
        page.get_by_text("Thank you!").wait_for()
        assert page.url.startswith(website)
        assert page.get_by_label("Name", exact=True).input_value() == ""
    found = card(practice, name)
    assert found["source"] == "Newsletter"
    assert found["campaign"] == "Spring"
    assert "Cj0KCQ-7" in found["description"]
    assert found["may_text"]


def test_the_campaign_is_known_on_the_next_page_too(practice, website, new_page):
    with new_page(DESKTOP) as page:
        page.goto(f"{website}/?{CAMPAIGN}")
        page.goto(f"{website}/contact")
        fill_in(page, "Bea Second")
        page.get_by_role("button", name="Send").click()
        page.get_by_text("Thank you!").wait_for()
    assert card(practice, "Bea Second")["source"] == "Newsletter"


def test_a_pasted_form_works_without_javascript(practice, website, browser):
    with without_javascript(browser) as page:
        page.goto(website)
        fill_in(page, "Cleo Plain")
        page.get_by_role("button", name="Send").click()
        page.get_by_text("We have your message.").wait_for()
    found = card(practice, "Cleo Plain")
    assert found["phone"]
    assert "Do you have time on Friday?" in found["description"]


def test_a_blocked_script_still_sends_the_form(practice, website, new_page):
    """Whatever stops `fetch`, the browser sends the form itself."""
    with new_page(DESKTOP) as page:
        page.add_init_script("window.fetch = () => Promise.reject(new Error('no'))")
        page.goto(f"{website}/?{CAMPAIGN}")
        fill_in(page, "Dora Blocked")
        page.get_by_role("button", name="Send").click()
        page.get_by_text("We have your message.").wait_for()
    assert card(practice, "Dora Blocked")["source"] == "Newsletter"


def test_a_program_gives_itself_away(practice, website, new_page):
    with new_page(DESKTOP) as page:
        page.goto(website)
        fill_in(page, "Robot Robertson")
        page.locator("[name=_gotcha]").fill("https://spam.example", force=True)
        page.get_by_role("button", name="Send").click()
        page.get_by_text("Thank you!").wait_for()
    practice.wait_for_job()
    assert not practice.inquiries("id", "contact_name = %s", "Robot Robertson")
    assert practice.events("id", "state = 'spam'")
