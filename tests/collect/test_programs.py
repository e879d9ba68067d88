"""Copies that real programs have filled in or saved: what docs/collect.md says comes back."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from agenda.collect import readback
from agenda.render import faces
from agenda.source.problems import Stop
from collect import talk
from collect.programs import chrome
from collect.word_copies import filled
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
BINDINGS = "import gi; gi.require_version('Poppler', '0.18')"
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
    (folder / "typed.pdf").write_bytes(chrome.filled(talk.copy("pdf"), talk.ENTERED))
    return folder / "typed.pdf"


def in_node(program: str) -> Way:
    def fill(folder: Path) -> bytes:
        node = tool("node")
        if not (PROGRAMS / "node_modules").is_dir():
            lacking("make test-slow installs what this needs of npm")
        run(node, PROGRAMS / "fill.mjs", program, form(folder), folder / "entered.json",
            folder / "filled.pdf", faces.field_file())  # fmt: skip
        return (folder / "filled.pdf").read_bytes()

    return fill


def in_evince(folder: Path) -> bytes:
    python = shutil.which("python3", path="/usr/bin")
    if python is None or subprocess.call([python, "-c", BINDINGS], stderr=subprocess.DEVNULL):
        lacking("the system's Python has no bindings of poppler (gir1.2-poppler-0.18)")
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
    ("Chrome (pdfium)", "typed into the PDF"): lambda _: chrome.filled(
        talk.copy("pdf"), talk.ENTERED
    ),
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
    assert ROWS.keys() == WAYS.keys()
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
