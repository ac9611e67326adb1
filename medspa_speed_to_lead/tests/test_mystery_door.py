import json
from datetime import timedelta
from unittest.mock import patch

import requests

from odoo.tests import HttpCase, tagged
from odoo.tests.common import release_test_lock
from odoo.tools import mute_logger

from ..models.intake.medspa_intake_source import _hashed
from ..models.mystery import medspa_mystery_door
from ..tools.providers import _proof as proofs
from ..tools.providers import twilio, web_form
from .common import MONDAY_10, at
from .mystery_common import MysteryCommon

POST = requests.post
LOG = "odoo.addons.medspa_speed_to_lead.models.mystery.medspa_mystery_door"


@tagged("post_install", "-at_install")
class TestMysteryDoor(MysteryCommon, HttpCase):
    """The job knocks at the real routes, over a real socket."""

    def run_job(self, env=None):
        self.env.flush_all()
        with self.registry.cursor() as cr:
            has_time = super().run_job(self.env(cr=cr))
        self.env.invalidate_all()
        return has_time

    def knock(self, one, moment=None):
        """Let the job send it at its moment; return what it posted."""
        posted = []

        def post(url, **options):
            posted.append((url, options))
            with release_test_lock(), self.allow_requests(all_requests=True):
                return POST(url, **options)

        with (
            at(moment or one.sudo().planned_at),
            patch.object(medspa_mystery_door.requests, "post", post),
            self.outbox(),
        ):
            self.run_job()
        return posted

    @at()
    def test_form_comes_in_through_the_public_route(self):
        one = self.plan()
        ((url, options),) = self.knock(one)
        self.assertTrue(url.startswith(f"{self.base_url()}{web_form.PATH}/"))
        self.assertEqual(one.state, "running", one.error)
        lead = one.sudo().lead_id
        self.assertEqual(lead.contact_name, "Maya Ellison")
        self.assertEqual(lead.treatment_ids, self.botox)
        self.assertEqual(lead.intake_source_id, self.website)
        self.assertEqual(lead.intake_event_id, one.sudo().event_id)
        self.assertIn(lead.user_id, self.ana | self.ben)
        self.assertEqual(lead.intake_received_at, one.sent_at)
        self.assertEqual(json.loads(options["data"])["treatment"], "Botox")

    @at()
    def test_nothing_that_is_sent_says_that_it_is_a_test(self):
        one = self.plan()
        ((url, options),) = self.knock(one)
        said = options["data"].decode().lower()
        self.assertNotIn("mystery", said)
        self.assertNotIn("test", said)
        lead = one.sudo().lead_id
        self.assertFalse(lead.response_exempt_reason)
        self.assertEqual(lead.response_state, "waiting")
        self.assertTrue(lead.touch_ids.filtered(lambda one: one.state == "planned"))
        self.assertEqual(lead.create_uid, self.env.ref("base.user_root"))

    @at()
    def test_address_is_good_for_one_request(self):
        one = self.plan()
        ((url, options),) = self.knock(one)
        self.assertFalse(one.sudo().token_hash)
        again = self.url_open(
            url.removeprefix(self.base_url()),
            data=options["data"],
            headers=options["headers"],
        )
        self.assertEqual(again.status_code, 404)

    @at()
    def test_address_of_a_form_is_none_of_a_text(self):
        one = self.plan()
        one.sudo().write(
            {"state": "sending", "sent_at": one.planned_at, "token_hash": _hashed("t")}
        )
        with at(one.planned_at):
            sources = self.env["medspa.intake.source"]
            self.assertEqual(sources._find_by_token("t", web_form.PATH), self.website)
            self.assertFalse(sources._find_by_token("t", twilio.PATH))
        with at(one.planned_at, minutes=6):
            self.assertFalse(sources._find_by_token("t", web_form.PATH))

    def ask_for(self, kind, secret):
        values = {"proof": kind, "proof_header": "X-Form-Secret"}
        self.website.write({**values, "proof_typed": secret})

    @at()
    def test_form_proves_who_it_is_where_the_source_asks(self):
        for number, (kind, secret) in enumerate(
            (
                (proofs.STANDARD, "whsec_" + "c2VjcmV0" * 4),
                (proofs.HEADER, "s3cret"),
                (proofs.BASIC, "glow:pass"),
            )
        ):
            with self.subTest(kind=kind):
                self.ask_for(kind, secret)
                one = self.plan(date_from=MONDAY_10.date() + timedelta(days=number))
                self.assertEqual(len(self.knock(one)), 1)
                self.assertEqual(one.state, "running", one.error)
                self.assertEqual(one.sudo().lead_id.intake_source_id, self.website)
                self.assertEqual(one.sudo().lead_id.contact_name, "Maya Ellison")

    @at()
    @mute_logger("odoo.addons.medspa_speed_to_lead.controllers.intake")
    def test_refused_proof_is_said(self):
        self.ask_for(proofs.HEADER, "s3cret")
        one = self.plan()
        with patch.object(type(self.website), "_proof_headers", return_value={}):
            self.knock(one)
        self.assertEqual(one.state, "failed")
        self.assertIn("401", one.error)
        self.assertNotIn("s3cret", one.error)

    @at()
    def test_text_comes_in_signed(self):
        one = self.plan(door="text", source_id=self.number.id)
        ((url, options),) = self.knock(one)
        self.assertIn(twilio.PATH, url)
        self.assertIn(twilio.SIGNATURE_HEADER, options["headers"])
        self.assertEqual(one.state, "running", one.error)
        lead = one.sudo().lead_id
        self.assertEqual(lead.phone_sanitized, one.phone_sanitized)
        self.assertTrue(one.phone_sanitized.startswith("+173755501"))
        self.assertEqual(lead.intake_source_id, self.number)
        self.assertFalse(lead.email_from)

    @at()
    @mute_logger("odoo.addons.medspa_speed_to_lead.controllers.intake")
    def test_door_that_lets_nobody_in_is_a_finding(self):
        one = self.plan(door="text", source_id=self.number.id)
        with patch.object(twilio, "verify", return_value=False):
            self.knock(one)
        self.assertEqual(one.state, "failed")
        self.assertIn("403", one.error)
        self.assertFalse(one.lead_id)
        self.assertFalse(self.number.event_ids)

    @at()
    @mute_logger(LOG)
    def test_server_that_cannot_be_reached_is_a_finding_and_no_second_try(self):
        one = self.plan()
        with (
            at(one.sudo().planned_at),
            patch.object(
                medspa_mystery_door.requests,
                "post",
                side_effect=requests.ConnectionError,
            ) as post,
        ):
            self.run_job()
            self.run_job()
        self.assertEqual(post.call_count, 1)
        self.assertEqual(one.state, "failed")
        self.assertIn("could not be reached", one.error)

    @at()
    @mute_logger(LOG)
    def test_answer_that_is_lost_does_not_lose_the_inquiry(self):
        one = self.plan()

        def post(url, **options):
            with release_test_lock(), self.allow_requests(all_requests=True):
                POST(url, **options)
            raise requests.ReadTimeout

        with (
            at(one.sudo().planned_at),
            patch.object(medspa_mystery_door.requests, "post", post),
        ):
            self.run_job()
        self.assertEqual(one.state, "running")
        self.assertTrue(one.lead_id)

    @at()
    def test_no_transaction_is_open_while_it_knocks(self):
        one = self.plan()
        seen = []

        def post(url, **options):
            # what was claimed is committed: another connection sees it
            seen.append(one.sudo().state)
            with release_test_lock(), self.allow_requests(all_requests=True):
                return POST(url, **options)

        with (
            at(one.sudo().planned_at),
            patch.object(medspa_mystery_door.requests, "post", post),
        ):
            self.run_job()
        self.env.invalidate_all()
        self.assertEqual(one.state, "running")
        self.assertEqual(len(seen), 1)
