"""The safe Markdown subset, and plain lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from agenda.render import richtext
from agenda.render.richtext import breaks, lines, markdown
from draws import grid


@grid(
    ("text", "html"),
    [
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>\n"),
        ("*a* and **b**", "<p><em>a</em> and <strong>b</strong></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("•\ta\n \t•\tb • c", "<ul>\n<li>a</li>\n<li>b • c</li>\n</ul>\n"),
        ("so:\n• a", "<p>so:</p>\n<ul>\n<li>a</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("[x](https://example.com/)", '<p><a href="https://example.com/">x</a></p>\n'),
        ("[x](mailto:a@example.com)", '<p><a href="mailto:a@example.com">x</a></p>\n'),
    ],
)
def test_the_subset_is_rendered(text, html):
    assert markdown(text) == html


@grid(
    "text",
    [
        "# no heading", "> no quote", "`no code`", "<b>no tag</b>", "![no](image.png)",
        "| no | table |", "&amp; no entity", "a_b*c", "R&D <1%", "--- no rule", "~~no strike~~",
    ],
)  # fmt: skip
def test_what_is_outside_the_subset_stays_literal(text):
    assert lxml_html.fromstring(str(markdown(text))).text_content().strip() == text


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "file:///etc/passwd", "/local"],
)
def test_a_link_elsewhere_stays_the_text_it_was(address):
    text = f"[x]({address})"
    assert "<a" not in markdown(text)
    assert lxml_html.fromstring(str(markdown(text))).text_content().strip() == text


@given(st.text())
def test_no_text_brings_a_tag_of_its_own(text):
    tree = lxml_html.fragment_fromstring(str(markdown(text)) or "<p></p>", create_parent="div")
    allowed = {"div", "p", "em", "strong", "ul", "ol", "li", "a", "br"}
    assert {element.tag for element in tree.iter()} <= allowed


PIECES = st.sampled_from([
    *"a*_[+#><`~!|\"'\\", "B.", "1", "1. ", "- ", "](x)", "\n", "\n\n", " ", "\t", "\u00a0", "\r",
    "\u2028", "\x0b", "\0", "<b>", "&amp;", "===", "---", "٣.",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_needs_no_parser_is_what_the_parser_says(text):
    parser = richtext._parser()
    assert markdown(text) == parser.renderer.render(parser.parse(text), parser.options, {})


def test_lines_keep_breaks_and_paragraphs():
    assert lines("a\nb <c>\n\nd") == "<p>a<br>b &lt;c&gt;</p>\n<p>d</p>"


def test_breaks_stay_within_the_paragraph():
    assert breaks("a & b\nc\n") == "a &amp; b<br>c"


def test_emphasis_nested_beyond_sense_keeps_its_text_and_loses_its_depth():
    html = str(markdown("*[_(x\n" * 300 + "y)_]*\n" * 300))
    deepest = max(
        len(list(element.iterancestors())) for element in lxml_html.fromstring(html).iter()
    )
    assert deepest <= 12
    assert html.count("x") == 300


def test_emphasis_within_emphasis_is_kept():
    assert markdown("**a *b* c**") == "<p><strong>a <em>b</em> c</strong></p>\n"


def test_a_paragraph_of_marks_keeps_its_text_and_a_hundred_of_them():
    html = str(markdown("*x* y " * 1000))
    assert html.count("<em>") == html.count("</em>") == 100
    assert html.count("x") == html.count("y") == 1000


@pytest.mark.parametrize(
    "address",
    ["https://user:pw@example.com/", "https:///x", "https:evil", "mailto:a@b.c?bcc=x@y.z"],
)
def test_an_address_that_hides_where_it_leads_stays_text(address):
    assert "<a" not in markdown(f"[x]({address})")
