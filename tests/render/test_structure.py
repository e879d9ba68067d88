"""The structure of a PDF says what its page of HTML says, in that order, page breaks or not."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from lxml import html as lxml_html

from cases import CASES, Case, each
from render.test_pdf import made
from structure import Heard, heard

EVERY = each(CASES)
DRAWN = re.compile(r"•|\d+\.")
"""The labels that the look gives: the page has none."""


@cache
def listened(case: Case) -> Heard:
    return heard(case.made("pdf"))


@cache
def page_of(case: Case) -> lxml_html.HtmlElement:
    """Return the page as it is heard: a field in a cell is named by the head of its column."""
    page = lxml_html.document_fromstring(case.draft().html)
    for hidden in page.xpath("//td/label | //option | //svg/* | //*[@aria-hidden]"):
        hidden.drop_tree()
    return page.body


def bare(text: str) -> str:
    """Keep the letters: lines end with a hyphen, a space, or nothing."""
    return re.sub(r"[\s\ufffe\x02-]", "", text)


@EVERY
def test_all_is_read_in_the_order_of_the_page(case: Case):
    said = listened(case).root
    drawn = [one for one in said.walk("Lbl") if DRAWN.fullmatch(one.text.strip())]
    assert bare(said.without(drawn.__contains__)) == bare(str(page_of(case).text_content()))
    assert len(drawn) == len(page_of(case).xpath("//li[not(parent::*[contains(@class, 'named')])]"))


@EVERY
def test_what_is_not_read_says_nothing_of_its_own(case: Case):
    heads = {bare(str(one.text_content())) for one in page_of(case).iter("th")}
    metas = {meta.get("content") for meta in page_of(case).getroottree().iter("meta")}
    furniture = re.compile(r"(Seite)?\d+(of|von)\d+")
    found = listened(case)
    left = {one for one in map(bare, found.artefacts)
            if not furniture.fullmatch(one) and not any(one in head for head in heads)}  # fmt: skip
    assert left <= set(map(bare, filter(None, metas)))
    assert found.unheard == []


@EVERY
def test_headings_go_down_one_level_at_a_time(case: Case):
    levels = [int(one.role[1]) for one in listened(case).root.walk("H1", "H2", "H3")]
    tags = [one.tag for one in page_of(case).iter("h1", "h2", "h3")]
    assert levels == [int(tag[1]) for tag in tags]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@EVERY
def test_each_table_is_one_with_its_heads_and_rows(case: Case):
    tables = list(listened(case).root.walk("Table"))
    pages = page_of(case).findall(".//table")
    assert len(tables) == len(pages)
    for table, page in zip(tables, pages, strict=True):
        assert table.children == [{"thead": "THead", "tbody": "TBody"}[one.tag] for one in page]
        rows = [[cell.tag.upper() for cell in row] for row in page.iter("tr")]
        assert [row.children for row in table.walk("TR")] == rows
        scopes = [{"col": "/Column", "row": "/Row"}[head.get("scope")] for head in page.iter("th")]
        assert [str(head.facts["Scope"]) for head in table.walk("TH")] == scopes


@EVERY
def test_lists_have_items_and_a_term_is_one_with_what_it_means(case: Case):
    lists = list(listened(case).root.walk("L"))
    pages = list(page_of(case).iter("ul", "ol", "dl"))
    assert len(lists) == len(pages)
    for found, page in zip(lists, pages, strict=True):
        assert set(found.children) == {"LI"}
        assert len(found.kids) == len(page.findall("li") or page.findall("dt"))
        label = [] if page.get("class") == "asks named" else ["Lbl"]
        assert [one.children for one in found.kids] == [[*label, "LBody"]] * len(found.kids)


def structure(body: str) -> str:
    """Return the roles of a page's structure, nested."""

    def told(of) -> str:
        inner = "".join(told(kid) if hasattr(kid, "role") else "." for kid in of.kids)
        return f"{of.role}({inner})" if inner else of.role

    return told(heard(made(body)).root)


def test_a_table_that_goes_on_overleaf_stays_one_and_its_heads_are_said_once():
    row = f"<tr><th scope='row'>a</th><td>{'word ' * 60}</td></tr>"
    head = "<tr><th scope='col'>What</th><th scope='col'>Text</th></tr>"
    data = made(f"<table class='sign'><thead>{head}</thead><tbody>{row * 40}</tbody></table>")
    found = heard(data)
    (table,) = found.root.walk("Table")
    assert len(list(table.walk("TR"))) == 41
    assert len([one for one in found.artefacts if one.strip() == "What"]) >= 1
    assert table.text.count("What") == 1


def test_a_paragraph_that_goes_on_overleaf_stays_one():
    found = heard(made(f"<p>{'word ' * 3000}</p>"))
    (paragraph,) = found.root.walk("P")
    assert paragraph.text.count("word") == 3000


def test_terms_that_share_a_meaning_are_one_item_and_so_are_several_meanings():
    body = "<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd><dt>e</dt><dd>f</dd></dl>"
    assert structure(body) == (
        "Document(Art(L(LI(Lbl(.)Lbl(.)LBody(.)LBody(.))LI(Lbl(.)LBody(.)))))"
    )


def test_a_list_in_an_item_belongs_to_it():
    body = "<ol><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>"
    inner = "L(LI(Lbl(.)LBody(.)))"
    assert structure(body) == (
        f"Document(Art(L(LI(Lbl(.)LBody(.{inner}))LI(Lbl(.)LBody(P(.)P(.))))))"
    )


def test_dots_are_drawn_and_their_figure_is_heard():
    drawing = "<svg width='9' height='9'><title>2 → 3</title><circle cx='4' cy='4' r='3'/></svg>"
    found = heard(made(f"<p>Now <span aria-hidden='true'>{drawing}*</span> 2 → 3</p>"))
    assert [one.text.split() for one in found.root.walk("P")] == [["Now", "2", "→", "3"]]
    assert "*" in "".join(found.artefacts)
    assert list(found.root.walk("Figure")) == []


def test_another_language_is_said_of_a_block_and_of_a_word():
    found = heard(made("<p lang='de'>Guten Tag</p><p>so <em lang='fr'>salut</em></p>"))
    told = [(one.role, one.text, one.facts["Lang"]) for one in found.root.walk()
            if "Lang" in one.facts]  # fmt: skip
    assert told == [("P", "Guten Tag", "de"), ("Span", "salut", "fr")]


def test_a_picture_has_its_words_and_its_place_and_one_without_words_is_an_ornament():
    drawing = ("<svg xmlns='http://www.w3.org/2000/svg' width='96' height='48'>"
               "<title>{}</title><rect width='96' height='48'/></svg>")  # fmt: skip
    found = heard(made(f"<p>x {drawing.format('A bar')} {drawing.format('')}</p>"))
    (picture,) = found.root.walk("Figure")
    assert picture.facts["Alt"] == "A bar"
    left, low, right, high = map(float, picture.facts["BBox"])
    assert (round(right - left), round(high - low)) == (72, 36)
    assert 700 < low < high < 842


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("<ul>x<li>a</li></ul>", 1),
        ("<ul><li style='display:inline'>a<p>b</p></li><li style='display:inline'>c</li></ul>", 2),
        ("<dl><p>x</p><dd>a</dd></dl>", 1),
    ],
)
def test_what_stands_between_items_is_none_of_them(body: str, items: int):
    (found,) = heard(made(body)).root.walk("L")
    assert [one.children[-1] for one in found.walk("LI")] == ["LBody"] * items
