import json

from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import HttpCase, tagged

from ..models.intake.medspa_intake_source import PUBLIC_URL_PARAMETER
from .acknowledgement_common import AGREED, AcknowledgementCommon
from .common import at
from .follow_up_common import DAY, MONDAY_10, FollowUpCommon
from .mystery_common import MysteryCommon
from .sms_provider_common import SmsProviderCase

MODULE = "medspa_speed_to_lead"


def neutralize(env):
    """Do what Odoo does to a restored copy, with what this addon asks for alone."""
    env.flush_all()
    for query in get_neutralization_queries([MODULE]):
        env.cr.execute(query)
    env.invalidate_all()
    env.registry.clear_cache()


@tagged("post_install", "-at_install")
class TestCopyAcknowledgesNothing(AcknowledgementCommon):
    def test_first_messages_stay(self):
        with at():
            lead = self.inquire(**AGREED)
        self.assertEqual(self.state(lead, "email")[0], "planned")
        neutralize(self.env)
        with at(MONDAY_10, minutes=1):
            self.assertFalse(self.send_due())
        self.assertEqual(self.state(lead, "email")[0], "skipped")
        self.assertEqual(self.state(lead, "sms")[0], "skipped")


@tagged("post_install", "-at_install")
class TestCopyFollowsUpNobody(FollowUpCommon):
    def test_steps_of_a_plan_stay(self):
        with at():
            self.inquire(**AGREED)
        neutralize(self.env)
        self.assertFalse(self.follow_up(days=1))


@tagged("post_install", "-at_install")
class TestCopyTextsNobody(SmsProviderCase):
    def test_what_waits_in_the_queue_leaves_for_nobody(self):
        text, _notifications = self.text_inquiry()
        neutralize(self.env)
        self.send(text)
        self.assertFalse(self.twilio.requests)

    def test_what_somebody_writes_leaves_for_nobody(self):
        neutralize(self.env)
        self.send(self.text())
        self.assertFalse(self.twilio.requests)


@tagged("post_install", "-at_install")
class TestCopyTakesNothing(AcknowledgementCommon, HttpCase):
    def test_known_address_takes_nothing_until_it_is_made_anew(self):
        old = self.source._rotate_token()
        neutralize(self.env)
        self.assertEqual(self.post(old), 404)
        self.assertFalse(self.source.address)
        self.assertEqual(self.post(self.source._rotate_token()), 200)

    def test_new_address_is_not_that_of_the_original(self):
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        parameters_sudo.set_param(PUBLIC_URL_PARAMETER, "https://glow.example")
        neutralize(self.env)
        address = self.source._address_of(self.source._rotate_token())
        self.assertTrue(address.startswith(self.source.get_base_url()), address)

    def post(self, token):
        """Return the status of the answer to a form."""
        response = self.url_open(
            f"/medspa/intake/{token}",
            data=json.dumps({"name": "Nora Diaz", "email": "nora@patient.example"}),
            headers={"Content-Type": "application/json"},
            method="POST",
        )
        return response.status_code


@tagged("post_install", "-at_install")
class TestCopyKnocksNowhere(MysteryCommon):
    def test_planned_mystery_is_over(self):
        with at(MONDAY_10 - DAY):
            mystery = self.plan()
        neutralize(self.env)
        self.assertEqual(mystery.state, "failed")
        self.assertFalse(mystery.sudo().token_hash)
