"""A stylesheet loads its theme's files and data that stand in it, however that is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.language import bundled
from agenda.render.stylesheet import check_stylesheet, embed_files
from draws import grid

CLASSIC = (bundled.templates() / "themes" / "classic" / "style.css").read_text("utf-8")
OWN = frozenset({"logo.png", "pictures/a b.svg", "face.woff2"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("theme")
    for name in OWN:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"held")
    return root


def nothing(_name: str) -> None:
    return None


def faults(css: str, lookup=nothing) -> list[str]:
    return [problem.message for problem in check_stylesheet(css, lookup)]


@grid("css", [
    "a { background: url(http://x.org/y) }",
    "a { background: url( 'https://x.org/y' ) }",
    "a { background: URL(//x.org/y) }",
    r"a { background: \75rl(http://x.org/y) }",
    r"a { background: \000075 r\6C(http://x.org/y) }",
    r"a { background: u\r\l(http://x.org/y) }",
    r"a { background: url(h\74tp://x.org/y) }",
    'a { background: url("ht\\\ntp://x.org/y") }',
    "a { background: url(http://x.org/y",
    "a { background: url('http://x.org/y",
    "a { background: url('http://x.org/y' crossorigin(anonymous)) }",
    'a { background: image-set("http://x.org/y" 1x) }',
    'a { background: -webkit-image-set("http://x.org/y" 1x) }',
    'a { background: -webkit-image-set(url(http://x.org/y) 1x) }',
    r'a { background: \69mage-\73 et("http://x.org/y" 1x, "logo.png" 2x) }',
    'a { background: image("http://x.org/y", red) }',
    'a { background: src("http://x.org/y") }',
    'a { background: cross-fade("http://x.org/y" 50%, red) }',
    "a { --x: url(http://x.org/y) }",
    'a { --x: { image-set("http://x.org/y" 1x) } }',
    "a { color: var(--x, url(http://x.org/y)) }",
    "@media print { a { & b { cursor: url(http://x.org/y), auto } } }",
    "@font-face { font-family: x; src: local('x'), url(http://x.org/y) format('woff2') }",
    "@page { @top-left { content: url(http://x.org/y) } }",
    "@page { background: url(ftp://x.org/y) }",
    "@supports (background: url(http://x.org/y)) { a { color: red } }",
    "@property --x { syntax: '<url>'; inherits: false; initial-value: url(http://x.org/y) }",
    "@namespace url(http://x.org); a { background: url(http://x.org/y) }",
    "@media print { @namespace x url(http://x.org/y); }",
    "a { background: url(javascript:alert(1)) }",
    "a { background: url(file:///etc/passwd) }",
    "a { background: url(http://[x) }",
    "<!-- a { background: url(http://x.org/y) } -->",
    "} a { background: url(http://x.org/y) }",
    "a { background: url(\\\\x.org\\y) }",
])  # fmt: skip
def test_an_address_elsewhere_is_found(css):
    assert len(faults(css, {"logo.png": Path()}.get)) == 1


@pytest.mark.parametrize("css", [
    "@import 'other.css';", "@IMPORT url(other.css) print;", r"@\69mport 'other.css';",
    "@import 'data:text/css,a{}';", "a { color: red } @import 'late.css';",
])  # fmt: skip
def test_another_stylesheet_is_refused(css):
    assert faults(css)[0] == "@import loads another stylesheet"


@grid("css", [
    "a { --x: 'http://x.org/y'; background: image-set(var(--x) 1x) }",
    "a { background: src(var(--x)) }",
    "a { background: image-set(attr(title) 1x) }",
    "a { background: attr(title url) }", "a { background: attr(title type(<url>)) }",
    "a { background: url(var(--x)) }", "a { background: url(/**/'http://x.org') }",
])  # fmt: skip
def test_an_address_that_only_a_reader_knows_is_refused(css):
    assert len(faults(css)) == 1


@pytest.mark.parametrize("css", [
    CLASSIC,
    "@namespace url(http://www.w3.org/1999/xhtml); @namespace svg 'http://www.w3.org/2000/svg';",
    "@charset 'utf-8'; a { content: 'http://x.org' counter(page, 'http://x.org') }",
    "a { content: attr(title) attr(data-x, 'http://x.org') } a[b='http://x.org'] { c: d }",
    "/* url(http://x.org/y) @import 'x' */ a { content: '@import url(http://x.org)' }",
    "a { background: url(data:image/png;base64,AA), url('DATA:,x'), image-set('data:,x' 1x) }",
    "a { fill: url(#part); background: url(logo.png) }",
    "a { background: image-set('logo.png' type('image/png') 1x) }",
    "a { background: url('pictures/a%20b.svg#part') }",
    "@font-face { src: local('Nobody'), url(face.woff2?v=1#iefix) format('woff2') tech(x) }",
])  # fmt: skip
def test_the_themes_own_files_and_data_are_fine(css, folder):
    assert faults(css, own(folder)) == []


def own(folder):
    return {name: folder / name for name in OWN}.get


def test_a_file_that_the_theme_has_not_is_told():
    assert faults("a { background: url(lgo.png) }") == [
        "there is no file 'lgo.png' in the theme's folder"
    ]


def test_every_address_is_told_with_its_place_and_a_cure():
    css = "p { color: red }\n\n  a { background: url(http://x/1),\f url(http://x/2) }"
    places = [css[problem.span.start :][:12] for problem in check_stylesheet(css, nothing)]
    assert places == ["url(http://x", "url(http://x"]
    assert all(problem.help for problem in check_stylesheet(css, nothing))


@pytest.mark.parametrize("css", ["(" * 50_000, "a { b: " + "f(" * 60, "{[(" * 900 + ")]}" * 900])
def test_brackets_that_no_reader_bears_are_refused(css):
    assert "the brackets stand 50 deep" in faults(css)


@pytest.mark.parametrize("size", ["1e9pt", "-1e7mm", "1e999px", "10000001%", "1E39rem"])
def test_a_length_beyond_all_paper_is_refused(size):
    assert faults(f"p {{ font-size: {size}; z-index: 2147483647 }}") == [
        f"{size} is beyond all paper"
    ]


ADDRESSES = ("url({})", "url('{}')", 'src("{}")', "image-set('{}' 1x)", "image('{}')")
PLACES = ("a {{ b: {} }}", "@media x {{ a {{ --b: f(1, {}) }} }}", "@x {} ;", "{}", "a[{}] {{ }}")


@st.composite
def escaped(draw, text: str) -> str:
    """Write some letters of a text as their codes, which means the same."""
    written = ""
    for letter in text:
        code = f"\\{ord(letter):06x}"
        plain = letter.isalnum() and letter.isascii()
        written += code if plain and draw(st.booleans()) else letter
    return written


@given(st.data(), st.sampled_from(ADDRESSES), st.sampled_from(PLACES))
def test_no_escape_hides_an_address(data, address, place):
    hidden = data.draw(escaped(address.format("http://x.org/y")))
    assert len(faults(place.format(hidden))) == 1


PIECES = ("a {", "}", "(", ")", "url(", "'", '"', "http://x", "logo.png", "\\75", "image-set(", ";",
          "@import", "@namespace", "/*", "*/", "\n", "\\", "data:,", ":", " ", "<!--", "[",
          "]")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_found_to_be_fine_holds_nothing_but_data_in_a_page(folder, css):
    if faults(css, own(folder)):
        return
    assert faults(embed_files(css, own(folder))) == []


def test_own_files_stand_in_the_page_and_the_rest_stays_as_it_was(folder):
    css = "/* a */ b { c: url(logo.png); d: image-set('logo.png' 1x, 'data:,x' 2x), url(#e) } "
    assert embed_files(css, own(folder)) == (
        '/* a */ b { c: url(data:image/png;base64,aGVsZA==);'
        ' d: image-set("data:image/png;base64,aGVsZA==" 1x, "data:,x" 2x), url(#e) } '
    )  # fmt: skip


@pytest.mark.parametrize("css", [CLASSIC, "a:nth-child(n+2) { b: url(#c) } } unclosed { ( '"])
def test_a_stylesheet_without_files_stays_as_it_is(css, folder):
    assert embed_files(css, own(folder)) == css
