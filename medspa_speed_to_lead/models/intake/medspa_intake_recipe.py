"""How the tool behind an intake source is connected, beside its address."""

import re

from markupsafe import Markup, escape

from odoo import api, fields, models

from ...tools.recipes import RECIPES, TEXTS, sections
from ...tools.recipes.plain_form import SCRIPT, html
from ...tools.recipes.recipe import PRACTICE

_CODE = re.compile(r"`([^`]+)`")


class MedspaIntakeSource(models.Model):
    """The steps come from ``tools/recipes``, as the pages in ``docs/connect`` do."""

    _inherit = "medspa.intake.source"

    recipe = fields.Selection(
        sorted(
            ((key, recipe.name) for key, recipe in RECIPES.items()),
            key=lambda one: one[1].casefold(),
        ),
        string="Form Tool",
        help="What sends the inquiries. Its steps are shown here.",
    )
    recipe_steps = fields.Html(compute="_compute_recipe_steps", sanitize=False)

    @api.depends("recipe", "address", "consent_text", "company_id")
    def _compute_recipe_steps(self):
        for source in self:
            source.recipe_steps = source._recipe_html(source.address)

    def _recipe_html(self, address):
        """Return the steps of the tool, ``False`` where none is chosen.

        :param address: as it is shown; the whole one is known when it is made.
        """
        if not self.recipe:
            return False
        recipe = RECIPES[self.recipe]
        said = f"`{address}`" if address else self.env._("the address of this source")
        wording = self._recipe_wording()

        def told(line):
            return line.replace("{address}", said).replace(TEXTS, wording)

        steps = Markup("").join(
            Markup('<h5 class="mt-3 mb-1">%s</h5>%s')
            % (title, _listed(map(told, lines)))
            for title, lines in sections(recipe)
        )
        return steps + Markup('<p class="text-muted small mt-3">%s</p>') % recipe.seen

    def _recipe_snippet(self, address):
        """Return what is pasted as it is, ``False`` where nothing is."""
        if self.recipe != "html_form":
            return False
        script = f"{self._public_base()}{SCRIPT}"
        return html(address, script, self._recipe_wording())

    def _recipe_wording(self):
        """Return what people agree to at this source: its own words, else ours."""
        practice = self.company_id.name or PRACTICE
        return (self.consent_text or "").strip() or TEXTS.replace(PRACTICE, practice)


def _listed(lines):
    items = [_coded(line) for line in lines]
    if len(items) == 1:
        return Markup('<p class="mb-0">%s</p>') % items[0]
    return Markup('<ol class="mb-0">%s</ol>') % Markup("").join(
        Markup("<li>%s</li>") % item for item in items
    )


def _coded(line):
    """Return a line as HTML; what stands between backticks is code."""
    text = str(escape(line))
    return Markup(_CODE.sub(r'<code class="text-break">\1</code>', text))
