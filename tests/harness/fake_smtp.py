"""A mail server on this machine that accepts every email and delivers none.

Alone it serves the demo practice: `python tests/harness/fake_smtp.py PORT FOLDER`
writes what arrives into the folder, one file an email.
"""

import email
import email.policy
import itertools
import re
import socketserver
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Email:
    """An email as it came over the wire; `at` is the clock's time of its arrival."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    at: float = field(default_factory=time.time)

    @property
    def message(self):
        return email.message_from_bytes(self.content, policy=email.policy.default)

    @property
    def text(self) -> str:
        """What a mail client without HTML shows."""
        return self.message.get_body(("plain", "html")).get_content()


class _Session(socketserver.StreamRequestHandler):
    """One connection; as much of RFC 5321 as a client that sends needs."""

    def handle(self):
        self._forget()
        self._say(220, "ready")
        for line in self.rfile:
            verb, _space, rest = line.decode("utf-8", "replace").strip().partition(" ")
            if verb.upper() == "QUIT":
                self._say(221, "bye")
                return
            self._obey(verb.upper(), rest)

    def _obey(self, verb, rest):
        if verb in ("EHLO", "HELO"):
            self._say(250, "hello")
        elif verb == "MAIL" and self.server.box.down:
            self._say(451, "try again later")
        elif verb == "MAIL":
            self.sender = _address(rest)
            self._say(250, "fine")
        elif verb == "RCPT":
            self._receive(_address(rest))
        elif verb == "DATA":
            self._say(354, "go on, end with a dot")
            self._keep(self._read_data())
        elif verb in ("RSET", "NOOP"):
            self._forget()
            self._say(250, "fine")
        else:
            self._say(502, "not known here")

    def _receive(self, address):
        refusal = self.server.box.refused.get(address)
        if refusal:
            self._say(550, refusal)
            return
        self.recipients.append(address)
        self._say(250, "fine")

    def _read_data(self):
        lines = []
        for line in self.rfile:
            if line in (b".\r\n", b".\n"):
                break
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _keep(self, content):
        box = self.server.box
        if box.delay:
            time.sleep(box.delay)
        box.keep(Email(self.sender, tuple(self.recipients), content))
        self._forget()
        self._say(250, "kept")

    def _forget(self):
        self.sender, self.recipients = "", []

    def _say(self, code, text):
        self.wfile.write(f"{code} {text}\r\n".encode())


def _address(text: str) -> str:
    found = re.search(r"<([^>]*)>", text)
    return (found.group(1) if found else text).lower()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class FakeSmtp:
    """The server in a thread. `emails` holds what arrived, in this order.

    `refused` maps an address to the reason for which it is refused; `delay` is how
    many seconds each email takes to be accepted; while it is `down` it takes none and
    asks to be tried again.
    """

    def __init__(self, port: int = 0, folder: Path | None = None):
        self.emails: list[Email] = []
        self.refused: dict[str, str] = {}
        self.delay = 0.0
        self.down = False
        self._folder = folder
        self._numbers = itertools.count(1)
        self._server = _Server(("127.0.0.1", port), _Session)
        self._server.box = self
        self.port = self._server.server_address[1]

    def keep(self, received: Email) -> None:
        self.emails.append(received)
        if self._folder:
            name = f"{time.strftime('%Y%m%d-%H%M%S')}-{next(self._numbers):04d}.eml"
            (self._folder / name).write_bytes(received.content)

    def to(self, address: str) -> list[Email]:
        """The emails that an address got."""
        return [one for one in list(self.emails) if address.lower() in one.recipients]

    def wait_for(self, address: str, seconds: float = 15) -> Email:
        """The first email to an address; an error when none comes."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := self.to(address):
                return found[0]
            time.sleep(0.02)
        raise AssertionError(f"no email to {address} within {seconds} s")

    def serve(self) -> None:
        self._server.serve_forever(poll_interval=0.1)

    def __enter__(self):
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def __exit__(self, *error) -> None:
        self._server.shutdown()
        self._server.server_close()


if __name__ == "__main__":
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    FakeSmtp(port, folder).serve()
