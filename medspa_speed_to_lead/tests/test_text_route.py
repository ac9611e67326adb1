from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.machine import MAX_BODY
from ..models.capture.medspa_intake_text import MedspaIntakeEvent
from ..models.intake.medspa_intake_source import PUBLIC_URL_PARAMETER
from ..tools.providers import twilio
from .text_route_common import AUTH_TOKEN, LOG, PATIENT, TextRouteCase


@tagged("post_install", "-at_install")
class TestTextRoute(TextRouteCase):
    """POST /medspa/twilio/sms/<token>: what Twilio, and who is not Twilio, gets."""

    # who is let in

    def test_signed_text_becomes_an_inquiry_and_gets_no_words(self):
        self.assertEqual(self.answered(self.text("How much is Botox?")), [])
        event = self.events()
        self.assertEqual(event.state, "processed")
        self.assertEqual(event.lead_id.phone_sanitized, PATIENT)
        self.assertEqual(event.lead_id.team_id, self.team)

    @mute_logger(LOG)
    def test_text_without_a_signature_is_not_kept(self):
        self.answered(self.post(self.fields(), headers={}), 403)
        self.assertFalse(self.events())

    @mute_logger(LOG)
    def test_text_with_a_wrong_signature_is_not_kept(self):
        fields = self.fields("STOP")
        for headers in (
            self.signed({**fields, "Body": "HELP"}),
            self.signed(fields, token="another" + AUTH_TOKEN),
            self.signed(fields, url="https://elsewhere.example/sms"),
            {twilio.SIGNATURE_HEADER: "x"},
        ):
            self.answered(self.post(fields, headers), 403)
        self.assertFalse(self.events())
        self.assertFalse(self.env["phone.blacklist"].search([("number", "=", PATIENT)]))

    @mute_logger(LOG)
    def test_company_without_auth_token_lets_nothing_in(self):
        self.company.sms_twilio_auth_token = False
        fields = self.fields()
        self.answered(self.post(fields, self.signed(fields, token="")), 403)
        self.assertFalse(self.source.can_verify)

    @mute_logger(LOG)
    def test_auth_token_of_another_company_signs_nothing_here(self):
        other = self.make_company("Glow Dallas")
        other.sms_twilio_auth_token = "f" * 32
        fields = self.fields()
        self.answered(self.post(fields, self.signed(fields, token="f" * 32)), 403)

    def test_log_of_a_refusal_tells_neither_address_nor_text(self):
        with self.assertLogs(LOG, "WARNING") as logs:
            self.post(self.fields("My name is Nora"), headers={})
        self.assertNotIn(self.token, logs.output[0])
        self.assertNotIn("Nora", logs.output[0])
        self.assertNotIn(PATIENT, logs.output[0])

    def test_signature_is_of_the_public_address_behind_a_proxy(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(PUBLIC_URL_PARAMETER, "https://desk.glow.example/odoo/")
        url = f"https://desk.glow.example/odoo{twilio.PATH}/{self.token}"
        fields = self.fields()
        with_port = url.replace(".example/", ".example:443/")
        for address in url, with_port:
            fields = self.fields()
            self.answered(self.post(fields, self.signed(fields, address)))
        self.assertEqual(len(self.events()), 2)
        self.assertEqual(
            self.source.address,
            f"https://desk.glow.example/odoo{twilio.PATH}/…{self.token[-4:]}",
        )

    @mute_logger(LOG)
    def test_host_that_a_client_claims_is_not_believed(self):
        fields = self.fields()
        claimed = f"https://evil.example{twilio.PATH}/{self.token}"
        headers = {
            **self.signed(fields, claimed),
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Proto": "https",
        }
        self.answered(self.post(fields, headers), 403)

    def test_query_of_the_address_is_signed_with_it(self):
        fields = self.fields()
        url = self.source._address_of(self.token) + "?desk=1&x=a%20b"
        headers = self.signed(fields, url)
        self.answered(self.post(fields, headers, query="?desk=1&x=a%20b"))

    def test_field_that_we_do_not_know_is_signed_and_kept(self):
        self.answered(self.text(SomethingNew="1", Empty=""))
        self.assertIn("SomethingNew=1", self.events().body)

    # an address is good for its own route

    def test_unknown_or_archived_address_is_not_found(self):
        self.answered(self.post(self.fields(), token="unknown"), 404)
        self.source.active = False
        self.answered(self.text(), 404)

    def test_address_of_texts_takes_no_unsigned_forms(self):
        response = self.url_open(
            f"/medspa/intake/{self.token}", data={"name": "Nora"}, method="POST"
        )
        self.assertEqual(response.status_code, 404)
        self.assertFalse(self.events())

    def test_address_of_a_form_takes_no_texts(self):
        form = self.make_source()
        token = form._rotate_token()
        fields = self.fields()
        url = f"{form.get_base_url()}{twilio.PATH}/{token}"
        self.answered(self.post(fields, self.signed(fields, url), token=token), 404)

    # what cannot be taken

    def test_get_is_no_way_in(self):
        response = self.url_open(f"{twilio.PATH}/{self.token}")
        self.assertEqual(response.status_code, 405)

    def test_other_types_are_refused(self):
        for kind in "application/json", "multipart/form-data; boundary=x", "":
            response = self.url_open(
                f"{twilio.PATH}/{self.token}",
                data=b"{}",
                method="POST",
                headers={"Content-Type": kind},
            )
            self.answered(response, 415)
        self.assertFalse(self.events())

    def test_too_large_a_body_is_refused(self):
        self.answered(self.text("x" * MAX_BODY), 413)
        self.answered(self.text("x" * 5 * 1024 * 1024), 413)
        self.assertFalse(self.events())

    def test_body_that_is_no_form_is_unreadable(self):
        self.answered(self.post("", headers={}), 400)
        self.answered(self.post("a&" * 300, headers={}), 400)
        self.assertFalse(self.events())

    def test_signed_text_without_a_sender_is_kept_as_failed(self):
        self.answered(self.text(From=""), 400)
        self.assertEqual(self.events().state, "error")
        self.assertFalse(self.events().retry_at)

    @mute_logger("odoo.addons.medspa_speed_to_lead.controllers.machine")
    def test_own_failure_shows_no_traceback(self):
        def fails(_event):
            raise RuntimeError("no table")

        with patch.object(MedspaIntakeEvent, "_take_reply", fails):
            self.answered(self.text(), 500)

    @mute_logger(
        "odoo.addons.medspa_speed_to_lead.models.intake.medspa_intake_processing"
    )
    def test_refusal_holds_whatever_else_fails(self):
        def fails(_event, *args):
            raise RuntimeError("no team")

        lead = self.make_inquiry(phone=PATIENT)
        with patch.object(MedspaIntakeEvent, "_conversation", fails):
            self.assertEqual(len(self.answered(self.text("STOP"))), 1)
            self.assertEqual(self.answered(self.text("How much is it?")), [])
        stop, question = self.events()
        self.assertEqual((stop.state, question.state), ("error", "error"))
        self.assertTrue(stop.retry_at and question.retry_at)
        self.assertTrue(self.env["phone.blacklist"].search([("number", "=", PATIENT)]))
        self.events()._process()
        self.assertEqual((stop | question).lead_id, lead)
        self.assertEqual(stop._take_reply(), "")

    # repeats, and the one answer

    def test_repeat_of_a_text_is_accepted_and_makes_nothing(self):
        fields = self.fields("Hi there")
        self.answered(self.post(fields))
        touches = self.events().lead_id.touch_ids
        self.assertEqual(self.answered(self.post(fields)), [])
        self.assertEqual(len(self.events()), 1)
        self.assertEqual(self.events().lead_id.touch_ids, touches)

    def test_stop_is_confirmed_once_however_often_it_is_sent(self):
        lead = self.make_inquiry(phone=PATIENT)
        fields = self.fields("STOP")
        (words,) = self.answered(self.post(fields))
        self.assertEqual(
            words,
            "Glow Austin: You're unsubscribed and won't get any more texts. Reply "
            "START to resubscribe.",
        )
        self.assertEqual(self.answered(self.post(fields)), [])
        self.assertEqual(self.answered(self.text("STOP")), [])
        self.assertEqual(self.answered(self.text("stop texting me!")), [])
        replies = lead.touch_ids.filtered(lambda touch: touch.direction == "out")
        sent = replies.filtered(lambda touch: touch.channel == "sms")
        self.assertEqual(sent.filtered("occurred_at").mapped("body"), [words])

    def test_carrier_that_has_answered_is_not_followed_by_a_second_reply(self):
        for body, kind in ("STOP", "STOP"), ("START", "START"), ("HELP", "HELP"):
            self.assertEqual(self.answered(self.text(body, OptOutType=kind)), [])

    def test_stop_of_a_number_that_nobody_knows_is_confirmed_and_no_inquiry(self):
        self.assertEqual(len(self.answered(self.text("STOP"))), 1)
        self.assertFalse(self.events().lead_id)
        self.assertEqual(self.events().state, "processed")

    def test_help_says_who_we_are_what_for_and_how_to_stop(self):
        self.company.write(
            {"phone": "+1 512-555-0100", "website": "https://glow.example"}
        )
        (words,) = self.answered(self.text("HELP"))
        for part in (
            "Glow Austin",
            "inquiry",
            "STOP",
            "+1 512-555-0100",
            "https://glow.example",
        ):
            self.assertIn(part, words)
        self.assertLessEqual(len(words), 320)

    def test_words_of_an_answer_are_logged_on_the_inquiry(self):
        lead = self.make_inquiry(phone=PATIENT)
        (words,) = self.answered(self.text("HELP"))
        self.assertIn(words, "".join(lead.message_ids.mapped("preview")))
        self.assertEqual(lead.touch_ids.filtered("body").body, words)
