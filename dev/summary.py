"""Sums up the pytest runs of `make test`: a table, then one line to read or to parse.

A test that was skipped without being on the list below, a run without a test and a run
that ended in any other way than pytest's own are failures too: none of them may look
like success.
"""

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

# Patterns of the reasons for which a test may be skipped.
ALLOWED_SKIPS: tuple[str, ...] = ()

PASSED, FAILED, NO_TESTS = 0, 1, 5


@dataclass
class Run:
    kind: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    @property
    def total(self):
        return self.passed + self.failed + self.skipped


def read_run(folder: Path, kind: str, partial: bool) -> Run:
    run = Run(kind)
    status = int((folder / f"{kind}.status").read_text())
    report = folder / f"{kind}.xml"
    if report.exists():
        for suite in ET.parse(report).iter("testsuite"):
            run.seconds += float(suite.get("time", 0))
            for case in suite.iter("testcase"):
                count_case(run, case)
    crashed = status not in (PASSED, FAILED, NO_TESTS)
    if not report.exists() or crashed or (status == FAILED and not run.failed):
        run.failed += 1
        run.problems.append(f"{kind}: the test runner ended with status {status}")
    elif not run.total and not partial:
        run.failed += 1
        run.problems.append(f"{kind}: no test was run")
    return run


def count_case(run: Run, case: ET.Element) -> None:
    name = f"{case.get('classname')}.{case.get('name')}"
    skip = case.find("skipped")
    if case.find("failure") is not None or case.find("error") is not None:
        run.failed += 1
        run.problems.append(f"{run.kind}: {name} failed")
    elif skip is not None:
        run.skipped += 1
        reason = skip.get("message") or ""
        if not any(re.search(allowed, reason) for allowed in ALLOWED_SKIPS):
            run.problems.append(f"{run.kind}: {name} was skipped: {reason}")
    else:
        run.passed += 1


def print_summary(runs: list[Run]) -> bool:
    problems = [problem for run in runs for problem in run.problems]
    print("\n== summary ==")
    for problem in problems:
        print(problem)
    print(f"{'kind':<8}{'passed':>8}{'failed':>8}{'skipped':>9}{'time':>10}")
    for run in runs:
        counts = f"{run.passed:>8}{run.failed:>8}{run.skipped:>9}"
        print(f"{run.kind:<8}{counts}{run.seconds:>8.1f} s")
    passed, failed, skipped = (
        sum(getattr(run, name) for run in runs)
        for name in ("passed", "failed", "skipped")
    )
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return passed > 0 and not problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("kinds", nargs="+")
    parser.add_argument(
        "--partial", action="store_true", help="a selection may leave a kind empty"
    )
    options = parser.parse_args()
    runs = [read_run(options.folder, k, options.partial) for k in options.kinds]
    return 0 if print_summary(runs) else 1


if __name__ == "__main__":
    sys.exit(main())
