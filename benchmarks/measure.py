"""What is measured, how, and the rows that come of it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import agenda
from agenda.pipeline import draft
from agenda.render.print_rules import page_rules, stylesheet
from agenda.resources import Resources
from agenda.wish import Draft, Wish

ROOT = Path(__file__).resolve().parents[1]
FULL = ROOT / "samples" / "good" / "full.yaml"
SCRIPTS = Path(sysconfig.get_path("scripts"))
NAME = "Ada Park"
"""Who the sample is about: another name makes another document."""

COMPILED = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

Command = Sequence[str]


@dataclass(frozen=True)
class Comparison:
    """Two commands, and how many times as long as the second the first may take, if that counts."""

    name: str
    ours: Command
    peers: Command
    budget: float | None = None


@dataclass(frozen=True)
class Result:
    """One row of the table; without a budget it is there to be known."""

    name: str
    ours: str
    peers: str
    value: float
    budget: float | None = None

    @property
    def kept(self) -> bool:
        return self.budget is None or self.value <= self.budget


def tool(name: str) -> str:
    """Return the path of a command that is installed beside this Python."""
    return str(SCRIPTS / (f"{name}.exe" if os.name == "nt" else name))


def run(command: Command) -> None:
    """Run a command as users do; what it says is shown only when it fails.

    Whoever installs a package gets it compiled: so no side may be kept from that.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=COMPILED)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def seconds(command: Command) -> float:
    """Return how long a command takes, as a process of its own."""
    start = time.perf_counter()
    run(command)
    return time.perf_counter() - start


def in_turns(sides: Sequence[Command], runs: int) -> list[float]:
    """Return the median of each, run in turns, after one of each that fills the disk's cache."""
    for command in sides:
        run(command)
    turns = [[seconds(command) for command in sides] for _ in range(runs)]
    return [statistics.median(times) for times in zip(*turns, strict=True)]


def measured(comparison: Comparison, runs: int) -> Result:
    """Run both commands in turns, and put their medians side by side."""
    ours, peers = in_turns((comparison.ours, comparison.peers), runs)
    return Result(
        comparison.name, f"{ours:.3f} s", f"{peers:.3f} s", ours / peers, comparison.budget
    )


def several(folder: Path, many: int) -> Path:
    """Return a folder of many answers files, each about somebody else."""
    inside = folder / f"several{many}"
    inside.mkdir(exist_ok=True)
    for number, text in enumerate(texts(many)):
        (inside / f"{number}.yaml").write_text(text, "utf-8")
    return inside


def texts(many: int) -> list[str]:
    """Return the sample's text with another name in each."""
    text = FULL.read_text("utf-8")
    return [text.replace(NAME, f"{NAME} {number}") for number in range(many)]


def sample_draft(text: str | None = None) -> Draft:
    """Return the document of the sample, or of another text, before it gets a format."""
    wish = Wish(now=datetime(2026, 11, 23, 12, tzinfo=UTC))
    source = agenda.load(text.encode()) if text else agenda.load(FULL)
    return draft([source], wish, Resources())


def rules(made: Draft) -> str:
    """Return the CSS that agenda gives WeasyPrint for a document."""
    return stylesheet(made.theme, made.paper) + page_rules(made.html)


Measure = Callable[[Path, int], Sequence[Result]]
