"""Markdown that pastes cleanly: the text as it was, the structure as a renderer reads it."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from agenda.render.markdown import markdown
from draws import grid
from untraced import untraced

SAMPLE = (Path(__file__).parent / "sample.html").read_text("utf-8")
MARKUP = "ab1 \n*_`~[]()<>&;#!|\\-+=:.^$/?x"
EXAMPLES = (
    "R&D <1% #x $5 {{ y }} <script> a_b*c \\ 🚀 مرحبا 山田",
    "1. x", "1) x", "- x", "+ x", "* x", "===", "--", "- -", "---", "* * *", "___", "> q", "# x",
    "#", "a #",
    "|", "| --- |", "`code`", "``` x", "[a](b)", "![a](b)", "[a]: b", "[ ] x", "[!NOTE]",
    "&amp;", "&#35;", "~~x~~", "~~~", "http://x", "<http://x>", "<!-- x -->", "**a**", "__a__",
    "a\\", "\\*", "\\|",
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
def test_markup_shows_as_it_was_in(place: str) -> None:
    for text in EXAMPLES:
        shows_as_it_was(place, text)


@pytest.mark.parametrize("place", PLACES)
@given(text=texts())
def test_any_text_shows_as_it_was_in(place: str, text: str) -> None:
    assume(text.split())
    shows_as_it_was(place, text)


def shows_as_it_was(place: str, text: str) -> None:
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
@untraced
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


# What the page looks like


def test_a_heading_ends_with_its_minutes() -> None:
    heading = "<h2><span class='minutes'>14 min</span> <span class='title'>Aspirations</span></h2>"
    assert source(heading) == "## Aspirations (14 min)"


def test_blocks_stand_apart_by_one_blank_line() -> None:
    body = "<header><p>a</p><h1>b</h1></header><section><h3>c</h3><p>d</p><hr><p>e</p></section>"
    assert source(body) == "a\n\n# b\n\n### c\n\nd\n\n---\n\ne"


def test_the_page_ends_with_one_newline() -> None:
    assert markdown(page("<p>山田</p>")) == "山田\n".encode()


def test_an_aside_is_a_quote_with_a_bold_line() -> None:
    aside = "<aside><h2>Before</h2><p>a</p><ul><li>b</li></ul></aside>"
    assert source(aside) == "> **Before**\n>\n> a\n>\n> - b"


def test_definitions_are_a_list_with_bold_terms() -> None:
    pairs = "<dl><dt>Craft</dt><dd>Fewer parts.</dd><dt>Autonomy</dt><dd><p>Mine.</p></dd></dl>"
    assert source(pairs) == "- **Craft**: Fewer parts.\n- **Autonomy**: Mine."


def test_terms_share_an_explanation_and_one_term_may_have_two() -> None:
    pairs = "<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd><dt>e</dt></dl>"
    assert source(pairs) == "- **a**, **b**: c\n\n  d\n\n- **e**"


def test_a_table_keeps_its_pipes_and_its_lines() -> None:
    table = (
        "<table><caption>Skills</caption><thead><tr><th>a|b</th><th>c</th></tr></thead>"
        "<tbody><tr><td><p>d</p><ul><li>e</li><li>f</li></ul></td></tr></tbody></table>"
    )
    lines = ["**Skills**", "", r"| a\|b | c |", "| --- | --- |", "| d<br>• e<br>• f |  |"]
    assert source(table) == "\n".join(lines)


def test_a_table_without_head_gets_an_empty_one() -> None:
    table = "<table><tr><th scope='row'>a</th><td>b</td></tr></table>"
    assert source(table) == "|  |  |\n| --- | --- |\n| a | b |"


def test_code_with_an_escaped_pipe_is_text_in_a_table() -> None:
    table = r"<table><tr><th><code>a\|b</code></th></tr></table>"
    assert shown(rendered(source(table))) == r"a\|b"


def test_a_tight_list_stays_tight_with_a_list_in_it() -> None:
    items = "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>"
    assert source(items) == "1. a\n   - b\n   - c\n2. d"


def test_a_list_of_paragraphs_is_loose_and_indents_them() -> None:
    items = "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"
    assert source(items) == "- a\n\n  b\n\n- c"


def test_numbers_start_again_in_the_next_list() -> None:
    items = "<ol><li>a</li><li>b</li></ol>"
    assert source(items * 3) == "1. a\n2. b\n\n1) a\n2) b\n\n1. a\n2. b"
    assert len(rendered(source(items * 3)).findall(".//ol")) == 3


def test_lists_side_by_side_stay_two() -> None:
    assert source("<ul><li>a</li></ul><ul><li>b</li></ul>") == "- a\n\n* b"


def test_a_list_goes_on_from_its_start() -> None:
    assert source("<ol start='9'><li>a</li><li><p>b</p></li></ol>") == "9. a\n\n10. b"


def test_every_list_is_read_back_as_it_was() -> None:
    body = "<ul><li>a<ol start=3><li>b<p>c</p></li></ol></li><li><ul><li></li></ul></li></ul>"
    tags = [element.tag for element in rendered(source(body)).iter("ul", "ol", "li")]
    assert tags == ["ul", "li", "ol", "li", "li", "ul", "li"]


def test_a_line_break_stays_a_line_break() -> None:
    assert source("<p>a <br> b<br></p>") == "a\\\nb"


def test_inside_a_word_emphasis_is_starred() -> None:
    assert source("<p>un<em>believ</em>able, <em>so</em></p>") == "un*believ*able, _so_"


def test_spaces_are_taken_out_of_marks() -> None:
    assert source("<p>a<strong> b </strong>c</p>") == "a **b** c"


def test_inserted_text_stands_out_and_deleted_text_is_struck() -> None:
    assert source("<p><del>a</del> <ins>b</ins></p>") == "~~a~~ **b**"


def test_a_picture_is_its_alt_text_and_a_drawing_its_title() -> None:
    body = (
        "<figure><svg><title>Levels</title><g><text>4</text></g></svg>"
        "<figcaption>Over a year</figcaption></figure><p><img src='data:x' alt='Ada'></p>"
    )
    assert source(body) == "_Levels_\n\nOver a year\n\nAda"


def test_an_ornament_is_left_out_beside_the_words_that_say_it() -> None:
    drawing = "<svg><title>2 → 3</title></svg>"
    assert source(f"<p>Now <span aria-hidden='true'>{drawing}*</span> 2 → 3</p>") == "Now 2 → 3"


# Readability: what needs no escape has none


@grid(
    "text",
    ["R&D <1% #x $5 {{ y }}", "a_b a__b", "5 * 3 - 2 + 1", "1.5 m", "2026-13-01", "f(x)[0]", "AT&T",
     "~5 km", "C:\\dir", "#1", "===", "a | b", "Q1: done!", "http://x.org/a_b?c=1#d", "(see [1])"],
)  # fmt: skip
def test_what_is_no_markup_is_not_escaped(text: str) -> None:
    assert source(f"<p>{html.escape(text)}</p>") == text


def test_a_bare_url_with_an_escape_in_it_is_no_link_to_github() -> None:
    assert source("<p>http://x.org/~ada</p>") == r"http\://x.org/\~ada"
    assert source("<p><strong>http://x.org</strong></p>") == r"**http\://x.org**"


# Links


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://x.org/a", "https://x.org/a"),
        ("mailto:a@x.org", "mailto:a@x.org"),
        ("https://x.org/a (b)", r"https://x.org/a%20\(b\)"),
        ("https://x.org/?a=1&copy;<\\>|", r"https://x.org/?a=1&amp;copy;%3C%5C%3E%7C"),
    ],
)
def test_a_link_is_written_and_read_with_its_address(url: str, written: str) -> None:
    assert source(f'<p><a href="{html.escape(url)}">x</a></p>') == f"[x]({written})"


@given(path=texts())
def test_any_address_stays_whole(path: str) -> None:
    url = f"https://x.org/{path}"
    (link,) = rendered(source(f'<p>a <a href="{html.escape(url)}">x</a> b</p>')).iter("a")
    assert unquote(link.get("href")) == unquote(url.strip())


@pytest.mark.parametrize("url", ["javascript:x()", "file:///etc/passwd", "data:x", "#top", "/a"])
def test_other_addresses_are_not_written(url: str) -> None:
    assert source(f'<p>see <a href="{url}">x</a></p>') == "see x"


def test_an_empty_link_shows_its_address() -> None:
    assert source('<p><a href="https://x.org"></a></p>') == r"[https\://x.org](https://x.org)"


# Room to write


def test_a_label_heads_an_empty_quote_to_write_in() -> None:
    field = "<p class='field'><label for='a'>Notes</label><textarea id='a'></textarea></p>"
    assert source(field) == "**Notes**:\n\n>"


def test_a_question_needs_no_colon() -> None:
    field = "<p><label for='a'>What helped?</label> <textarea id='a'>Time\n- and</textarea></p>"
    assert source(field) == "**What helped?**\n\n> Time\\\n> \\- and"


def test_a_blank_in_a_line_is_a_line() -> None:
    field = "<p><label for='a'>Next</label><input type='date' id='a'><br><input></p>"
    assert rendered(source(field)).text_content().split() == ["Next", "_" * 10, "_" * 10]


def test_what_was_filled_in_is_written() -> None:
    assert source("<p>Next <input type='text' value='a_b*'></p>") == r"Next a_b\*"


def test_a_check_box_is_a_task() -> None:
    items = "<ul><li><input type='checkbox'>a</li><li><input type='checkbox' checked> b</li></ul>"
    assert source(items) == "- [ ] a\n- [x] b"


def test_a_choice_shows_what_was_chosen_else_all() -> None:
    options = "<option value='a'>open</option><option value='b'{}>done</option>"
    assert source(f"<p><select>{options.format('')}</select></p>") == "open / done"
    assert source(f"<p><select>{options.format(' selected')}</select></p>") == "done"


def test_a_field_in_a_table_is_an_empty_cell() -> None:
    cell = "<label for='a'>Your view: x</label><input id='a'>"
    choice = "<select><option value=''></option><option value='4'>4</option></select>"
    table = f"<table><tr><th>a</th><th>b</th></tr><tr><td>{cell}</td><td>{choice}</td></tr></table>"
    assert source(table).endswith("\n|  |  |")


def test_a_box_stands_apart_from_the_words_before_it() -> None:
    cell = "<label for='a'>agreed</label><input type='checkbox' id='a'>"
    assert source(f"<table><tr><th>{cell}</th></tr></table>").startswith("| agreed [ ] |")


def test_a_check_box_keeps_its_label_in_a_table() -> None:
    cell = "<input type='checkbox' id='a'><label for='a'>done</label>"
    assert source(f"<table><tr><th>{cell}</th></tr></table>").startswith("| [ ] done |")


# A private page


MARKING = '<meta name="marking" content="PRIVATE: for Ada">'


def test_a_private_page_says_so_first() -> None:
    assert source("<p>a</p>", MARKING) == "**PRIVATE: for Ada**\n\na"


def test_a_page_that_is_marked_already_is_not_marked_twice() -> None:
    assert source("<p class='marking'>PRIVATE</p>", MARKING) == "PRIVATE"


# Nothing is dropped


def test_comments_say_nothing() -> None:
    assert source("<!-- a --><p>b<!-- c --></p>") == "b"


def test_every_word_of_the_sample_page_is_there() -> None:
    body = lxml_html.document_fromstring(SAMPLE.encode()).find("body")
    for label in body.xpath("//td/label"):
        label.drop_tree()
    written = rendered(markdown(SAMPLE).decode()).text_content()
    assert set(re.findall(r"\w+", " ".join(body.itertext()))) <= set(re.findall(r"\w+", written))


def test_a_date_is_parted_from_plain_words_before_it_where_it_ends_their_line():
    dates = '<span class="by">May</span> · Floor test <span class="by">by June</span>'
    assert source(f"<p>Milestones: {dates}</p>") == "Milestones: May · Floor test by June"
    dated = '<span>Ran the review</span> <span class="by">May</span>'
    assert source(f'<p class="dated">{dated}</p>') == "Ran the review · May"
