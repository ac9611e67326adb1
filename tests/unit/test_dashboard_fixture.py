"""The figures of the browser's tests have exactly the keys that the server answers."""

import json
import subprocess
from pathlib import Path
from typing import Literal, TypedDict

import playwright

from tests.harness import settings
from tests.harness.without_odoo import addon

STATIC = settings.ROOT / settings.ADDON / "static"
# the machine may have none; the one that drives the browser is always there
NODE = Path(playwright.__file__).parent / "driver" / "node"
CONTRACT = addon("report.dashboard.contract")
misfits = addon("tests.shape").misfits


def test_fixture_of_the_browser_fits_the_contract():
    source = (STATIC / "tests/dashboard_figures.js").read_text()
    said = subprocess.run(
        [NODE, "--input-type=module", "-"],
        input=source + "\nconsole.log(JSON.stringify(figures()));",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert list(misfits(json.loads(said), CONTRACT.Answer)) == []


class Part(TypedDict):
    share: float | None


class Whole(TypedDict):
    kind: Literal["a", "b"]
    count: int
    parts: list[Part]
    only: Part | None


def test_whatever_does_not_fit_is_told_with_its_place():
    right = {"kind": "a", "count": 1, "parts": [{"share": 1}], "only": None}
    assert list(misfits(right, Whole)) == []
    assert list(misfits({**right, "only": {"share": "1"}}, Whole)) == [
        ".only.share: '1' is no <class 'float'>"
    ]
    assert list(misfits({**right, "count": True, "kind": "c"}, Whole)) != []
    wrong = {**right, "parts": [{"share": None, "more": 1}]}
    assert list(misfits(wrong, Whole)) == [".parts[0]: more is not in the contract"]
    del wrong["kind"]
    assert ": kind is missing" in list(misfits(wrong, Whole))
