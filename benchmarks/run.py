"""How fast agenda is, as ratios to what a user would compare it with: `make bench`.

Both sides of a comparison run on the same machine in turns (A B A B …), as cold
processes, so that what else the machine does meets both. A ratio is that of the
medians. The exit code is 1 when a budget is missed. What was measured, on what, is written
to results.md beside this file.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import batch
import cold
from measure import Measure, Result

FEWEST_RUNS = 7
PARTS: Mapping[str, Measure] = {
    "commands": cold.commands,
    "long": cold.long_files,
    "page": cold.page,
    "size": cold.installed_size,
    "batch": batch.beside_weasyprint,
    "memory": batch.memory,
}
RESULTS = Path(__file__).with_name("results.md")
MEASURED = ("career-agenda", "weasyprint", "python-docx", "pydantic", "docxtpl", "typst",
            "pypandoc_binary")  # fmt: skip


def table(results: Sequence[Result]) -> str:
    """Lay the results out for a terminal or a log."""
    row = "{:<45} {:>10} {:>10} {:>8} {:>8}  {}".format
    lines = [row("", "agenda", "peer", "ratio", "budget", "")]
    lines += [row(*cells) for cells in map(_cells, results)]
    return "\n".join(line.rstrip() for line in lines)


def _cells(result: Result) -> tuple[str, ...]:
    return (result.name, result.ours, result.peers, f"{result.value:.2f}" if result.peers else "",
            "" if result.budget is None else f"{result.budget:g}",
            "" if result.kept else "MISSED")  # fmt: skip


def page(results: Sequence[Result], runs: int) -> str:
    """Write the results down, with the machine and the versions."""
    rows = ["| | agenda | peer | ratio | budget | |", "|---|---|---|---|---|---|"]
    rows += [f"| {' | '.join(_cells(result))} |" for result in results]
    about = [f"- {line}" for line in (*_machine(), *_versions())]
    head = ("# What was measured", "", f"On {datetime.now(UTC):%Y-%m-%d}, with {runs} runs a side,"
            " by `make bench`, which writes this file.", "")  # fmt: skip
    return "\n".join([*head, *about, "", *rows]) + "\n"


def _machine() -> Iterator[str]:
    cpu = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo")
           if line.startswith("model name")]  # fmt: skip
    memory = [int(line.split()[1]) for line in _lines("/proc/meminfo")
              if line.startswith("MemTotal")]  # fmt: skip
    yield f"{os.cpu_count()} cores, {cpu[0] if cpu else platform.machine()}"
    if memory:
        yield f"{memory[0] / 1024**2:.0f} GiB of memory"
    yield platform.platform()
    if hasattr(os, "getloadavg"):
        yield f"load in the end: {os.getloadavg()[2]:.1f} over 15 minutes"


def _lines(name: str) -> list[str]:
    file = Path(name)
    return file.read_text("utf-8").splitlines() if file.exists() else []


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    for name in MEASURED:
        yield f"{name} {metadata.version(name)}"


def number_of_runs(text: str) -> int:
    """Read --runs: fewer than seven say little."""
    if (number := int(text)) < FEWEST_RUNS:
        raise argparse.ArgumentTypeError(f"at least {FEWEST_RUNS}")
    return number


def main() -> int:
    """Measure, print the table, write it down, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=number_of_runs, default=FEWEST_RUNS,
                        help="runs a side (7 or more)")  # fmt: skip
    some = f"of {', '.join(PARTS)}; without one all, written to {RESULTS.name}"
    parser.add_argument("parts", nargs="*", metavar="PART", help=some)
    options = parser.parse_args()
    if unknown := {*options.parts} - {*PARTS}:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    results: list[Result] = []
    for part in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as name:
            results += (measured := PARTS[part](Path(name), options.runs))
        print(table(measured), flush=True)
    if not options.parts:
        RESULTS.write_text(page(results, options.runs), "utf-8")
    return 0 if all(result.kept for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
