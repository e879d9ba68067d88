"""Every good sample becomes a document that real programs accept, the same in each format."""

from __future__ import annotations

import io
import re
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import html as lxml_html

import agenda
from agenda.commands.pipeline import Wish, draft
from agenda.model import bundled
from agenda.model.audience import Audience
from agenda.render import pdf, theme
from extracted import READERS, folded, of_docx_in_libreoffice, of_pdf
from ground import GOOD, NOW, tool

FORMATS = ("pdf", "docx", "html", "md")
NAMES = [path.stem for path in GOOD]
BOTH = [(path, audience) for path in GOOD for audience in Audience]
IDS = [f"{path.stem}-{audience}" for path, audience in BOTH]


@cache
def made(path: Path, form: str, audience: Audience = Audience.MANAGER) -> bytes:
    return agenda.make(agenda.load(path), form, audience=audience, now=NOW)  # type: ignore[arg-type]


@pytest.fixture(params=BOTH, ids=IDS)
def copy(request: pytest.FixtureRequest) -> tuple[Path, Audience]:
    return request.param


def test_the_pdf_has_no_finding_of_pdf_ua(copy, tmp_path):
    (tmp_path / "x.pdf").write_bytes(made(copy[0], "pdf", copy[1]))
    found = subprocess.run(
        [tool("pdfua"), "check", "--format", "json", str(tmp_path / "x.pdf")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout


def test_the_pdf_is_sound_for_qpdf(copy, tmp_path):
    (tmp_path / "x.pdf").write_bytes(made(copy[0], "pdf", copy[1]))
    checked = subprocess.run(
        [tool("qpdf"), "--check", str(tmp_path / "x.pdf")], capture_output=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, b"")


def test_the_docx_is_sound_under_the_strict_policy(copy, tmp_path):
    (tmp_path / "x.docx").write_bytes(made(copy[0], "docx", copy[1]))
    found = subprocess.run(
        [tool("openxml-audit"), "--policy", "strict", "-q", str(tmp_path / "x.docx")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (found.returncode, found.stdout) == (0, "")


@pytest.mark.parametrize("path", GOOD, ids=NAMES)
def test_word_and_pdf_say_the_same_section_by_section(path):
    """LibreOffice opens the Word file and shows, section for section, the text of the PDF."""
    headings = section_titles(path)
    word = sections(of_docx_in_libreoffice(made(path, "docx")), headings)
    pdf = sections(of_pdf(made(path, "pdf")), headings)
    assert word == pdf


def section_titles(path: Path) -> list[str]:
    tree = lxml_html.document_fromstring(draft(agenda.load(path), Wish(now=NOW)).html)
    titles = [str(title.text_content()) for title in tree.iterfind(".//h2/span[@class='title']")]
    assert len(titles) >= 4
    return titles


def sections(text: str, titles: list[str]) -> list[str]:
    """Cut a text at its section titles; white space, hyphens and the rules to write on go."""
    lines = [line.strip() for line in text.splitlines()]
    footer = re.compile(r".*\d+ (of|von) \d+$|^Seite .*")
    footers = {line for line in lines if footer.match(line)}
    names = {re.sub(r"\s*(Seite )?\d+ (of|von) \d+$", "", line) for line in footers}
    kept = [line for line in lines if line not in footers and line not in names]
    whole = bare(" ".join(kept))
    places = []
    for title in titles:
        place = whole.index(bare(title), places[-1] if places else 0)
        places.append(place)
    return [whole[i:j] for i, j in zip([0, *places], [*places, len(whole)], strict=True)]


def bare(text: str) -> str:
    """Keep what is said: bullets, rules to write on, and hyphens where lines end differ."""
    return re.sub(r"[\s_•\ufffe\x02-]", "", text)


@pytest.mark.parametrize("path", GOOD, ids=NAMES)
def test_every_format_has_every_text_of_the_page(path):
    tree = lxml_html.document_fromstring(draft(agenda.load(path), Wish(now=NOW)).html)
    for label in tree.xpath("//td/label"):
        label.drop_tree()
    said = [folded(str(text)) for text in tree.body.itertext() if folded(str(text))]
    for form in FORMATS:
        text = re.sub(r"\s", "", READERS[form](made(path, form)))
        missing = [
            part for part in said if re.sub(r"\s", "", part) not in text.replace("\x02", "-")
        ]
        assert missing == [], form


@pytest.mark.parametrize(
    ("name", "most"),
    [("smallest", 1), ("full", 2), ("junior", 2), ("staff", 2), ("deutsch", 2), ("sie", 2)],
)
def test_an_agenda_takes_no_more_pages_than_promised(name, most):
    path = next(path for path in GOOD if path.stem == name)
    document = pypdfium2.PdfDocument(made(path, "pdf"))
    pages = len(document)
    document.close()
    assert pages <= most


def test_the_smallest_agenda_fits_on_one_page_of_letter_too():
    path = next(path for path in GOOD if path.stem == "smallest")
    data = agenda.make(agenda.load(path), "pdf", paper="letter", now=NOW)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def last_lines(data: bytes) -> list[str]:
    """Return the lowest line of each page above its footer, by where it stands."""
    document = pypdfium2.PdfDocument(data)
    lines = []
    for number in range(len(document)):
        page = document[number].get_textpage()
        boxes = [page.get_rect(place) for place in range(page.count_rects())]
        body = [box for box in boxes if box[1] > FOOTER_POINTS]
        bottom = min(box[1] for box in body)
        row = sorted(box for box in body if box[1] < bottom + 4)
        lines.append(folded(" ".join(page.get_text_bounded(*box) for box in row)))
    document.close()
    return lines


FOOTER_POINTS = 42  # 15 mm, the theme's lower margin


@pytest.mark.parametrize("path", GOOD, ids=NAMES)
def test_no_page_ends_in_a_heading(path):
    """A heading that nothing follows on its page would be an orphan."""
    tree = lxml_html.document_fromstring(draft(agenda.load(path), Wish(now=NOW)).html)
    headings = {folded(str(h.text_content())) for h in tree.xpath("//h2 | //h3")}
    assert not headings & set(last_lines(made(path, "pdf")))


def test_a_page_that_ends_in_a_heading_would_be_seen():
    page = made_of("<p>x</p>" * 50 + "<h2>Orphan</h2>", "h2 { break-after: page }")
    assert "Orphan" in last_lines(page)


def made_of(body: str, rules: str) -> bytes:
    from dataclasses import replace

    look = theme.load("classic", (bundled.templates(),))
    page = f"<html lang='en'><head><title>x</title></head><body>{body}<p>after</p></body></html>"
    return pdf.pdf(page, replace(look, css=look.css + rules), "a4", NOW)


@pytest.mark.parametrize("path", GOOD, ids=NAMES)
def test_no_line_stands_alone_on_the_last_page(path):
    document = pypdfium2.PdfDocument(made(path, "pdf"))
    lines = document[len(document) - 1].get_textpage().get_text_bounded().splitlines()
    document.close()
    assert len([line for line in lines if line.strip()]) > 4
