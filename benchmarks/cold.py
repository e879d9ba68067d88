"""Cold processes: what somebody waits for who runs one command, and the same of the peers."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from edit_page import edit_page
from measure import (
    FULL,
    ROOT,
    Comparison,
    Result,
    measured,
    rules,
    run,
    sample_draft,
    seconds,
    several,
    tool,
)

PEERS = Path(__file__).parent
MANY = 40
LONG_WORDS, LONG_BUDGET_S = 6000, 1.0
SIZE_BUDGET_MB = 175
FIRST_PAGE_S, REDRAW_S = 1.5, 0.5
EVENLY = 1.25
"""How many times what it was a word may cost in the second half of a long file."""
SENTENCES = (
    "Improve the review of a storage plan that three product teams wait for before summer",
    "Support me with the quarterly planning, so that nobody has to write it alone again",
)


def commands(folder: Path, runs: int) -> Sequence[Result]:
    """Compare each command with what a user would take instead."""
    return [measured(comparison, runs) for comparison in comparisons(folder)]


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Yield the comparisons; what they need is made in the folder first."""
    program, python = tool("agenda"), sys.executable
    ours = {
        form: [program, "prepare", str(FULL), "-o", str(folder / f"ours.{form}")]
        for form in ("pdf", "docx", "html")
    }
    check, imports = [program, "check", str(FULL)], "import click, pydantic, ruamel.yaml"
    send = [program, "send", str(FULL), "-o", str(folder / "ours.eml")]
    html = folder / "document.html"
    html.write_text(sample_draft().html, "utf-8")
    yield Comparison("agenda --help / import click",
                     [program, "--help"], [python, "-c", "import click"], 1.25)  # fmt: skip
    yield Comparison("agenda check / its imports", check, [python, "-c", imports], 2.5)
    yield Comparison("agenda PDF / weasyprint", ours["pdf"], weasyprint(folder, html), 0.9)
    yield Comparison("agenda PDF / typst", ours["pdf"], filled("typst", folder, html, "typ", "pdf"))
    yield Comparison("agenda DOCX / docxtpl", ours["docx"],
                     filled("docxtpl", folder, html, "docx", "docx"), 2.2)  # fmt: skip
    yield Comparison("agenda DOCX / pandoc", ours["docx"], pandoc(folder, html))
    yield Comparison("agenda HTML / agenda DOCX", ours["html"], ours["docx"], 1.2)
    yield Comparison("agenda send / agenda prepare", send, ours["pdf"], 1.3)
    many = [program, "prepare", "-q", str(several(folder, MANY)), "-O", str(folder / "many")]
    yield Comparison(f"{MANY} PDFs, two workers / one",
                     [*many, "--jobs", "2"], [*many, "--jobs", "1"], 0.56)  # fmt: skip


def weasyprint(folder: Path, html: Path) -> list[str]:
    """Return the weasyprint command for the HTML, CSS and options that agenda gives WeasyPrint."""
    style = folder / "style.css"
    style.write_text(rules(sample_draft()), "utf-8")
    options = ["--pdf-variant", "pdf/ua-1", "--pdf-forms", "--stylesheet", str(style)]
    return [tool("weasyprint"), *options, str(html), str(folder / "peer.pdf")]


def filled(peer: str, folder: Path, html: Path, template: str, made: str) -> list[str]:
    """Build a peer's template and data with the sample's texts; return the command to fill it."""
    template, data = (str(folder / f"{peer}.{suffix}") for suffix in (template, "json"))
    command = [sys.executable, str(PEERS / f"{peer}_peer.py")]
    run([*command, "build", str(html), template, data])
    return [*command, "render", template, data, str(folder / f"{peer}-peer.{made}")]


def pandoc(folder: Path, html: Path) -> list[str]:
    """Return the command by which pandoc makes a Word file of the same page."""
    import pypandoc  # noqa: PLC0415 - where the program is, which its package brings

    program = str(pypandoc.get_pandoc_path())
    return [program, "--from=html", "--to=docx", str(html), "-o", str(folder / "pandoc.docx")]


def long_files(folder: Path, runs: int) -> Sequence[Result]:
    """Time a long file: its coaching in seconds, and whether a word costs the same all along."""
    files = {share: long_file(folder, LONG_WORDS * share // 4) for share in (1, 2, 4)}
    program, results = tool("agenda"), list[Result]()
    for what, command in {
        "check": [program, "check", "--all"],
        "DOCX": [program, "prepare", "-q", "-o", str(folder / "long.docx")],
        "PDF": [program, "prepare", "-q", "-o", str(folder / "long.pdf")],
    }.items():
        first, half, whole = (
            statistics.median(seconds([*command, str(file)]) for _ in range(runs))
            for file in files.values()
        )
        if what == "check":
            results.append(Result(f"check of {LONG_WORDS} words (s)", f"{whole:.3f} s", "", whole,
                                  LONG_BUDGET_S))  # fmt: skip
        later, sooner = (whole - half) / 2, max(half - first, 0.001)
        results.append(
            Result(f"a word of {what}, second half / first", f"{whole:.3f} s", f"{half:.3f} s",
                   later / sooner, EVENLY)
        )  # fmt: skip
    return results


def long_file(folder: Path, words: int) -> Path:
    """Return an answers file of so many words."""
    answers = folder / f"long{words}.yaml"
    many = words // len(SENTENCES[0].split())
    lines = (f"  - {SENTENCES[number % 2]} {number}" for number in range(many))
    head = ["version: 1", "employee: Ada Park", "manager: Grace Osei", "meeting: 2026-12-03",
            "values: [craft]"]  # fmt: skip
    answers.write_text("\n".join([*head, "goals:", *lines]) + "\n", "utf-8")
    return answers


def page(folder: Path, runs: int) -> Sequence[Result]:
    """Time the page of the sample: until it is there, and from a change to the document."""
    start, redraw = edit_page(tool("agenda"), FULL, folder, runs)
    return (
        Result("edit: first page (s)", f"{start:.3f} s", "", start, FIRST_PAGE_S),
        Result("edit: redraw (s)", f"{redraw:.3f} s", "", redraw, REDRAW_S),
    )


def installed_size(folder: Path, _: int) -> Sequence[Result]:
    """Install agenda, without extras, into a new environment, and weigh what came with it."""
    place = folder / "environment"
    run([sys.executable, "-m", "venv", str(place)])
    (python,) = [*place.glob("bin/python"), *place.glob("Scripts/python.exe")]
    run([str(python), "-m", "pip", "install", "--quiet", str(ROOT)])
    (site,) = place.rglob("site-packages")
    tools = ("pip", "setuptools", "pkg_resources", "_distutils_hack")
    kept = [entry for entry in site.iterdir() if not entry.name.startswith(tools)]
    files = [file for entry in kept for file in [entry, *entry.rglob("*")] if file.is_file()]
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    return [Result("installed size (MB)", f"{megabytes:.1f} MB", "", megabytes, SIZE_BUDGET_MB)]
