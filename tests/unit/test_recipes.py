"""How to connect a tool is said once, and said in full."""

import re
from pathlib import Path

import pytest

from medspa_speed_to_lead.tools.recipes import RECIPES, sections
from medspa_speed_to_lead.tools.recipes.pages import file_name, pages
from medspa_speed_to_lead.tools.recipes.plain_form import HIDDEN, SCRIPT, html

ROOT = Path(__file__).resolve().parents[2]
CONNECT = ROOT / "docs" / "connect"
PROMISED = """
    Typeform, Jotform, Gravity Forms, Elementor, Contact Form 7, WPForms, Fluent Forms,
    Wix, Squarespace, Webflow, HubSpot, Unbounce, Tally, Fillout, Formspree,
    GoHighLevel, ClickFunnels, Zapier, Make, n8n, Calendly, Acuity Scheduling, CallRail,
    Boulevard, Zenoti, Mindbody, Mangomint, Plain HTML form
"""
recipes = pytest.mark.parametrize("key", list(RECIPES))


def test_every_promised_tool_has_a_recipe():
    promised = {" ".join(name.split()) for name in PROMISED.split(",")}
    assert {recipe.name for recipe in RECIPES.values()} == promised


def test_the_pages_are_those_of_the_recipes():
    written = {path.name: path.read_text() for path in CONNECT.iterdir()}
    assert written == pages(), "run `make recipes`"


@recipes
def test_a_recipe_says_all_there_is_to_know(key):
    for title, lines in sections(RECIPES[key]):
        assert lines, title
        assert all(line.strip() == line and line[-1] in ".”" for line in lines), title
    assert RECIPES[key].seen


@recipes
def test_a_recipe_says_where_the_address_goes(key):
    assert "{address}" in "".join(RECIPES[key].paste)
    for _title, lines in sections(RECIPES[key]):
        braces = re.findall(r"\{[^{}]*\}", "".join(lines).replace("{{ $json }}", ""))
        assert set(braces) <= {"{address}"}


@recipes
def test_a_page_is_linked_from_the_overview(key):
    assert f"]({file_name(key)})" in pages()["README.md"]


def test_every_link_of_a_page_leads_somewhere():
    for name, text in pages().items():
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert CONNECT.joinpath(target).is_file(), (name, target)


def test_the_readme_leads_to_the_pages():
    first_screen = ROOT.joinpath("README.md").read_text().split("\n## Try it")[0]
    assert "docs/connect" in first_screen
    for name in ("Typeform", "Jotform", "Wix", "Zapier"):
        assert name in first_screen


def test_every_input_of_the_form_has_a_label_or_is_hidden():
    form = html("https://odoo.example/medspa/intake/T", "https://odoo.example/x.js")
    labelled = set(re.findall(r'<label for="([^"]+)"', form))
    shown = set(re.findall(r'<(?:input|textarea) id="([^"]+)"', form))
    assert shown == labelled
    assert set(re.findall(r'type="hidden" name="([^"]+)"', form)) == set(HIDDEN)
    assert 'name="_gotcha"' in form
    assert "checked" not in form


def test_the_script_is_served_by_the_addon():
    assert ROOT.joinpath(*SCRIPT.lstrip("/").split("/")).is_file()
