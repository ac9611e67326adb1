"""What the scripts set for every program that they run."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_python_keeps_what_it_has_compiled_apart_from_the_sources(tmp_path):
    code = f". dev/env.sh && {sys.executable} -c 'import tests.harness.settings'"
    env = {**os.environ, "STATE": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(["bash", "-c", code], cwd=ROOT, env=env, check=True)
    assert list((tmp_path / "pycache").rglob("settings.*.pyc"))
