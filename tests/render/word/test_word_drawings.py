"""Drawings: an svg comes out as a picture that says what it shows, and loads nothing."""

import subprocess
import sys
from io import BytesIO
from itertools import pairwise

import pytest
from openxml_audit import OpenXmlValidator
from PIL import Image

from agenda.documents.levels import Level
from agenda.render import faces
from agenda.render.charts import DOT, dots
from agenda.render.word.styles import tokens
from render.word.word_pages import ROOT, SAMPLE, THEME, find, page, part, parts, text, written

EMU, TWIP = 9525, 635  # an EMU is 1/9525 pixel and 1/635 twip
RED = "<rect width='50' height='40' fill='#ff0000'/>"


def drawing(inside: str = RED, size: str = "width='100' height='40'", title: str = "Levels") -> str:
    return f"<svg {size}><title>{title}</title>{inside}</svg>"


def alternative(svg: str) -> str:
    (said,) = part(written(page(f"<p>{svg}</p>"))).xpath("//*[local-name()='docPr']/@descr")
    return said


def extents(data: bytes) -> list[tuple[int, int]]:
    found = part(data).xpath("//*[local-name()='extent']")
    return [(int(extent.get("cx")), int(extent.get("cy"))) for extent in found]


def pictures(data: bytes) -> list[bytes]:
    return [held for name, held in parts(data).items() if name.startswith("word/media/")]


def drawn(svg: str, **options) -> Image.Image:
    (held,) = pictures(written(page(f"<p>{svg}</p>"), **options))
    return Image.open(BytesIO(held)).convert("RGBA")


@pytest.mark.parametrize(("inside", "said"), [
    ("<title>Levels</title>", "Levels"),
    ("<title>Levels</title><desc>From 2 to 4</desc>", "Levels. From 2 to 4"),
    ("<title>Rising?</title><desc>From 2 to 4</desc>", "Rising? From 2 to 4"),
    ("<title>Levels (all)</title><desc>x</desc>", "Levels (all). x"),
    ("<title> A &amp;\n B </title><text>5</text>", "A & B"),
])  # fmt: skip
def test_the_alternative_text_is_the_title_and_the_description(inside, said):
    assert alternative(f"<svg width='9' height='9'>{inside}</svg>") == said


@pytest.mark.parametrize(("size", "pixels"), [
    ("width='120' height='24'", (120, 24)),
    ("width='120px' height='24.4' viewBox='0 0 9 9'", (120, 24.4)),
    ("viewBox='0 0 60 30'", (60, 30)),
    ("viewBox='-5,-5,60,30' width='120'", (120, 60)),
    ("viewBox='0 0 60 30' height='15'", (30, 15)),
])  # fmt: skip
def test_a_drawing_is_as_large_as_it_says(size, pixels):
    data = written(page(f"<p>{drawing(size=size)}</p>"))
    assert extents(data) == [(pixels[0] * EMU, pixels[1] * EMU)]


def test_the_picture_has_four_dots_for_a_pixel():
    assert drawn(drawing(size="width='100' height='40'")).size == (400, 160)


@pytest.mark.parametrize("size", ["width='4000' height='2'", "viewBox='0 0 4000 40'",
                                  "viewBox='0 0 1e4 1e6' height='3e3'"])  # fmt: skip
def test_a_picture_has_no_more_than_4000_dots_a_side(size):
    assert max(drawn(drawing(size=size)).size) == 4000


def test_a_drawing_fits_between_the_margins():
    wide = drawing(size="viewBox='0 0 2000 100'")
    ((width, height),) = extents(written(page(f"<p>{wide}</p>")))
    assert width <= int(tokens(THEME, "a4")["text_width"]) * TWIP
    assert width / height == pytest.approx(20, rel=0.01)


def test_a_drawing_fits_into_a_narrow_cell():
    wide = drawing(size="width='400' height='40'")
    row = f"<td>{wide}</td>" + "<td>words to read</td>" * 9
    data = written(page(f"<table><tr>{row}</tr></table>"))
    cell = int(find(data, "//w:gridCol/@w:w")[0])
    ((width, height),) = extents(data)
    assert 0 < width <= cell * TWIP
    assert width / height == pytest.approx(10, rel=0.01)


def test_the_picture_shows_the_shapes():
    image = drawn(drawing("<rect x='50' width='50' height='40' fill='#ff0000'/>"))
    assert image.getpixel((300, 80)) == (255, 0, 0, 255)
    assert image.getpixel((100, 80))[3] == 0


def test_the_view_box_says_what_is_shown():
    image = drawn(drawing(RED, "width='100' height='40' viewBox='50 0 100 40'"))
    assert image.getbbox() is None
    image = drawn(drawing(RED, "width='100' height='40' viewBox='25 0 50 20'"))
    assert image.getbbox() == (0, 0, 200, 160)


def test_the_aspect_ratio_is_kept_unless_the_drawing_says_otherwise():
    box = "width='100' height='40' viewBox='0 0 50 40'"
    assert drawn(drawing(RED, box)).getbbox() == (100, 0, 300, 160)
    stretched = drawn(drawing(RED, f"{box} preserveAspectRatio='none'"))
    assert stretched.getbbox() == (0, 0, 400, 160)


@pytest.mark.parametrize("family", ["", "font-family='Nobody Knows, sans-serif'"])
def test_text_is_drawn_with_the_bundled_face(family):
    letters = drawn(drawing(f"<text y='30' font-size='30' {family}>l</text>"))
    wider = drawn(drawing(f"<text y='30' font-size='30' {family}>m</text>"))
    assert letters.getbbox() is not None
    assert wider.getbbox()[2] > 3 * letters.getbbox()[2]


def test_bold_text_is_bolder():
    plain, bold = (drawn(drawing(f"<text y='30' font-size='30' font-weight='{weight}'>l</text>"))
                   for weight in (400, 700))  # fmt: skip
    assert sum(bold.getchannel("A").tobytes()) > 1.2 * sum(plain.getchannel("A").tobytes())


def test_text_is_drawn_even_where_the_theme_names_a_face_that_is_not_bundled():
    letters = drawing("<text y='30' font-size='30'>m</text>")
    other = THEME._replace(faces={**THEME.faces, "text": "Nobody Knows"})
    assert drawn(letters, theme=other).tobytes() == drawn(letters).tobytes()


def test_a_column_is_as_wide_as_its_drawing():
    row = f"<td>{'many words ' * 40}</td><td>{drawing()}</td><td>{'many words ' * 40}</td>"
    data = written(page(f"<table><tr>{row}</tr></table>"))
    assert int(find(data, "//w:gridCol/@w:w")[1]) * TWIP >= 100 * EMU
    assert extents(data) == [(100 * EMU, 40 * EMU)]


def test_a_large_drawing_leaves_room_for_the_words_beside_it():
    wide = drawing(size="viewBox='0 0 4000 40'")
    data = written(page(f"<table><tr><td>words</td><td>{wide}</td></tr></table>"))
    assert int(find(data, "//w:gridCol/@w:w")[0]) > 500


def test_the_words_of_a_drawing_make_no_column_wider():
    tables = [f"<table><tr><td>{drawing(title=title)}</td><td>{'words ' * 99}</td></tr></table>"
              for title in ("Levels", "A long title " * 9)]  # fmt: skip
    first, second = (find(written(page(table)), "//w:gridCol/@w:w") for table in tables)
    assert first == second


def test_a_term_that_is_drawn_has_its_room():
    wide = drawing(size="width='200' height='20'")
    data = written(page(f"<dl><dt>{wide}</dt><dd>words</dd></dl>"))
    assert extents(data) == [(200 * EMU, 20 * EMU)]


@pytest.mark.parametrize("around", [
    "<p>before {} after</p>",
    "<table><caption>before {} after</caption><tr><td>x</td></tr></table>",
    "<table><tr><th scope='row'>before {} after</th></tr></table>",
    "<p><bdi>before {} after</bdi></p>", "<figure>{}<figcaption>before after</figcaption></figure>",
])  # fmt: skip
def test_the_words_of_a_drawing_are_not_text_of_the_document(around):
    svg = drawing("<desc>the whole story</desc><text y='9'>four</text>")
    data = written(page(around.format(svg)))
    assert text(data).split()[:2] == ["before", "after"]
    assert find(data, "//w:tblCaption/@w:val") in ([], ["before after"])
    assert len(extents(data)) == 1


def test_the_title_of_a_drawing_does_not_turn_a_name_around():
    svg = drawing(title="A level")
    data = written(page(f"<p><bdi>{svg}\u0645\u0631\u064a\u0645</bdi></p>"))
    assert find(data, "//w:r[w:rPr/w:rtl]/w:t/text()") == ["\u0645\u0631\u064a\u0645"]


def test_a_figure_keeps_its_drawing_with_its_caption():
    data = written(page(f"<figure>{drawing()}<figcaption>Over a year</figcaption></figure>"))
    assert find(data, "//w:p[.//w:drawing]/w:pPr/w:pStyle/@w:val") == ["Figure"]
    assert text(data).split("\n") == ["", "Over a year"]


@pytest.mark.parametrize("inside", [
    "<g transform='translate(40, 20) rotate(-90) scale(.5 2)'><text font-size='8'>a</text></g>",
    "<g transform='scale()'><rect transform='rotate()' fill='#1e9999'/></g>",
    "<path d='M10,20.5l-.5.5a1 1 0 01.5.5z' stroke-dasharray='3,2' fill='rgb(9,9,9)' class='a'/>",
    f"{'<g>' * 11}<rect/>{'</g>' * 11}",
])  # fmt: skip
def test_what_drawings_are_made_of_is_drawn(inside):
    assert drawn(drawing(inside)).size == (400, 160)


def test_word_opens_drawings_without_repair(tmp_path):
    body = """{0}<p>a <span aria-hidden='true'>{0}</span> {0} <a href='https://x.org'>{1}</a></p><ul><li>{0}</li></ul><h2>{0}</h2>
    <table><tr><th scope='row'>x</th><td class='view'>{0} 4</td></tr></table><aside>{0}</aside>
    <dl><dt>{0}</dt><dd>{0}</dd></dl><figure>{0}<figcaption>c</figcaption></figure>"""
    file = tmp_path / "audited.docx"
    file.write_bytes(written(page(body.format(drawing(), drawing(title='"x" &lt; y')))))
    result = OpenXmlValidator(strict=True).validate(file)
    assert [str(found) for found in result.errors] == []


def test_the_same_drawing_is_the_same_picture():
    data = written(page(f"<p>{drawing()}</p><p>{drawing()}</p>"))
    assert len(extents(data)) == 2
    assert len(pictures(data)) == 1


def test_the_same_drawing_gives_the_same_bytes():
    html = page(f"<p>{drawing(RED + '<text>Aa</text>')}</p>")
    assert written(html) == written(html)


WRITE = """import sys
from render.word.word_pages import SAMPLE, page, written
written({})
sys.exit('resvg_py' in sys.modules)"""


@pytest.mark.parametrize(("html", "loaded"), [("SAMPLE", 0), (f"page({drawing()!r})", 1)])
def test_a_page_without_a_drawing_does_not_load_what_draws(html, loaded):
    assert "<svg" not in SAMPLE
    command = [sys.executable, "-c", WRITE.format(html)]
    assert subprocess.run(command, cwd=ROOT / "tests", check=False).returncode == loaded


def test_a_drawing_that_a_reader_passes_over_is_an_ornament_without_words():
    data = written(page(f"<p><span aria-hidden='true'>{drawing()}</span> 2 → 3</p>"))
    (named,) = part(data).xpath("//*[local-name()='docPr']")
    assert named.get("descr") is None
    assert named.xpath(".//*[local-name()='decorative']/@val") == ["1"]
    assert text(data).strip() == "2 → 3"


def test_the_dots_of_a_level_are_as_far_apart_as_they_are_drawn():
    picture = drawn(str(dots(Level(2, 3, 5), "2 → 3", {"accent": "#0b5a73"})))
    inked = [picture.crop((at, 0, at + 1, picture.height)).getbbox(alpha_only=True) is not None
             for at in range(picture.width)]  # fmt: skip
    edges = [at for at, (before, now) in enumerate(pairwise(inked)) if before != now]
    middles = [(left + right) / 2 for left, right in zip(edges[::2], edges[1::2], strict=True)]
    assert [two - one for one, two in pairwise(middles)] == [4 * DOT] * 4


def test_no_face_is_read_for_a_drawing_without_letters(monkeypatch):
    monkeypatch.setattr(faces, "files", lambda _family: pytest.fail("a face was read"))
    assert drawn(drawing()).getbbox()
