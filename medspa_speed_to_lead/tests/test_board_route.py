from threading import BoundedSemaphore
from unittest.mock import patch

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..controllers import board
from .common import SpeedToLeadCommon

PASSWORD = "open the board"
PATH = "/websocket/medspa_changed_cards"


@tagged("post_install", "-at_install")
class TestBoardRoute(SpeedToLeadCommon, HttpCase):
    """What an open board asks for after a change, over a real socket."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dora = cls.make_user("dora", "sales_team.group_sale_salesman_all_leads")
        cls.eve = cls.make_user("eve", "sales_team.group_sale_salesman")
        (cls.dora | cls.eve).password = PASSWORD
        cls.lead = cls.make_inquiry(user_id=cls.ana.id)

    def ask(self, **context):
        """Return the answer to a board's question: ``result`` or ``error``."""
        self.env.flush_all()
        params = {
            "domain": [["type", "=", "opportunity"]],
            "changes": [[self.lead.id, f"key {self.id()}"]],
            "specification": {"name": {}, "stage_id": {"fields": {"display_name": {}}}},
            "context": context,
        }
        return self.url_open(PATH, json={"params": params}).json()

    def test_board_gets_the_cards_that_its_user_may_see(self):
        self.authenticate(self.dora.login, PASSWORD)
        (card,) = self.ask()["result"]
        self.assertEqual((card["id"], card["name"]), (self.lead.id, self.lead.name))
        self.authenticate(self.eve.login, PASSWORD)
        self.assertEqual(self.ask()["result"], [])

    def test_board_gets_its_cards_in_the_context_that_it_sends(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.lead.stage_id.with_context(lang="fr_FR").name = "Nouveau"
        self.authenticate(self.dora.login, PASSWORD)
        (card,) = self.ask(lang="fr_FR")["result"]
        self.assertEqual(card["stage_id"]["display_name"], "Nouveau")

    @mute_logger("odoo.http")
    def test_nobody_gets_cards_without_having_logged_in(self):
        answer = self.ask()
        self.assertNotIn("result", answer)
        self.assertIn("SessionExpired", answer["error"]["data"]["name"])

    def test_too_many_boards_at_once_are_asked_to_come_again(self):
        self.authenticate(self.dora.login, PASSWORD)
        full = BoundedSemaphore(1)
        with patch.object(board, "_AT_ONCE", full):
            with full:
                answer = self.ask()
            self.assertFalse({"result", "error"} & answer.keys())
            self.assertTrue(self.ask()["result"])
            # whoever was answered made room
            self.assertTrue(self.ask()["result"])
