"""A real Odoo server process on a free port, with a database of its own."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from . import database, settings
from .outside import Outside

START_SECONDS = 90
STOP_SECONDS = 20


class ServerError(Exception):
    """The server did not start; the message ends with the end of its log."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One Odoo server, which can be stopped, killed and started again on the same port.

    `db` is the name of its database; one that was copied for this server is dropped by
    `close`. Without an `smtp_port` on this machine its emails fail. What it asks of
    other machines meets `outside`. Use it as a context manager.
    """

    def __init__(
        self,
        name: str = "server",
        db: str | None = None,
        smtp_port: int | None = None,
        outside: Outside | None = None,
    ):
        self._env = outside.env if outside else {}
        self._owns_db = db is None
        self.db = db or database.copy(settings.template_database())
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path: Path = settings.log_folder() / f"{name}-{self.db}.log"
        self._process: subprocess.Popen | None = None
        self._mail = (
            ("--smtp", "127.0.0.1", "--smtp-port", str(smtp_port)) if smtp_port else ()
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, env: dict[str, str] | None = None, args: tuple[str, ...] = ()):
        """Start the server and wait until it serves; its log goes on where it was."""
        if self.running:
            raise ServerError("the server is running already")
        command = settings.odoo_command(
            *("-c", settings.test_conf(), "-d", self.db, "--db-filter", f"^{self.db}$"),
            *("--http-port", str(self.port), "--max-cron-threads", "1"),
            *(*self._mail, *args),
        )
        with self.log_path.open("a") as log:
            # A group of its own: `kill` must reach the workers too.
            self._process = subprocess.Popen(
                command,
                env={**os.environ, **self._env, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_served()
        return self

    def _wait_until_served(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if not self.running:
                raise ServerError(f"the server ended at once\n{self.log_tail()}")
            try:
                urllib.request.urlopen(f"{self.url}/web/health", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.kill()
        raise ServerError(f"not served in {START_SECONDS} s\n{self.log_tail()}")

    def stop(self) -> None:
        """End it as an administrator would."""
        if not self.running:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL to it and its workers."""
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # gone already, which is what was asked for
        self._process.wait()

    def restart(self, env: dict[str, str] | None = None, args: tuple[str, ...] = ()):
        self.stop()
        return self.start(env, args)

    def log_tail(self, lines: int = 40) -> str:
        return "\n".join(
            self.log_path.read_text(errors="replace").splitlines()[-lines:]
        )

    def close(self) -> None:
        self.stop()
        if self._owns_db:
            database.drop(self.db)

    def __enter__(self):
        return self

    def __exit__(self, *error) -> None:
        self.close()
