"""The steps of a source's tool, with its address in them."""

from lxml import html

from odoo.tests import Form, tagged

from ..tools.recipes import RECIPES
from .common import SpeedToLeadCommon


@tagged("post_install", "-at_install")
class TestIntakeRecipe(SpeedToLeadCommon):
    def open_address(self, source):
        """Return the dialog that a manager gets with a new address."""
        action = source.with_user(self.mia).action_rotate_token()
        dialog = self.env[action["res_model"]].with_user(self.mia)
        return Form(dialog.with_context(**action["context"]))

    def text_of(self, steps):
        return html.fromstring(str(steps)).text_content()

    def test_a_source_offers_every_recipe(self):
        keys = self.env["medspa.intake.source"]._fields["recipe"].get_values(self.env)
        self.assertEqual(set(keys), set(RECIPES))

    def test_a_source_shows_the_steps_of_its_tool(self):
        source = self.make_source(recipe="typeform")
        text = self.text_of(source.with_user(self.mia).recipe_steps)
        self.assertIn("Connect > Webhooks", text)
        self.assertIn("the address of this source", text)
        source._rotate_token()
        self.assertIn(source.address, self.text_of(source.recipe_steps))
        source.recipe = False
        self.assertFalse(source.recipe_steps)

    def test_steps_are_text_and_never_markup(self):
        source = self.make_source()
        for key in RECIPES:
            source.recipe = key
            tree = html.fromstring(f"<div>{source.recipe_steps}</div>")
            self.assertLessEqual(
                {element.tag for element in tree.iter()},
                {"div", "h5", "p", "ol", "li", "code"},
            )
            for leftover in ("{address}", "`", "<", "&lt;"):
                self.assertNotIn(leftover, tree.text_content())

    def test_a_new_address_is_shown_in_the_steps(self):
        dialog = self.open_address(self.make_source(recipe="typeform"))
        self.assertEqual(dialog.recipe_name, "Typeform")
        self.assertIn(dialog.address, self.text_of(dialog.recipe_steps))
        self.assertFalse(dialog.snippet)

    def test_a_plain_form_is_shown_with_its_address(self):
        source = self.make_source(recipe="html_form")
        dialog = self.open_address(source)
        form = html.fromstring(dialog.snippet).find(".//form")
        self.assertEqual(form.get("action"), dialog.address)
        self.assertIn(f"{source._public_base()}/medspa_speed", dialog.snippet)

    def test_the_wording_is_that_of_the_source(self):
        source = self.make_source(recipe="typeform")
        self.assertIn(f"from {self.company.name} about", source.recipe_steps)
        source.consent_text = "Text me <soon> & often."
        self.assertIn("Text me <soon> & often.", self.text_of(source.recipe_steps))
        self.assertNotIn("from [your practice] about", source.recipe_steps)
        source.recipe = "html_form"
        form = html.fromstring(self.open_address(source).snippet)
        label = form.find(".//label[@for='inquiry-texts']")
        self.assertEqual(label.text, "Text me <soon> & often.")

    def test_a_source_without_tool_shows_its_address_alone(self):
        dialog = self.open_address(self.make_source())
        self.assertTrue(dialog.address)
        self.assertFalse(dialog.recipe_steps)
