"""Runs tests of Odoo's own addons with pytest-odoo; reads what became of each."""

import os
import signal
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from . import database, settings

SECONDS = 15 * 60
# the worst of several: a failed subtest stands beside the test that it belongs to
OUTCOMES = ("passed", "skipped", "failed")


@dataclass
class Outcomes:
    """What became of each test of a run, by ``file::class::test`` within the addons."""

    states: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    # why the run itself went wrong; then `states` says nothing
    trouble: str = ""

    @property
    def counts(self) -> Counter:
        return Counter(self.states.values())

    def ids(self, state: str) -> set[str]:
        return {test for test, found in self.states.items() if found == state}

    def put(self, test: str, state: str, text: str = "") -> None:
        known = self.states.get(test, OUTCOMES[0])
        self.states[test] = max(known, state, key=OUTCOMES.index)
        if text:
            self.texts[test] = text


def run(template: str, *tests: str) -> Outcomes:
    """Run tests on a copy of a database, with a server for those that need one.

    :param tests: paths within Odoo's addons, or ids of tests as `Outcomes` has them.
    """
    with database.copied(template) as db:
        report = settings.log_folder() / f"suite-{db}.xml"
        log_path = report.with_suffix(".log")
        with log_path.open("w") as log:
            ended = _run_pytest(db, tests, report, log)
    if ended not in (0, 1) or not report.exists():
        return Outcomes(trouble=f"pytest ended with {ended}: see {log_path}")
    return read(report)


def _run_pytest(db, tests, report, log) -> int | str:
    addons = settings.odoo_folder() / "addons"
    command = [
        *(settings.odoo_command()[0], "-m", "pytest", "-q", "--rootdir", str(addons)),
        *("-p", "no:cacheprovider", "-p", "tests.harness.slow_tours"),
        *("--odoo-config", settings.test_conf(), "--odoo-database", db),
        *("--odoo-http", "--junitxml", str(report), "-o", "junit_family=xunit1"),
        *(str(addons / test) for test in tests),
    ]
    process = subprocess.Popen(
        command,
        # not among the addons: some have the names of Python's own modules
        cwd=settings.state(),
        env={**os.environ, "PATH": f"{_browser()}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        # a group of its own: its browsers must end with it
        start_new_session=True,
    )
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return f"nothing in {SECONDS} seconds"


def _browser() -> Path:
    """A folder in which Odoo finds the browser under a name that it looks for."""
    found = settings.chromium()
    folder = settings.state() / "browser"
    folder.mkdir(exist_ok=True)
    link = folder / "google-chrome"
    if not link.is_symlink() or os.readlink(link) != found:
        link.unlink(missing_ok=True)
        link.symlink_to(found)
    return folder


def read(report: Path) -> Outcomes:
    """Read a report of pytest in the form of JUnit."""
    outcomes = Outcomes()
    for case in ElementTree.parse(report).iter("testcase"):
        outcomes.seconds += float(case.get("time"))
        name = case.get("classname").rpartition(".")[2]
        test = f"{case.get('file')}::{name}::{case.get('name')}"
        wrong = [case.find(tag) for tag in ("failure", "error")]
        wrong = [part for part in wrong if part is not None]
        if wrong:
            outcomes.put(test, "failed", "\n".join(p.text or "" for p in wrong))
        else:
            state = "passed" if case.find("skipped") is None else "skipped"
            outcomes.put(test, state)
    return outcomes
