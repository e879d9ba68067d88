"""Fixtures: the command as a user runs it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from ground import NOW, in_a_process

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
    return partial(in_a_process, cwd=tmp_path)
