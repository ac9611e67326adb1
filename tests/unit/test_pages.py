"""What Odoo's Apps screen says of the addon is what README.md says."""

import re
from xml.etree import ElementTree

import pytest

from dev import pages

README = pages.ROOT.joinpath("README.md").read_text()
CHANGELOG = pages.ROOT.joinpath("CHANGELOG.md").read_text()
# words of Odoo's own screens that the installation names
OF_ODOO = {"Apps", "Update Apps List", "Activate", "Sales", "Administrator"}


def screens():
    """Every label, title and name that our XML and our fields show."""
    of_views = (
        " ".join([*element.attrib.values(), element.text or ""])
        for path in pages.ADDON.rglob("*.xml")
        for element in ElementTree.parse(path).iter()
    )
    of_fields = (
        path.read_text() for path in pages.ADDON.joinpath("models").rglob("*.py")
    )
    return " ".join((*of_views, *of_fields))


def test_the_readme_of_the_addon_is_made_from_ours():
    assert pages.ADDON.joinpath("README.rst").read_text() == pages.readme()


def test_the_page_in_apps_is_made_from_ours():
    found = pages.DESCRIPTION.joinpath("index.html").read_text()
    assert _words(found) == _words(pages.page(pages.readme()))


@pytest.mark.parametrize("name", pages.PICTURES)
def test_a_picture_in_apps_is_the_one_of_the_readme(name):
    file = f"{name}.png"
    ours = pages.ROOT.joinpath("docs", "images", file).read_bytes()
    assert pages.DESCRIPTION.joinpath(file).read_bytes() == ours
    assert f'src="{file}"' in pages.page(pages.readme())


def test_the_newest_version_of_the_changelog_is_the_manifest_s():
    assert re.search(r"^## (\S+)", CHANGELOG, re.M)[1] == pages.manifest()["version"]


def test_the_addon_is_found_among_the_apps():
    assert pages.manifest()["application"] is True
    assert pages.DESCRIPTION.joinpath("icon.png").read_bytes().startswith(b"\x89PNG")


def test_every_button_and_menu_that_the_installation_names_is_on_a_screen():
    shown = screens()
    named = re.findall(
        r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)",
        pages.section(README, "Install it in your Odoo"),
    )
    words = {" ".join(name.split()) for name in named} - OF_ODOO
    assert len(words) > 8
    assert not {word for word in words if word not in shown}


def test_nothing_of_markdown_is_left():
    text = pages.readme()
    assert "](" not in text
    assert "```" not in text
    assert "Not implemented" not in text


def _words(html):
    # versions of docutils differ in attributes alone
    return re.sub(r"<[^>]+>", " ", html).split()
