"""Nobody outside is asked about a patient while people work with an inquiry.

Each test of this folder fails when its server or browser asked another machine; these
do what would make Odoo ask.
"""

import pytest

from tests.harness import practice as practices
from tests.harness.browser import sign_in
from tests.harness.posting import json_post, send
from tests.harness.rpc import Client

PAGE_OF_A_PATIENT = "https://book.clinic.example/visit/ana-ruiz"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Unasked")


@pytest.fixture(scope="module")
def inquiry(server, practice):
    patient = practices.patient(960)
    return practice.inquiry_of(send(server.url, json_post(practice.path, **patient)))


@pytest.fixture
def colleague(practice):
    """The login of a manager of the practice."""
    return practice.manager


@pytest.fixture
def client(server, colleague):
    return Client(server.url, server.db).log_in(colleague, colleague.partition("@")[0])


def write_with_a_link(client, model, record):
    """Write a message on a record; ask for previews as the web client does."""
    posted = client.post(
        "/mail/message/post",
        {
            "thread_model": model,
            "thread_id": record,
            "post_data": {
                "body": f'<a href="{PAGE_OF_A_PATIENT}">Your visit</a>',
                "body_is_html": True,
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_note",
            },
        },
    )
    message = posted["message_id"] if isinstance(posted, dict) else posted
    client.post("/mail/link_preview", {"message_id": message})


def test_a_link_in_a_chat_of_colleagues_is_looked_at(client, outside):
    """What is asked of others is seen here: else the rest would prove nothing."""
    channel = client.call("discuss.channel", "create", {"name": "Front desk"})
    write_with_a_link(client, "discuss.channel", channel)
    assert outside.asked == ["book.clinic.example"]
    outside.asked.clear()


def test_a_link_written_on_an_inquiry_is_not(client, inquiry, outside):
    write_with_a_link(client, "crm.lead", inquiry)
    assert not outside.asked


def test_the_name_of_a_customer_is_looked_up_here_alone(
    page, colleague, inquiry, outside
):
    sign_in(page, colleague)
    page.goto(f"/odoo/crm.lead/{inquiry}")
    field = page.locator("[name=partner_id] input").first
    with page.expect_response(lambda answer: "name_search" in answer.url):
        field.fill("Ana Ruiz of Austin")
    page.wait_for_selector(".o-autocomplete--dropdown-item")
    assert not page.locator("text=Searching Autocomplete").count()
    assert not outside.asked


def test_an_email_to_a_patient_is_translated_and_linked_here_alone(
    page, colleague, inquiry, outside
):
    sign_in(page, colleague)
    page.goto(f"/odoo/crm.lead/{inquiry}")
    page.click("button[name=action_email] >> visible=true")
    body = page.locator(".modal [name=body] .odoo-editor-editable")
    body.click()
    page.keyboard.type(f"See {PAGE_OF_A_PATIENT} please")
    body.locator("a").click()
    page.wait_for_selector(".o-we-linkpopover")
    page.keyboard.press("Control+a")
    toolbar = page.wait_for_selector(".o-we-toolbar")
    assert not toolbar.query_selector("[name=translate]")
    assert not outside.asked
