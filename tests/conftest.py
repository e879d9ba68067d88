"""Fixtures: the command as a user runs it."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

import untraced
from cases import ALL, printed
from draws import DAILY, WIDE
from ground import NOW, ROOT, in_a_process, is_root, lacking, plain

# Before any test, and before pytest starts its workers: all that run here, and all that they
# start, have what a plain shell has.
surroundings = plain(os.environ)
os.environ.clear()
os.environ.update(surroundings)
if hasattr(time, "tzset"):
    time.tzset()
# Whoever is started in the background ignores Ctrl-C, and so does all that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same draws every day, that no change is blamed for one; no deadline: the machine may be busy.
settings.register_profile("agenda", deadline=None, derandomize=True, max_examples=DAILY)
settings.register_profile(
    "wide", deadline=None, derandomize=False, max_examples=WIDE, print_blob=True,
    database=DirectoryBasedExampleDatabase(ROOT / ".hypothesis" / "examples"),
)  # fmt: skip
settings.load_profile("agenda")

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

MADE_ONCE = frozenset(map(str, ALL))
"""Names of the documents, as they stand in the names of the tests that look at them."""
TOGETHER = frozenset(
    f"tests/{name}.py"
    for name in ("render/test_nesting", "render/test_page", "render/test_page_everywhere",
                 "test_canary", "test_directions", "test_locales", "test_long_words",
                 "test_packaging", "test_same_bytes")
)  # fmt: skip
"""Modules whose fixtures take long."""


@pytest.hookimpl(trylast=True)
def pytest_sessionstart() -> None:
    """Trace agenda and not its libraries: coverage has begun by now."""
    untraced.spare()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Iterator[None]:
    """Collect untraced; agenda itself is imported by now."""
    with untraced.tracing(wanted=False):
        return (yield)


def pytest_collection_finish() -> None:
    """Keep what was collected, ten thousand tests, from being looked through for garbage."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Trace nothing of pytest around a test."""
    with untraced.tracing(wanted=False):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup() -> Iterator[None]:
    """Trace what a fixture calls."""
    with untraced.tracing(wanted=True):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    """Trace what a test calls, but not a hundred drawn examples.

    A line is covered when a test was written for it, not when a draw came by.
    """
    with untraced.tracing(wanted=not hasattr(pyfuncitem.obj, "hypothesis")):
        return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Start a worker more than there are cores: one in seven waits for a browser or a server."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give the tests that share what they look at to one worker, which makes it once.

    `xdist_group` would say it test by test, but xdist 3.8 writes the group into an attribute
    that pytest 9 does not read any more, and so it groups nothing.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module, _, rest = nodeid.partition("::")
            case = rest.partition("[")[2].removesuffix("]")
            if case in MADE_ONCE:
                return case
            return module if module in TOGETHER else nodeid.partition("[")[0]

    return Scheduling(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Let a module end its threads: beside one, agenda copies no process.

    What it does in a copy would then start a whole new Python in every test to come.
    """
    yield
    if nextitem and nextitem.path == item.path:
        return
    for thread in set(threading.enumerate()) - {threading.current_thread()}:
        thread.join(10)
        assert not thread.is_alive(), f"a test has left a thread: {thread.name}"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Run as root what only root may do, and as anybody else what nothing forbids root."""
    if item.get_closest_marker("root") and not is_root():
        lacking("only root may do this")
    if item.get_closest_marker("ordinary") and is_root():
        lacking("nothing keeps root from doing this")


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


@pytest.fixture(scope="session")
def no_coach(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings of somebody who is not coached."""
    folder = tmp_path_factory.getbasetemp() / "no-coach" / "agenda"
    folder.mkdir(parents=True)
    (folder / "agenda.toml").write_text("[check]\nselect = []\n", "utf-8")
    return folder.parent


@pytest.fixture(autouse=True)
def quiet_coach(monkeypatch: pytest.MonkeyPatch, no_coach: Path) -> None:
    """Let nobody be coached whose test is about something else; `coach` brings it back."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(no_coach))


@pytest.fixture(autouse=True)
def remembering_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> None:
    """Let no test leave anything where agenda remembers things between runs."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture
def coach(quiet_coach: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Coach as whoever has set nothing is coached."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """Compile no text of a template twice: it takes longer than most that is done with it."""
    from jinja2 import Environment

    compiled: dict[object, object] = {}
    anew = untraced.untraced(Environment.compile)

    def once(self: Any, source: Any, *names: Any, **more: Any) -> Any:
        asked = (source, names, *more.items(), self.autoescape, sorted(self.extensions),
                 getattr(self, "newstyle_gettext", None))  # fmt: skip
        key = repr(asked)
        if key not in compiled:
            compiled[key] = anew(self, source, *names, **more)
        return compiled[key]

    once.__wrapped__ = Environment.compile  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", once)
        yield


@pytest.fixture(autouse=True, scope="session")
def one_of_many() -> Iterator[None]:
    """Copy no process to save time, as no worker of a batch does.

    This one is warm, and so large that a copy takes longer than what it is for; whatever starts
    a process, and tests/test_fork.py above all, has the command as it is.
    """
    from agenda import fork

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fork, "_is_one_of_many", lambda: True)
        yield


@pytest.fixture
def printed_once(monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """Print no page twice: for tests of what goes with a PDF, or of where it goes."""
    from agenda.render import pdf

    monkeypatch.setattr(pdf, "pdf", printed)
    return printed


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in a process of its own, in an empty folder, with a fixed clock."""
    return partial(in_a_process, cwd=tmp_path)
