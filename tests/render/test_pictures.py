"""Pictures of a user's template: found beside it and nowhere else, by what is in them."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from agenda.render.pictures import LARGEST, Shelf, Unfit, place_pictures

RED = "<rect width='9' height='9' fill='red'/>"


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 2), mode: str = "RGB") -> bytes:
    made = io.BytesIO()
    Image.new(mode, size).save(made, kind)
    return made.getvalue()


def svg(inside: str = RED, root: str = "width='40' height='20'") -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' {root}>{inside}</svg>".encode()


@pytest.fixture
def folder(tmp_path):
    """A user's folder `own`, with a template's in it, and a theme's beside it."""
    for name in ("own/documents/deep", "own/pictures", "theme"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def loaded(folder: Path, source: str) -> tuple[str, bytes]:
    def find_in_theme(name: str) -> Path | None:
        file = folder / "theme" / name
        return file if os.path.isfile(file) else None  # noqa: PTH113 - any text will do

    shelf = Shelf(folder / "own", find_in_theme)
    kind, _, code = shelf.load(source, folder / "own" / "documents").partition(";base64,")
    return kind.removeprefix("data:"), base64.b64decode(code)


def unfit(folder: Path, source: str) -> str:
    with pytest.raises(Unfit) as why:
        loaded(folder, source)
    return str(why.value)


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("own/documents/logo.png", "logo.png"),
        ("own/documents/our logo.png", "our%20logo.png"),
        ("own/documents/our logo.png", "our logo.png"),
        ("own/documents/deep/logo.png", "deep/logo.png"),
        ("own/documents/logo.png", "./logo.png"),
        ("own/documents/..logo.png", "..logo.png"),
        ("own/pictures/logo.png", "pictures/logo.png"),
        ("own/logo.png", "logo.png"),
        ("theme/logo.png", "logo.png"),
    ],
)
def test_a_picture_is_found_beside_its_template_in_the_folder_and_in_the_theme(
    folder, place, source
):
    (folder / place).write_bytes(picture())
    assert loaded(folder, source) == ("image/png", picture())


def test_the_nearest_is_taken(folder):
    for place, size in [("own/documents", 1), ("own", 2), ("theme", 3)]:
        (folder / place / "logo.png").write_bytes(picture(size=(size, 1)))
    assert loaded(folder, "logo.png")[1] == picture(size=(1, 1))


@pytest.mark.parametrize(
    "source",
    ["../logo.png", "deep/../../../logo.png", "%2e%2e/logo.png", "..%2flogo.png", "{}/logo.png",
     "file://{}/logo.png", "http://x.org/logo.png", "//x.org/logo.png", r"..\logo.png", "", ".",
     "deep", "nowhere.png", "a\0.png", "%00.png", "x" * 5000],
)  # fmt: skip
def test_nothing_else_is_opened(folder, source):
    (folder / "logo.png").write_bytes(picture())
    (folder / "own" / "logo.png").write_bytes(picture())
    assert "beside the template" in unfit(folder, source.format(folder))


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder):
    (folder / "logo.png").write_bytes(picture())
    (folder / "own" / "documents" / "logo.png").symlink_to(folder / "logo.png")
    (folder / "own" / "documents" / "up").symlink_to(folder)
    assert "leads out" in unfit(folder, "logo.png")
    assert "leads out" in unfit(folder, "up/logo.png")


def test_a_link_within_the_folder_is_followed(folder):
    (folder / "own" / "pictures" / "logo.png").write_bytes(picture())
    (folder / "own" / "documents" / "a.png").symlink_to("../pictures/logo.png")
    assert loaded(folder, "a.png")[0] == "image/png"


def test_the_folder_itself_may_be_a_link(folder):
    (folder / "own" / "documents" / "logo.png").write_bytes(picture())
    (folder / "link").symlink_to(folder / "own")
    shelf = Shelf(folder / "link", lambda _: None)
    assert shelf.load("logo.png", folder / "link" / "documents")


@pytest.mark.ordinary
def test_a_picture_that_may_not_be_read_is_told(folder):
    file = folder / "own" / "documents" / "logo.png"
    file.write_bytes(picture())
    file.chmod(0)
    assert "Permission denied" in unfit(folder, "logo.png")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture, "image/png"),
        (lambda: picture("PNG", mode="P"), "image/png"),
        (lambda: picture("JPEG"), "image/jpeg"),
        (lambda: picture("JPEG", mode="CMYK"), "image/jpeg"),
        (lambda: picture("GIF", mode="P"), "image/gif"),
        (lambda: picture("WEBP"), "image/webp"),
        (svg, "image/svg+xml"),
        (lambda: b"\xef\xbb\xbf\n<!-- x --><?xml-stylesheet href='x'?>" + svg(), "image/svg+xml"),
    ],
)
def test_its_content_says_of_what_kind_it_is(folder, data, kind):
    (folder / "own" / "documents" / "logo.txt").write_bytes(data())
    assert loaded(folder, "logo.txt")[0] == kind


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (lambda: b"", "no PNG"),
        (lambda: b"hello", "no PNG"),
        (lambda: b"%PDF-1.7", "no PNG"),
        (lambda: picture("BMP"), "no PNG"),
        (lambda: picture("TIFF"), "no PNG"),
        (lambda: picture(size=(400, 400))[:-60], "damaged"),
        (lambda: picture("JPEG", size=(400, 400))[:-600], "damaged"),
        (lambda: picture()[:20], "damaged"),
        (lambda: b"<html><p>x</p></html>", "no PNG"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'", "damaged"),
        (lambda: picture(size=(8000, 8000), mode="1"), "40 million dots"),
        (lambda: picture(size=(20000, 20000), mode="1"), "dots"),
        (lambda: b"\x89PNG" + b"\0" * LARGEST, "larger than 5 MB"),
    ],
)
def test_what_is_no_picture_is_told(folder, data, why):
    (folder / "own" / "documents" / "logo.png").write_bytes(data())
    assert why in unfit(folder, "logo.png")


CODE = base64.b64encode(picture()).decode()


@pytest.mark.parametrize("source", [
    f"data:image/png;base64,{CODE}", f"DATA:;base64,{CODE}",
    f"data:image/gif;BASE64,{CODE[:9]}\n {CODE[9:]}",
    f"data:image/png;base64,{CODE.rstrip('=')}",
    f"data:image/png;base64,{CODE.replace('=', '%3D')}",
])  # fmt: skip
def test_data_is_a_picture_too(folder, source):
    assert loaded(folder, source) == ("image/png", picture())


@pytest.mark.parametrize("source", ["data:", "data:image/png;base64,%%", "data:image/png;base64,AA",
                                    "data:text/html,<p>x", "data:image/png;base64,é"])  # fmt: skip
def test_data_that_is_none_is_told(folder, source):
    assert unfit(folder, source) in {"it is no PNG, JPEG, GIF, WebP or SVG", "it is damaged"}


# Drawings

GRADIENT = (
    "<defs><linearGradient id='g'><stop offset='0' stop-color='#1e9999'/></linearGradient></defs>"
)


@pytest.mark.parametrize(
    "inside",
    [
        f"{GRADIENT}<rect width='9' height='9' style='fill:url(#g);stroke:#1e9999'/>",
        "<style>.a { fill: red } @media print { .a { x: y } }</style><ellipse class='a' rx='9'/>",
        "<clipPath id='c'><circle r='9'/></clipPath><g clip-path='url(#c)'><path d='M0 9'/></g>",
        "<g transform='translate(1,2) scale(2)'><text x='1' y='8'>Logo<tspan>x</tspan></text></g>",
    ],
)
def test_what_logos_are_made_of_is_fine(folder, inside):
    (folder / "own" / "documents" / "logo.svg").write_bytes(svg(inside))
    assert loaded(folder, "logo.svg")[0] == "image/svg+xml"


def test_what_its_editor_left_in_it_is_left_out(folder):
    text = svg(
        f"<metadata>me</metadata><x:view/><script>alert(1)</script>{RED}<!-- secret -->",
        "xmlns:x='http://x' x:y='z' onload='a()' width='4cm' viewBox='0 0 9 9'",
    )
    (folder / "own" / "documents" / "logo.svg").write_bytes(text)
    data = loaded(folder, "logo.svg")[1].decode()
    assert all(said in data for said in ('width="151.181"', 'height="151.181"'))
    assert all(word not in data for word in ("me<", "view/", "alert", "secret", "onload", 'z"'))


@pytest.mark.parametrize(
    "inside",
    [
        "<image href='file:///etc/passwd'/>",
        "<use href='#a'/>",
        "<foreignObject/>",
        "<filter id='f'/>",
        "<svg/>",
        "<rect fill='url(file:///x#a)'/>",
        r"<rect fill='u\72l(http://x)'/>",
        "<rect style='fill:url(http://x)'/>",
        "<style>@import 'http://x';</style>",
        "<style>@font-face { src: url(http://x) }</style>",
        "<linearGradient href='other.svg#a'/>",
        "<linearGradient xmlns:l='http://www.w3.org/1999/xlink' l:href='http://x'/>",
        "<circle r='1e30'/>",
        "<g style='transform:scale(1e5)'><circle r='1e5'/></g>",
        "<style>g { transform: scale(1e5) }</style>",
        "<g>" * 20 + "</g>" * 20,
    ],
)
def test_a_drawing_in_a_file_refers_to_nothing_and_stays_within_bounds(folder, inside):
    (folder / "own" / "documents" / "logo.svg").write_bytes(svg(inside))
    unfit(folder, "logo.svg")


@pytest.mark.parametrize("root", ["", "width='1e9' height='1'", "width='0' height='0'"])
def test_a_drawing_without_a_size_is_told(folder, root):
    (folder / "own" / "documents" / "logo.svg").write_bytes(svg(RED, root))
    assert "no size" in unfit(folder, "logo.svg")


def test_an_entity_reads_no_file_and_fills_no_memory(folder):
    (folder / "secret").write_text("SECRET", "utf-8")
    bombs = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    for entity in (f"<!ENTITY e11 SYSTEM '{folder / 'secret'}'>", f"<!ENTITY e0 'x'>{bombs}"):
        text = f"<!DOCTYPE svg [{entity}]>".encode() + svg("<text>&e11;</text>")
        (folder / "own" / "documents" / "logo.svg").write_bytes(text)
        unfit(folder, "logo.svg")


# In a page


def placed(page: str, folder: Path) -> tuple[str, list[tuple[int | None, str]]]:
    shelf = Shelf(folder / "own", lambda _: None)
    made, found = place_pictures(page, shelf, lambda _: folder / "own" / "documents")
    assert all(problem.severity == "warning" and problem.help for _, problem in found)
    return made, [(number, problem.message) for number, problem in found]


def test_a_picture_stands_in_the_page_and_all_else_stays(folder):
    (folder / "own" / "documents" / "a&b.png").write_bytes(picture())
    page = (
        "<P>x < y</P>\n<img data-place=\"3\" src='a&amp;b.png' alt=A width=9>\r\n"
        "<IMG alt='' SRC=a&b.png>"
    )
    held = f'src="data:image/png;base64,{CODE}"'
    assert placed(page, folder) == (
        f"<P>x < y</P>\n<img data-place=\"3\" {held} alt=A width=9>\r\n<IMG alt='' {held}>",
        [],
    )


def test_one_that_cannot_be_shown_is_its_alternative_text_and_a_warning(folder):
    page = (
        "<p>a<img data-place=\"3\" alt='Our &lt;logo&gt; &amp; \"co\"' src=logo.png>b<img alt=''>"
    )
    made, found = placed(page, folder)
    assert made == "<p>a<span>Our &lt;logo&gt; &amp; &quot;co&quot;</span>b<span></span>"
    assert found == [
        (3, "the picture 'logo.png' is not shown: there is no such file beside the template"),
        (None, "the picture '' is not shown: it is no file beside the template"),
    ]


@given(st.text("<>img src='\"=/\n a.", max_size=40))
def test_a_page_without_pictures_stays_as_it_is(text):
    if "<img" not in text.lower():
        shelf = Shelf(Path("/nowhere"), lambda _: None)
        assert place_pictures(text, shelf, lambda _: Path("/nowhere")) == (text, [])
