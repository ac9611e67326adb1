"""Writes the pages of docs/connect/; tests/unit/test_recipes.py compares them."""

from pathlib import Path

from tests.harness.without_odoo import addon

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "connect"


def main():
    pages = addon("tools.recipes.pages").pages()
    FOLDER.mkdir(exist_ok=True)
    for left_over in set(FOLDER.glob("*.md")) - {FOLDER / name for name in pages}:
        left_over.unlink()
    for name, text in pages.items():
        FOLDER.joinpath(name).write_text(text)
    print(f"{len(pages)} pages in {FOLDER}")


if __name__ == "__main__":
    main()
