"""Takes the pictures of the README from the running demo practice (after `make run`).

usage: dev/with python dev/screenshots.py [URL]
"""

import os
import sys

from playwright.sync_api import sync_playwright

from tests.harness import settings
from tests.harness.browser import log_in

FOLDER = settings.ROOT / "docs" / "images"
URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8069"
SIZES = {"": (1440, 900), "_phone": (390, 844)}


def take(page, suffix):
    page.goto("/odoo/inquiries")
    page.wait_for_selector(".o_kanban_record")
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / f"board{suffix}.png")
    page.locator(".o_kanban_record", has_text="Lucy Hart").locator("span").first.click()
    page.wait_for_selector(".o_form_view")
    page.click("a[name=speed_to_lead]")
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / f"inquiry{suffix}.png")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"]
        )
        for suffix, (width, height) in SIZES.items():
            context = browser.new_context(
                base_url=URL,
                viewport={"width": width, "height": height},
                timezone_id="America/Chicago",
            )
            page = context.new_page()
            log_in(page)
            take(page, suffix)


if __name__ == "__main__":
    main()
