"""What several tests stand on: where the samples are, a fixed clock, programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOOD = sorted((ROOT / "samples" / "good").glob("*.yaml"))
BAD = sorted(
    path
    for path in (ROOT / "samples" / "bad").glob("*.yaml")
    if path.read_text("utf-8").startswith("# expect")
)
"""Files with errors; the others there are examples of the rules of coaching."""
STORIES = [
    sorted((ROOT / "samples" / "story" / folder).glob("*.yaml")) for folder in (".", "deutsch")
]
"""Three cycles of one person each, in their order; one story is in English, one in German."""
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


UNWATCHED = {"COVERAGE_PROCESS_START": "", "COVERAGE_PROCESS_CONFIG": ""}
"""Coverage follows no such process: it takes twice as long, and tests in this one run the same."""


def in_a_process(
    *args: object, cwd: Path, stdin: bytes = b"", **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, with the fixed clock unless `env` has another."""
    return subprocess.run(
        [sys.executable, "-m", "agenda", *map(str, args)],
        input=stdin, capture_output=True, check=False, cwd=cwd, timeout=120,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), **UNWATCHED, **env},
    )  # fmt: skip


def tool(name: str) -> str:
    """Return the path of a program, skip the test without it, or fail where it is required."""
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which(name, path=beside)
    if found is None and os.environ.get("AGENDA_REQUIRE_TOOLS"):
        pytest.fail(f"{name} is not installed")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@contextmanager
def ending(seconds: float = 20) -> Iterator[None]:
    """Fail where the block takes for ever: what was quadratic took this long and far more.

    It is no measure of speed (benchmarks/ has those): twenty seconds of processor time
    are ten times what the slowest of these tests needs; fewer are, where a test says so.
    """
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds
