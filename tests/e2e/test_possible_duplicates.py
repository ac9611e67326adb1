"""Who is it? Pairs that a person decides, and who is known while somebody types."""

import pytest

from tests.e2e.conftest import DESKTOP, PHONE
from tests.harness import practice as practices
from tests.harness.browser import sign_in
from tests.harness.posting import json_post, send

SIZES = {"desktop": DESKTOP, "tablet": {"width": 768, "height": 1024}, "phone": PHONE}
PAIR = ".o_data_row, article.o_kanban_record"


@pytest.fixture(scope="module")
def practice(server, odoo_shell):
    return practices.build(odoo_shell, server.db, "Glow pairs")


def ask(server, practice, name, number, **fields):
    """Return the inquiry of a form in which somebody gives a patient's addresses."""
    person = {**practices.patient(number), "name": name, **fields}
    return practice.inquiry_of(send(server.url, json_post(practice.path, **person)))


@pytest.mark.parametrize("size", SIZES)
def test_pairs_are_merged_or_parted(server, practice, new_page, size):
    number = 9100 + 10 * list(SIZES).index(size)
    one = ask(server, practice, "Maria Sol", number)
    two = ask(server, practice, "Ana Sol", number)
    assert one != two
    three = ask(server, practice, "Ben Hall", number + 1)
    four = ask(server, practice, "Rosa Hall", number + 1)
    with new_page(SIZES[size]) as page:
        sign_in(page, practice.manager)
        page.goto("/odoo/possible-duplicates")
        sols = page.locator(PAIR, has_text="Maria Sol").filter(has_text="Ana Sol")
        sols.first.wait_for()
        before = sols.count()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= SIZES[size]["width"]
        # who decides can look at both first
        for name, inquiry in (("Maria Sol", one), ("Ana Sol", two)):
            link = sols.first.locator("a", has_text=name)
            assert link.get_attribute("href").endswith(f"/odoo/inquiries/{inquiry}")
        sols.first.locator("button[name=action_different_people]").click()
        page.wait_for_selector(".o_notification", state="visible")
        page.wait_for_function(
            "([kind, count]) => [...document.querySelectorAll(kind)].filter("
            "(one) => one.textContent.includes('Maria Sol')).length === count",
            arg=[PAIR, before - 1],
        )
        halls = page.locator(PAIR, has_text="Ben Hall").filter(has_text="Rosa Hall")
        halls.first.locator("button[name=action_merge]").click()
        page.click(".modal footer .btn-primary")
        halls.first.wait_for(state="detached")
    left = practice.inquiries("id", "id = ANY(%s)", [one, two, three, four])
    assert len(left) == 3


def test_quick_entry_says_who_is_known(server, practice, page):
    inquiry = ask(server, practice, "Nora Diaz", 9200)
    sign_in(page, practice.manager)
    page.goto("/odoo/inquiries")
    page.wait_for_selector(".o_kanban_record", state="visible")
    page.click(".o-kanban-button-new")
    page.fill(".o_kanban_quick_create [name=phone] input", "(512) 200-9200")
    page.keyboard.press("Tab")
    note = page.locator(".o_kanban_quick_create [name=same_person_note]").first
    link = note.locator("a", has_text="Nora Diaz")
    link.wait_for()
    assert link.get_attribute("href").endswith(f"/odoo/inquiries/{inquiry}")


@pytest.mark.parametrize("size", SIZES)
def test_form_says_who_shares_the_phone(server, practice, new_page, size):
    number = 9300 + list(SIZES).index(size)
    ask(server, practice, "Maria Sol", number)
    other = ask(server, practice, "Ana Sol", number, email="")
    with new_page(SIZES[size]) as page:
        sign_in(page, practice.manager)
        page.goto(f"/odoo/inquiries/{other}")
        note = page.locator(".alert [name=same_person_note]", has_text="Shares a phone")
        note.wait_for()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= SIZES[size]["width"]
