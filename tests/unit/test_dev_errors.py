"""What the set-up says when something is missing: one sentence, what to do, no success.

The real scripts run, on a machine that is made up: a path with some programs left out
or replaced, and a state folder of their own.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ORDINARY_USER = "echo 1000"
FAILS = "echo 'cannot be reached' >&2; exit 1"


class Machine:
    """Runs our scripts with some programs missing and others faked."""

    def __init__(self, folder: Path):
        self.state = folder / "state"
        self._bin = folder / "bin"
        self._bin.mkdir()
        for program in Path("/usr/bin").iterdir():
            (self._bin / program.name).symlink_to(program)
        # Whatever this machine has, the made-up one has no Odoo and no user's settings.
        self.env = {
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "ODOO_INSTALLED": str(folder / "no-odoo"),
            "PATH": f"{self._bin}:/usr/sbin:/sbin",
            "PORT": str(free_port()),
            "PYTHON": getattr(sys, "_base_executable", sys.executable),
            "STATE": str(self.state),
        }

    def without(self, *programs: str):
        for program in programs:
            (self._bin / program).unlink(missing_ok=True)
        return self

    def with_fake(self, program: str, body: str):
        fake = self._bin / program
        fake.unlink(missing_ok=True)
        fake.write_text(f"#!/bin/sh\n{body}\n")
        fake.chmod(0o755)
        return self

    def set(self, **variables):
        self.env.update({key: str(value) for key, value in variables.items()})
        return self

    def fail(self, *command: str) -> str:
        """Run a command that must fail; return its last line, which must be our own."""
        result = subprocess.run(
            command,
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )
        assert result.returncode != 0, result.stdout
        last = result.stderr.splitlines()[-1]
        assert last.startswith("Error: "), result.stderr
        return last


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def odoo_tree(folder: Path, version: str) -> Path:
    package = folder / "tree" / "odoo"
    package.mkdir(parents=True)
    major, minor = version.split(".")
    release = f"version_info = ({major}, {minor}, 0, FINAL, 0, '')\n"
    (package / "release.py").write_text(release)
    return package.parent


def run_part(code: str) -> tuple[str, ...]:
    """A single step of the set-up, for what would take minutes to reach otherwise."""
    return ("bash", "-c", f". dev/env.sh && steps 1 && {code}")


@pytest.fixture
def machine(tmp_path):
    made_up = Machine(tmp_path)
    yield made_up
    # A cluster's folders lie outside the state folder.
    env = {**made_up.env, "STATE": str(tmp_path / "state")}
    subprocess.run(["dev/clean"], cwd=ROOT, env=env, check=True, capture_output=True)


def test_port_is_taken(machine):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        message = machine.set(PORT=port).fail("dev/run")
    assert f"Port {port} is used by another program" in message
    assert f"PORT={port + 1} make run" in message


def test_port_is_no_number(machine):
    assert "PORT=8070 make run" in machine.set(PORT="web").fail("dev/run")


def test_no_package_source_is_reachable(machine):
    message = machine.with_fake("apt-get", FAILS).fail(*run_part("need_odoo"))
    assert "could not be downloaded" in message
    assert "ODOO_PATH" in message


def test_machine_without_apt(machine):
    message = machine.without("apt-get").fail(*run_part("need_odoo"))
    assert "no apt-get" in message
    assert "ODOO_PATH" in message


def test_disk_is_full(machine):
    table = "echo 'Filesystem 1M-blocks Used Available'; echo 'disk 9000 8900 100'"
    message = machine.with_fake("df", table).fail(*run_part("need_odoo"))
    assert "100 MB are free" in message
    assert "2500 MB are needed" in message


def test_state_folder_cannot_be_written(machine):
    assert "set STATE" in machine.set(STATE="/proc/nowhere").fail("dev/run")


def test_odoo_of_another_version(machine, tmp_path):
    machine.set(ODOO_PATH=odoo_tree(tmp_path, "18.0"))
    message = machine.fail(*run_part("need_odoo"))
    assert "is Odoo 18.0" in message
    assert "needs 19.0" in message


def test_odoo_path_without_odoo(machine, tmp_path):
    machine.set(ODOO_PATH=tmp_path)
    assert "no release.py" in machine.fail(*run_part("need_odoo"))


def test_ordinary_user_hears_of_everything_missing_at_once(machine):
    machine.with_fake("id", ORDINARY_USER)
    machine.set(PYTHON="no-python", CHROMIUM="no-browser")
    message = machine.fail("dev/test")
    assert "Python 3.11 to 3.13" in message
    assert "apt-get install --no-install-recommends python3-venv chromium" in message


def test_root_hears_what_apt_could_not_install(machine):
    machine.with_fake("id", "echo 0").with_fake("apt-get", FAILS)
    message = machine.set(CHROMIUM="no-browser").fail("dev/test")
    assert "could not install chromium" in message


def test_postgres_is_missing_everywhere(machine, tmp_path):
    machine.with_fake("id", ORDINARY_USER).without("initdb")
    machine.with_fake("stat", f"echo {ORDINARY_USER.split()[1]}")
    machine.set(POSTGRES_ROOT=tmp_path / "no-postgres")
    message = machine.fail(*run_part("need_postgres"))
    assert "no PostgreSQL" in message
    assert "apt-get install postgresql" in message


def test_package_index_is_unreachable(machine):
    # It knows who it is, and can do nothing else.
    python = 'case $2 in *executable*) echo "$0" ;; esac; [ "$1" = -c ]'
    machine.with_fake("old-python", python).with_fake("uv", FAILS)
    message = machine.set(PYTHON="old-python").fail(*run_part("need_venv"))
    assert "Python packages could not be installed" in message


def test_lint_without_node(machine):
    machine.with_fake("id", ORDINARY_USER).without("node", "npm")
    assert "nodejs npm" in machine.fail("dev/lint")


def test_unknown_proof(machine):
    assert "no proof of that name" in machine.fail("dev/proof", "nothing")


def test_clean_leaves_what_is_not_ours(tmp_path):
    keepsake = tmp_path / "keepsake"
    keepsake.touch()
    (tmp_path / "venv").mkdir()
    env = {**os.environ, "STATE": str(tmp_path)}
    subprocess.run(["dev/clean"], cwd=ROOT, env=env, check=True, capture_output=True)
    assert list(tmp_path.iterdir()) == [keepsake]
