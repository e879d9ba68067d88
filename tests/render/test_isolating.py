"""Marks become tags: in whatever a template prints, well nested, and not a letter less."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from agenda.language.direction import FSI, PDI
from agenda.render.isolating import as_tags, in_lines
from draws import grid

NAME = "נועם"
MARKED = f"{FSI}{NAME}{PDI}"
BDI = f'<bdi dir="rtl">{NAME}</bdi>'


@grid(
    ("page", "tags"),
    [
        (f"<p>{MARKED} with Ada</p>", f"<p>{BDI} with Ada</p>"),
        (f"<p>{MARKED}</p>", f'<p dir="rtl">{BDI}</p>'),
        (f"<p> {MARKED} <br> {MARKED}</p>", f'<p dir="rtl"> {BDI} <br> {BDI}</p>'),
        (f"<p>{MARKED} · {MARKED}</p>", f"<p>{BDI} · {BDI}</p>"),
        (f"<p>{MARKED} {MARKED}</p>", f"<p>{BDI} {BDI}</p>"),
        (f"<p><strong>{MARKED}</strong></p>", f'<p dir="rtl"><strong>{BDI}</strong></p>'),
        (f"<p><strong>{MARKED}</strong>: x</p>", f"<p><strong>{BDI}</strong>: x</p>"),
        (f'<p dir="ltr">{MARKED}</p>', f'<p dir="ltr">{BDI}</p>'),
        (f"<h1>{MARKED}</h1>", f"<h1>{BDI}</h1>"),
        (f'<td class="x">{MARKED}</td>', f'<td dir="rtl" class="x">{BDI}</td>'),
        (f"<td>{MARKED}<p>note</p></td>", f"<td>{BDI}<p>note</p></td>"),
        (f"<td>{MARKED}<input name='a'></td>", f"<td>{BDI}<input name='a'></td>"),
        (f"<title>{MARKED}, Ada</title>", f"<title>{MARKED}, Ada</title>"),
        (f"<title>{MARKED}</title>", f"<title>{NAME}</title>"),
        (f'<option value="{MARKED}">{MARKED}</option>', f'<option value="{NAME}">{NAME}</option>'),
        (f'<meta content="{MARKED}, Ada">', f'<meta content="{MARKED}, Ada">'),
        (f'<a href="mailto:{MARKED}@x.org">m</a>', f'<a href="mailto:{NAME}@x.org">m</a>'),
        (
            f"<p>{FSI}נ <em>ו</em> ם{PDI}</p>",
            '<p dir="rtl"><bdi dir="rtl">נ <em>ו</em> ם</bdi></p>',
        ),
        (f"<p>a {FSI}נועם</p><p>b</p>", f"<p>a {BDI}</p><p>b</p>"),
        (f"<p>a{PDI} b</p>", "<p>a b</p>"),
        ("<p>\u2066x\u2069 y</p>", '<p><bdi dir="ltr">x</bdi> y</p>'),
        (f"<!-- it's --><p>a {MARKED}</p>", f"<!-- it's --><p>a {BDI}</p>"),
    ],
)
def test_an_isolate_is_a_tag_where_there_are_tags(page, tags):
    assert as_tags(page, "ltr") == tags


def test_a_page_without_marks_stays_as_it_is():
    page = "<p class=x>a < b</p>"
    assert as_tags(page, "rtl") is page


def test_a_page_that_runs_the_other_way_has_it_the_other_way():
    assert as_tags(f"<p>{FSI}Ada{PDI}</p>", "rtl") == '<p dir="ltr"><bdi dir="ltr">Ada</bdi></p>'


PARTS = st.sampled_from([
    *"aנ ", FSI, PDI, "\u2067", "<br>", "<em>", "</em>", "<p>", "</p>", "</td>",
    '<td title="נ">', f'<i class="{FSI}">', "</i>", "<!-- ' -->",
])  # fmt: skip


@given(st.lists(PARTS, max_size=20).map("".join))
def test_whatever_a_page_holds_its_words_stay_and_its_marks_go(page):
    made = as_tags(f"<body>{page}</body>", "ltr")
    assert not re.search("[\u2066-\u2069]", made)
    assert re.sub("<[^>]*>", "", made) == re.sub("<[^>]*>|[\u2066-\u2069]", "", page)


@given(st.lists(st.sampled_from([*"aנ", FSI, PDI, "<em>", "</em>"]), max_size=20))
def test_what_was_well_nested_stays_so(parts):
    depth, kept = 0, []
    for part in parts:
        depth += {"<em>": 1, "</em>": -1}.get(part, 0)
        if depth < 0:
            depth = 0
            continue
        kept.append(part)
    made = as_tags(f"<p>{''.join(kept)}{'</em>' * depth}</p>", "ltr")
    opened: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)", made):
        assert not closing or opened.pop() == name
        opened += [] if closing else [name]
    assert lxml_html.fragment_fromstring(made).tag == "p"


def test_a_line_of_plain_text_that_is_one_value_has_no_marks():
    assert in_lines(f"Dear {MARKED},\n\n{MARKED}") == f"Dear {MARKED},\n\n{NAME}"


def test_an_attribute_keeps_the_quotes_that_it_has():
    page = as_tags("<p title='say \"hi\" to \u2068א\u2069 x'>x</p>", "ltr")
    assert page == "<p title='say \"hi\" to \u2068א\u2069 x'>x</p>"
