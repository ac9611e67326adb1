"""How `make test` hands the tests to pytest, and how it ends.

The real script runs the tests of one kind, with a stand-in for the Python that it
would install: it notes how pytest is called, and ends as it is told.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = f"""#!/bin/sh
case "$*" in
    "-m pytest "*) echo "$*" >>"$ASKED"; eval "$PYTEST" ;;
    *) exec {sys.executable} "$@" ;;
esac
"""
# what says that the packages are those of the lock file
STAMP = '. dev/env.sh && echo "$VENV" | cat - "$LOCK_FILE" | sha256sum >"$VENV/.stamp"'


@pytest.fixture
def run(tmp_path):
    """`run(ending, *arguments)` returns the exit status, the output and the calls.

    :param ending: what pytest does, in the language of the shell.
    """
    python, asked = tmp_path / "venv" / "bin" / "python", tmp_path / "asked"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON)
    python.chmod(0o755)
    env = {**os.environ, "STATE": str(tmp_path), "ASKED": str(asked)}
    env.pop("ODOO_DIR", None)
    subprocess.run(["bash", "-c", STAMP], cwd=ROOT, env=env, check=True)

    def run_tests(ending, *arguments):
        result = subprocess.run(
            ["dev/test", *arguments],
            cwd=ROOT,
            env={**env, "PYTEST": ending},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        return result.returncode, result.stdout, asked.read_text().splitlines()

    return run_tests


def test_arguments_of_the_user_override_ours(run):
    _status, _said, (call,) = run("exit 5", "unit", "-n", "0", "-k", "word")
    ours, _kind, theirs = call.partition("tests/unit")
    assert "-n 2 --dist loadscope" in ours
    assert theirs == " -n 0 -k word"


def test_runner_that_dies_is_a_failure(run):
    status, said, _calls = run("kill -9 $$", "unit")
    assert status == 1
    assert "unit: the test runner ended with status 137" in said
    assert said.endswith("0 passed, 1 failed, 0 skipped\n")


def test_interrupted_run_does_nothing_more(run):
    status, said, _calls = run("kill -TERM $PPID; exit 2", "unit")
    assert status == 130
    assert "== summary ==" not in said
