"""The closing block of `make test`: nothing but success may look like success."""

import subprocess
import sys
from pathlib import Path

import pytest

SUMMARY = Path(__file__).resolve().parents[2] / "dev" / "summary.py"
PASSED = '<testcase classname="c" name="a" time="1"/>'
FAILED = '<testcase classname="c" name="b"><failure message="no"/></testcase>'
ERROR = '<testcase classname="c" name="d"><error message="no"/></testcase>'
SKIPPED = '<testcase classname="c" name="e"><skipped message="later"/></testcase>'


@pytest.fixture
def summarise(tmp_path):
    def run(*runs, options=()):
        """Each run is (kind, exit status, test cases); None for no report at all."""
        for kind, status, cases in runs:
            (tmp_path / f"{kind}.status").write_text(str(status))
            if cases is not None:
                suite = f'<testsuite time="1.5">{"".join(cases)}</testsuite>'
                report = f"<testsuites>{suite}</testsuites>"
                (tmp_path / f"{kind}.xml").write_text(report)
        kinds = [kind for kind, *_rest in runs]
        command = [sys.executable, str(SUMMARY), *options, str(tmp_path), *kinds]
        result = subprocess.run(command, capture_output=True, text=True)
        assert not result.stderr
        return result.returncode, result.stdout.splitlines()

    return run


def test_all_passed(summarise):
    status, lines = summarise(("unit", 0, [PASSED]), ("e2e", 0, [PASSED, PASSED]))
    assert status == 0
    assert lines[-1] == "3 passed, 0 failed, 0 skipped"


def test_failures_and_errors_are_summed(summarise):
    status, lines = summarise(("unit", 1, [FAILED, PASSED]), ("e2e", 1, [ERROR]))
    assert status == 1
    assert lines[-1] == "1 passed, 2 failed, 0 skipped"
    assert "unit: c.b failed" in lines


def test_unexpected_skip_fails(summarise):
    status, lines = summarise(("unit", 0, [PASSED, SKIPPED]))
    assert status == 1
    assert "unit: c.e was skipped: later" in lines
    assert lines[-1] == "1 passed, 0 failed, 1 skipped"


@pytest.mark.parametrize("cases", [None, []])
def test_run_without_a_test_fails(summarise, cases):
    status, lines = summarise(("unit", 0, [PASSED]), ("addon", 5, cases))
    assert status == 1
    assert lines[-1] == "1 passed, 1 failed, 0 skipped"


def test_selection_may_leave_a_kind_empty(summarise):
    runs = ("unit", 0, [PASSED]), ("addon", 5, [])
    status, _lines = summarise(*runs, options=["--partial"])
    assert status == 0


def test_selection_of_nothing_fails(summarise):
    assert summarise(("unit", 5, []), options=["--partial"])[0] == 1


@pytest.mark.parametrize("status", [1, 2, 3, 139])
def test_crashed_runner_fails(summarise, status):
    code, lines = summarise(("addon", status, [PASSED]))
    assert code == 1
    assert f"addon: the test runner ended with status {status}" in lines
    assert lines[-1] == "1 passed, 1 failed, 0 skipped"
