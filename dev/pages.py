"""Writes the addon's README.rst and its page in Odoo's Apps.

Both are made from README.md and CHANGELOG.md; tests/unit/test_pages.py compares them.
Only the Markdown that README.md uses is understood.
"""

import ast
import re
import shutil
from pathlib import Path

from docutils.core import publish_parts

ROOT = Path(__file__).resolve().parents[1]
ADDON = ROOT / "medspa_speed_to_lead"
DESCRIPTION = ADDON / "static" / "description"
SECTIONS = ("What it does", "Install it in your Odoo")
PICTURES = ("board", "inquiry", "dashboard")


def manifest():
    return ast.literal_eval((ADDON / "__manifest__.py").read_text())


def section(markdown, title):
    """Return the text below `## title`, without its pictures."""
    found = re.search(
        rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", markdown, re.S | re.M
    )
    return re.sub(r"^!\[.*\n", "", found[1], flags=re.M).strip()


def news(changelog, version):
    """Return the sentence with which the changelog begins a version."""
    return section(changelog, version).split("\n\n")[0]


def restructured(markdown):
    """Return Markdown as reStructuredText.

    Links lead to files that do not come with the addon: their words stay.
    """
    text = re.sub(r"`([^`\n]+)`(?!`)", r"``\1``", markdown)
    text = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(r"^( *)```\n(.*?)^ *```\n", _literal, text, flags=re.S | re.M)


def _literal(block):
    lines = "".join(f"   {line}\n" for line in block[2].splitlines())
    return f"{block[1]}::\n\n{lines}"


def titled(title, text, mark="-"):
    return f"{title}\n{mark * len(title)}\n\n{text}\n"


def readme():
    """Return README.rst as text."""
    markdown = ROOT.joinpath("README.md").read_text()
    about = manifest()
    return "\n".join(
        (
            titled(about["name"], f"{about['summary']}.", "="),
            titled(
                f"New in {about['version']}",
                news(ROOT.joinpath("CHANGELOG.md").read_text(), about["version"]),
            ),
            *(
                titled(title, restructured(section(markdown, title)))
                for title in SECTIONS
            ),
        )
    )


def page(rst):
    """Return the page of Odoo's Apps for `README.rst`."""
    parts = publish_parts(
        rst,
        writer_name="html5",
        settings_overrides={
            "doctitle_xform": True,
            "initial_header_level": 2,
            "report_level": 2,
            "halt_level": 2,
        },
    )
    summary, told, rest = parts["body"].strip().partition("</p>")
    before, install, after = rest.partition('<section id="install')
    return (
        f'<section class="container py-4">\n<h1>{parts["title"]}</h1>\n'
        f"{summary}{told}\n{picture('board')}{picture('inquiry')}"
        f"{before.strip()}\n{picture('dashboard')}{install}{after}\n</section>\n"
    )


def picture(name):
    image = (
        f'<img src="{name}.png" alt="{name.capitalize()}" style="max-width: 100%" />'
    )
    return f"<p>{image}</p>\n"


def main():
    rst = readme()
    ADDON.joinpath("README.rst").write_text(rst)
    DESCRIPTION.mkdir(exist_ok=True)
    DESCRIPTION.joinpath("index.html").write_text(page(rst))
    for name in PICTURES:
        shutil.copyfile(
            ROOT / "docs" / "images" / f"{name}.png", DESCRIPTION / f"{name}.png"
        )
    print(f"README.rst and {DESCRIPTION / 'index.html'}")


if __name__ == "__main__":
    main()
