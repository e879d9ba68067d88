"""Many files: what each costs beside bare WeasyPrint, and what a worker keeps of them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from agenda.render.print_rules import page_rules, stylesheet
from measure import COMPILED, Result, in_turns, sample_draft, several, texts, tool

DOCUMENTS, TURNS = 200, 3
"""So many that a start counts for little, and so few turns, since one takes a minute."""
EARLY, LATE = 100, 1000
GROWTH, BATCH_BUDGET = 1.1, 1.05


def beside_weasyprint(folder: Path, runs: int) -> Sequence[Result]:
    """Compare a batch by one worker with bare warm WeasyPrint on the same pages."""
    pages = folder / "pages"
    pages.mkdir()
    for number, text in enumerate(texts(DOCUMENTS)):
        made = sample_draft(text)
        (pages / f"{number}.html").write_text(made.html, "utf-8")
        (pages / f"{number}.css").write_text(page_rules(made.html), "utf-8")
    (pages / "common.css").write_text(stylesheet(made.theme, made.paper), "utf-8")
    ours = [tool("agenda"), "prepare", "-q", str(several(folder, DOCUMENTS)), "--jobs", "1",
            "-O", str(folder / "batch")]  # fmt: skip
    peers = [sys.executable, str(Path(__file__).with_name("weasyprint_peer.py")), str(pages)]
    each = [taken / DOCUMENTS for taken in in_turns((ours, peers), min(runs, TURNS))]
    name = f"each of {DOCUMENTS} PDFs / bare warm WeasyPrint"
    return [Result(name, f"{each[0]:.3f} s", f"{each[1]:.3f} s", each[0] / each[1], BATCH_BUDGET)]


def memory(folder: Path, _: int) -> Sequence[Result]:
    """Compare what a worker holds after many files with what it held after the first of them."""
    return [_growth(folder, form) for form in ("docx", "pdf")]


def _growth(folder: Path, form: str) -> Result:
    out = folder / f"grown-{form}"
    line = [tool("agenda"), "prepare", "-q", str(several(folder, LATE)), "--jobs", "1", "-f", form,
            "-O", str(out)]  # fmt: skip
    held: dict[int, float] = {}
    with subprocess.Popen(line, env=COMPILED) as running:
        while running.poll() is None:
            time.sleep(0.1)
            made = len(list(out.glob("*"))) if out.exists() else 0
            for size in _workers(running.pid):
                held[made] = size
    early = next(size for made, size in sorted(held.items()) if made >= EARLY)
    late = held[max(held)]
    return Result(f"a worker's memory at {LATE} {form.upper()} / at {EARLY}", f"{late:.0f} MB",
                  f"{early:.0f} MB", late / early, GROWTH)  # fmt: skip


def _workers(pid: int) -> Iterator[float]:
    """Yield the megabytes that each child of a process holds, as Linux tells."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split():
        with suppress(OSError):  # it has ended meanwhile
            for line in Path(f"/proc/{child}/status").read_text("utf-8").splitlines():
                if line.startswith("VmRSS:"):
                    yield int(line.split()[1]) / 1024
