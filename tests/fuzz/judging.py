"""What every target is held to: faults that are told, and a cost in proportion to the input."""

from __future__ import annotations

import faulthandler
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from agenda.source.problems import Stop
from ground import ROOT

MINUTES = float(os.environ.get("MINUTES", "5"))
SECONDS = 2.0
"""Of the processor: for what is refused, and for a small file."""
SECONDS_A_KILOBYTE = 0.1
"""For what is made of more; a tenth of it is usual."""
MEGABYTES = 500 - 150
"""Beside what a process has that is warm."""
TRIES = 3
"""On a busy machine the same work takes now and then twice as long."""
HUNG = 120
KEPT = ROOT / ".hypothesis"
TOGETHER = 50
"""Examples before the clock is looked at: Hypothesis ends after a number, and not after a time."""

WITHOUT_SHRINKING = (Phase.reuse, Phase.generate)
"""To make smaller what takes seconds takes minutes; whoever mends it has the input."""

targets: list[str] = []
Target = Callable[..., Any]
Result = TypeVar("Result")


class Input(bytes):
    """What goes in; a report shows its length alone."""

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


def fuzz(**drawn: Any) -> Callable[[Target], Callable[[Any], None]]:
    """Let a target be drawn for until its share of the time is over."""
    drawn["data"] = drawn["data"].map(Input)

    def decorate(target: Target) -> Callable[[Any], None]:
        name = target.__name__
        targets.append(name)
        database = DirectoryBasedExampleDatabase(KEPT / "examples")
        often = settings(
            max_examples=TOGETHER, deadline=None, derandomize=False, database=database,
            suppress_health_check=list(HealthCheck), print_blob=True, phases=WITHOUT_SHRINKING,
        )  # fmt: skip

        def for_its_share(record_property: Any) -> None:
            until, count = time.monotonic() + 60 * MINUTES / len(targets), 0
            while time.monotonic() < until:
                often(given(**drawn)(target))()
                count += TOGETHER
            record_property("fuzz", f"{name}: {count} examples, {worst.pop(name, 'no cost')}")

        for_its_share.__name__, for_its_share.__doc__ = name, target.__doc__
        return for_its_share

    return decorate


class Cost:
    """The most that a target has taken, of time for its size and of memory."""

    seconds = ratio = megabytes = 0.0

    def __str__(self) -> str:
        return (f"at most {self.seconds:.2f} s, {1000 * self.ratio:.0f} ms/KB beyond the first"
                f" second, {self.megabytes:.0f} MB")  # fmt: skip


worst: dict[str, Cost] = {}


def judge(target: Target, data: bytes, work: Callable[[], Result]) -> Result | None:
    """Return what is made of an input, or None where Stop says why not, and hold it to its bounds.

    An input that breaks them, or a library, is left in .hypothesis/ for who looks into it.
    """
    name = target.__name__
    left = KEPT / f"{name}.input"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(data)
    faulthandler.dump_traceback_later(HUNG, exit=True)
    for _ in range(TRIES):
        before, started, made = _resident("VmRSS", anew=True), _seconds(), None
        with suppress(Stop):
            made = work()
        seconds, megabytes = _seconds() - started, _resident("VmHWM") - before
        most = SECONDS + (SECONDS_A_KILOBYTE * len(data) / 1024 if made is not None else 0)
        if seconds < most:
            break
    faulthandler.cancel_dump_traceback_later()
    _note(name, len(data), seconds, megabytes)
    assert seconds < most, f"{seconds:.1f} s for {len(data)} bytes, see {left}"
    assert megabytes < MEGABYTES, f"{megabytes:.0f} MB for {len(data)} bytes, see {left}"
    left.unlink()
    return made


def _note(name: str, size: int, seconds: float, megabytes: float) -> None:
    cost = worst.setdefault(name, Cost())
    cost.seconds = max(cost.seconds, seconds)
    cost.ratio = max(cost.ratio, (seconds - 1) / (1 + size / 1024))
    cost.megabytes = max(cost.megabytes, megabytes)


def _seconds() -> float:
    """Return the time of the processor, that of copies of this process included."""
    return sum(os.times()[:4])


def _resident(what: str, *, anew: bool = False) -> float:
    """Return how much memory this process has, or has had at most; in megabytes, on Linux."""
    try:
        if anew:
            Path("/proc/self/clear_refs").write_text("5")
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024
