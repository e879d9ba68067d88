"""A template is held to the vocabulary before it is ever rendered."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, reject
from hypothesis import strategies as st
from jinja2.exceptions import TemplateSyntaxError

from agenda.render.markdown.read import READERS
from agenda.render.vocabulary import BLOCKS, INLINE, SHAPES, TAGS
from agenda.render.vocabulary.page import MARK
from agenda.render.vocabulary.template import blanked, check_template, mark_places
from agenda.render.word import BLOCKS as WORD_BLOCKS
from agenda.render.word.inline import INLINE as WORD_INLINE
from agenda.source.problems import Problem
from draws import grid

SAMPLE = (Path(__file__).parents[1] / "sample.html").read_text("utf-8")
CLASSES = frozenset({"goals", "level", "values"})


def found(source: str) -> list[tuple[str, str]]:
    """The message of each problem, and the source that it points to."""
    return [
        (problem.message, quoted(source, problem)) for problem in check_template(source, CLASSES)
    ]


def quoted(source: str, problem: Problem) -> str:
    assert problem.span is not None
    return source[problem.span.start : problem.span.end]


def only(source: str) -> Problem:
    (problem,) = check_template(source, CLASSES)
    return problem


# What is fine


FINE = {
    "a page": "<html lang='en' dir='ltr'><head><title>t</title></head><body><p>x</p></body></html>",
    "a fragment": "{% macro box(x) %}<li class='goals'>{{ x }}</li>{% endmacro %}",
    "an open half": "{% include 'head' %}</section><section>",
    "computed values": "<a class='{{ a }}' href='{{ b }}'><img alt='' src='{{ c }}'></a>",
    "a value under an if": "<p{% if x %} class='goals'{% endif %}>x</p>",
    "a value with an if": "<p class='goals{% if x %} what{% endif %}'>x</p>",
    "markup in an expression's string": "{{ f('<b onclick=1>') }}{{ \"%}<i>\" }}",
    "markup in a comment": "{# <b> {{ #}<p>x</p>",
    "a translated text": "{% trans n=1 %}one <em>day</em>{% pluralize %}{{ n }} days{% endtrans %}",
    "links": "<a href='https://x.org'>x</a><a href='MAILTO:a@x.org'>y</a><a href='#top'>z</a>",
    "pictures": "<img alt='x' src='logo.png'><img alt='x' src='a/b%20c.png'>"
    "<img alt='x' src='{{ name }}.png'><img alt='x' src='data:image/png;base64,AA'>",
    "a drawing": "<svg viewBox='0 0 9 9'><title>x</title><g><path d='M0 0' fill='#fff'/></g></svg>",
    "a drawing made elsewhere": "<svg>{{ title(x) }}<circle cx='1' cy='1' r='1'/></svg>",
    "fields": "<label for='a'>x</label><input type=date name='{{ n }}' id='a'><textarea name=b>"
    "</textarea><select name=c><option value='x' selected>x</option></select>",
    "a table": "<table><tr><th scope='col'>x</th></tr><tr><th scope='{{ s }}'>y</th></tr></table>",
    "text with signs": "<p>a < b &amp; c > d, 1 <2</p>",
    "capitals": "<P CLASS='goals'>x</P>",
}  # fmt: skip


@grid("name", FINE)
def test_the_vocabulary_is_accepted_in(name: str) -> None:
    assert found(FINE[name]) == []


def test_the_sample_page_is_made_of_the_vocabulary() -> None:
    unknown = [p for p in check_template(SAMPLE, frozenset()) if "class" not in p.message]
    labels = [quoted(SAMPLE, problem) for problem in unknown]
    assert labels == []


def test_every_tag_can_be_written_as_markdown() -> None:
    assert set(TAGS) - set(SHAPES) <= set(READERS)


def test_every_tag_can_be_written_in_word() -> None:
    assert set(WORD_BLOCKS) | set(WORD_INLINE) == set(BLOCKS) | set(INLINE)


# What is not


FAULTS = {
    "an unknown tag": ("<p>x <blink>y</blink></p>", "<blink>"),
    "a script": ("<script>if (a<b) x()</script>", "<script>"),
    "a tag in a raw block": ("{% raw %}<iframe src='{{'>{% endraw %}", "<iframe src='{{'>"),
    "a tag in a loop": ("{% for x in y -%}\n <b>{{ x }}</b>\n{%- endfor %}", "<b>"),
    "a tag in a translation": ("{% trans %}one <i>day</i>{% endtrans %}", "<i>"),
    "a tag over two lines": ("<p\n>x</p>\n<div\n class='x'>", "<div\n class='x'>"),
    "a computed tag": ("<h{{ n }}>x", "<h{{ n }}>"),
    "a computed attribute": ("<p {{ x }}='y'>", "{{ x }}='y'"),
    "an unknown attribute": ("<p align=left>", "align=left"),
    "an event": ("<p class='goals' onclick='x()'>", "onclick='x()'"),
    "an event under an if": ("<p {% if x %}onclick='x'{% endif %}>", "onclick='x'"),
    "a style": ("<p style='{{ x }}'>", "style='{{ x }}'"),
    "a loaded picture": ("<img alt='' src='http://x/y.png'>", "src='http://x/y.png'"),
    "a picture above the template": ("<img alt='' src='../y.png'>", "src='../y.png'"),
    "a picture above, later": ("<img alt='' src='a/../../y.png'>", "src='a/../../y.png'"),
    "a picture of the machine": ("<img alt='' src='/y.png'>", "src='/y.png'"),
    "a picture of a drive": ("<img alt='' src='C:/y.png'>", "src='C:/y.png'"),
    "a picture of a share": (r"<img alt='' src='\\x\y.png'>", r"src='\\x\y.png'"),
    "a picture of nothing": ("<img alt='' src=''>", "src=''"),
    "a page as a link": ("<a href='y.html'>", "href='y.html'"),
    "a picture of a computed server": ("<img alt='' src='http://{{ x }}'>", "src='http://{{ x }}'"),
    "a script as a link": ("<a href='javascript:x()'>", "href='javascript:x()'"),
    "a script in hiding": ("<a href=' java&#10;script:{{x}}'>", "href=' java&#10;script:{{x}}'"),
    "an unknown class": ("<p class='goals gaols'>", "gaols"),
    "a head without scope": ("<th>x</th>", "<th>"),
    "a head of something else": ("<th scope='colum'>x</th>", "scope='colum'"),
    "a picture without words": ("<img src='x.png'>", "<img src='x.png'>"),
    "an input without name": ("<input type=text>", "<input type=text>"),
    "a choice without name": ("<select></select>", "<select>"),
    "room without name": ("<textarea></textarea>", "<textarea>"),
    "an option without value": ("<option>x</option>", "<option>"),
    "a label of nothing": ("<label>x</label>", "<label>"),
    "an unknown field": ("<input type='radio' name='x'>", "type='radio'"),
    "an unknown direction": ("<p dir='lrt'>", "dir='lrt'"),
    "a drawing without title": ("<svg><circle r='1'/></svg>", "<svg>"),
    "a drawing of a page": ("<svg><title>x</title><foreignObject/></svg>", "<foreignObject/>"),
    "a drawing that refers": ("<svg><title>x</title><g fill='url(http://x)'/></svg>",
                              "fill='url(http://x)'"),
    "a drawing that refers in hiding": (r"<svg><title>x</title><g fill='u\72l(http://x)'/></svg>",
                                        r"fill='u\72l(http://x)'"),
    "a drawing that refers in a character reference": (
        "<svg><title>x</title><g stroke='u&#92;72l(http://{{ x }})'/></svg>",
        "stroke='u&#92;72l(http://{{ x }})'"),
    "an identity": ("<meta name='identity' content='{}'>", "name='identity'"),
    "a tag without end": ("<p>x</p><p class='goals>y</p>", "<"),
}  # fmt: skip


@grid("name", FAULTS)
def test_the_check_points_to(name: str) -> None:
    source, place = FAULTS[name]
    assert [where for _, where in found(source)] == [place]


@grid("name", FAULTS)
def test_every_fault_has_a_message_and_a_cure(name: str) -> None:
    problem = only(FAULTS[name][0])
    assert problem.rule == "template-vocabulary"
    assert problem.message
    assert problem.help


@grid(
    ("source", "cure"),
    [
        ("<sectoin>", "did you mean section?"),
        ("<style>p {}</style>", "write it into the theme's style.css"),
        ("<b>x</b>", "use strong"),
        ("<p class='gaols'>", "did you mean goals?"),
        ("<p clas='goals'>", "did you mean class?"),
        ("<input type='dat' name='x'>", "did you mean date?"),
    ],
)
def test_the_cure_of(source: str, cure: str) -> None:
    assert only(source).help == cure


def test_a_message_names_what_is_wrong() -> None:
    assert only("<blink>").message == "<blink> is not in the document vocabulary"
    assert only("<p class='gaols'>").message == "the class gaols is not one of the theme's"
    assert only("<p onclick='x'>").message == (
        "<p> has no attribute onclick in the document vocabulary"
    )


def test_all_faults_are_said_in_the_order_of_the_file() -> None:
    source = "<p style='x'>{{ a }}</p>\r\n<b>x</b>{# c #}\r<th onload=y>"
    assert [where for _, where in found(source)] == [
        "style='x'",
        "<b>",
        "<th onload=y>",
        "onload=y",
    ]


def test_a_place_is_right_after_windows_newlines_and_trimmed_blocks() -> None:
    source = "{% if x -%}\r\n\r\n  <p>\r\n{%- endif %}\r\n\r\n<u>\r\n"
    assert [where for _, where in found(source)] == ["<u>"]


PIECES = ("<p>", "{{ x }}", "{{- 'a>' -}}", "{% if x -%}", "{%- endif %}", "{# <b> -#}", "{{",
          "{%- raw -%}", "{%- endraw -%}", " ", "\n", "\r\n", "\f", "x", "\"'")  # fmt: skip


# Places


def test_a_number_stands_at_each_tag_and_says_where_it_is() -> None:
    source = "<p\n class='goals'>{{ '<b>' }}<br/>{% if x %}\r\n<EM>y</EM>{% endif %}</p>"
    marked, spans = mark_places(source, 7)
    assert [int(number) for number in MARK.findall(marked)] == [7, 8, 9]
    assert [source[span.start : span.end] for span in spans] == [
        "<p\n class='goals'>", "<br/>", "<EM>"
    ]  # fmt: skip


def test_a_text_to_translate_stays_as_the_catalogue_knows_it() -> None:
    text = "{% trans n=1 %}one <em>day</em>{% pluralize %}{{ n }} <em>days</em>{% endtrans %}"
    marked, _ = mark_places(f"<p>{text}</p>{{%- trans -%}}<em>x</em>{{%- endtrans %}}<p>", 0)
    assert MARK.findall(marked) == ["0", "1"]
    assert text in marked


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_without_its_numbers_a_template_is_what_it_was(source: str) -> None:
    try:
        faults = check_template(source, CLASSES)
    except TemplateSyntaxError:
        reject()
    if faults:
        reject()
    assert MARK.sub("", mark_places(source, 0)[0]) == source


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_blanking_keeps_every_offset(source: str) -> None:
    try:
        page = blanked(source)
    except TemplateSyntaxError:
        reject()
    assert len(page) == len(source)
    kept = [(at, char) for at, char in enumerate(page) if char in "<px"]
    assert all(source[at] == char for at, char in kept)
