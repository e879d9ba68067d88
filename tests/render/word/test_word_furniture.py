"""The page: its paper, what stands at its head and foot, and the look of the theme."""

import pytest

from render.word.word_pages import THEME, find, page, part, parts, text, written

FOOT = (
    '<meta name="footer" content="Ada with Grace"><meta name="pages" content="{page} of {pages}">'
)
MARK = '<meta name="marking" content="PRIVATE: for Ada alone">'


@pytest.mark.parametrize(("paper", "size"), [("a4", ("11906", "16838")),
                                             ("letter", ("12240", "15840"))])  # fmt: skip
def test_the_paper_is_the_one_asked_for(paper, size):
    (found,) = find(written(page("x"), paper=paper), "//w:pgSz")
    assert tuple(found.values()) == size


def test_the_foot_has_the_text_and_counts_pages():
    data = written(page("x", FOOT))
    assert text(data, "word/footer1.xml") == "Ada with Grace\t1 of 1"
    instructions = [
        found.strip() for found in find(data, "//w:fldSimple/@w:instr", "word/footer1.xml")
    ]
    assert instructions == ["PAGE", "NUMPAGES"]


def test_a_page_without_a_foot_has_none():
    assert not [name for name in parts(written(page("x"))) if "footer" in name or "header" in name]


def test_the_marking_heads_every_page():
    data = written(page("x", MARK))
    assert text(data, "word/header1.xml") == "PRIVATE: for Ada alone"
    colour = "//w:style[@w:styleId='HeaderMarking']//w:color/@w:val"
    assert find(data, colour, "word/styles.xml") == [THEME.colours["private"][1:]]


def test_the_marking_of_the_first_page_takes_no_room_of_the_text_but_in_a_reference():
    html = page("<header><p class='marking'>PRIVATE</p><h1>x</h1></header>", MARK)
    lifted = "//w:p[w:pPr/w:pStyle/@w:val='Marking']/w:pPr/w:framePr/@w:y"
    assert find(written(html), lifted) == ["340"]
    assert find(written(html, reference=written(page("x"))), lifted) == []


def test_colours_come_from_the_theme_alone():
    sheet = part(written(page("x")), "word/styles.xml")
    used = {
        value.lower() for value in sheet.xpath("//@*[local-name()='color' or local-name()='fill']")
    }
    used |= {str(value).lower() for value in sheet.xpath("//*[local-name()='color']/@*")}
    assert used - {"auto", "ffffff"} <= {value[1:].lower() for value in THEME.colours.values()}
