"""A manager asks a form's tool for a proof: the secret is entered once, and unseen."""

import base64
import json

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import sign_in
from tests.harness.posting import Post, send

SECRET = "glow:pass"


@pytest.fixture
def practice(server, odoo_shell, request):
    return practices.build(odoo_shell, server.db, request.node.name)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_manager_sets_a_password_that_nobody_sees_again(
    server, practice, new_page, viewport
):
    with new_page(viewport) as page:
        sign_in(page, practice.manager)
        page.goto(f"/odoo/intake-sources/{practice.source_id}")
        proof = page.locator(".o_field_widget[name=proof]")
        proof.scroll_into_view_if_needed()
        choose(page, proof, "User name and password")
        typed = page.locator(".o_field_widget[name=proof_typed] input")
        typed.fill(SECRET)
        page.locator(".o_form_button_save").click()
        page.locator(".o_form_button_save").wait_for(state="hidden")
        page.reload()
        typed.wait_for()
        assert typed.input_value() == ""
        assert SECRET not in page.content()
        assert page.evaluate(
            "document.documentElement.scrollWidth <= window.innerWidth"
        ), "nothing is cut off"
    body = json.dumps({"name": "Nora Diaz"}).encode()
    assert send(server.url, Post(practice.path, body)).status == 401
    basic = f"Basic {base64.b64encode(SECRET.encode()).decode()}"
    headers = {"Authorization": basic}
    assert send(server.url, Post(practice.path, body, headers=headers)).status == 200


def choose(page, field, label):
    """Choose a value of a selection, whichever way this width shows it."""
    plain = field.locator("select")
    if plain.count():
        plain.select_option(label=label)
    else:
        field.locator("input").click()
        page.locator(".o_select_menu_item", has_text=label).click()
