"""How fast agenda is, as ratios to what a user would compare it with: `make bench`.

Both sides of a comparison run on the same machine in turns (A B A B …), as cold
processes, so that what else the machine does meets both. A ratio is that of the
medians. The exit code is 1 when a budget is missed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import agenda
from agenda.pipeline import draft
from agenda.render.print_rules import page_rules, stylesheet
from agenda.resources import Resources
from agenda.wish import Draft, Wish
from edit_page import edit_page

ROOT = Path(__file__).resolve().parents[1]
FULL = ROOT / "samples" / "good" / "full.yaml"
PEER = Path(__file__).with_name("docxtpl_peer.py")
SCRIPTS = Path(sysconfig.get_path("scripts"))

COMPILED = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
FEWEST_RUNS = 7
LONG_WORDS, LONG_BUDGET_S = 6000, 1.0
MANY = 40
SIZE_BUDGET_MB = 175
FIRST_PAGE_S, REDRAW_S = 1.5, 0.5

Command = Sequence[str]


@dataclass(frozen=True)
class Comparison:
    """Two commands, and how many times as long as the second the first may take."""

    name: str
    ours: Command
    peers: Command
    budget: float


@dataclass(frozen=True)
class Result:
    """One row of the table."""

    name: str
    ours: str
    peers: str
    value: float
    budget: float

    @property
    def kept(self) -> bool:
        return self.value <= self.budget


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


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Yield the comparisons; what they need is made in the folder first."""
    program = tool("agenda")
    yield Comparison(
        "agenda --help / import click",
        [program, "--help"],
        [sys.executable, "-c", "import click"],
        budget=1.25,
    )
    yield Comparison(
        "agenda check / its imports",
        [program, "check", str(FULL)],
        [sys.executable, "-c", "import click, pydantic, ruamel.yaml"],
        budget=2.5,
    )
    yield Comparison(
        "agenda PDF / weasyprint",
        [program, "prepare", str(FULL), "-o", str(folder / "ours.pdf")],
        peer_inputs(folder),
        budget=0.9,
    )
    yield Comparison(
        "agenda DOCX / docxtpl",
        [program, "prepare", str(FULL), "-o", str(folder / "ours.docx")],
        docxtpl_inputs(folder),
        budget=2.2,
    )
    yield Comparison(
        "agenda HTML / agenda DOCX",
        [program, "prepare", str(FULL), "-o", str(folder / "ours.html")],
        [program, "prepare", str(FULL), "-o", str(folder / "ours.docx")],
        budget=1.2,
    )
    yield Comparison(
        "agenda send / agenda prepare",
        [program, "send", str(FULL), "-o", str(folder / "ours.eml")],
        [program, "prepare", str(FULL), "-o", str(folder / "ours.pdf")],
        budget=1.3,
    )
    many = [program, "prepare", "-q", str(several(folder)), "-O", str(folder / "many")]
    yield Comparison(
        f"{MANY} PDFs, two workers / one",
        [*many, "--jobs", "2"],
        [*many, "--jobs", "1"],
        budget=0.56,
    )


def several(folder: Path) -> Path:
    """Return a folder of many answers files."""
    inside = folder / "several"
    inside.mkdir()
    for number in range(MANY):
        (inside / f"{number}.yaml").write_bytes(FULL.read_bytes())
    return inside


def sample_draft() -> Draft:
    """Return the sample's document as it is before it gets a format: HTML, theme and paper."""
    wish = Wish(now=datetime(2026, 11, 23, 12, tzinfo=UTC))
    return draft([agenda.load(FULL)], wish, Resources())


def peer_inputs(folder: Path) -> list[str]:
    """Return the weasyprint command for the HTML, CSS and options that agenda gives WeasyPrint."""
    sample = sample_draft()
    html, style = folder / "document.html", folder / "style.css"
    html.write_text(sample.html, "utf-8")
    rules = stylesheet(sample.theme, sample.paper) + page_rules(sample.html)
    style.write_text(rules, "utf-8")
    options = ["--pdf-variant", "pdf/ua-1", "--pdf-forms", "--stylesheet", str(style)]
    return [tool("weasyprint"), *options, str(html), str(folder / "peer.pdf")]


def docxtpl_inputs(folder: Path) -> list[str]:
    """Build a Word template and data with the sample's texts; return the command to fill it."""
    html, template, data = (folder / name for name in ("texts.html", "template.docx", "data.json"))
    html.write_text(sample_draft().html, "utf-8")
    command = [sys.executable, str(PEER)]
    run([*command, "build", str(html), str(template), str(data)])
    return [*command, "render", str(template), str(data), str(folder / "peer.docx")]


def seconds(command: Command) -> float:
    """Return how long a command takes, as a process of its own."""
    start = time.perf_counter()
    run(command)
    return time.perf_counter() - start


def measured(comparison: Comparison, runs: int) -> Result:
    """Run both commands in turns, after one of each that fills the disk's cache."""
    pair = (comparison.ours, comparison.peers)
    for command in pair:
        run(command)
    turns = [[seconds(command) for command in pair] for _ in range(runs)]
    ours, peers = (statistics.median(times) for times in zip(*turns, strict=True))
    return Result(
        comparison.name, f"{ours:.3f} s", f"{peers:.3f} s", ours / peers, comparison.budget
    )


def installed_size(folder: Path) -> Result:
    """Install agenda, without extras, into a new environment, and weigh what came with it."""
    place = folder / "environment"
    run([sys.executable, "-m", "venv", str(place)])
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run([str(python), "-m", "pip", "install", "--quiet", str(ROOT)])
    (site,) = place.rglob("site-packages")
    tools = ("pip", "setuptools", "pkg_resources", "_distutils_hack")
    kept = [entry for entry in site.iterdir() if not entry.name.startswith(tools)]
    files = [file for entry in kept for file in [entry, *entry.rglob("*")] if file.is_file()]
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    return Result("installed size (MB)", f"{megabytes:.1f} MB", "", megabytes, SIZE_BUDGET_MB)


def long_file(folder: Path, runs: int) -> Result:
    """Time the coaching of a file of 6,000 words, with --all: a budget in seconds."""
    answers = folder / "long.yaml"
    sentences = [
        "Improve the review of a storage plan that three product teams wait for before summer",
        "Support me with the quarterly planning, so that nobody has to write it alone again",
    ]
    words = len(sentences[0].split())
    lines = (f"  - {sentences[number % 2]} {number}" for number in range(LONG_WORDS // words))
    text = "\n".join(["version: 1", "employee: Ada Park", "manager: Grace Osei", "goals:", *lines])
    answers.write_text(text + "\n", "utf-8")
    command = [tool("agenda"), "check", "--all", str(answers)]
    taken = statistics.median(seconds(command) for _ in range(runs))
    return Result("check of 6,000 words (s)", f"{taken:.3f} s", "", taken, LONG_BUDGET_S)


def page(folder: Path, runs: int) -> tuple[Result, Result]:
    """Time the page of the sample: until it is there, and from a change to the document."""
    start, redraw = edit_page(tool("agenda"), FULL, folder, runs)
    return (
        Result("edit: first page (s)", f"{start:.3f} s", "", start, FIRST_PAGE_S),
        Result("edit: redraw (s)", f"{redraw:.3f} s", "", redraw, REDRAW_S),
    )


def table(results: Sequence[Result]) -> str:
    """Lay the results out for a terminal or a log."""
    row = "{:<30} {:>10} {:>10} {:>8} {:>8}  {}".format
    lines = [row("", "agenda", "peer", "ratio", "budget", "")]
    for result in results:
        verdict = "" if result.kept else "MISSED"
        ratio = f"{result.value:.2f}" if result.peers else ""
        lines.append(
            row(result.name, result.ours, result.peers, ratio, f"{result.budget:g}", verdict)
        )
    return "\n".join(line.rstrip() for line in lines)


def runs(text: str) -> int:
    """Read --runs: fewer than seven say little."""
    if (number := int(text)) < FEWEST_RUNS:
        raise argparse.ArgumentTypeError(f"at least {FEWEST_RUNS}")
    return number


def main() -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=runs, default=FEWEST_RUNS, help="runs a side (7 or more)")
    parser.add_argument("--size", action="store_true", help="weigh an installation as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = [measured(comparison, options.runs) for comparison in comparisons(folder)]
        results.append(long_file(folder, options.runs))
        results += page(folder, options.runs)
        if options.size:
            results.append(installed_size(folder))
    print(table(results))
    return 0 if all(result.kept for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
