"""Fixtures: the command as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from ground import NOW

settings.register_profile("agenda", deadline=None)  # the machine may be busy
settings.load_profile("agenda")

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock: what is said of a talk depends on whether it is over."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in a process of its own, in an empty folder, with a fixed clock."""

    def agenda(
        *args: object, stdin: bytes = b"", cwd: Path = tmp_path, **env: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "agenda", *map(str, args)],
            input=stdin, capture_output=True, check=False, cwd=cwd, timeout=120,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), **env},
        )  # fmt: skip

    return agenda
