"""Every document of the samples is one that real programs accept, the same in each format."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import time

import docx
import pdfua
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import html as lxml_html
from openxml_audit import OpenXmlValidator

import agenda
from agenda.language import bundled
from agenda.render import pdf, theme
from cases import ALL, CASES, FORMATS, SELDOM, SHARED, Case, each
from extracted import READERS, folded, of_docx_in_libreoffice, of_pdf
from ground import GOOD, NOW, tool
from untraced import untraced

EVERY = each(ALL, [case for case in CASES if str(case) not in SELDOM])


def test_what_is_looked_at_seldom_is_among_the_documents():
    assert set(map(str, CASES)) >= SELDOM


@EVERY
@pytest.mark.filterwarnings("default")  # a rule of pdfua that raises would be skipped in silence
def test_the_pdf_has_no_finding_of_pdf_ua(case: Case, tmp_path):
    (tmp_path / "x.pdf").write_bytes(case.made("pdf"))
    report = untraced(pdfua.validate)(str(tmp_path / "x.pdf"))
    assert (report.exit_code, report.findings) == (0, ())


@EVERY
def test_the_pdf_is_sound_for_qpdf(case: Case, tmp_path):
    (tmp_path / "x.pdf").write_bytes(case.made("pdf"))
    checked = subprocess.run(
        [tool("qpdf"), "--check", str(tmp_path / "x.pdf")], capture_output=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, b"")


@EVERY
def test_the_docx_is_sound_under_the_strict_policy(case: Case, tmp_path):
    (tmp_path / "x.docx").write_bytes(case.made("docx"))
    audit = OpenXmlValidator(strict=True)
    result = untraced(audit.validate)(tmp_path / "x.docx")
    assert (result.is_valid, [str(found) for found in result.errors]) == (True, [])


IN_WORD = [case for case in CASES if case.document == "progress" or
           (case in SHARED and case.document != "ask")]  # fmt: skip
"""Those with sections: the message that asks for a talk is a letter."""
SHOWN = "shown_by_libreoffice"


@pytest.fixture(scope="session")
def shown_by_libreoffice(tmp_path_factory, request) -> dict[str, str]:
    """The text of each document as LibreOffice shows it: whichever worker is first starts it."""
    cases = {item.callspec.params["case"] for item in request.session.items
             if SHOWN in item.fixturenames}  # fmt: skip
    tool("soffice")
    together = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        together = together.parent
    texts, begun = together / "libreoffice.json", together / "libreoffice.begun"
    while not texts.exists():
        try:
            begun.touch(exist_ok=False)
        except FileExistsError:
            time.sleep(0.2)
            continue
        try:
            shown = of_docx_in_libreoffice({str(case): case.made("docx") for case in cases})
            (part := texts.with_suffix(".part")).write_text(json.dumps(shown), "utf-8")
            part.rename(texts)
        finally:
            begun.unlink()
    return json.loads(texts.read_text("utf-8"))


@each(IN_WORD, [case for case in IN_WORD if str(case) not in SELDOM][::2])
@untraced
def test_word_and_pdf_say_the_same_section_by_section(case: Case, shown_by_libreoffice):
    """LibreOffice opens the Word file and shows, section for section, the text of the PDF."""
    page = lxml_html.document_fromstring(case.draft().html)
    word = sections(shown_by_libreoffice[str(case)], page)
    assert word == sections(of_pdf(case.made("pdf")), page)


def sections(text: str, page: lxml_html.HtmlElement) -> list[str]:
    """Cut a text at its section titles, without what stands around the text of each page.

    White space, hyphens and the rules to write on go, and so do the heads of tables: they
    are said again where a table goes on overleaf; and small headings at the side, which
    LibreOffice draws after all else.
    """
    titles = [str(title.text_content()) for title in page.iterfind(".//h2/span[@class='title']")]
    assert len(titles) >= 3
    metas = {meta.get("name"): re.escape(meta.get("content", "")) for meta in page.iter("meta")}
    footer = re.compile(rf"({metas['footer']})?\s*(Seite )?(\d+ (of|von) \d+)?|{metas['marking']}")
    lines = (line.strip() for line in text.splitlines())
    whole = bare(" ".join(line for line in lines if not footer.fullmatch(line)))
    heads = page.xpath("//thead | //h3[contains(@class, 'side')]")
    for head in sorted((bare(str(one.text_content())) for one in heads), key=len, reverse=True):
        whole = whole.replace(head, "")
    places = []
    for title in titles:
        place = whole.index(bare(title), places[-1] if places else 0)
        places.append(place)
    return [whole[i:j] for i, j in zip([0, *places], [*places, len(whole)], strict=True)]


@each(IN_WORD)
def test_the_headings_of_a_word_file_come_in_the_order_of_the_page(case: Case):
    page = lxml_html.document_fromstring(case.draft().html)
    said = [bare(str(one.text_content())) for one in page.xpath("//h2 | //h3")]
    document = docx.Document(io.BytesIO(case.made("docx")))
    headings = [bare(one.text) for one in document.element.body.iter(qn("w:p"))
                if "Heading" in (one.style or "") and one.style != "TableHeading"]  # fmt: skip
    assert headings == said


def bare(text: str) -> str:
    """Keep what is said: bullets, rules to write on, boxes, and hyphens where lines end differ."""
    return re.sub(r"[\s_•□\ufffe\x02-]", "", text)


@EVERY
@untraced
def test_every_format_has_every_text_of_the_page(case: Case):
    tree = lxml_html.document_fromstring(case.draft().html)
    for hidden in tree.xpath("//td/label | //svg | //option"):  # a field offers these, when asked
        hidden.drop_tree()
    said = [folded(str(text)) for text in tree.body.itertext() if folded(str(text))]
    for form in FORMATS:
        text = re.sub(r"\s", "", READERS[form](case.made(form)))
        missing = [
            part for part in said if re.sub(r"\s", "", part) not in text.replace("\x02", "-")
        ]
        assert missing == [], form


@pytest.mark.parametrize(("language", "paper"), [("en", "a4"), ("en", "letter"), ("de", "a4")])
def test_an_exercise_is_printed_on_one_sheet(language, paper):
    options = {"document": "exercise", "language": language, "paper": paper}
    assert pages_of(agenda.make((), "pdf", now=NOW, **options)) == 2


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_guide_of_any_sample_is_one_page(path):
    assert pages_of(Case("guide", (path,)).made("pdf")) == 1


MOST = {"smallest": 1, "full": 2, "junior": 2, "staff": 3, "deutsch": 2, "sie": 2}


@each(Case("agenda", (path,)) for path in GOOD)
def test_an_agenda_takes_no_more_pages_than_promised(case: Case):
    assert pages_of(case.made("pdf")) <= MOST[case.paths[0].stem]


@each(one for one in SHARED if "story" in str(one))
def test_of_the_stories_a_record_takes_two_pages_at_most_and_an_agenda_three(case: Case):
    """What is read in the agendas fills two pages; the third is room to write."""
    assert pages_of(case.made("pdf")) <= (3 if case.document == "agenda" else 2)


def pages_of(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    pages = len(document)
    document.close()
    return pages


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


FOOTER_POINTS = 31  # a little less than the lower margin of the theme


@EVERY
@untraced
def test_no_page_ends_in_a_heading(case: Case):
    """A heading that nothing follows on its page would be an orphan."""
    tree = lxml_html.document_fromstring(case.draft().html)
    headings, labels = ({folded(str(one.text_content())) for one in tree.xpath(path)}
                        for path in ("//h2 | //h3", "//label"))  # fmt: skip
    assert not (headings - labels) & set(last_lines(case.made("pdf")))


def test_a_page_that_ends_in_a_heading_would_be_seen():
    page = made_of("<p>x</p>" * 50 + "<h2>Orphan</h2>", "h2 { break-after: page }")
    assert "Orphan" in last_lines(page)


def made_of(body: str, rules: str) -> bytes:
    look = theme.load("classic", (bundled.templates(),))
    page = f"<html lang='en'><head><title>x</title></head><body>{body}<p>after</p></body></html>"
    return pdf.pdf(page, look._replace(css=look.css + rules), "a4", NOW)


@EVERY
def test_no_line_stands_alone_on_the_last_page(case: Case):
    document = pypdfium2.PdfDocument(case.made("pdf"))
    lines = document[len(document) - 1].get_textpage().get_text_bounded().splitlines()
    document.close()
    assert len([line for line in lines if line.strip()]) > 4
