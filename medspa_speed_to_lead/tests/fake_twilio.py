"""A Twilio on this machine: the Messages resource, over real HTTP.

    with FakeTwilio({sid: token}) as twilio:
        twilio.on("+15125550143", opted_out())
        ...  # send to twilio.url
        twilio.requests

Plain Python: no Odoo, so that anything that runs a server can load it.
"""

import base64
import json
import re
import sys
import threading
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from urllib.parse import parse_qs

__all__ = ["Answer", "FakeTwilio", "Request", "drop", "error", "hang", "html"]
__all__ += ["opted_out"]

ONE = re.compile(
    r"/2010-04-01/Accounts/(AC[0-9A-Za-z]{32})/Messages/(SM[0-9a-f]{32})\.json"
)
PATH = re.compile(r"/2010-04-01/Accounts/(AC[0-9A-Za-z]{32})/Messages\.json")


@dataclass(frozen=True)
class Request:
    """What somebody asked for. ``status`` is the HTTP status they got, 0 for none."""

    account: str
    token: str
    from_number: str
    to: str
    body: str
    status_callback: str
    status: int = 201


@dataclass(frozen=True)
class Answer:
    """How to behave. Without a ``body`` the text is taken."""

    status: int = 201
    body: str | None = None
    content_type: str = "application/json"
    delay: float = 0
    dropped: bool = False


def error(code, message="Refused.", status=400):
    """Answer with an error code of Twilio."""
    resource = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    return Answer(status, json.dumps(resource))


def opted_out():
    return error(21610, "Attempt to send to unsubscribed recipient")


def html(status):
    """Answer with a page, as a machine between us and Twilio does."""
    page = f"<html><body><h1>{status}</h1></body></html>"
    return Answer(status, page, "text/html")


def hang(seconds):
    """Take the text, and say so too late."""
    return Answer(delay=seconds)


def drop():
    """Take the text, and close the connection without a word."""
    return Answer(dropped=True)


class FakeTwilio:
    """:param accounts: the token of each account SID."""

    def __init__(self, accounts):
        self.accounts = dict(accounts)
        self.requests = []
        self.asked = []  # SIDs whose fate somebody asked for
        self.statuses = {}  # of SIDs: ``(status, error code)``
        self._sent = {}
        self._answers = {}
        self._behaviour = None
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.twilio = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.02},
            daemon=True,
        ).start()
        return self

    def __exit__(self, *_exc):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def texts(self):
        """The requests whose text goes to a phone."""
        return [request for request in self.requests if request.status in (0, 201)]

    def on(self, number, answer):
        """Behave like this towards one recipient."""
        self._answers[number] = answer

    def behave(self, behaviour):
        """Ask a callable: it gets each request and returns an answer or ``None``."""
        self._behaviour = behaviour

    def _answer(self, request):
        if self.accounts.get(request.account) != request.token or not request.token:
            return error(20003, "Authenticate", status=401)
        told = self._behaviour and self._behaviour(request)
        return told or self._answers.get(request.to) or _missing(request) or Answer()


def _missing(request):
    if not request.to:
        return error(21604, "A 'To' phone number is required.")
    if not request.from_number:
        return error(21603, "A 'From' phone number is required.")
    if not request.body:
        return error(21602, "Message body is required.")
    return None


def _message_resource(request):
    sid = f"SM{uuid.uuid4().hex}"
    uri = f"/2010-04-01/Accounts/{request.account}/Messages/{sid}"
    now = format_datetime(datetime.now(UTC))
    return {
        "account_sid": request.account,
        "api_version": "2010-04-01",
        "body": request.body,
        "date_created": now,
        "date_sent": None,
        "date_updated": now,
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": request.from_number,
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": "USD",
        "sid": sid,
        "status": "queued",
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": request.to,
        "uri": f"{uri}.json",
    }


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        # who was killed hangs up without a word
        if isinstance(sys.exc_info()[1], ConnectionError):
            return None
        return super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections open, as Twilio does
    disable_nagle_algorithm = True

    def do_GET(self):
        path = ONE.fullmatch(self.path)
        twilio = self.server.twilio
        resource = path and twilio._sent.get(path[2])
        if not path or self._token_of(path[1]) != twilio.accounts.get(path[1]):
            self._send(error(20003, "Authenticate", status=401), {})
            return
        twilio.asked.append(path[2])
        if not resource:
            self._send(error(20404, "The requested resource was not found", 404), {})
            return
        status, code = twilio.statuses.get(path[2], ("queued", None))
        self._send(Answer(200), resource | {"status": status, "error_code": code})

    def do_POST(self):
        form = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = PATH.fullmatch(self.path)
        if not path:
            self._send(error(20404, "The requested resource was not found", 404), {})
            return
        request = self._request(path[1], form.decode())
        answer = self.server.twilio._answer(request)
        status = 0 if answer.dropped else answer.status
        request = Request(**{**vars(request), "status": status})
        self.server.twilio.requests.append(request)
        self.server.twilio._closing.wait(answer.delay)
        if answer.dropped:
            self.close_connection = True
            self.connection.shutdown(SHUT_RDWR)
        else:
            resource = _message_resource(request)
            self.server.twilio._sent[resource["sid"]] = resource
            self._send(answer, resource)

    def _request(self, account, form):
        values = {key: items[0] for key, items in parse_qs(form).items()}
        return Request(
            account=account,
            token=self._token_of(account),
            from_number=values.get("From", ""),
            to=values.get("To", ""),
            body=values.get("Body", ""),
            status_callback=values.get("StatusCallback", ""),
        )

    def _token_of(self, account):
        """Return the token with which the account says who it is, or nothing."""
        scheme, _, credentials = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Basic":
            return ""
        user, _, token = base64.b64decode(credentials).decode().partition(":")
        return token if user == account else ""

    def _send(self, answer, resource):
        body = answer.body if answer.body is not None else json.dumps(resource)
        try:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())
        except OSError:
            self.close_connection = True  # they did not wait

    def log_message(self, *_args):
        pass
