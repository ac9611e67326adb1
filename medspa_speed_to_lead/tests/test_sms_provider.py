import base64
import logging
import os
import socket
from unittest.mock import patch

from odoo.fields import Command
from odoo.tools import mute_logger

from odoo.addons.sms.tools.sms_api import SmsApi
from odoo.addons.sms_twilio.tools.sms_api import SmsApiTwilio
from odoo.addons.sms_twilio.tools.sms_twilio import get_twilio_from_number

from ..models.texts.sandbox_api import SandboxApi
from ..models.texts.sms_api import TwilioClientApi
from .fake_twilio import Answer, drop, error, hang, html, opted_out
from .sms_provider_common import (
    AUSTIN_NUMBER,
    AUSTIN_SID,
    DALLAS_NUMBER,
    DALLAS_SID,
    NORA,
    OMAR,
    PIA,
    TOKENS,
    SmsProviderCase,
)


class TestTwilio(SmsProviderCase):
    def test_text_says_who_sends_it_and_where_to_report(self):
        text, notification = self.text_inquiry()
        self.send(text)
        [request] = self.twilio.requests
        self.assertEqual(
            (request.account, request.from_number, request.to, request.body),
            (AUSTIN_SID, AUSTIN_NUMBER, NORA, "We are on it."),
        )
        self.assertEqual(
            request.status_callback,
            f"{self.company.get_base_url()}/sms_twilio/status/{text.uuid}",
        )
        self.assertEqual((text.state, text.failure_type), ("pending", False))
        self.assertEqual(notification.notification_status, "pending")
        self.assertRegex(text.sms_twilio_sid, "^SM[0-9a-f]{32}$")

    def test_text_comes_from_a_number_in_the_country_it_goes_to(self):
        paris = "+33155550100"
        self.company.sudo().sms_twilio_number_ids = [
            Command.create({"number": paris, "country_id": self.env.ref("base.fr").id})
        ]
        self.send(self.text(NORA) | self.text("+33612345678"))
        self.assertEqual(
            {request.to: request.from_number for request in self.twilio.requests},
            {NORA: AUSTIN_NUMBER, "+33612345678": paris},
        )

    def test_answer_that_is_no_json_fails_one_text_not_the_batch(self):
        self.twilio.on(OMAR, html(200))
        nora, omar, pia = (self.text(number) for number in (NORA, OMAR, PIA))
        self.send(nora | omar | pia)
        self.assertEqual([nora.state, pia.state], ["pending", "pending"])
        self.assertFailed(omar, "sms_unclear")

    def test_answer_without_sense_fails_one_text_not_the_batch(self):
        for answer in (
            Answer(201, "[]"),
            Answer(201, "{}"),
            Answer(201, ""),
            Answer(400, '{"code": [21211]}'),
        ):
            with self.subTest(answer=answer):
                self.twilio.on(OMAR, answer)
                nora, omar = self.text(NORA), self.text(OMAR)
                self.send(nora | omar)
                self.assertEqual(nora.state, "pending")
                self.assertFailed(omar, "sms_unclear")

    def test_text_that_cannot_be_put_together_fails_alone(self):
        nora, omar = self.text(NORA), self.text(OMAR)

        def number_for(company, number):
            if number == OMAR:
                raise ValueError(number)
            return get_twilio_from_number(company, number)

        with patch(f"{SmsApiTwilio.__module__}.get_twilio_from_number", number_for):
            self.send(nora | omar)
        self.assertEqual(nora.state, "pending")
        self.assertFailed(omar, "sms_server")

    def test_error_answer_fails_one_text_and_says_why(self):
        self.twilio.on(NORA, error(21211, "Invalid 'To' Phone Number"))
        (nora, notification), omar = self.text_inquiry(), self.text(OMAR)
        self.send(nora | omar)
        self.assertFailed(nora, "sms_number_format")
        self.assertEqual(
            (notification.failure_type, notification.failure_reason),
            ("sms_number_format", "Invalid 'To' Phone Number"),
        )
        self.assertEqual(omar.state, "pending")

    def test_error_nobody_has_heard_of_keeps_its_words(self):
        self.twilio.on(NORA, error(39999, "The moon is in the way"))
        text, notification = self.text_inquiry()
        self.send(text)
        self.assertFailed(text, "unknown")
        self.assertEqual(notification.failure_reason, "The moon is in the way")

    def test_timeout_is_unclear_not_failed(self):
        self.twilio.on(NORA, hang(5))
        (nora, notification), omar = self.text_inquiry(), self.text(OMAR)
        with patch.object(TwilioClientApi, "TIMEOUT", 0.2):
            self.send(nora | omar)
        self.assertFailed(nora, "sms_unclear")
        self.assertEqual(notification.failure_type, "sms_unclear")
        self.assertIn("Nobody knows", notification.failure_reason)
        self.assertEqual(omar.state, "pending")

    def test_connection_that_breaks_after_the_request_is_unclear(self):
        self.twilio.on(NORA, drop())
        nora, omar = self.text(NORA), self.text(OMAR)
        self.send(nora | omar)
        self.assertEqual(len(self.twilio.texts), 2, "no second try by itself")
        self.assertFailed(nora, "sms_unclear")
        self.assertEqual(omar.state, "pending")

    def test_error_page_of_a_gateway_is_unclear(self):
        self.twilio.on(NORA, html(502))
        text = self.text()
        self.send(text)
        self.assertFailed(text, "sms_unclear")

    def test_error_that_says_nothing_was_taken_is_a_failure(self):
        overloaded = error(20500, "Internal Server Error", status=500)
        busy = error(20429, "Too Many Requests", status=429)
        for answer in (html(503), overloaded, busy):
            with self.subTest(answer=answer):
                self.twilio.on(NORA, answer)
                nora, omar = self.text(NORA), self.text(OMAR)
                self.send(nora | omar)
                self.assertFailed(nora, "sms_server")
                self.assertEqual(omar.state, "pending")

    def test_twilio_that_cannot_be_reached_is_a_failure(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            closed_port = server.getsockname()[1]
        self.point_twilio_to(f"http://127.0.0.1:{closed_port}")
        text, notification = self.text_inquiry()
        self.send(text)
        self.assertFailed(text, "sms_server")
        self.assertEqual(notification.failure_reason, "Twilio could not be reached.")

    def test_host_without_an_address_is_a_failure(self):
        nowhere = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        text, notification = self.text_inquiry()
        with patch("socket.getaddrinfo", side_effect=nowhere):
            self.send(text)
        self.assertFailed(text, "sms_server")
        self.assertEqual(notification.failure_reason, "Twilio could not be reached.")

    def test_text_whose_notification_is_being_written_waits_in_the_queue(self):
        (nora, notification), omar = self.text_inquiry(), self.text(OMAR)
        triggers = self.env["ir.cron.trigger"].sudo()
        triggers.search([]).unlink()
        nobody = self.env["mail.notification"]
        with patch.object(
            self.registry["mail.notification"],
            "try_lock_for_update",
            lambda notifications, **_options: notifications & nobody,
        ):
            self.run_queue()
        self.assertEqual(nora.state, "outgoing")
        self.assertEqual(notification.notification_status, "ready")
        self.assertEqual(omar.state, "pending")
        job = self.env.ref("sms.ir_cron_sms_scheduler_action")
        self.assertEqual(triggers.search([]).cron_id, job)
        self.run_queue()
        self.assertEqual(nora.state, "pending")

    def test_unclear_text_waits_for_a_person(self):
        self.twilio.on(NORA, drop())
        text = self.text()
        self.send(text)
        self.run_queue()
        self.assertEqual(len(self.twilio.requests), 1)
        text.resend_failed()
        self.assertEqual(len(self.twilio.requests), 2)

    def test_wrong_token_is_called_an_authentication_error(self):
        self.company.sudo().sms_twilio_auth_token = "wrong"
        text, notification = self.text_inquiry()
        self.send(text)
        self.assertFailed(text, "twilio_authentication")
        self.assertEqual(notification.failure_type, "twilio_authentication")

    def test_missing_account_fails_each_text_with_a_reason(self):
        self.company.sudo().sms_twilio_account_sid = False
        api = TwilioClientApi(self.env)
        numbers = [{"number": NORA, "uuid": "1"}, {"number": OMAR, "uuid": "2"}]
        results = api._send_sms_batch([{"content": "Hello", "numbers": numbers}])
        self.assertEqual([result["uuid"] for result in results], ["1", "2"])
        for result in results:
            self.assertEqual(result["state"], "twilio_authentication")
            self.assertIn("Invalid Twilio Account SID", result["failure_reason"])
        self.assertFalse(self.twilio.requests)

    def test_machine_environment_changes_neither_account_nor_host(self):
        self.company.sudo().sms_twilio_auth_token = False
        untold, told = self.text(), self.text()
        environment = {
            "TWILIO_AUTH_TOKEN": TOKENS[AUSTIN_SID],
            "TWILIO_EDGE": "sydney",
            "TWILIO_REGION": "au1",
        }
        with patch.dict(os.environ, environment):
            self.send(untold)
            self.company.sudo().sms_twilio_auth_token = TOKENS[AUSTIN_SID]
            self.send(told)
            client = TwilioClientApi(self.env)._twilio_client(self.company.sudo())
        self.assertFailed(untold, "twilio_authentication")
        self.assertEqual(told.state, "pending")
        self.assertFalse(client.region or client.edge)

    def test_without_the_setting_texts_go_to_twilio(self):
        self.point_twilio_to(False)
        asked = []

        def refuse(_session, request, **_kwargs):
            asked.append(request.url)
            raise ConnectionRefusedError

        text = self.text()
        with patch.object(type(self), "_request_handler", refuse):
            self.send(text)
        self.assertEqual(
            asked,
            [f"https://api.twilio.com/2010-04-01/Accounts/{AUSTIN_SID}/Messages.json"],
        )

    def test_token_is_in_no_log(self):
        self.twilio.on(OMAR, drop())
        self.twilio.on(PIA, error(20003, "Authenticate", status=401))
        texts = self.text(NORA) | self.text(OMAR) | self.text(PIA)
        token = TOKENS[AUSTIN_SID]
        with (
            self.assertLogs(level=logging.DEBUG) as libraries,
            self.assertLogs("odoo.addons", level=logging.DEBUG) as odoo,
        ):
            self.send(texts)
        written = "\n".join(libraries.output + odoo.output)
        self.assertIn("Nobody knows if Twilio took a text", written)
        self.assertNotIn(token, written)
        login = base64.b64encode(f"{AUSTIN_SID}:{token}".encode()).decode()
        self.assertNotIn(login, written)


class TestOptOut(SmsProviderCase):
    def setUp(self):
        super().setUp()
        self.twilio.on(NORA, opted_out())

    def blacklisted(self):
        return self.env["phone.blacklist"].sudo().search([]).mapped("number")

    def test_opted_out_recipient_is_never_texted_again(self):
        lead = self.make_inquiry()
        text = self.text()
        self.send(text)
        self.assertFailed(text, "sms_optout")
        self.assertEqual(self.blacklisted(), [NORA])
        self.assertTrue(lead.phone_sanitized_blacklisted)
        text.resend_failed()
        composer = self.env["sms.composer"].create(
            {
                "composition_mode": "mass",
                "res_model": "crm.lead",
                "res_ids": lead.ids,
                "body": "Ten percent off",
                "mass_force_send": True,
            }
        )
        composer.action_send_sms()
        self.run_queue()
        self.assertEqual(len(self.twilio.requests), 1)

    def test_who_takes_the_opt_out_back_can_be_texted(self):
        text = self.text()
        self.send(text)
        self.env["phone.blacklist"].sudo()._remove([NORA])
        self.twilio.on(NORA, None)
        text.resend_failed()
        self.assertEqual(len(self.twilio.texts), 1)

    def test_opt_out_is_an_opt_out_in_the_chatter(self):
        text, notification = self.text_inquiry()
        self.send(text)
        self.assertEqual(notification.notification_status, "exception")
        self.assertEqual(notification.failure_type, "sms_optout")

    def test_opt_out_is_entered_in_the_ledger(self):
        if "medspa.consent" not in self.env:
            self.skipTest("no ledger of consent yet")
        self.send(self.text())
        line = self.env["medspa.consent"].sudo().search([("address", "=", NORA)])
        self.assertEqual(len(line), 1)
        self.assertEqual((line.channel, line.granted), ("sms", False))
        self.assertIn("unsubscribed", line.evidence)

    def test_number_written_the_local_way_is_blacklisted(self):
        self.twilio.on("(512) 555-0143", opted_out())
        self.send(self.text("(512) 555-0143"))
        self.assertEqual(self.blacklisted(), [NORA])

    def test_opt_out_counts_whoever_reports_it(self):
        other = self.make_company("Glow Waco")
        text = self.text(company=other)
        result = {"uuid": text.uuid, "state": "sms_optout"}
        for api in (SmsApi, SandboxApi):
            other.sms_provider = "sandbox" if api is SandboxApi else "iap"
            text.state = "outgoing"
            with (
                self.subTest(api=api),
                patch.object(api, "_send_sms_batch", return_value=[result]),
            ):
                self.send(text)
                self.assertEqual(self.blacklisted(), [NORA])
            self.env["phone.blacklist"].sudo().search([]).unlink()

    def test_opt_out_that_cannot_be_kept_undoes_no_other_text(self):
        nora, omar = self.text(NORA), self.text(OMAR)

        def collide(blacklist, _numbers, message=None):
            blacklist.env.cr.execute("SELECT 1 / 0")

        with (
            patch.object(self.registry["phone.blacklist"], "_add", collide),
            mute_logger("odoo.sql_db"),
            self.assertLogs("odoo.addons.medspa_speed_to_lead", "ERROR"),
        ):
            self.send(nora | omar)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFailed(nora, "sms_optout")
        self.assertEqual(omar.state, "pending")


class TestCompanies(SmsProviderCase):
    def setUp(self):
        super().setUp()
        self.dallas = self.make_company("Glow Dallas")
        self.use_twilio(self.dallas, DALLAS_SID, DALLAS_NUMBER)
        self.waco = self.make_company("Glow Waco")
        self.waco.sms_provider = "sandbox"

    def sent(self):
        return {
            (request.to, request.account, request.token, request.from_number)
            for request in self.twilio.requests
        }

    def test_each_company_sends_through_its_own_account(self):
        austin = self.text(NORA)
        dallas = self.text(OMAR, self.dallas)
        waco = self.text(PIA, self.waco)
        root = self.env.ref("base.user_root").with_context(allowed_company_ids=[])
        with patch.object(SmsApi, "_contact_iap") as iap:
            self.env = self.env(user=root, context={})
            self.run_queue()
        iap.assert_not_called()
        self.assertEqual(
            self.sent(),
            {
                (NORA, AUSTIN_SID, TOKENS[AUSTIN_SID], AUSTIN_NUMBER),
                (OMAR, DALLAS_SID, TOKENS[DALLAS_SID], DALLAS_NUMBER),
            },
        )
        for text in (austin, dallas, waco):
            self.assertEqual((text.state, text.to_delete), ("pending", True))

    def test_one_company_without_an_account_stops_nobody_else(self):
        self.dallas.sudo().sms_twilio_account_sid = False
        austin, dallas = self.text(NORA), self.text(OMAR, self.dallas)
        self.run_queue()
        self.assertEqual(austin.state, "pending")
        self.assertFailed(dallas, "twilio_authentication")

    def test_iap_account_is_the_one_of_the_company_that_texts(self):
        service = self.env.ref("sms.iap_service_sms")
        accounts = {}
        for name in ("Glow Tyler", "Glow Plano"):
            company = self.make_company(name)
            account = self.env["iap.account"].create(
                {"service_id": service.id, "company_ids": company.ids}
            )
            account.sudo().account_token = name
            accounts[company] = account
            self.text(NORA, company)
        used = []

        def send(api, messages, delivery_reports_url=False):
            used.append((api.company, api.account))
            [info] = messages[0]["numbers"]
            return [{"uuid": info["uuid"], "state": "success"}]

        with patch.object(SmsApi, "_send_sms_batch", send):
            self.run_queue()
        self.assertEqual(dict(used), accounts)

    def test_user_may_send_what_belongs_to_a_company_he_does_not_work_in(self):
        admin = self.make_user("ada", groups="base.group_system")
        text = self.text(OMAR, self.dallas)
        self.send(text.with_user(admin))
        self.assertEqual(text.state, "pending")
        self.assertEqual([account for _to, account, *_ in self.sent()], [DALLAS_SID])

    def test_queue_takes_few_texts_at_a_time_once_anybody_uses_twilio(self):
        nobody = self.env(context={"allowed_company_ids": self.waco.ids})["sms.sms"]
        self.assertEqual(nobody._get_send_batch_size(), 10)
        companies = self.env["res.company"].sudo().search([])
        companies.sms_provider = "iap"
        self.assertEqual(nobody._get_send_batch_size(), 500)


class TestSandbox(SmsProviderCase):
    def setUp(self):
        super().setUp()
        self.company.sms_provider = "sandbox"

    def test_sandbox_sends_nothing(self):
        by_queue, notification = self.text_inquiry()
        by_hand = self.text(OMAR)
        with patch.object(SmsApi, "_contact_iap") as iap:
            self.send(by_hand)
            self.run_queue()
        iap.assert_not_called()
        self.assertFalse(self.twilio.requests)
        self.assertEqual([by_queue.state, by_hand.state], ["pending", "pending"])
        self.assertEqual(notification.notification_status, "pending")
        self.assertEqual(by_queue.sms_twilio_sid, f"sandbox-{by_queue.uuid}")

    def test_company_whose_sandbox_goes_away_is_back_with_odoo(self):
        values = self.env["ir.model.fields.selection"].sudo()
        values.search(
            [
                ("field_id.model", "=", "res.company"),
                ("field_id.name", "=", "sms_provider"),
                ("value", "=", "sandbox"),
            ]
        )._process_ondelete()
        self.assertEqual(self.company.sms_provider, "iap")

    def test_installing_leaves_the_provider_alone(self):
        company = self.make_company("Glow Tyler")
        self.assertEqual(company.sms_provider, "iap")
        self.assertIs(company._get_sms_api_class(), SmsApi)

    def test_whatever_a_provider_reports_can_be_written_down(self):
        for model in ("sms.sms", "mail.notification"):
            known = set(self.env[model]._fields["failure_type"].get_values(self.env))
            for api in (TwilioClientApi, SandboxApi):
                written = set(api.PROVIDER_TO_SMS_FAILURE_TYPE.values())
                self.assertLessEqual(written, known, f"{api.__name__} on {model}")
