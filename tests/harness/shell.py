"""Runs Python code in an Odoo process against a database, and returns what it prints.

One process serves all calls: loading Odoo takes seconds, a call milliseconds. Each call
has its own transaction, committed at its end.
"""

import json
import subprocess

from . import settings

WORKER = settings.ROOT / "tests" / "harness" / "shell_worker.py"


class ShellError(Exception):
    """The code raised; the message is its traceback."""


class OdooShell:
    """:param args: options of Odoo, beside the tests' configuration."""

    def __init__(self, db: str, args: tuple[str, ...] = ()):
        self.log_path = settings.log_folder() / f"shell-{db}.log"
        self._log = self.log_path.open("a")
        python = settings.odoo_command()[0]
        self._process = subprocess.Popen(
            [python, str(WORKER), settings.test_conf(), db, *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )

    def __call__(self, code: str):
        """Run `code`, which finds `env` and `json`; return its output read as JSON."""
        self._process.stdin.write(json.dumps(code) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise ShellError(f"the Odoo shell ended: see {self.log_path}")
        answer = json.loads(line)
        if "error" in answer:
            raise ShellError(answer["error"])
        return json.loads(answer["output"]) if answer["output"].strip() else None

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
        self._log.close()
