"""Takes the pictures of the README from the running demo practice (after `make run`).

usage: dev/with python dev/screenshots.py [URL]
"""

import os
import sys

from PIL import Image
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
    page.goto("/odoo/dashboard-medspa")
    page.wait_for_selector(".o_medspa_tiles")
    page.wait_for_timeout(2500)
    take_whole(page, "dashboard" + suffix)


def take_whole(page, name):
    """Take what scrolls inside of Odoo's page as one long picture."""
    size = page.viewport_size
    height = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("*")]
            .filter((element) => getComputedStyle(element).overflowY === "auto")
            .map((element) => element.scrollHeight + element.offsetTop))"""
    )
    page.set_viewport_size({"width": size["width"], "height": height + 60})
    page.wait_for_timeout(800)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.set_viewport_size(size)


def take_pivot(page):
    page.goto("/odoo/action-medspa_speed_to_lead.medspa_inquiry_report_action")
    page.wait_for_selector(".o_pivot table, .o_graph_renderer canvas")
    if page.locator(".o_switch_view.o_pivot").count():
        page.click(".o_switch_view.o_pivot")
        page.wait_for_selector(".o_pivot table")
    page.wait_for_timeout(1200)
    page.screenshot(path=FOLDER / "pivot.png")


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
            if not suffix:
                take_pivot(page)
    for path in FOLDER.glob("*.png"):
        # few colours: a third of the size, and nobody sees it
        Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)


if __name__ == "__main__":
    main()
