"""What several tests stand on: where the samples are, a fixed clock, programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

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

REQUIRED = bool(os.environ.get("AGENDA_REQUIRE_TOOLS"))
"""Whether a test fails that cannot run here; else it skips."""
PREFIXES = ("AGENDA_", "LC_", "PYTHON", "SSL_CERT_", "XDG_")
NAMES = frozenset({
    "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "EMAIL", "FORCE_COLOR", "LANG", "LANGUAGE", "LINES",
    "NO_COLOR", "SOURCE_DATE_EPOCH", "TERM", "TZ",
})  # fmt: skip
"""What changes how Python runs, or what agenda says and where it looks, by name and beginning."""
SHELL = {"LANG": "C.UTF-8", "TERM": "xterm"}
"""What every shell has instead."""
KEPT = {"AGENDA_REQUIRE_TOOLS"} | ({"PYTHONUTF8"} if sys.platform == "win32" else set())
"""What the workers of a run are to know; and Windows would read and write files in its old code
page without the other."""


def plain(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment as a plain shell has it: what the runner's own had set is gone."""
    left = {name: value for name, value in environment.items() if name in KEPT
            or not (name in NAMES or name.startswith(PREFIXES))}  # fmt: skip
    return left | SHELL


def lacking(what: str) -> NoReturn:
    """Skip the test with its reason, or fail where nothing may be lacking, as in CI."""
    (pytest.fail if REQUIRED else pytest.skip)(what)


def terminal() -> tuple[int, int]:
    """Open a terminal, our end and the other's; without one the test is skipped."""
    import pty

    try:
        return pty.openpty()
    except OSError as fault:
        lacking(f"there is no terminal to be had: {fault}")


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


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
    """Return the path of a program; without it the test is skipped."""
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which(name, path=beside)
    return found or lacking(f"{name} is not installed")


@contextmanager
def ending(seconds: float = 20) -> Iterator[None]:
    """Fail where the block takes for ever: what was quadratic took this long and far more.

    It is no measure of speed (benchmarks/ has those): twenty seconds of processor time
    are ten times what the slowest of these tests needs; fewer are, where a test says so.
    """
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds
