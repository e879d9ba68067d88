"""Fixtures: the command as a user runs it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from cases import Case
from ground import NOW, in_a_process

settings.register_profile("agenda", deadline=None)  # the machine may be busy
settings.load_profile("agenda")

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one document together: it is made once, by one worker."""
    for item in items:
        case = getattr(item, "callspec", None) and item.callspec.params.get("case")
        if isinstance(case, Case):
            item.add_marker(pytest.mark.xdist_group(str(case)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the corpora say of each rule on texts."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, ())]
    lines = [text for one in reports for name, text in one.user_properties if name == "corpus"]
    for line in sorted(lines):
        terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock: what is said of a talk depends on whether it is over."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))


@pytest.fixture(autouse=True)
def quiet_coach(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let nobody be coached whose test is about something else; `coach` brings it back."""
    folder = tmp_path_factory.getbasetemp() / "no-coach" / "agenda"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "agenda.toml").write_text("[check]\nselect = []\n", "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))


@pytest.fixture
def coach(quiet_coach: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Coach as whoever has set nothing is coached."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in a process of its own, in an empty folder, with a fixed clock."""
    return partial(in_a_process, cwd=tmp_path)
