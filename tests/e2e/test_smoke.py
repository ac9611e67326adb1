"""The practice's server answers, and its screens open."""

import urllib.request

import pytest

from tests.harness.browser import log_in


def test_login_page_is_served(server):
    with urllib.request.urlopen(f"{server.url}/web/login") as answer:
        assert answer.status == 200


def test_addon_is_installed(odoo_shell):
    state = odoo_shell(
        "print(json.dumps(env.ref('base.module_medspa_speed_to_lead').state))"
    )
    assert state == "installed"


@pytest.mark.parametrize("kind", ["page", "phone_page"])
def test_pipeline_opens(kind, request):
    page = request.getfixturevalue(kind)
    log_in(page)
    page.goto("/odoo/crm")
    page.wait_for_selector(".o_kanban_view")


def test_killed_server_comes_back(server, db):
    server.kill()
    assert not server.running
    server.start()
    with db() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM res_users")
        assert cursor.fetchone()[0] > 0
