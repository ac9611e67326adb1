"""A real server, its database and a real browser; see tests/harness."""

import os
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import sync_playwright

from tests.harness import database
from tests.harness.browser import open_page
from tests.harness.fake_smtp import FakeSmtp
from tests.harness.outside import Outside
from tests.harness.server import Server
from tests.harness.shell import OdooShell

DESKTOP = {"width": 1440, "height": 900}
# Odoo's own note of how many users and apps a database has
ABOUT_NO_PATIENT = {"services.odoo.com"}
PHONE = {"width": 390, "height": 844}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Show the end of the server's log beside a failure."""
    report = yield
    server = item.funcargs.get("server") if hasattr(item, "funcargs") else None
    if report.failed and server:
        title = f"end of {server.log_path}"
        report.sections.append((title, server.log_tail()))
    setattr(item, f"report_{report.when}", report)
    return report


@pytest.fixture(scope="session")
def mailbox():
    """The mail server that takes the emails of `server`."""
    with FakeSmtp() as box:
        yield box


@pytest.fixture(scope="session")
def outside():
    """The world that `server` meets beyond this machine: nothing answers there."""
    with Outside() as world:
        yield world


@pytest.fixture(scope="session")
def server(mailbox, outside):
    """A running Odoo server with a copy of the template database."""
    with Server("e2e", smtp_port=mailbox.port, outside=outside) as running:
        yield running.start()


@pytest.fixture(autouse=True)
def nothing_goes_out(request):
    """Whatever a test does on the screens, nobody outside is asked about it."""
    if "server" not in request.fixturenames:
        yield
        return
    asked = request.getfixturevalue("outside").asked
    asked.clear()
    yield
    assert not set(asked) - ABOUT_NO_PATIENT, "the server asked others"


@pytest.fixture
def db(server):
    """Opens connections to the server's database; closed after the test."""
    opened = []

    def connect():
        opened.append(database.connect(server.db))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture(scope="session")
def odoo_shell(server):
    """`odoo_shell(code)` runs code with `env`; what it prints is read as JSON."""
    with closing(OdooShell(server.db)) as shell:
        yield shell


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"]
        )


@pytest.fixture
def new_page(browser, server, request):
    """`with new_page(viewport) as page`: an error on the console fails the test."""

    @contextmanager
    def opened(viewport):
        with open_page(browser, server.url, viewport, request.node) as page:
            yield page

    return opened


@pytest.fixture
def page(new_page):
    """A desktop page, 1440 x 900."""
    with new_page(DESKTOP) as opened:
        yield opened


@pytest.fixture
def phone_page(new_page):
    """The same on a phone, 390 x 844."""
    with new_page(PHONE) as opened:
        yield opened
