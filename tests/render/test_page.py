"""The self-contained page: as a browser shows it, on a screen and on a phone."""

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from lxml import html as lxml_html

import agenda
from agenda.render import faces
from agenda.render.page import _used
from agenda.render.page import page as written
from agenda.resources import Resources
from cases import CASES, PRIVATE, each
from chromium import dumped, measured, printed
from glyphs import lines, pages
from ground import GOOD, NOW, ending

FULL = next(path for path in GOOD if path.stem == "full")


@pytest.fixture(scope="module")
def page() -> str:
    return agenda.make(agenda.load(FULL), "html", now=NOW).decode()


def test_it_fetches_nothing(page):
    addresses = re.findall(r'(?:src|href)\s*[=:]?\s*["(]?\s*(\w+:[^"\') ]*)', page)
    links = set(re.findall(r'<a href="([^"]+)"', page))
    assert {address for address in addresses if not address.startswith("data:")} <= links
    assert "url(" in page
    assert not re.search(r"url\((?!data:)", page)
    assert "@import" not in page


def test_all_stands_in_one_landmark_and_none_in_another(page):
    assert page.count("<main>") == page.count("</main>") == 1
    assert page.count("<aside") == page.count('<aside role="note"') > 0


def test_it_stays_small(page):
    assert len(page) < 320_000


def faces_in(page: str) -> dict[tuple[str, str], TTFont]:
    """Return the faces that a page carries, by weight and style."""
    found = re.findall(r"font-weight: (\d+); font-style: (\w+); src: url\(data:font/woff2;base64,"
                       r"([^)]+)\)", page)  # fmt: skip
    return {
        (weight, style): TTFont(io.BytesIO(base64.b64decode(data))) for weight, style, data in found
    }


def said(text: str) -> str:
    """Return the page of a file that says this in a long text."""
    told = (
        "version: 1\nemployee: Ada\nmanager: Grace\nvalues: [craft]\naspirations:\n  long_term: |\n"
    )
    return agenda.make(agenda.load(f"{told}    {text}\n".encode()), "html", now=NOW).decode()


UPRIGHT = {("400", "normal"), ("700", "normal")}
ALL = UPRIGHT | {("400", "italic"), ("700", "italic")}


def test_it_has_the_faces_that_it_uses_and_no_others():
    assert set(faces_in(said("Plain."))) == UPRIGHT
    assert set(faces_in(said("In *italics*."))) == ALL


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("h2 { font-style: italic }", ALL),
        ("h3 { font: italic 700 10pt serif }", ALL),
        ("[lang] > p::first-line { color: red; font-style : oblique 10deg }", ALL),
        ("@media print { p { color: red } h2 { font-style: italic } }", ALL),
        (".nowhere { font-style: italic }", UPRIGHT),
        ("h2 { color: italic; font: x }", UPRIGHT),
        ("h2 { font-style: normal; color: red }", UPRIGHT),
    ],
)
def test_a_stylesheet_may_ask_for_italics(rule, found):
    assert {(str(weight), style) for weight, style in _used("<h2>x</h2>", rule)} == found


@pytest.mark.parametrize("css", ["x " * 100_000, f"p {{ {'font: x; ' * 100_000} }}",
                                 f"p {{ {'font: x ' * 100_000} }}"],
                         ids=["no rule", "one rule", "one declaration"])  # fmt: skip
def test_a_stylesheet_is_looked_through_for_italics_once(css):
    with ending():
        assert _used("<p>x</p>", css + "em { font-style: italic }") == _used("<em>x</em>", "")


@pytest.mark.parametrize("text", ["Zoë “quotes” → ● Łódź Đorđe ẞ", "Διά κόσμος", "Это моё 1 ₴"])
def test_its_faces_have_every_character_that_the_family_has(text):
    held = {char for char in text if not char.isspace()}
    faces = faces_in(said(text))
    assert faces
    for face in faces.values():
        assert {char for char in held if ord(char) not in face.getBestCmap()} == set()


def test_a_page_in_a_latin_script_carries_the_small_set():
    assert len(said("Plain.")) < 0.6 * len(said("Это"))


def test_no_face_is_opened_for_a_page():
    code = (
        "import sys, agenda, pathlib;"
        f"agenda.make(agenda.load({str(FULL)!r}), 'html');"
        "print('fontTools' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_another_family_is_cut_to_the_characters_of_the_page(tmp_path, monkeypatch):
    """One that the build has not packed, as a package of faces brings it."""
    monkeypatch.setattr(faces, "for_pages", lambda family, characters: {})
    page = said("Plain.")
    regular = faces_in(page)["400", "normal"].getBestCmap()
    assert ord("P") in regular
    assert ord("Ж") not in regular


def test_an_attack_in_a_stylesheet_cannot_end_its_element(tmp_path):
    import shutil

    from agenda.language import bundled

    home = tmp_path / "themes" / "classic"
    shutil.copytree(bundled.templates() / "themes" / "classic", home)
    with (home / "style.css").open("a") as css:
        css.write("\n/* </style><script>alert(1)</script> */\n")
    made = agenda.make(agenda.load(FULL), "html", templates=tmp_path, now=NOW).decode()
    assert made.count("</style>") == 1


def browsed(page: str, folder: Path) -> str:
    """Load the page in a narrow window, and return what a script that measures it says."""
    probe = """<script>
      const wide = [...document.querySelectorAll("body *")].filter(e =>
        e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 &&
        getComputedStyle(e).position !== "absolute");
      document.fonts.ready.then(() => document.title = JSON.stringify({
        wide: wide.map(e => e.tagName + "." + e.className),
        faces: [...document.fonts].filter(f => f.status === "loaded").length,
      }));
    </script>"""
    done = dumped(page.replace("</body>", f"{probe}</body>"), folder, width=500)
    return re.search(r"<title>(.*?)</title>", done).group(1)


def test_nothing_stands_out_of_the_window(page, tmp_path):
    said = browsed(page, tmp_path)
    assert '"wide":[]' in said
    assert '"faces":0' not in said


TALK = """<table><thead><tr><td></td><th scope="col">Ada</th><th scope="col"><b>Grace</b></th>
<td></td></tr></thead><tbody>
<tr><th scope="row">Helped?</th><td>x</td><td>y</td><td>z</td></tr></tbody></table>"""


def test_a_cell_knows_the_head_of_its_own_column():
    made = written(PAGE.format(TALK), Resources().theme("classic")).decode()
    cells = re.findall(r"<td[^>]*>(?=[xyz])", made)
    assert cells == ['<td data-head="Ada">', '<td data-head="Grace">', "<td>"]
    assert "<tr><td></td>" in made


def test_on_a_telephone_each_question_of_the_exercise_stands_above_its_room(tmp_path):
    made = agenda.make((), "html", document="exercise", language="en", now=NOW).decode()
    high = """[...page.querySelectorAll(".lines tbody tr:first-child td")].map(
        cell => [getComputedStyle(cell, "::before").content.length > 5, cell.offsetHeight > 70])"""
    (cells,) = measured([made], tmp_path, [390], high)
    assert len(cells) > 10
    assert all(all(cell) for cell in cells)


def test_on_a_screen_a_number_of_two_digits_stands_clear_of_its_text(tmp_path):
    items = "<li>short</li><li><p class='dated'><span>x</span></p></li>" * 6
    made = written(PAGE.format(f"<ol>{items}</ol>"), Resources().theme("classic")).decode()
    room = """[...page.querySelectorAll("ol")].map(list => {
        const number = list.firstElementChild.appendChild(page.createElement("span"));
        number.textContent = "12.";
        return parseFloat(page.defaultView.getComputedStyle(list).paddingLeft) - number.offsetWidth;
    })[0]"""
    gaps = measured([made], tmp_path, [390, 1000], room)
    assert min(gaps) > 3


# --- room to write, and what a browser prints -------------------------------------------


PAGE = "<!doctype html><html><head><title>t</title></head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("field", "room"),
    [
        ('<textarea id="a" name="a" rows="2"></textarea>', '<span class="room rows-2"></span>'),
        ("<textarea name=a rows=many>R&amp;D\n2</textarea>",
         '<span class="room rows-1">R&amp;D\n2</span>'),
        ('<input type="date" name="a" class="blank" title="a > b">',
         '<span class="room rows-1 blank"></span>'),
        ("<input name='a' value='&lt;x>'>", '<span class="room rows-1">&lt;x></span>'),
        ('<input type="checkbox" name="a">', '<span class="box"></span>'),
        ('<INPUT type="checkbox" name="a" checked>', '<span class="box ticked"></span>'),
        ('<select name="a"><option value=""></option><option value="b">B</option></select>',
         '<span class="room rows-1"></span>'),
        ('<select name="a"><option value="b">B</option><option selected>C</option></select>',
         '<span class="room rows-1">C</span>'),
        ('<label class="x" for="a">A</label>', '<label class="x">A</label>'),
    ],
)  # fmt: skip
def test_a_field_is_room_to_write_with_what_stands_in_it(field, room):
    theme = Resources().theme("classic")
    made = written(PAGE.format(f"<p>{field}</p>"), theme).decode()
    assert f"<p>{room}</p>" in made


EVERY = each(CASES)


@EVERY
def test_no_page_has_a_field_that_leads_nowhere(case):
    made = lxml_html.document_fromstring(case.made("html").decode())
    assert made.xpath("//input | //textarea | //select | //form | //label/@for") == []


@EVERY
def test_there_is_as_much_room_to_write_as_there_are_fields(case):
    fields = lxml_html.document_fromstring(case.draft().html).xpath(
        "//input | //textarea | //select"
    )
    made = lxml_html.document_fromstring(case.made("html").decode())
    assert len(made.xpath("//span[contains(@class, 'room') or @class='box']")) == len(fields)


PRINTED = [case for case in PRIVATE if case.paths[0] == FULL or case.document != "agenda"]


@each(PRINTED, {case.document: case for case in PRINTED}.values())
def test_printed_from_a_browser_every_page_says_that_it_is_private(case, tmp_path):
    document = pypdfium2.PdfDocument(printed(case.made("html").decode(), tmp_path))
    said = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    marking = "PRIVAT" if "PRIVATE" not in case.draft().html else "PRIVATE"
    assert len(said) > 1 or case.document == "checkin"
    assert [text.count(marking) for text in said] == [1] * len(said)


def test_printed_from_a_browser_it_keeps_minutes_feet_tints_and_boxes(tmp_path):
    (case,) = (case for case in PRIVATE if case.paths == (FULL,))
    data = printed(case.made("html").decode(), tmp_path)
    seen = lines(data)
    for minutes in re.findall(r'class="minutes">(\d+) min<', case.draft().html):
        assert [line for line in seen if line.endswith(f"{minutes}min")]
    number = len(pages(data))
    assert [line for line in seen if line.endswith(f"{number}of{number}")]
    document = pypdfium2.PdfDocument(data)
    colours = {
        colour
        for page in document
        for _, colour in page.render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)
    }
    document.close()
    tokens = Resources().theme("classic").colours
    for tint in ("soft", "private-soft", "private"):
        assert tuple(bytes.fromhex(tokens[tint][1:])) in colours
