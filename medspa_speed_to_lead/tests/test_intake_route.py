import gzip
import json
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..controllers.machine import MAX_BODY
from ..tools.receipt import LENGTH
from .common import SpeedToLeadCommon, at

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
FIELDS = (
    "name first_name last_name email phone message treatment intent channel location "
    "utm_source utm_medium utm_campaign gclid submitted_at sms_consent email_consent "
    "consent_text external_id is_test"
).split()
WRONG_TYPES = (
    {"a": [{"b": None}]},
    [[["x"]], {"y": 1}],
    [],
    True,
    False,
    None,
    -1,
    10**400,
    float("inf"),
    float("nan"),
    "\x00\x01\x1b[31m\x7f\x9f",
    "\ud800 \udfff \ufffe",
    "x" * 3000,
    "'; DROP TABLE crm_lead; --",
    "%(name)s %s {0} ${x}",
)


@tagged("post_install", "-at_install")
class TestIntakeRoute(SpeedToLeadCommon, HttpCase):
    """POST /medspa/intake/<token>: what strangers' machines see of us."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        cls.token = cls.source._rotate_token()

    def post(self, data=None, token=None, content_type=None, **kwargs):
        """Return the response to a post over a real socket."""
        if content_type:
            kwargs["headers"] = {"Content-Type": content_type}
        path = f"/medspa/intake/{token or self.token}"
        response = self.url_open(path, data=data, method="POST", **kwargs)
        self.env.invalidate_all()
        return response

    def post_json(self, token=None, **fields):
        return self.post(json.dumps(fields), token, JSON)

    def answered(self, response, code):
        """Return the values of an answer, which is always a short JSON."""
        self.assertEqual(response.status_code, code, response.text[:500])
        self.assertEqual(response.headers["Content-Type"], JSON)
        self.assertNotIn("Traceback", response.text)
        self.assertLess(len(response.text), 1000)
        return response.json()

    def event(self, answer):
        events = self.env["medspa.intake.event"]
        return events.search([("receipt", "=", answer["receipt"])])

    def inquiry(self, answer):
        return self.event(answer).lead_id

    # what is taken in

    def test_json_body_becomes_an_inquiry(self):
        response = self.post_json(name="Nora Diaz", email="nora@patient.example")
        answer = self.answered(response, 200)
        self.assertEqual(answer["status"], "accepted")
        lead = self.inquiry(answer)
        self.assertEqual(lead.contact_name, "Nora Diaz")
        self.assertEqual(lead.company_id, self.company)
        self.assertEqual(lead.team_id, self.team)
        self.assertIn(lead.user_id, self.ana | self.ben)
        self.assertEqual(lead.intake_event_id, self.event(answer))
        self.assertEqual(self.event(answer).state, "processed")
        self.assertEqual(lead.response_state, "waiting")

    def test_urlencoded_body_becomes_an_inquiry(self):
        answer = self.answered(
            self.post({"name": "Zoë Müller", "treatment": ["Botox", "laser"]}), 200
        )
        self.assertEqual(self.inquiry(answer).contact_name, "Zoë Müller")
        self.assertEqual(self.inquiry(answer).treatment_ids, self.botox)
        self.assertEqual(self.event(answer).content_type, FORM)

    def test_multipart_body_becomes_an_inquiry(self):
        parts = {"name": (None, "Zoë Müller"), "phone": (None, "512-555-0143")}
        answer = self.answered(self.post(files=parts), 200)
        self.assertEqual(self.inquiry(answer).contact_name, "Zoë Müller")
        self.assertEqual(self.inquiry(answer).phone_sanitized, "+15125550143")

    def test_charset_of_the_header_is_respected(self):
        body = json.dumps({"name": "Zoë"}, ensure_ascii=False).encode("latin-1")
        answer = self.answered(
            self.post(body, content_type=f"{JSON}; charset=latin-1"), 200
        )
        self.assertEqual(self.inquiry(answer).contact_name, "Zoë")

    def test_inquiry_belongs_to_the_company_of_the_source(self):
        """The public user of the website belongs to another company."""
        self.assertNotEqual(self.env.ref("base.public_user").company_id, self.company)
        lead = self.inquiry(self.post_json(name="Nora").json())
        self.assertEqual(lead.company_id, self.company)
        self.assertEqual(lead.response_cycle_ids.calendar_id, self.calendar)

    def test_person_whose_browser_sent_it_reads_a_page(self):
        browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
        said = (
            ("en-US,en;q=0.9", "We have your message."),
            ("es-MX,es;q=0.9", "Recibimos su mensaje."),
            ("de", "We have your message."),
        )
        for number, (languages, words) in enumerate(said):
            with self.subTest(languages):
                headers = {**browser, "Accept-Language": languages}
                fields = {"name": "Nora Diaz", "email": f"nora{number}@patient.example"}
                response = self.post(fields, headers=headers)
                self.assertEqual(response.status_code, 200)
                self.assertIn("text/html", response.headers["Content-Type"])
                self.assertIn(words, response.text)
                self.assertNotIn("patient.example", response.text)
        refused = self.post({"name": ""}, headers=browser)
        self.assertEqual(refused.status_code, 400)
        self.assertIn("give us a call", refused.text)

    def test_script_and_program_read_json(self):
        fields = {"name": "Nora Diaz", "email": "nora@patient.example"}
        for headers in (
            {"Accept": "*/*"},
            {"Accept": "application/json, text/html;q=0.5"},
            {"Accept": "text/html,*/*;q=0.8", "Sec-Fetch-Mode": "cors"},
        ):
            with self.subTest(headers):
                self.answered(self.post(fields, headers=headers), 200)

    def test_repeat_is_kept_once(self):
        first = self.post_json(name="Nora", external_id="form-7").json()
        answer = self.answered(self.post_json(name="Nora", external_id="form-7"), 200)
        self.assertEqual(self.event(answer), self.event(first))

    # what the answer tells

    def shape(self, response):
        """Return all of an answer that somebody could compare."""
        values = response.json()
        kinds = {
            key: len(value) if key == "receipt" else value
            for key, value in values.items()
        }
        headers = {
            name: value
            for name, value in response.headers.items()
            if name not in ("Date", "Server")
        }
        return response.status_code, len(response.content), kinds, headers

    def test_answer_tells_nothing_of_a_person(self):
        nora = {"name": "Nora Diaz", "email": "nora@patient.example"}
        stranger = self.shape(self.post_json(**{**nora, "email": "x@patient.example"}))
        self.assertEqual(stranger[2], {"status": "accepted", "receipt": LENGTH})
        self.post_json(**nora, external_id="7")
        lead = self.env["crm.lead"].search([("email_normalized", "=", nora["email"])])
        probes = {
            "repeat under its key": {**nora, "external_id": "7"},
            "known person": {**nora, "message": "Hi"},
            "known person, guessed key": {**nora, "message": "Hi", "external_id": "7"},
            "stranger, guessed key": {"name": "Eve", "external_id": "7"},
            "same body": {"name": "Eve", "external_id": "7"},
            "spam": {**nora, "_gotcha": "x"},
            "test": {**nora, "is_test": True},
        }
        for probe, fields in probes.items():
            with self.subTest(probe):
                self.assertEqual(self.shape(self.post_json(**fields)), stranger)
        lead.action_set_won()
        self.assertEqual(self.shape(self.post_json(**nora, message="Won")), stranger)

    def test_receipt_is_never_the_same_and_holds_no_number(self):
        receipts = set()
        for _again in range(5):
            answer = self.post_json(name="Nora", external_id="7").json()
            receipts.add(answer["receipt"])
        self.assertEqual(len(receipts), 5)

    def test_events_are_found_by_a_receipt_of_ours_only(self):
        answer = self.post_json(name="Nora").json()
        events = self.env["medspa.intake.event"].with_user(self.mia)
        for operator in ("=", "ilike"):
            found = events.search([("receipt", operator, answer["receipt"])])
            self.assertEqual(found, self.event(answer))
        for wrong in ("7", answer["receipt"][:-1], "A" * LENGTH, "é"):
            self.assertFalse(events.search([("receipt", "ilike", wrong)]))

    @mute_logger(
        "odoo.addons.medspa_speed_to_lead.models.intake.medspa_intake_processing"
    )
    def test_error_inside_is_accepted_and_kept_for_a_person(self):
        events = self.registry["medspa.intake.event"]
        with patch.object(events, "_lead_values", side_effect=KeyError("stage")):
            answer = self.answered(self.post_json(name="Nora"), 200)
        self.assertEqual(answer["status"], "accepted")
        self.assertFalse(self.inquiry(answer))
        self.assertEqual(self.event(answer).state, "error")
        self.assertIn("Nora", self.event(answer).body)

    def test_collisions_without_end_are_accepted_and_left_to_the_job(self):
        cron = self.env.ref("medspa_speed_to_lead.ir_cron_process_events")
        of_cron = [("cron_id", "=", cron.id)]
        self.env["ir.cron.trigger"].search(of_cron).unlink()
        collision = type("Collision", (SerializationFailure,), {"pgcode": "40001"})
        events = self.registry["medspa.intake.event"]
        with (
            patch("odoo.service.model.time"),
            patch.object(events, "_capture", side_effect=collision),
        ):
            answer = self.answered(self.post_json(name="Nora"), 200)
        self.assertEqual(answer["status"], "accepted")
        self.assertEqual(self.event(answer).state, "received")
        self.assertFalse(self.event(answer).error)
        self.assertTrue(self.env["ir.cron.trigger"].search(of_cron))

    # who may

    def test_unknown_address_is_404(self):
        for token in ("nothing", self.token[:-1], self.token.swapcase(), "%00", "é"):
            with self.subTest(token=token):
                self.answered(self.post_json(token, name="Nora"), 404)

    def test_archived_source_is_404(self):
        self.source.active = False
        self.answered(self.post_json(name="Nora"), 404)

    def test_source_of_hand_entries_has_no_address(self):
        self.source.provider = "manual"
        self.answered(self.post_json(name="Nora"), 404)

    def test_new_address_ends_the_old_one(self):
        new = self.source._rotate_token()
        self.answered(self.post_json(name="Nora"), 404)
        self.answered(self.post_json(new, name="Nora"), 200)

    def test_refused_requests_store_nothing(self):
        before = self.env["medspa.intake.event"].search_count([])
        self.post_json("nothing", name="Nora")
        self.post("[]", content_type="text/plain")
        self.post("x" * (MAX_BODY + 1), content_type=FORM)
        self.assertEqual(self.env["medspa.intake.event"].search_count([]), before)

    def test_only_posts_are_taken(self):
        for method in ("GET", "PUT", "DELETE"):
            with self.subTest(method=method):
                path = f"/medspa/intake/{self.token}"
                response = self.url_open(path, method=method)
                self.assertEqual(response.status_code, 405)
                self.assertNotIn("Traceback", response.text)

    def test_pages_of_other_sites_may_post(self):
        response = self.post_json(name="Nora")
        self.assertEqual(response.headers["Access-Control-Allow-Origin"], "*")
        asked = self.url_open(f"/medspa/intake/{self.token}", method="OPTIONS")
        self.assertIn(asked.status_code, (200, 204))
        self.assertEqual(asked.headers["Access-Control-Allow-Origin"], "*")
        self.assertIn("POST", asked.headers["Access-Control-Allow-Methods"])
        self.assertIn("Content-Type", asked.headers["Access-Control-Allow-Headers"])

    def test_no_session_is_opened_for_a_sender(self):
        self.assertNotIn("session_id", self.post_json(name="Nora").cookies)

    def test_strangers_set_no_field_of_ours(self):
        forbidden = {
            "id": 1,
            "user_id": self.mia.id,
            "team_id": 1,
            "company_id": 1,
            "stage_id": self.env["crm.stage"].search([], limit=1, order="id desc").id,
            "partner_id": self.mia.partner_id.id,
            "type": "lead",
            "active": False,
            "probability": 100,
            "won_status": "won",
            "priority": "3",
            "expected_revenue": 99999,
            "create_date": "2001-01-01 00:00:00",
            "intake_source_id": 1,
            "intake_patient_type": "returning",
            "intake_received_at": "2001-01-01 00:00:00",
            "treatment_ids": self.botox.ids,
            "response_policy_id": 1,
            "response_exempt_reason": "spam",
            "response_waiting_since": "2001-01-01 00:00:00",
            "response_due_at": "2099-01-01 00:00:00",
            "response_first_at": "2001-01-01 00:00:00",
            "response_verdict": "on_time",
            "message_follower_ids": [[4, 1]],
        }
        self.env["crm.stage"].search([], limit=1).copy({"sequence": 99})
        names = [name for name in forbidden if name != "create_date"]
        with at():
            plain = self.inquiry(self.post_json(name="Nora").json())
            lead = self.inquiry(self.post_json(name="Nora", **forbidden).json())
            expected = plain.read(names)[0]
            seen = lead.read(names)[0]
        for name in set(names) - {"id", "user_id", "message_follower_ids"}:
            with self.subTest(name=name):
                self.assertEqual(seen[name], expected[name])
        self.assertNotEqual(lead.id, 1)
        self.assertIn(lead.user_id, self.ana | self.ben)
        self.assertEqual(lead.message_partner_ids, lead.user_id.partner_id)
        self.assertGreater(lead.create_date.year, 2001)
        self.assertIn("<p>Response first at: 2001-01-01 00:00:00</p>", lead.description)

    # limits

    def test_body_of_exactly_64_kib_is_taken(self):
        self.assertEqual(MAX_BODY, 65536)
        head = '{"name": "Nora", "message": "'
        body = head + "x" * (MAX_BODY - len(head) - 2) + '"}'
        self.assertEqual(len(body), 65536)
        self.answered(self.post(body, content_type=JSON), 200)
        self.answered(self.post(body + " ", content_type=JSON), 413)

    def test_size_counts_bytes_not_characters(self):
        body = '{"name": "%s"}' % ("é" * 40_000)
        self.answered(self.post(body.encode(), content_type=JSON), 413)

    def test_much_too_large_a_body_is_refused_in_json(self):
        self.answered(self.post(b"x" * 3_000_000, content_type=JSON), 413)

    def test_any_or_no_content_type_is_taken(self):
        types = ("text/plain", "application/xml", "text/json", FORM, ";", None)
        for number, content_type in enumerate(types):
            with self.subTest(content_type=content_type):
                name = f"Nora {'I' * (number + 1)}"
                body = json.dumps({"name": name})
                answer = self.answered(self.post(body, content_type=content_type), 200)
                self.assertEqual(self.inquiry(answer).contact_name, name)

    def test_packed_body_is_taken(self):
        body = gzip.compress(b'{"name": "Nora Diaz"}')
        answer = self.answered(self.post(body, content_type=JSON), 200)
        self.assertEqual(self.inquiry(answer).contact_name, "Nora Diaz")
        self.assertEqual(self.event(answer).body, '{"name": "Nora Diaz"}')

    def test_photo_does_not_count_for_the_text(self):
        """The form is taken whatever comes with it; larger than all is too large."""
        photo = ("me.jpg", b"\xff\xd8\xff" + b"x" * 11_000_000, "image/jpeg")
        parts = {"name": (None, "Nora Diaz"), "photo": photo}
        answer = self.answered(self.post(files=parts), 200)
        self.assertEqual(self.inquiry(answer).contact_name, "Nora Diaz")
        self.assertLess(len(self.event(answer).body), 100)

    def test_fields_of_the_address_are_read_and_kept(self):
        query = "phone=(512)+555-0143&utm_source=gaggle"
        token = f"{self.token}?{query}"
        answer = self.answered(self.post_json(token, name="Nora Diaz"), 200)
        lead = self.inquiry(answer)
        self.assertEqual(lead.phone_sanitized, "+15125550143")
        self.assertEqual(lead.source_id.name, "gaggle")
        self.assertEqual(self.event(answer).query, query)
        token = f"{self.token}?{query.replace('0143', '0144')}"
        other = self.answered(self.post_json(token, name="Nora Diaz"), 200)
        self.assertNotEqual(self.event(other), self.event(answer))

    @at()
    def test_over_the_limit_is_told_to_come_back(self):
        self.source.rate_limit = 1
        self.answered(self.post_json(name="Nora"), 200)
        response = self.post_json(name="Mona")
        self.answered(response, 429)
        self.assertEqual(response.headers["Retry-After"], "60")

    # what nobody can read

    def test_where_nothing_is_said_nothing_is_kept(self):
        before = self.env["medspa.intake.event"].search_count([])
        for body in (b"", b"null", b"[]", b"{}", b'{"name": ""}', b"name=&email="):
            answer = self.answered(self.post(body), 400)
            self.assertEqual(answer, {"error": "The body holds no text."})
        self.assertEqual(self.env["medspa.intake.event"].search_count([]), before)

    def test_broken_bodies_never_break_us(self):
        bodies = (
            b"[1]",
            b'"text"',
            b'{"name": NaN, "x": 1}',
            b'{"name": 1' + b"0" * 5000 + b"}",
            b'{"name": "\\ud800x", "external_id": "\\udc00\\u0000"}',
            b"\xff\xfe{\x00x\x00}\x00",
            b"\x1f\x8bnothing packed",
            b'{"name": "\xc3\x28\xff"}',
            b"=&=&&;=;%",
            b"--x\r\nContent-Disposition: form-data; name=\r\n\r\nx",
        )
        for content_type in (JSON, FORM, "multipart/form-data; boundary=x"):
            for number, body in enumerate(bodies):
                with self.subTest(content_type=content_type, body=body[:30]):
                    response = self.post(body, content_type=content_type)
                    event = self.event(self.answered(response, 200))
                    self.assertEqual(event.state, "processed", number)
                    self.assertTrue(event.lead_id, "everything said is on a card")

    def test_bodies_over_the_limits_are_too_much(self):
        deep = 30_000
        for body in (
            b"[" * deep,
            b'{"message": ' + b"[" * deep + b"]" * deep + b"}",
            b'{"name": ' + b'{"a": ' * 5000 + b"1" + b"}" * 5000 + b"}",
            b"a=b&" * 1_500,
        ):
            with self.subTest(body=body[:30]):
                self.answered(self.post(body, content_type=JSON), 413)

    @mute_logger(
        "odoo.addons.medspa_speed_to_lead.models.intake.medspa_intake_processing"
    )
    def test_wrong_types_in_every_field_still_make_an_inquiry(self):
        for value in WRONG_TYPES:
            with self.subTest(value=str(value)[:30]):
                values = {**dict.fromkeys(FIELDS, value), "extra": value}
                # a person, so that there is something to make of it
                values = {**values, "first_name": "Nora", "external_id": str(value)}
                answer = self.answered(self.post_json(**values), 200)
                self.assertEqual(self.event(answer).error, False)
                self.assertTrue(self.inquiry(answer).exists())

    def test_control_characters_are_left_out(self):
        answer = self.post_json(
            name="No\x00ra\x1b \u202eDiaz", message="a\x00b\nc"
        ).json()
        self.assertEqual(self.inquiry(answer).contact_name, "Nora Diaz")
        self.assertEqual(self.inquiry(answer).description, "<p>ab<br>c</p>")

    def test_what_is_no_utf8_is_windows(self):
        answer = self.post(b'{"name": "Nora Mu\xf1oz"}', content_type=JSON).json()
        self.assertEqual(self.inquiry(answer).contact_name, "Nora Muñoz")

    def test_strange_charsets_never_break_us(self):
        charsets = (
            "klingon",
            "rot13",
            "base64",
            "undefined",
            "unicode_escape",
            "raw_unicode_escape",
            "utf-7",
            "utf-16",
            "idna",
            "punycode",
            "utf-8; charset=latin-1",
            '"',
            "",
            "x" * 5000,
        )
        body = rb'{"name": "Nora \ud800 +2AA- \x41", "email": "nora@patient.example"}'
        for charset in charsets:
            with self.subTest(charset=charset[:30]):
                content_type = f"{JSON}; charset={charset}"
                response = self.post(body, content_type=content_type)
                self.assertIn(response.status_code, (200, 400), response.text)
                self.answered(response, response.status_code)

    @mute_logger("odoo.addons.medspa_speed_to_lead.controllers.machine")
    def test_our_own_failure_tells_nothing_of_the_inside(self):
        events = self.registry["medspa.intake.event"]
        with patch.object(events, "_receive", side_effect=ValueError("secret path")):
            response = self.post_json(name="Nora")
        self.answered(response, 500)
        self.assertNotIn("secret", response.text)
