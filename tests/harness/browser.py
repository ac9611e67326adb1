"""Pages of a real Chromium, driven by Playwright."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

from . import settings

# What Chromium says about a server that a test itself has stopped or restarted.
EXPECTED_ERRORS = ("net::ERR_CONNECTION_REFUSED", "net::ERR_CONNECTION_RESET")


@contextmanager
def open_page(browser, url, viewport, test=None):
    """A page of its own session; an error on its console fails what used it."""
    errors: list[str] = []
    context = browser.new_context(base_url=url, viewport=viewport)
    page = context.new_page()
    page.on("console", lambda message: _note_error(errors, message))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda asked: _note_stranger(errors, asked.url, url))
    try:
        yield page
        _picture_if_failed(page, test)
    finally:
        context.close()
    assert not errors, "errors on the browser's console:\n" + "\n".join(errors)


def _note_error(errors: list[str], message) -> None:
    if message.type == "error" and not any(e in message.text for e in EXPECTED_ERRORS):
        errors.append(f"{message.text} ({message.location.get('url')})")


def _note_stranger(errors: list[str], asked: str, url: str) -> None:
    """Note what the browser loads from elsewhere: it would tell who looks at what."""
    if urlsplit(asked).hostname not in (urlsplit(url).hostname, None):
        errors.append(f"asked of another machine: {asked}")


def _picture_if_failed(page, test) -> None:
    report = getattr(test, "report_call", None)
    if report is not None and report.failed:
        folder = settings.log_folder() / "screenshots"
        folder.mkdir(exist_ok=True)
        page.screenshot(path=folder / f"{test.name}.png")


def log_in(page, login: str = "admin", password: str = "admin") -> None:
    """Log in and wait for the web client."""
    page.goto("/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    # Enter, because a website's header brings submit buttons of its own.
    page.press("input[name=password]", "Enter")
    page.wait_for_selector(".o_web_client .o_main_navbar")


def sign_in(page, login: str = "admin") -> None:
    """Give the page the session of a user, without the seconds that screens take.

    The password is the first word of the login, as `practice` makes it.
    """
    shown = page.request.get("/web/login").text()
    answer = page.request.post(
        "/web/login",
        max_redirects=0,
        form={
            "csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', shown)[1],
            "login": login,
            "password": login.partition("@")[0],
        },
    )
    assert answer.status == 303, f"{login} could not log in"
