"""Markdown that pastes cleanly: the text as it was, the structure as a renderer reads it."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from agenda.model.problems import Stop
from agenda.render.markdown import markdown

SAMPLE = (Path(__file__).parent / "sample.html").read_text("utf-8")
MARKUP = "ab1 \n*_`~[]()<>&;#!|\\-+=:.^$/?x"
EXAMPLES = (
    "R&D <1% #x $5 {{ y }} <script> a_b*c \\ 🚀 مرحبا 山田",
    "1. x", "1) x", "- x", "+ x", "* x", "===", "---", "* * *", "___", "> q", "# x", "#", "a #", "|",
    "| --- |", "`code`", "``` x", "[a](b)", "![a](b)", "[a]: b", "[ ] x", "[!NOTE]", "&amp;", "&#35;",
    "~~x~~", "~~~", "http://x", "<http://x>", "<!-- x -->", "**a**", "__a__", "a\\", "\\*", "\\|",
)  # fmt: skip


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>t</title>{head}</head><body>{body}</body></html>"


def source(body: str, head: str = "") -> str:
    return markdown(page(body, head)).decode().removesuffix("\n")


def rendered(text: str) -> lxml_html.HtmlElement:
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return lxml_html.document_fromstring(f"<html><body>{renderer.render(text)}</body></html>")


def shown(root: lxml_html.HtmlElement) -> str:
    for line_break in root.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    return folded(root.text_content())


def folded(text: str) -> str:
    return " ".join(text.split())


def texts() -> st.SearchStrategy[str]:
    letters = st.characters(exclude_categories=["Cc", "Cs", "Cn"])
    return st.one_of(st.text(MARKUP), st.text(letters), st.sampled_from(EXAMPLES),
                     st.lists(st.sampled_from(EXAMPLES), max_size=3).map(" ".join))  # fmt: skip


# What the text means


PLACES = {
    "a paragraph": ("<p>{}</p>", "{text}"),
    "a line after another": ("<p>x<br>{}</p>", "x {text}"),
    "a line before another": ("<p>{}<br>x</p>", "{text} x"),
    "a heading": ("<h2>{}</h2>", "{text}"),
    "a timed heading": (
        "<h2><span class=minutes>5 min</span> <span class=title>{}</span></h2>",
        "{folded} (5 min)",
    ),
    "a list": ("<ul><li>{}</li></ul>", "{text}"),
    "a numbered list": ("<ol><li><p>x</p><p>{}</p></li></ol>", "x {text}"),
    "a term": ("<dl><dt>{}</dt><dd>x</dd></dl>", "{folded}: x"),
    "an explanation": ("<dl><dt>x</dt><dd>{}</dd></dl>", "x: {text}"),
    "a cell": ("<table><tr><th>x</th></tr><tr><td>{}</td></tr></table>", "x {text}"),
    "a column's head": ("<table><tr><th>{}</th></tr><tr><td>x</td></tr></table>", "{text} x"),
    "a line in a cell": (
        "<table><tr><th>x</th></tr><tr><td>x<br>{}<br>y</td></tr></table>",
        "x x {text} y",
    ),
    "code in a cell": (
        "<table><tr><th>x</th></tr><tr><td><code>{}</code></td></tr></table>",
        "x {text}",
    ),
    "a box": ("<aside><h2>{}</h2></aside>", "{text}"),
    "a quote": ("<blockquote><p>{}</p></blockquote>", "{text}"),
    "a link": ('<p><a href="https://x.org">{}</a></p>', "{text}"),
    "the text before a link": ('<p>{}<a href="https://x.org">x</a></p>', "{text}x"),
    "strong text": ("<p><strong>{}</strong></p>", "{text}"),
    "strong text inside a word": ("<p>x<strong>{}</strong>x</p>", "x{text}x"),
    "emphasis": ("<p><em>{}</em></p>", "{text}"),
    "emphasis inside a word": ("<p>x<em>{}</em>x</p>", "x{text}x"),
    "deleted text": ("<p>x<del>{}</del>x</p>", "x{text}x"),
    "the text beside marks": ("<p><strong>.x.</strong>{}<em>.x.</em></p>", ".x.{text}.x."),
    "code": ("<p><code>{}</code></p>", "{text}"),
    "the text after a check box": ("<p><input type=checkbox>{}</p>", "[ ] {text}"),
    "a field": ('<p>x <textarea name="n">{}</textarea></p>', "x {text}"),
}


@pytest.mark.parametrize("place", PLACES)
@given(text=texts())
def test_any_text_shows_as_it_was_in(place: str, text: str) -> None:
    assume(text.split())
    body, expected = PLACES[place]
    written = rendered(source(body.format(html.escape(text))))
    assert shown(written) == folded(expected.format(text=text, folded=folded(text)))


STYLES = {"em": "em", "strong": "strong", "del": "del", "s": "del", "code": "code", "a": "a"}


def inline_html() -> st.SearchStrategy[str]:
    words = st.one_of(st.text("ab .,(*_~`]![\\&<€#", max_size=4), texts()).map(html.escape)
    tags = ["em", "strong", "del", "code", 'a href="https://x.org/(a_b)?c=1&amp;copy;"']
    return st.recursive(
        words | st.just("<br>"),
        lambda inner: st.tuples(st.sampled_from(tags), st.lists(inner, max_size=3)).map(
            lambda parts: f"<{parts[0]}>{''.join(parts[1])}</{parts[0].split()[0]}>"
        ),
        max_leaves=8,
    )


def characters(
    element: lxml_html.HtmlElement, styles: frozenset[str] = frozenset()
) -> list[tuple[str, frozenset[str]]]:
    """Every visible character with the styles it has."""
    styles |= {STYLES[element.tag]} if element.tag in STYLES else set()
    found = [(char, styles) for char in element.text or "" if not char.isspace()]
    for child in element:
        found += characters(child, styles)
        found += [(char, styles) for char in child.tail or "" if not char.isspace()]
    return found


@pytest.mark.parametrize("place", ["<p>{}</p>", "<table><tr><th>{}</th></tr></table>"])
@given(parts=st.lists(inline_html(), max_size=4))
def test_every_character_keeps_its_styles(place: str, parts: list[str]) -> None:
    body = place.format("".join(parts))
    assume("<a" not in body or body.count("<a") == 1)
    assume("table" not in place or "\\|" not in body)  # such code becomes text, see below
    before = lxml_html.document_fromstring(page(body)).find("body")
    assume(all(link.text_content().strip() for link in before.iter("a")))
    after = rendered(source(body)).find("body")
    if "<table" in place:
        before, after = (root.find(".//th") for root in (before, after))
    assert characters(after) == characters(before), source(body)
