import json
import logging
import threading
from unittest.mock import patch
from urllib.parse import urlencode

from odoo.http import Controller
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..controllers.request_log import SecretPaths, install
from .common import SpeedToLeadCommon

JSON = {"Content-Type": "application/json"}
ODD = (
    *("", " ", "0", "-1", "1e9", "1" * 5000, "9" * 30, "²", "٣", "None", "null", "[]"),
    *("é", "\U0001f600", "\x00", "%00", "{}", "' OR 1=1", "../..", "a" * 64, "0" * 64),
    *('{"date_from": 5}', '{"team_ids": {"a": []}}', "[" * 20_000, '"x"', "NaN"),
)


@tagged("post_install", "-at_install")
class TestPublicRoutes(SpeedToLeadCommon, HttpCase):
    """Whatever strangers send to a route of ours, it is refused in peace."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.make_source()
        cls.token = cls.source._rotate_token()
        number = cls.make_source(name="Number", provider="twilio")
        cls.number_token = number._rotate_token()

    def routes(self):
        """Return ``(path, methods, type)`` of every route of ours."""
        thread = threading.current_thread()
        with patch.object(thread, "dbname", self.env.cr.dbname, create=True):
            rules = list(self.env["ir.http"].routing_map().iter_rules())
        return sorted(
            (rule.rule, tuple(sorted(rule.methods or ("GET", "POST"))), routing["type"])
            for rule in rules
            for routing in [rule.endpoint.routing]
            if ".medspa_speed_to_lead." in rule.endpoint.func.__func__.__module__
            if issubclass(type(rule.endpoint.func.__self__), Controller)
            if "medspa" in rule.rule
        )

    def paths(self, rule):
        if "<string:token>" not in rule:
            return [rule]
        given = (self.token, self.number_token, "x" * 43, "%00", "é", "a" * 3000)
        return [rule.replace("<string:token>", token) for token in given]

    def assertPeace(self, response, said):
        self.assertLess(response.status_code, 500, said)
        self.assertNotIn("Traceback", response.text, said)

    def test_all_routes_are_found(self):
        rules = {rule for rule, _methods, _kind in self.routes()}
        self.assertLessEqual(
            {
                "/medspa/intake",
                "/medspa/intake/<string:token>",
                "/medspa/twilio/sms/<string:token>",
                "/medspa/review/unsubscribe",
                "/medspa/review/unsubscribe_oneclick",
                "/medspa/dashboard/export",
            },
            rules,
        )

    @mute_logger("odoo.http", "werkzeug")
    def test_odd_parameters_are_refused_in_peace(self):
        for login in (None, "stl_ana", "stl_mia"):
            self.authenticate(login, login)
            for rule, methods, kind in self.routes():
                if kind == "jsonrpc":
                    continue
                for path in self.paths(rule):
                    self.call_oddly(path, methods)

    def call_oddly(self, path, methods):
        names = ("user_id", "token", "filters", "name", "Body", "From", "lead_id")
        for method in ("GET", "HEAD", "POST", "PUT", "OPTIONS"):
            self.assertPeace(self.url_open(path, method=method), (method, path))
        for odd in ODD:
            if "GET" in methods:
                query = urlencode(dict.fromkeys(names, odd[:800]))
                self.assertPeace(self.url_open(f"{path}?{query}"), (path, odd[:50]))
            if "POST" in methods:
                body = dict.fromkeys(names, odd)
                self.assertPeace(self.url_open(path, data=body), (path, odd[:50]))
        for query in ("user_id=1&user_id=2&token[]=x", "user_id", "=&&=", "token=%ff"):
            self.assertPeace(self.url_open(f"{path}?{query}"), (path, query))
        files = {name: (f"{name}.txt", b"x") for name in names}
        self.assertPeace(self.url_open(path, files=files), (path, "files"))
        body = json.dumps(dict.fromkeys(names, [{}]))
        answer = self.url_open(path, data=body, headers=JSON)
        self.assertPeace(answer, (path, "json"))

    # what ends a review

    def link(self, user, one_click=False):
        review = self.env["medspa.weekly.review"].new({"company_id": self.company.id})
        address = review._unsubscribe_address(user)(one_click)
        return address.removeprefix(review.get_base_url())

    def test_looking_at_the_link_ends_nothing(self):
        path = self.link(self.mia)
        for method in ("GET", "HEAD", "OPTIONS"):
            with self.subTest(method=method):
                self.assertLess(self.url_open(path, method=method).status_code, 400)
                self.assertFalse(self.mia.medspa_weekly_review)

    def test_click_on_the_page_ends_it(self):
        page = self.url_open(self.link(self.mia))
        self.assertIn("Stop the weekly review", page.text)
        path, _mark, query = self.link(self.mia).partition("?")
        values = dict(pair.split("=") for pair in query.split("&"))
        for value in values.values():
            self.assertIn(f'value="{value}"', page.text)
        answer = self.url_open(path, data=values)
        self.assertIn("You will not get it any more", answer.text)
        self.assertEqual(self.mia.medspa_weekly_review, "never")
        self.assertFalse(self.ana.medspa_weekly_review)

    def test_wrong_signature_opens_nothing(self):
        path, _mark, query = self.link(self.mia).partition("?")
        other = query.replace(str(self.mia.id), str(self.ana.id), 1)
        for wrong in (other, query[:-1], query + "0", query.upper(), ""):
            self.assertEqual(self.url_open(f"{path}?{wrong}").status_code, 404)
            answer = self.url_open(f"{path}?{wrong}", data={"x": "1"})
            self.assertEqual(answer.status_code, 404)
        self.assertFalse(self.ana.medspa_weekly_review)
        self.assertFalse(self.mia.medspa_weekly_review)

    # a token in a header

    def post(self, **headers):
        body = json.dumps({"name": "Nora", "message": str(headers)})
        return self.url_open("/medspa/intake", data=body, headers={**JSON, **headers})

    def test_header_carries_the_token(self):
        for headers in (
            {"Authorization": f"Bearer {self.token}"},
            {"Authorization": f"bearer  {self.token} "},
            {"X-Medspa-Token": self.token},
            {"Authorization": "Basic abc", "X-Medspa-Token": self.token},
        ):
            with self.subTest(headers=headers):
                answer = self.post(**headers)
                self.assertEqual(answer.status_code, 200, answer.text)
                self.assertEqual(set(answer.json()), {"status", "receipt"})

    def test_without_a_token_nothing_is_taken_in(self):
        before = self.env["medspa.intake.event"].search_count([])
        for headers, code in (
            ({}, 401),
            ({"Authorization": "Bearer"}, 401),
            ({"Authorization": f"Basic {self.token}"}, 401),
            ({"X-Medspa-Token": ""}, 401),
            ({"Authorization": "Bearer x"}, 404),
            ({"X-Medspa-Token": self.number_token}, 404),
        ):
            with self.subTest(headers=headers):
                answer = self.post(**headers)
                self.assertEqual(answer.status_code, code)
                self.assertEqual(set(answer.json()), {"error"})
        self.assertEqual(self.env["medspa.intake.event"].search_count([]), before)

    # what the log of requests holds

    def test_log_of_requests_holds_no_secret(self):
        """As Odoo's server writes it; a real server is asked in the tests with one."""
        signature = self.link(self.mia).rpartition("=")[2]
        lines = {
            f"POST /medspa/intake/{self.token} HTTP/1.1": "/medspa/intake/*** HTTP",
            f"POST //medspa//intake//{self.token}?name=Nora HTTP/1.1": "***?*** HTTP",
            f"POST /Medspa/intake/{self.token}#x HTTP/1.1": "/intake/*** HTTP",
            f"POST /medspa/twilio/sms/{self.token} HTTP/1.1": "/sms/*** HTTP",
            f"GET {self.link(self.mia)} HTTP/1.1": "token=*** HTTP",
            f"GET /medspa/x?token={signature}&user_id=1 HTTP/1.1": "***&user_id=1",
        }
        for line, shown in lines.items():
            with (
                self.subTest(line=line),
                self.assertLogs("werkzeug", "WARNING") as logged,
            ):
                logging.getLogger("werkzeug").warning(
                    '%s - - [30/Nov/2026] "%s" %s %s', "127.0.0.1", line, "200", "-"
                )
                self.assertIn(shown, logged.output[0])
                self.assertIn('"POST' if "POST" in line else '"GET', logged.output[0])
                for secret in (self.token, signature):
                    self.assertNotIn(secret, logged.output[0])

    def test_other_lines_stay_as_they_are(self):
        install()
        install()
        filters = logging.getLogger("werkzeug").filters
        (ours,) = (one for one in filters if isinstance(one, SecretPaths))
        for message, args in (
            ('"%s" %s', ("GET /web HTTP/1.1", 200)),
            ("100% of /medspa/ is fine", ()),
            ("GET /medspa/dashboard/export?filters=%7B%7D", ()),
        ):
            record = logging.makeLogRecord({"msg": message, "args": args})
            self.assertTrue(ours.filter(record))
            self.assertEqual((record.msg, record.args), (message, args))
