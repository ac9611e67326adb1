"""How to connect the tools that practices use: one recipe each.

The pages in ``docs/connect/`` are written from here (``make recipes``), and the form of
an intake source shows the same.
"""

from . import automation, booking, crm, form_builders, plain_form, websites, wordpress
from .recipe import EMAILS, NAMES, TEXTS, Recipe, sections

RECIPES: dict[str, Recipe] = {
    key: recipe
    for tools in (
        plain_form,
        form_builders,
        wordpress,
        websites,
        crm,
        automation,
        booking,
    )
    for key, recipe in tools.RECIPES.items()
}
