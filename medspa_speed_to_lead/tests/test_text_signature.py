from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.capture.medspa_intake_text import MedspaIntakeEvent
from ..models.intake.medspa_intake_source import PUBLIC_URL_PARAMETER
from ..tools.providers import twilio
from .text_route_common import LOG, PATIENT, TextRouteCase

PASTED = "https://desk.glow.example"


@tagged("post_install", "-at_install")
class TestTextSignature(TextRouteCase):
    """A STOP gets in whatever becomes of Odoo's own address, or of how many texts
    come; what is refused for its signature is told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.parameters = cls.env["ir.config_parameter"].sudo()

    def pasted(self, base, end=""):
        return f"{base}{twilio.PATH}/{self.token}{end}"

    def make_address_at(self, base):
        """Make the source's address while Odoo is reached there."""
        self.parameters.set_param("web.base.url", base)
        self.token = self.source._rotate_token()

    def stop_over(self, url):
        fields_ = self.fields("STOP")
        return self.post(fields_, self.signed(fields_, url))

    def assertLetIn(self, url):
        self.assertEqual(self.stop_over(url).status_code, 200, url)

    def assertRefused(self, url):
        self.answered(self.stop_over(url), 403)

    # which address is signed

    def test_pasted_address_holds_when_an_administrator_logs_in_elsewhere(self):
        self.make_address_at(PASTED)
        self.assertFalse(self.parameters.get_param("web.base.url.freeze"))
        users = self.env["res.users"]
        admin = self.make_user("root", groups="base.group_system")
        admin.password = "root-of-glow-1"
        users.authenticate(
            {"login": admin.login, "password": "root-of-glow-1", "type": "password"},
            {"interactive": True, "base_location": "http://10.0.0.5:8069"},
        )
        self.assertEqual(
            self.parameters.get_param("web.base.url"), "http://10.0.0.5:8069"
        )
        self.assertLetIn(self.pasted(PASTED))
        self.assertTrue(self.env["phone.blacklist"].search([("number", "=", PATIENT)]))

    def test_present_address_holds_too(self):
        self.make_address_at("http://10.0.0.5:8069")
        self.parameters.set_param(PUBLIC_URL_PARAMETER, PASTED)
        self.assertLetIn(self.pasted(PASTED))

    def test_ways_to_paste_one_address(self):
        self.make_address_at(PASTED + "/odoo/")
        for base in (
            "https://desk.glow.example/odoo",
            "http://desk.glow.example/odoo",
            "https://desk.glow.example:443/odoo",
            "http://desk.glow.example:80/odoo",
        ):
            self.assertLetIn(self.pasted(base))
            self.assertLetIn(self.pasted(base, "/"))

    @mute_logger(LOG)
    def test_other_addresses_are_refused(self):
        self.make_address_at(PASTED)
        self.parameters.set_param("web.base.url", "http://10.0.0.5:8069")
        for base in (
            "https://glow.example",
            "https://desk.glow.example.evil.example",
            "https://desk.glow.example:8443",
            "https://desk.glow.example/odoo",
        ):
            self.assertRefused(self.pasted(base))

    @mute_logger(LOG)
    def test_nonsense_as_address_is_no_error(self):
        for base in "localhost", "http://", "https://x:y:z", "https://[::1", "":
            self.parameters.set_param(PUBLIC_URL_PARAMETER, base or " ")
            self.source._rotate_token()
            self.token = self.source._rotate_token()
            self.assertRefused(self.pasted("https://elsewhere.example"))

    def test_manager_says_what_was_pasted(self):
        source = self.source.with_user(self.mia)
        source.public_url = "https://glow.example/desk/"
        self.assertLetIn(self.pasted("https://glow.example/desk"))
        for nonsense in "glow.example", "ftp://glow.example", "https://x.example?a=1":
            with self.assertRaises(ValidationError):
                source.public_url = nonsense

    def test_front_desk_does_not(self):
        with self.assertRaisesRegex(Exception, "not allowed"):
            self.source.with_user(self.ana).public_url = PASTED

    # how many

    def test_stop_gets_in_above_every_limit(self):
        self.source.rate_limit = 1
        for _again in range(3):
            self.answered(self.text("How much is Botox?"))
        self.answered(self.text("STOP"))
        self.assertTrue(self.env["phone.blacklist"].search([("number", "=", PATIENT)]))

    def test_what_says_something_else_under_a_key_is_kept_above_the_limit(self):
        self.source.rate_limit = 1
        fields_ = self.fields("Hi")
        self.answered(self.post(fields_))
        self.answered(self.post({**fields_, "Body": "Hello"}))
        self.assertEqual(self.events().mapped("state"), ["processed", "duplicate"])

    def test_forms_keep_their_limit(self):
        website = self.make_source(rate_limit=1)
        self.assertEqual(website._limit_a_minute(), 1)
        self.assertIsNone(self.source._limit_a_minute())

    @mute_logger(
        "odoo.addons.medspa_speed_to_lead.models.intake.medspa_intake_processing"
    )
    def test_stop_holds_while_its_event_fails_above_the_limit(self):
        def fails(_event, *args):
            raise RuntimeError("no team")

        self.source.rate_limit = 1
        self.text("Hi")
        with patch.object(MedspaIntakeEvent, "_conversation", fails):
            self.assertEqual(len(self.answered(self.text("STOP"))), 1)
        self.assertTrue(self.env["phone.blacklist"].search([("number", "=", PATIENT)]))

    # the alarm

    def refuse(self, moment=None):
        with mute_logger(LOG):
            self.answered(self.post(self.fields(), headers={}), 403)
        if moment:
            self.env.cr.execute(
                "UPDATE medspa_intake_source SET refused_at = %s WHERE id = %s",
                [moment, self.source.id],
            )
        self.source.invalidate_recordset()

    def refusing(self):
        return self.source in self.env["medspa.intake.source"]._find_refusing()

    def test_refusal_is_noted_once_a_minute(self):
        self.refuse()
        noted = self.source.refused_at
        self.assertTrue(noted)
        for _again in range(3):
            self.refuse()
        self.assertEqual(
            (self.source.refused_at, self.source.refused_count), (noted, 1)
        )
        self.refuse(noted - timedelta(minutes=2))
        self.refuse()
        self.assertEqual(self.source.refused_count, 2)
        self.assertGreaterEqual(self.source.refused_at, noted)

    def test_refusal_stands_on_the_source_until_one_came_in(self):
        self.assertFalse(self.refusing())
        self.refuse(fields.Datetime.now() - timedelta(hours=5))
        self.assertTrue(self.refusing())
        self.assertTrue(self.source.with_user(self.ana).is_refusing)
        self.answered(self.text())
        self.assertFalse(self.refusing())

    def test_refusals_among_texts_are_one_trouble(self):
        self.refuse()
        self.answered(self.text())
        self.assertTrue(self.refusing())

    def test_new_address_ends_it(self):
        self.refuse()
        self.source._rotate_token()
        self.assertFalse(self.refusing())

    def test_source_that_is_over_is_silent(self):
        self.refuse(fields.Datetime.now() - timedelta(days=8))
        self.assertFalse(self.refusing())
        self.refuse()
        self.source.active = False
        self.assertFalse(self.refusing())

    def test_unknown_address_notes_nothing(self):
        self.answered(self.post(self.fields(), headers={}, token="unknown"), 404)
        self.assertFalse(self.source.refused_at)

    def test_facts_of_the_alarm_are_of_no_copy(self):
        self.refuse()
        self.assertFalse(self.source.copy().refused_at)

    def test_health_tells_it_once_for_each_source(self):
        health = self.env["medspa.health"]
        self.assertIn("signature", health._checks())
        self.assertFalse(health._ask("signature"))
        self.refuse()
        (trouble,) = health._ask("signature")
        self.assertEqual((trouble.record, trouble.company), (self.source, self.company))
        self.assertIn("address at Twilio", trouble.words)
        self.company.sms_twilio_auth_token = False
        (again,) = health._ask("signature")
        self.assertEqual(again.key, trouble.key)
        self.assertIn("no Twilio auth token", again.words)
