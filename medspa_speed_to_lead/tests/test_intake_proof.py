import base64
import json

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..tools.providers import _proof as proofs
from .common import SpeedToLeadCommon

SECRET = "whsec_" + base64.b64encode(b"a secret of the tool").decode()
BODY = json.dumps({"name": "Nora Diaz", "external_id": "form-7"}).encode()
CONTROLLER = "odoo.addons.medspa_speed_to_lead.controllers.intake"


@tagged("post_install", "-at_install")
class TestIntakeProof(SpeedToLeadCommon, HttpCase):
    """A source that asks for a proof lets in nobody who only knows the address."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        cls.token = cls.source._rotate_token()

    def ask_for(self, kind, secret, **values):
        values = {"proof": kind, "proof_typed": secret, **values}
        self.source.with_user(self.mia).write(values)

    def post(self, headers=None, body=BODY):
        with mute_logger(CONTROLLER):
            path = f"/medspa/intake/{self.token}"
            answer = self.url_open(path, data=body, headers=headers or {})
        self.env.invalidate_all()
        return answer

    def event(self, answer):
        self.assertEqual(answer.status_code, 200, answer.text[:200])
        events = self.env["medspa.intake.event"]
        return events.search([("receipt", "=", answer.json()["receipt"])])

    def test_signed_message_is_let_in_under_its_own_key(self):
        self.ask_for(proofs.STANDARD, SECRET)
        sign = self.source._proof_headers
        event = self.event(self.post(sign(BODY, "msg_1")))
        self.assertEqual(event.external_id, "msg_1")
        self.assertEqual(event.lead_id.contact_name, "Nora Diaz")
        self.assertEqual(self.event(self.post(sign(BODY, "msg_1"))), event)
        other = self.event(self.post(sign(BODY, "msg_2")))
        self.assertNotEqual(other, event)

    def test_nothing_that_is_not_signed_is_believed(self):
        self.ask_for(proofs.STANDARD, SECRET)
        headers = self.source._proof_headers(BODY, "msg_1")
        tail = "?phone=5125550143&email=eve%40evil.example&name=Eve&_gotcha=x"
        with mute_logger(CONTROLLER):
            path = f"/medspa/intake/{self.token}{tail}"
            answer = self.url_open(path, data=BODY, headers=headers)
        self.env.invalidate_all()
        event = self.event(answer)
        lead = event.lead_id
        self.assertEqual(lead.contact_name, "Nora Diaz")
        self.assertFalse(lead.phone or lead.email_from)
        self.assertIn("not signed", lead.description)
        self.assertNotIn("evil.example", lead.description)
        self.assertIn("evil.example", event.query)

    def test_fields_of_the_address_are_read_where_nothing_is_signed(self):
        path = f"/medspa/intake/{self.token}?phone=5125550143"
        event = self.event(self.url_open(path, data=BODY))
        self.assertEqual(event.lead_id.phone_sanitized, "+15125550143")

    def test_each_way_refuses_what_proves_nothing(self):
        before = self.env["medspa.intake.event"].search_count([])
        for kind, secret, wrong in (
            (proofs.STANDARD, SECRET, {"webhook-signature": "v1,x"}),
            (proofs.HEADER, "s3cret", {"X-Form-Secret": "s3cre"}),
            (proofs.BASIC, "glow:pass", {"Authorization": "Basic Z2xvdzo="}),
        ):
            with self.subTest(kind=kind):
                self.ask_for(kind, secret, proof_header="X-Form-Secret")
                self.assertEqual(self.post().status_code, 401)
                self.assertEqual(self.post(wrong).status_code, 403)
                self.assertTrue(self.source.is_refusing)
        self.assertEqual(self.env["medspa.intake.event"].search_count([]), before)
        self.assertIn("WWW-Authenticate", self.post().headers)

    def test_shared_secret_and_password_let_in(self):
        for number, (kind, secret) in enumerate(
            ((proofs.HEADER, "s3cret"), (proofs.BASIC, "glow:pass"))
        ):
            self.ask_for(kind, secret, proof_header="X-Form-Secret")
            body = json.dumps({"name": f"Nora {'I' * (number + 1)}"}).encode()
            headers = self.source._proof_headers(body, "")
            self.assertTrue(self.event(self.post(headers, body)).lead_id)

    def test_nobody_reads_the_secret_again(self):
        self.ask_for(proofs.STANDARD, SECRET)
        source = self.source.with_user(self.mia)
        self.assertFalse(source.proof_typed)
        self.assertTrue(source.has_proof_secret)
        for user in (self.mia, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                self.source.with_user(user).read(["proof_secret"])
        self.assertFalse(self.source.copy().sudo().proof_secret)
        with self.assertRaises(AccessError):
            self.source.with_user(self.ana).proof_typed = "whsec_eA=="

    def test_secret_must_be_one(self):
        for kind, secret in (
            (proofs.STANDARD, ""),
            (proofs.STANDARD, "no base64!"),
            (proofs.BASIC, "glow"),
            (proofs.HEADER, "s3cret"),
        ):
            with self.subTest(kind=kind), self.assertRaises(ValidationError):
                self.ask_for(kind, secret)
                self.env.flush_all()

    def test_secret_that_no_header_can_hold_is_refused(self):
        for name, secret in (
            ("X-Form-Secret", "s3cr\u2713t"),
            ("X-Form-Secret", "clav\u00e9"),
            ("X-Form-Secret", "two\nlines"),
            ("X Form Secret", "s3cret"),
            ("X-Form-Secret:", "s3cret"),
        ):
            with self.subTest(name=name), self.assertRaises(ValidationError):
                self.ask_for(proofs.HEADER, secret, proof_header=name)
                self.env.flush_all()
        self.ask_for(proofs.HEADER, "s3cret, with spaces", proof_header="X_Form-Secret")
