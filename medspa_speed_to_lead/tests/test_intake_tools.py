import base64
import json
import re
import unittest
from html import unescape
from pathlib import Path

from odoo.tests import HttpCase, tagged

from .common import SpeedToLeadCommon

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases"
# of the second file every fifth
STEP = 5


def load():
    if not CASES.is_dir():  # the addon alone, without its project
        raise unittest.SkipTest("The bodies lie in the project.")
    read = [
        json.loads((CASES / name).read_text(encoding="utf-8"))
        for name in ("payloads.json", "more_payloads.json")
    ]
    return [*read[0], *read[1][::STEP]]


def body_of(case):
    text = case["body"]
    return base64.b64decode(text) if case["encoding"] == "base64" else text.encode()


@tagged("post_install", "-at_install")
class TestIntakeTools(SpeedToLeadCommon, HttpCase):
    """What real tools post, over the real route: the card tells a front desk all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cases = load()
        cls.source = cls.make_source()
        cls.token = cls.source._rotate_token()
        for name, category in (("Microneedling", "skin"), ("Filler", "injectables")):
            cls.make_treatment(name, category)

    def card(self, case):
        """Return the card that a body makes."""
        headers = {"Content-Type": case["content_type"]} if case["content_type"] else {}
        path = f"/medspa/intake/{self.token}"
        answer = self.url_open(path, data=body_of(case), headers=headers, method="POST")
        self.assertEqual(answer.status_code, 200, answer.text[:300])
        self.env.invalidate_all()
        events = self.env["medspa.intake.event"]
        event = events.search([("receipt", "=", answer.json()["receipt"])])
        self.assertEqual((event.state, event.error), ("processed", False))
        return event.lead_id

    def consents(self, lead):
        lines = self.env["medspa.consent"].search([("lead_id", "=", lead.id)])
        return set(lines.filtered(lambda one: one.channel == "sms").mapped("granted"))

    def found(self, lead):
        return {
            "name": lead.contact_name,
            "phone": lead.phone_sanitized,
            "email": (lead.email_from or "").lower(),
            "utm": lead.source_id.name,
            # without a number there is nothing that a ledger could hold
            "sms": self.consents(lead) == {True}
            or (not lead.phone and "Agrees to texts: yes" in lead.description),
            "refused": self.consents(lead) == {False},
            "not_refused": not self.consents(lead),
        }

    def test_each_body_makes_a_card(self):
        for case in self.cases:
            with self.subTest(case["id"]), self.cr.savepoint() as savepoint:
                lead, expected = self.card(case), dict(case["expected"])
                wish, treatment = expected.pop("wish", ""), expected.pop("treat", None)
                found = self.found(lead)
                self.assertEqual({key: found[key] for key in expected}, expected)
                words = unescape(re.sub(r"<br\s*/?>", "\n", lead.description or ""))
                self.assertIn(wish, f"{words} {lead.name}")
                if treatment:
                    self.assertIn(treatment, lead.treatment_ids.mapped("name"))
                self.assertNotRegex(words, r'[\[{]\s*"', "raw JSON is for no person")
                self.assertTrue(lead.response_waiting_since, "a clock runs")
                savepoint.rollback()
