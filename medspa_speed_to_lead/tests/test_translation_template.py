"""Every text of ours can be translated: the template of translations is complete."""

from io import BytesIO

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path
from odoo.tools.translate import trans_export

ADDON = "medspa_speed_to_lead"


@tagged("post_install", "-at_install")
class TestTranslationTemplate(TransactionCase):
    def test_the_template_has_every_text_and_no_other(self):
        """`dev/pot` writes it; of a database that is only updated, words may be old."""
        exported = BytesIO()
        trans_export(False, [ADDON], exported, "po", self.env)
        texts = {entry.msgid for entry in polib.pofile(exported.getvalue().decode())}
        template = polib.pofile(file_path(f"{ADDON}/i18n/{ADDON}.pot"))
        self.assertGreater(len(texts), 2000)
        self.assertEqual({entry.msgid for entry in template}, texts)
