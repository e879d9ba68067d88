"""Copies that real programs have filled in or saved: what docs/collect.md says comes back."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from itertools import takewhile
from pathlib import Path

import pikepdf
import pytest

from agenda.collect import readback
from agenda.render import faces
from agenda.source.problems import Stop
from collect import talk
from collect.programs import chrome
from collect.word_copies import commented, edited, filled, paragraph, tracked
from commands.command_line import ran
from ground import ROOT, lacking, tool

PROGRAMS = Path(__file__).parent / "programs"
PACKAGES = json.loads((PROGRAMS / "package.json").read_text("utf-8"))["dependencies"]
TABLE = (ROOT / "docs" / "collect.md").read_text("utf-8")
ROWS = {
    (program, did): (version, came.partition(",")[0])
    for program, did, version, came in re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| ([\d.]+) \| ([^|]+) \|$", TABLE, re.MULTILINE
    )
}
POPPLER = ("import gi; gi.require_version('Poppler', '0.18')", "gir1.2-poppler-0.18")
Way = Callable[[Path], bytes]


def run(*line: object) -> None:
    done = subprocess.run(
        [*map(str, line)], capture_output=True, text=True, check=False, timeout=180
    )
    warned = 3 if Path(str(line[0])).stem == "qpdf" else 0
    assert done.returncode in {0, warned}, done.stderr


def form(folder: Path) -> Path:
    """Write the copy that nobody has filled in, and what is to be entered."""
    (folder / "form.pdf").write_bytes(talk.copy("pdf"))
    (folder / "entered.json").write_text(json.dumps(talk.ENTERED), "utf-8")
    return folder / "form.pdf"


def typed(folder: Path) -> Path:
    """Write a copy that was filled in."""
    (folder / "typed.pdf").write_bytes(in_chrome())
    return folder / "typed.pdf"


@cache
def in_chrome() -> bytes:
    return chrome.filled(talk.copy("pdf"), talk.ENTERED)


def in_node(program: str) -> Way:
    def fill(folder: Path) -> bytes:
        node = tool("node")
        if not (PROGRAMS / "node_modules").is_dir():
            lacking("make test-slow installs what this needs of npm")
        run(node, PROGRAMS / "fill.mjs", program, form(folder), folder / "entered.json",
            folder / "filled.pdf", faces.field_file())  # fmt: skip
        return (folder / "filled.pdf").read_bytes()

    return fill


def python_of_the_system(imports: str, package: str) -> str:
    python = shutil.which("python3", path="/usr/bin")
    if python is None or subprocess.call([python, "-c", imports], stderr=subprocess.DEVNULL):
        lacking(f"the system's Python has no bindings of it ({package})")
    return python


def in_evince(folder: Path) -> bytes:
    python = python_of_the_system(*POPPLER)
    program = PROGRAMS / "evince.py"
    run(python, program, form(folder), folder / "entered.json", folder / "filled.pdf")
    return (folder / "filled.pdf").read_bytes()


def qpdf(*options: str) -> Way:
    def change(folder: Path) -> bytes:
        source = {"IN": str(typed(folder))}
        line = [source.get(option, option) for option in options]
        run(tool("qpdf"), *line, *(() if "IN" in options else source.values()), folder / "q.pdf")
        return (folder / "q.pdf").read_bytes()

    return change


def rewritten(folder: Path) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(typed(folder)) as pdf:
        pdf.save(saved, recompress_flate=True, normalize_content=True)
    return saved.getvalue()


def printed(folder: Path) -> bytes:
    run(tool("pdftocairo"), "-pdf", typed(folder), folder / "printed.pdf")
    return (folder / "printed.pdf").read_bytes()


def in_libreoffice(form: str, source: Callable[[Path], Path], made: str) -> Way:
    def save(folder: Path) -> bytes:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run(tool("soffice"), "--headless", profile, "--convert-to", form,
            "--outdir", folder / "out", source(folder))  # fmt: skip
        if "draw" in form and not (folder / "out" / made).exists():
            lacking("LibreOffice has no Draw (libreoffice-draw-nogui)")
        return (folder / "out" / made).read_bytes()

    return save


def in_word(folder: Path) -> Path:
    """Write a Word document that was filled in."""
    (folder / "typed.docx").write_bytes(filled(talk.copy("docx"), talk.held()))
    return folder / "typed.docx"


WAYS: dict[tuple[str, str], Way] = {
    ("Chrome (pdfium)", "typed into the PDF"): lambda _: in_chrome(),
    ("Chrome (pdfium)", "pasted into the PDF"): lambda _: chrome.filled(
        talk.copy("pdf"), talk.ENTERED, chrome.paste
    ),
    ("Firefox (pdf.js)", "typed into the PDF"): in_node("pdf.js"),
    ("Evince (poppler)", "typed into the PDF"): in_evince,
    ("pdf-lib", "filled in the PDF"): in_node("pdf-lib"),
    ("pdf-lib", "filled in and drew the PDF"): in_node("pdf-lib-drawn"),
    ("qpdf", "linearized it"): qpdf("--linearize"),
    ("qpdf", "packed its objects"): qpdf("--object-streams=generate"),
    ("qpdf", "unpacked it"): qpdf("--qdf", "--object-streams=disable"),
    ("qpdf", "forbade changes"): qpdf("IN", "--encrypt", "", "owner", "256", "--modify=none",
                                      "--"),
    ("qpdf", "took its pages"): qpdf("--empty", "--pages", "IN", "--"),
    ("qpdf", "flattened it as Chrome left it"): qpdf("--flatten-annotations=all"),
    ("qpdf", "flattened it and drew its fields"): qpdf(
        "--generate-appearances", "--flatten-annotations=all"
    ),
    ("qpdf", "locked it with a password"): qpdf("IN", "--encrypt", "user", "owner", "256", "--"),
    ("pikepdf", "rewrote it"): rewritten,
    ("poppler", "printed it to PDF"): printed,
    ("LibreOffice Draw", "opened the PDF and exported it"): in_libreoffice(
        "pdf:draw_pdf_Export", typed, "typed.pdf"
    ),
    ("LibreOffice Writer", "saved the Word document"): in_libreoffice(
        "docx", in_word, "typed.docx"
    ),
    ("LibreOffice Writer", "saved it as ODT"): in_libreoffice("odt", in_word, "typed.odt"),
    ("LibreOffice Writer", "saved it as Word 97 (.doc)"): in_libreoffice(
        "doc", in_word, "typed.doc"
    ),
    ("LibreOffice Writer", "exported it as PDF"): in_libreoffice("pdf", in_word, "typed.pdf"),
}  # fmt: skip
SLOW = ("Firefox", "Evince", "pdf-lib", "LibreOffice")


def test_the_table_has_what_is_tried_and_nothing_else():
    assert ROWS.keys() == WAYS.keys() | BESIDE.keys()
    pinned = {"pdf-lib": "pdf-lib", "Firefox (pdf.js)": "pdfjs-dist"}
    versions = {program: version for (program, _), (version, _) in ROWS.items()}
    assert {program: versions[program] for program in pinned} == {
        program: PACKAGES[package] for program, package in pinned.items()
    }


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, marks=[pytest.mark.slow] * row[0].startswith(SLOW), id=" ".join(row))
        for row in WAYS
    ],
)
def test_what_the_table_says_comes_back(row, tmp_path):
    data = WAYS[row](tmp_path)
    _, came = ROWS[row]
    assert outcome(data) == came
    done = talk.collected(tmp_path, "returned", data)
    if came == "everything":
        assert done.code == 0, done.said
        assert talk.record(tmp_path) == talk.RECORD
        return
    assert done.code == 1
    assert "error[returned-copy]" in done.err or "error[flattened]" in done.err
    assert (tmp_path / "career.yaml").read_text("utf-8") == talk.ANSWERS


def outcome(data: bytes) -> str:
    """Return what comes back in the words of the table; what is lost where it is another thing."""
    try:
        returned = readback.read_back(data)
    except Stop:
        return "refused"
    if [problem.rule for problem in returned.problems] == ["flattened"]:
        return "no fields"
    lost = talk.lost(returned)
    return f"all but {', '.join(lost)}" if lost else "everything"


def test_what_was_printed_can_still_be_read(tmp_path):
    done = talk.collected(tmp_path, "printed.pdf", printed(tmp_path))
    for line in ("Größe, Übung", "odwaga: żółć – ąę", "Αλήθεια", "Честность"):
        assert f"\n    > {line}\n" in done.err


# --- beside the fields ---------------------------------------------------------------------


def noted_in_evince(folder: Path) -> bytes:
    python = python_of_the_system(*POPPLER)
    run(python, PROGRAMS / "notes.py", form(folder), folder / "noted.pdf")
    return (folder / "noted.pdf").read_bytes()


def written_in_libreoffice(folder: Path) -> bytes:
    python, soffice = python_of_the_system("import uno", "python3-uno"), tool("soffice")
    (folder / "sent.docx").write_bytes(talk.copy("docx"))
    run(python, PROGRAMS / "writer.py", soffice, folder / "sent.docx", folder / "back.docx")
    return (folder / "back.docx").read_bytes()


def commented_in_word(folder: Path) -> Path:
    """Write a Word document with a comment that is answered, and a tracked change."""
    said = commented(talk.copy("docx"), "By May?", "If we hire.")
    said = edited(said, lambda root: paragraph(root, "craft").append(tracked("; care")))
    (folder / "said.docx").write_bytes(said)
    return folder / "said.docx"


GOAL = "Run the spring capacity review by 30 June 2027"
BESIDE: dict[tuple[str, str], tuple[Way, list[str]]] = {
    ("LibreOffice Writer", "commented, tracked a change, edited a line and added one"): (
        written_in_libreoffice,
        ["Grace Osei, DAY:", "- craft", "+ craft and care", "+ A mentor of mine 🙂",
         f"+ {GOAL}, if we can",
         "Grace Osei, DAY, on “spring capacity”: Could it be Größe in May?", f"- {GOAL}"],
    ),
    ("LibreOffice Writer", "saved the comments and tracked changes of a Word document"): (
        in_libreoffice("docx", commented_in_word, "said.docx"),
        ["- craft", "+ craft; care", f"- {GOAL}", f"+ {GOAL}Notes",
         f"Grace, DAY, on “{GOAL}”: By May?", f"Ada Park, DAY, on “{GOAL}”: If we hire.",
         "- Notes"],
    ),
    ("Firefox (pdf.js)", "wrote on a page, marked with and without a comment, drew"): (
        in_node("pdf.js-beside"),
        ["DAY, page 1: Typed on the page:", "  Größe 🙂", "DAY, page 1: Could it be Größe?",
         "page 1: highlight, ink, without words"],
    ),
    ("Evince (poppler)", "added a note, and marks with and without words"): (
        noted_in_evince,
        ["Grace Osei, DAY, page 1: Well said:", "  Größe 🙂",
         "Grace Osei, DAY, page 1: Could it be May?", "page 1: strikeout, without words"],
    ),
}  # fmt: skip
TYPED = ("Grace Osei", "Größe", "🙂", "May", "care", "mentor of mine", "if we can", "If we hire.")
"""The words that may stand there: those that do go into the file."""


@pytest.mark.slow
@pytest.mark.parametrize("row", BESIDE, ids=" ".join)
def test_what_programs_write_beside_the_fields_is_shown_and_can_be_taken(row, tmp_path):
    write, lines = BESIDE[row]
    data = write(tmp_path)
    (tmp_path / "career.yaml").write_text(talk.ANSWERS, "utf-8")
    (tmp_path / "returned").write_bytes(data)
    shown = ran("collect", tmp_path / "career.yaml", tmp_path / "returned", "--write")
    said = re.sub(r"\d{4}-\d\d-\d\d", "DAY", shown.err.partition("outside the fields:\n")[2])
    found = takewhile(lambda line: line.startswith("  "), said.splitlines())
    assert [line[2:] for line in found] == lines, shown.err
    done = ran("collect", tmp_path / "career.yaml", tmp_path / "returned", "--write",
               "--remarks", "take")  # fmt: skip
    assert done.code == 0, done.err
    after = (tmp_path / "career.yaml").read_text("utf-8")
    assert [words for words in TYPED if words in "\n".join(lines) and words not in after] == []
