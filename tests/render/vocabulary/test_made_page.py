"""What templates have made is held to the vocabulary, the same for every format."""

from __future__ import annotations

import re

import pytest

from agenda.render.vocabulary.page import check_page
from agenda.source.problems import Problem
from cases import CASES, each
from draws import grid


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>T</title>{head}</head><body>{body}</body></html>"


def problems(body: str) -> list[Problem]:
    found = [problem for _, problem in check_page(page(body))]
    assert all(problem.help for problem in found)
    return found


def messages(body: str) -> list[str]:
    return [problem.message for problem in problems(body)]


@each(CASES)
def test_the_programs_own_pages_are_of_the_vocabulary(case):
    page = re.sub('<meta name="identity".*>', "", case.draft().html)  # the program's own
    assert [problem.message for _, problem in check_page(page)] == []


FOREIGN = {
    "<div>A foreign block of words</div>": "<div> is not in the document vocabulary",
    "<p>in <b>bold face</b></p>": "<b> is not in the document vocabulary",
    "<p>a<video>b</video></p>": "<video> is not in the document vocabulary",
    "<script>d</script>": "<script> is not in the document vocabulary",
    "<p onclick='x()'>x</p>": "<p> has no attribute onclick",
    "<p><img src='logo.png'></p>": "<img> has no alt",
    "<p><input type='password' name='x'></p>": "<input type>: 'password' is no choice",
    "<p><input type='text'></p>": "<input> has no name",
    "<p><a href='javascript:alert(1)'>a link</a></p>": "<a href>: 'javascript' is no scheme",
    "<p><a href='page.html'>a link</a></p>": "<a href>: 'page.html' is no address",
    "<p dir='up'>x</p>": "<p dir>: 'up' is no choice",
    "<ul>loose words<li>x</li></ul>": "words stand loose in <ul>: “loose words”",
    "<table><tr><td>x</td>loose</tr></table>": "words stand loose in <tr>: “loose”",
    "<ul><p>astray</p></ul>": "<p> cannot stand in <ul>",
    "<dl><p>x</p></dl>": "<p> cannot stand in <dl>",
    "<p><strong><aside>a box in bold</aside></strong></p>": "<aside> cannot stand in <strong>",
    "<p><rect width='9'></rect></p>": "<rect> cannot stand in <p>",
    "<section><li>x</li></section>": "<li> cannot stand in <section>",
    "<table><tr><td colspan='2'>wide cell</td></tr></table>": "<td> has no attribute colspan",
}


@grid("body", FOREIGN)
def test_what_is_not_of_the_vocabulary_is_named(body):
    (problem,) = problems(body)
    assert problem.rule == "template-vocabulary"
    assert problem.message.startswith(FOREIGN[body])


def test_all_foreign_places_are_told_with_their_first_words():
    first, second = messages(
        "<div>one two three four five six seven eight nine</div><p><i>ten</i></p>"
    )
    assert "“one two three four five six seven eight …”" in first
    assert "“ten”" in second


@pytest.mark.parametrize("field", ["<input name='{}'>", "<select name='{}'></select>",
                                   "<textarea name='{}'></textarea>"])  # fmt: skip
def test_a_name_that_word_would_not_take_is_refused(field):
    assert messages(f"<p>{field.format('n' * 64)}</p>") == []
    (message,) = messages(f"<p>{field.format('𝄞' * 33)}</p>")
    assert "more than 64 characters" in message


@pytest.mark.parametrize("body", [
    "<!-- a --><p>b<!-- c --></p>", "<p><a href='#part'>x</a> <a href=''>y</a></p>",
    "<p><a href='HTTPS://x.org'>x</a> <a href=' mailto:a@x.org'>y</a></p>",
    "<figure><img alt='' src='x.png'><figcaption>c</figcaption></figure>",
])  # fmt: skip
def test_what_is_of_the_vocabulary_is_fine(body):
    assert messages(body) == []


@grid(
    ("html", "number"),
    [
        ("<p data-place='3'><b>x</b></p>", 3),
        ('<p data-place="3">a</p><p data-place="4">b\x01</p>', 4),
        ("<section data-place='3'>" + "<section>" * 60, 3),
        ("<ul data-place='5'>x</ul>", 5),
        ("<p><b>x</b></p>", None),
        ("", None),
    ],
)
def test_a_problem_has_the_place_of_the_tag_or_of_what_it_stands_in(html, number):
    found = [place for place, _ in check_page(page(html) if html else "")]
    assert found == [number]


# Drawings

RED = "<rect width='50' height='40' fill='#ff0000'/>"


def drawing(inside: str = RED, size: str = "width='100' height='40'", title: str = "Levels") -> str:
    return f"<svg {size}><title>{title}</title>{inside}</svg>"


REFUSED = {
    "<image href='file:///etc/passwd' width='9' height='9'/>": "<image> is no part of a drawing",
    "<use href='#x'/>": "<use> is no part of a drawing",
    "<use xlink:href='file:///x.svg#x'/>": "<use> is no part of a drawing",
    "<script>alert(1)</script>": "<script> is no part of a drawing",
    "<style>rect { fill: red }</style>": "<style> is no part of a drawing",
    "<foreignObject><p>words</p></foreignObject>": "<foreignobject> is no part of a drawing",
    "<text><a href='https://x.org'>x</a></text>": "<a> is no part of a drawing",
    "<g><svg width='9' height='9'/></g>": "<svg> is no part of a drawing",
    "<rect fill='url(#x)'/>": "<rect fill>: a drawing refers to nothing",
    r"<rect fill='u\72l(#x)'/>": "<rect fill>: a drawing refers to nothing",
    "<g stroke='URL(file:///x)'/>": "<g stroke>: a drawing refers to nothing",
    "<rect href='file:///x'/>": "<rect> has no attribute href",
    "<rect style='fill: url(x)'/>": "<rect> has no attribute style",
    "<rect onclick='alert(1)'/>": "<rect> has no attribute onclick",
    "<g>" * 13 + "</g>" * 13: "<g> stands 13 tags deep in a drawing",
    "<g>" * 1500: "<g> stands 51 tags deep",
    "<circle r='1e30'/>": "<circle> has a place or a size beyond all paper",
    "<circle r='1e999'/>": "<circle> has a place or a size beyond all paper",
    "<rect transform='translate(0 1e30)'/>": "<rect> has a place or a size beyond all paper",
    "<g transform='scale(1e30)'/>": "<g> has a place or a size beyond all paper",
    "<g transform='scale(1e4)'><path d='M0 0L99 1e4'/></g>": "<path> has a place or a size beyond",
    "<g transform='skewX(89.99999)'><rect x='9'/></g>": "<rect> has a place or a size beyond all",
}


@grid("inside", REFUSED, ids=range(len(REFUSED)))
def test_a_drawing_holds_nothing_but_still_shapes(inside):
    (message,) = messages(f"<p>{drawing(inside)}</p>")
    assert message.startswith(REFUSED[inside])


@grid("size", [
    "", "width='100'", "width='1e9' height='40'", "width='1e999' height='40'", "width='0'",
    "width='NaN' height='NaN'", "width='-100' height='40'", "width='100%' height='40'",
    "width='' height=''", "width='10em' height='40'", "width='0.5' height='40'", "height='40'",
    "viewBox='0 0 0 40'", "viewBox='0 0 -9 40'", "viewBox='0 0 9'", "viewBox='0 0 NaN 9'",
    "viewBox='0 0 1e9 1e9'", "viewBox='0 0 1e300 1e300'", "viewBox='0 0 5000 9' width='9e3'",
    "width='40' height='40' viewBox='none'", "viewBox='0 0 9 9 9'",
])  # fmt: skip
def test_a_drawing_without_a_size_that_paper_has_is_refused(size):
    assert messages(f"<p>{drawing(size=size)}</p>") == [
        "<svg> has no size that paper has: “Levels”"
    ]


@pytest.mark.parametrize("title", ["", "<title></title>", "<title> </title>", "<desc>x</desc>"])
def test_a_drawing_without_a_title_is_refused(title):
    (message,) = messages(f"<p><svg width='9' height='9'>{title}<text>4</text></svg></p>")
    assert message.startswith("<svg> has no title: “")


def test_all_faults_of_a_drawing_are_reported():
    assert len(messages(f"<p>{drawing(size='', title='')}</p>")) == 2
    assert len(messages(f"<p>{drawing('<use/><g><image/><script></script></g>')}</p>")) == 3
