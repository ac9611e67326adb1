"""The pages of ``docs/connect/``, as Markdown."""

from textwrap import fill

from . import RECIPES, plain_form
from .recipe import EMAILS, NAMES, TEXTS, Recipe, sections

ADDRESS = "the address of the source"
_WIDTH = 120
_MADE = (
    "<!-- made by `make recipes` from medspa_speed_to_lead/tools/recipes: change it "
    "there -->"
)
_BEFORE = (
    "Before: in Odoo, CRM > Configuration > Speed to Lead > Intake Sources, create a "
    "source for it, choose the tool, save, and press *Create the Address*. The dialog "
    "shows these steps once more, with the real address."
)
_INTRODUCTION = (
    "Every tool that can send a form to a web address can send it to an intake source. "
    "Whatever the fields are called and however they are nested, name, phone, email, "
    "message, treatment and consent are found; the rest stands on the card as question "
    "and answer. What could not be recognized is matched on the source once, by "
    "picking from a list (*Match Fields*)."
)
_ELSE = (
    "Your tool is not in the list? Look for “Webhooks”, “HTTP request”, “POST to URL” "
    "or “Form action”, paste the address, choose POST and JSON, and send all fields. "
    "If it has none of these, it can probably talk to [Zapier](zapier.md) or "
    "[Make](make.md)."
)
_NAMES = (
    "Where you can name fields yourself, these names leave nothing to guess: "
    + ", ".join(f"`{name}`" for name in NAMES)
    + "."
)
_FORM = (
    "Paste it into any page, and put the address of the source and of your Odoo into "
    "it; the dialog of a source shows it with both. It has labels for screen readers, "
    "boxes for consent with their wording, a field that only programs fill in "
    "(`_gotcha`), and hidden fields for campaign and click ids. The script, which "
    "needs nothing else, fills those from the page's address and sends the form in the "
    "background; without JavaScript the form is sent as any other."
)


def file_name(key: str) -> str:
    """Return the file of a recipe, e.g. ``contact-form-7.md``."""
    return f"{key.replace('_', '-')}.md"


def pages() -> dict[str, str]:
    """Return all pages by the names of their files."""
    return {"README.md": _overview()} | {
        file_name(key): _page(key, recipe) for key, recipe in RECIPES.items()
    }


def _page(key, recipe: Recipe):
    parts = [f"# {recipe.name}", _MADE, _wrapped(_BEFORE)]
    for title, lines in sections(recipe):
        parts += [f"## {title}", _listed([_addressed(line) for line in lines])]
        if key == "html_form" and title == "Where to paste the address":
            parts.append(_snippet())
    parts += [_wrapped(f"*{recipe.seen}*"), "[All tools](README.md)"]
    return "\n\n".join(parts) + "\n"


def _overview():
    parts = [
        "# Connect your forms",
        _MADE,
        _wrapped(_INTRODUCTION),
        _table(),
        _wrapped(_ELSE),
        _wrapped(_NAMES),
        "## The wording of consent",
        _wrapped(f"Texts: “{TEXTS}”"),
        _wrapped(f"Emails: “{EMAILS}”"),
        "## A plain HTML form",
        _wrapped(_FORM),
        _snippet(),
    ]
    return "\n\n".join(parts) + "\n"


def _table():
    rows = ["| tool | kind | what you need |", "|---|---|---|"]
    rows += [
        f"| [{recipe.name}]({file_name(key)}) | {recipe.group} | {recipe.needs} |"
        for key, recipe in RECIPES.items()
    ]
    return "\n".join(rows)


def _snippet():
    form = plain_form.html(
        "https://your.odoo.example/medspa/intake/TOKEN",
        f"https://your.odoo.example{plain_form.SCRIPT}",
    )
    return f"```html\n{form}```"


def _addressed(line):
    return line.replace("{address}", ADDRESS)


def _listed(lines):
    if len(lines) == 1:
        return _wrapped(lines[0])
    return "\n".join(
        fill(line, _WIDTH, initial_indent=f"{number}. ", subsequent_indent="   ")
        for number, line in enumerate(lines, 1)
    )


def _wrapped(text):
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
