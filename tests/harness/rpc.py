"""A user of the server: logs in over HTTP and calls what a browser would call."""

import json
import urllib.error
import urllib.request
from http.cookiejar import CookieJar

TIMEOUT = 90


class RpcError(Exception):
    """The server answered with an error; `kind` is the name of its class."""

    def __init__(self, kind: str, message: str, answer: str):
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.answer = answer


class Client:
    """A browser's session; without `log_in` it is the public's."""

    def __init__(self, url: str, db: str):
        self._url = url
        self._db = db
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open
        self.uid: int | None = None

    def log_in(self, login: str, password: str) -> "Client":
        values = {"db": self._db, "login": login, "password": password}
        self.uid = self.post("/web/session/authenticate", values)["uid"]
        if not self.uid:
            raise RpcError("AccessDenied", f"{login} could not log in", "")
        return self

    def call(self, model: str, method: str, *args, **kwargs):
        """Call a public method of a model, as the web client does."""
        return self.post(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def post(self, path: str, params: dict):
        """Return the result of a JSON-RPC route; its error is raised."""
        body = {"jsonrpc": "2.0", "method": "call", "params": params, "id": 1}
        _status, text = self.request(
            path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        try:
            answer = json.loads(text)
        except ValueError:
            raise RpcError("NotJson", text[:200], text) from None
        if "error" in answer:
            data = answer["error"].get("data", {})
            kind = data.get("name", "").rsplit(".", 1)[-1]
            raise RpcError(kind, data.get("message", ""), text)
        return answer.get("result")

    def request(
        self, path: str, body: bytes | None = None, headers=None, method=None
    ) -> tuple[int, str]:
        """Return status and text of any request; redirections are followed."""
        request = urllib.request.Request(
            self._url + path, body, headers or {}, method=method
        )
        try:
            with self._open(request, timeout=TIMEOUT) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8", "replace")
