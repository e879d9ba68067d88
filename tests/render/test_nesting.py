"""How deep tags may stand in one another: no deeper than every writer bears, quickly."""

import inspect
import sys
from functools import cache

import pytest
from lxml import html as lxml_html

from agenda.language import bundled
from agenda.render import nesting, pdf, theme
from agenda.render.markdown import markdown
from agenda.render.page import page as html_page
from agenda.render.vocabulary import SHAPES, TAGS
from agenda.render.word import word
from agenda.source.problems import Stop
from draws import grid, mostly_slow
from ground import NOW
from untraced import untraced

CLASSIC = theme.load("classic", (bundled.templates(),))
WRITERS = {
    "pdf": lambda html: pdf.pdf(html, CLASSIC, "a4", NOW),
    "docx": lambda html: word(html, CLASSIC, "a4", NOW),
    "html": lambda html: html_page(html, CLASSIC),
    "md": markdown,
}
STACK = 850
"""Frames that a writer may take, of the 1000 that Python allows: the rest are its caller's."""

BLOCKS = ("article", "header", "section", "blockquote", "figure", "aside")
MARKS = ("strong", "em", "code", "time", "span", "bdi", "ins", "del", "label")
NESTED = {
    **{tag: (f"<{tag}>", f"</{tag}>") for tag in (*BLOCKS, *MARKS)},
    "li": ("<ul><li>", "</li></ul>"),
    "ol": ("<ol><li>", "</li></ol>"),
    "dd": ("<dl><dt>t</dt><dd>", "</dd></dl>"),
    "td": ("<table><tbody><tr><td>", "</td></tr></tbody></table>"),
    "th": ('<table><thead><tr><th scope="col">', "</th></tr></thead></table>"),
    "caption": ("<table><caption>", "</caption><tbody><tr><td>x</td></tr></tbody></table>"),
    "figcaption": ("<figure><figcaption>", "</figcaption></figure>"),
    "h2": ("<section><h2>", "</h2></section>"),
    "h3": ("<section><h3>", "</h3></section>"),
    "h1": ("<section><h1>", "</h1></section>"),
    "an inline block": ('<span class="marking">', "</span>"),
    "a": ('<a href="https://example.org"><span>', "</span></a>"),
}  # fmt: skip
"""Each tag that may hold itself, with what has to stand between."""
LEAVES = frozenset({"html", "head", "body", "title", "meta", "p", "hr", "br", "img", "input",
                    "textarea", "select", "option", *SHAPES})  # fmt: skip
SAME = {"ul": "li", "dl": "dd", "dt": "dd", "table": "td", "thead": "th", "tbody": "td", "tr": "td"}


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'


@cache
@untraced
def deepest(opening: str, closing: str) -> str:
    """Return the page with as many of these in one another as may be, in sections to the bound."""
    most = max(times for times in range(nesting.DEEPEST) if fits(nested(opening, closing, times)))
    pages = (nested(opening, closing, most, around) for around in range(nesting.DEEPEST))
    return max(filter(fits, pages), key=len)


def fits(html: str) -> bool:
    return not list(nesting.find_too_deep(lxml_html.document_fromstring(html)))


def nested(opening: str, closing: str, times: int, around: int = 0) -> str:
    inner = opening * times + "in there" + closing * times
    return page("<section>" * around + inner + "</section>" * around)


def said(html: str) -> str:
    with pytest.raises(Stop) as stop:
        nesting.check(lxml_html.document_fromstring(html))
    (problem,) = stop.value.problems
    assert (problem.rule, problem.help) == ("template", "nest less deeply")
    return problem.message


@grid("depth", [nesting.DEEPEST - 1, 200, 1_500])
@grid("tag", ["section", "span", "blockquote"])
def test_what_is_nested_too_deeply_is_named(tag, depth):
    html = nested(f"<{tag}>", f"</{tag}>", depth)
    assert said(html) == f"<{tag}> stands {nesting.DEEPEST + 1} tags deep"


@pytest.mark.parametrize("tag", ["dd", "td", "h2"])
def test_tables_lists_of_terms_and_headings_stand_in_fewer_of_them(tag):
    outer = {"dd": "dl", "td": "table", "h2": "h2"}[tag]
    assert (
        said(nested(*NESTED[tag], 7))
        == f"<{outer}> stands in 6 tables, lists of terms or headings already"
    )


def test_they_are_counted_together():
    mixed = "x"
    for tag in ["td", "dd", "h2"] * 3:
        mixed = NESTED[tag][0] + mixed + NESTED[tag][1]
    assert said(page(mixed)) == "<h2> stands in 6 tables, lists of terms or headings already"


def test_the_first_is_told_for_all():
    deep = "<section>" * 60 + "x" + "</section>" * 60
    assert said(page(deep * 3)) == f"<section> stands {nesting.DEEPEST + 1} tags deep"


def test_a_comment_is_no_tag():
    nesting.check(lxml_html.document_fromstring(page("<!-- a --><p>b</p>")))


def test_each_tag_is_nested_here():
    assert TAGS.keys() - LEAVES - SAME.keys() - NESTED.keys() == set()


ALIKE = {*BLOCKS, *MARKS} - {"section", "blockquote", "span", "label"}
"""Those of which others of their kind tell enough."""


@pytest.mark.parametrize("tag", mostly_slow(NESTED, lambda tag: tag not in ALIKE))
@pytest.mark.parametrize("form", WRITERS)
@untraced
def test_what_is_as_deep_as_may_be_is_written(form, tag):
    html = deepest(*NESTED[tag])
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + STACK)
    try:
        assert WRITERS[form](html)
    finally:
        sys.setrecursionlimit(limit)


def test_a_pdf_is_checked_as_it_is_read_which_nests_what_stays_open():
    open_ones = "".join(f'<p><em id="e{at}">x</p>' for at in range(60))
    with pytest.raises(Stop, match="<em> stands 51 tags deep"):
        WRITERS["pdf"](page(open_ones))
