"""A run that is killed leaves the old file or the new one, and the next run does its work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ground import ROOT, UNWATCHED
from outputs.writing import EDIT, LINES, fill

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies its process")


def half_done(folder: Path, line: str, moments: int) -> list[str]:
    """Return what is half done, or in the way, after the command was killed at so many moments."""
    start = folder / "start"
    start.mkdir()
    asked = {"line": line.split(), "start": str(fill(start)), "moments": moments}
    done = subprocess.run(
        [sys.executable, "-B", str(ROOT / "tests" / "outputs" / "killed.py")],
        input=json.dumps(asked).encode(), capture_output=True, check=False,
        env={**os.environ, **UNWATCHED, "PYTHONPATH": str(ROOT / "tests")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return list(json.loads(done.stdout))


def test_a_run_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path):
    assert half_done(tmp_path, "done recorded.yaml a1", moments=6) == []


@pytest.mark.slow
@pytest.mark.parametrize("line", [*LINES, EDIT])
def test_whatever_is_killed_whenever_leaves_nothing_half_done(tmp_path, line):
    assert half_done(tmp_path, line, moments=18) == []
