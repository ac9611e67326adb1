"""What a browser really asks the server for: recorded from a Chromium, then replayed.

So a measurement asks for what the view of today asks for, with all its fields.
"""

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from odoo import api
from odoo.service.model import call_kw

from tests.harness.browser import log_in, open_page

from .databases import Side

DESKTOP = {"width": 1440, "height": 900}
PASSWORD = "bench_reader"
PATIENCE = 180_000  # milliseconds


@dataclass(frozen=True)
class Call:
    """One call of a method of a model, with what the browser sent along."""

    model: str
    method: str
    args: list
    kwargs: dict

    def replay(self, env):
        """Do the same in an environment of the user, context included."""
        context = {**env.context, **self.kwargs.get("context", {})}
        model = api.Environment(env.cr, env.uid, context)[self.model]
        # arguments are changed by those who take them
        args, kwargs = json.loads(json.dumps([self.args, self.kwargs]))
        return call_kw(model, self.method, args, kwargs)


def add_user(side: Side, login: str, group: str, **values) -> int:
    """Make a user of the practice; return its id."""
    company = side.practice["company"]
    with side.env(no_reset_password=True) as env:
        user = env["res.users"].create(
            {
                "name": login,
                "login": login,
                "email": f"{login}@bench.example",
                "notification_type": "inbox",
                "company_id": company,
                "company_ids": [(6, 0, [company])],
                "group_ids": [(6, 0, [env.ref(group).id])],
                # its greeting belongs to no measurement
                **(
                    {"odoobot_state": "disabled"}
                    if "odoobot_state" in env["res.users"]
                    else {}
                ),
                **values,
            }
        )
        return user.id


@contextmanager
def watched(url: str, login: str, password: str):
    """Yields ``(page, calls)`` of a browser that is logged in; calls are added live."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"]
        )
        calls: list[Call] = []
        with open_page(browser, url, DESKTOP) as page:
            page.set_default_timeout(PATIENCE)  # assets are built at the first visit
            log_in(page, login, password)
            page.on("request", lambda request: _note(calls, request))
            yield page, calls
        browser.close()


def _note(calls, request):
    if "/web/dataset/call_kw/" not in request.url:
        return
    said = json.loads(request.post_data)["params"]
    calls.append(Call(said["model"], said["method"], said["args"], said["kwargs"]))


def wait_for_call(page, calls: list[Call], method: str) -> Call:
    """Return the first call of a method, waiting until it was made."""
    for _ in range(PATIENCE // 100):
        found = [call for call in calls if call.method == method]
        if found:
            return found[0]
        page.wait_for_timeout(100)
    raise RuntimeError(f"{method} was not asked for")
