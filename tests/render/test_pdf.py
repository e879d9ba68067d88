"""PDF: tagged, titled, dated by the clock, laid out for paper, closed to network and disk."""

from __future__ import annotations

import ctypes
import gc
import http.server
import io
import subprocess
import sys
import textwrap
import threading

import pikepdf
import pypdfium2
import pytest

import agenda
from agenda.language import bundled
from agenda.pipeline import draft
from agenda.render import faces, pdf, theme
from agenda.resources import Resources
from agenda.wish import Wish
from cases import Case
from extracted import of_pdf
from ground import GOOD, NOW

FULL = next(path for path in GOOD if path.stem == "full")
CLASSIC = theme.load("classic", (bundled.templates(),))
PAGE = """<!doctype html><html lang="en-GB" dir="ltr"><head><meta charset="utf-8">
<title>A &amp; B</title><meta name="author" content="Ada"><meta name="footer" content="{footer}">
<meta name="marking" content=""><meta name="pages" content="{{page}} of {{pages}}"></head>
<body><article>{body}</article></body></html>"""


def made(body: str, footer: str = "foot", paper: str = "a4") -> bytes:
    return pdf.pdf(PAGE.format(body=body, footer=footer), CLASSIC, paper, NOW)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def full() -> pikepdf.Pdf:
    data = Case("agenda", (FULL,)).made("pdf")
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def elements(opened: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [
        found
        for found in opened.objects
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/StructElem"
    ]


def test_it_is_pdf_ua_with_title_author_and_language(full):
    with full.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert str(full.docinfo["/Title"]) == "Career conversation: Ada Park with Grace Osei"
    assert str(full.docinfo["/Author"]) == "Ada Park"
    assert str(full.Root["/Lang"]) == "en-GB"
    assert str(full.docinfo["/CreationDate"]).startswith("D:20261123120000")


def test_the_bookmarks_are_the_sections_without_their_minutes(full):
    with full.open_outline() as outline:
        (document,) = outline.root
        titles = [entry.title for entry in document.children]
    assert "Aspirations" in titles
    assert titles[-1] == "Alignment"
    assert not any("min" in title for title in titles)


def test_header_cells_carry_their_scope(full):
    scopes = [str(cell["/A"].get("/Scope")) for cell in elements(full) if cell["/S"] == "/TH"]
    assert set(scopes) == {"/Column", "/Row"}


def test_the_text_reads_in_the_order_of_the_page(full):
    text = of_pdf(Case("agenda", (FULL,)).made("pdf"))
    titles = ["Ada Park", "Three goals", "Before we meet", "The long arc", "What I value",
              "For today’s job", "The next 6 to 12 months", "What we expect of"]  # fmt: skip
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


class Allocated(ctypes.Structure):
    """What glibc has given out to libraries: `mallinfo2`."""

    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks",
        "fordblks", "keepcost")]  # fmt: skip


def allocated() -> int:
    gc.collect()
    try:
        ask = ctypes.CDLL(None).mallinfo2
    except (AttributeError, OSError, TypeError):
        pytest.skip("glibc alone tells what libraries hold")
    ask.restype = Allocated
    return ask().uordblks


def test_what_libraries_hold_of_a_document_they_give_back():
    """100 KB of each stayed where the stylesheet asked for a font-variant."""
    page, held = draft([agenda.load(FULL)], Wish(now=NOW), Resources()), []
    for _ in range(4):
        pdf.page_count(page.html, page.theme, page.paper)
        held.append(allocated())
    assert held[-1] - held[1] < 60_000


def test_ligatures_do_not_swallow_letters():
    text = of_pdf(made("<p>first office affluent tiff motion fjord</p>"))
    assert "first office affluent tiff motion fjord" in text


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_is_the_one_asked_for(paper, size):
    with pikepdf.open(io.BytesIO(made("<p>x</p>", paper=paper))) as opened:
        box = opened.pages[0].mediabox
        assert (round(float(box[2])), round(float(box[3]))) == size


def test_only_bundled_faces_are_embedded_for_latin_text(full):
    names = {
        str(font["/BaseFont"]).split("+")[-1]
        for font in full.objects
        if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font"
    }
    assert names
    assert all(name.startswith(("Lato", "Agenda-Fields")) for name in names)


def test_it_stays_small():
    assert len(Case("agenda", (FULL,)).made("pdf")) < 120_000


def test_rows_do_not_break_and_heads_repeat():
    row = "<tr><th scope='row'>Row {n}</th><td>{text}</td></tr>"
    body = "".join(row.format(n=n, text="word " * 60) for n in range(14))
    head = "<tr><th scope='col'>What</th><th scope='col'>Text</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    document = pypdfium2.PdfDocument(made(table))
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    document.close()
    assert len(pages) > 1
    assert all("What" in page for page in pages)
    assert sum(page.count("word") for page in pages) == 14 * 60
    for page in pages:
        assert page.count("word") % 60 == 0


@pytest.mark.parametrize(
    "footer", ["quote &quot; here", "back \\ slash", "a &lt;/style&gt; b", "50 % {}"]
)
def test_a_footer_is_literal(footer):
    import html

    assert html.unescape(footer) in of_pdf(made("<p>x</p>", footer=footer))


def test_no_image_is_read_from_the_disk_or_the_network(tmp_path):
    asked = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>SECRET</text></svg>")
    places = [secret.as_uri(), str(secret), "../../../pyproject.toml",
              f"http://127.0.0.1:{server.server_port}/x.png"]  # fmt: skip
    try:
        data = made("".join(f'<p><img src="{place}" alt="x"></p>' for place in places))
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []
    assert "SECRET" not in of_pdf(data)


def test_a_theme_may_bring_its_own_files(tmp_path):
    import shutil

    from PIL import Image

    shutil.copytree(CLASSIC.folders[0], tmp_path / "themes" / "mine")
    Image.new("RGB", (8, 8), "red").save(tmp_path / "themes" / "mine" / "logo.png")
    mine = theme.load("mine", (tmp_path,))
    page = PAGE.format(body='<p><img src="logo.png" alt="Logo"></p>', footer="")
    with pikepdf.open(io.BytesIO(pdf.pdf(page, mine, "a4", NOW))) as opened:
        streams = [obj for obj in opened.objects if isinstance(obj, pikepdf.Stream)]
        images = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
    assert images


def test_a_press_makes_several_documents_with_the_bytes_of_one_each():
    smallest = next(path for path in GOOD if path.stem == "smallest")
    real = draft([agenda.load(smallest)], Wish(now=NOW), Resources())
    press = pdf.Press(CLASSIC, "a4")
    for page in (PAGE.format(body="<p>x <em>y</em></p>", footer="z"), real.html):
        assert press.pdf(page, NOW) == pdf.pdf(page, CLASSIC, "a4", NOW)


def test_a_missing_library_is_a_problem_with_the_command_that_mends_it(tmp_path):
    """A dlopen that cannot find Pango, as on a machine without it."""
    code = textwrap.dedent("""
        import cffi, ctypes.util
        from agenda.source.problems import Stop
        real = cffi.FFI.dlopen
        def dlopen(self, name, flags=0):
            if "pango" in str(name):
                raise OSError(f"cannot load library '{name}'")
            return real(self, name, flags)
        cffi.FFI.dlopen = dlopen
        from agenda.render import pdf
        try:
            pdf._weasyprint()
        except Stop as stop:
            print(stop.problems[0].rule, stop.problems[0].help)
    """)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("no-pango install them: apt-get install libpango-1.0-0")


def test_importing_weasyprint_starts_no_other_program():
    """The search for libraries would start ldconfig and gcc for each: 0.3 s."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the search is needed elsewhere")
    code = textwrap.dedent("""
        import sys
        started = []
        def heard(event, args):
            if event == "subprocess.Popen":
                started.append(args)
        sys.addaudithook(heard)
        from agenda.render.pdf import _weasyprint
        _weasyprint()
        print(len(started))
    """)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


def test_characters_of_the_bundled_face_are_covered():
    assert faces.uncovered("Ωмир ơ → ● ○ “x” – …", "Lato") == []


def test_a_character_that_no_face_has_is_uncovered_once():
    missing = chr(0x10FFFD)
    assert faces.uncovered(f"a{missing}b{missing}", "Lato") == [missing]


def test_a_family_that_is_not_bundled_has_no_files():
    assert faces.files("No Such Face") == {}


def test_a_static_font_is_used_for_every_face():
    """A variable font takes thirty times as long (measured: 11 s instead of 0.35)."""
    from fontTools.ttLib import TTFont

    for path in faces.files("Lato").values():
        with TTFont(path, lazy=True) as font:
            assert "fvar" not in font
