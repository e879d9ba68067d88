"""A Word file for who listens to it: levels, tables with names and heads, no empty lines."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import html as lxml_html

from cases import CASES, Case, each
from untraced import untraced

EVERY = each(CASES)
POINT = 20  # twips


@cache
@untraced
def opened(case: Case) -> docx.document.Document:
    return docx.Document(io.BytesIO(case.made("docx")))


def styles_of(document) -> dict[str, Any]:
    return {one.styleId: one for one in document.styles.element.style_lst}


def value(paragraph, styles, name: str, key: str = "val") -> int | None:
    """Return what a paragraph, or its style, or one that this is based on, says of a property."""
    at, based = paragraph, paragraph.xpath("w:pPr/w:pStyle/@w:val")
    while not (found := at.xpath(f"w:pPr/w:{name}/@w:{key}")):
        if not based:
            return None
        at = styles[based[0]]
        based = at.xpath("w:basedOn/@w:val")
    return int(found[0])


@EVERY
@untraced
def test_the_levels_of_headings_are_those_of_the_page(case: Case):
    page = lxml_html.document_fromstring(case.draft().html)
    document = opened(case)
    styles, paragraphs = styles_of(document), document.element.body.iter(qn("w:p"))
    levels = [value(one, styles, "outlineLvl") for one in paragraphs]
    found = [level for level in levels if level is not None]
    assert found == [int(one.tag[1]) - 2 for one in page.iter("h2", "h3")]
    assert found[:1] in ([0], [])
    assert all(below - above <= 1 for above, below in pairwise(found))


@EVERY
@untraced
def test_a_line_is_empty_only_where_word_wants_one_beside_a_table_and_takes_a_point(case: Case):
    document = opened(case)
    for paragraph in document.element.body.findall(qn("w:p")):
        if not "".join(paragraph.itertext()):
            before, after = paragraph.getprevious(), paragraph.getnext()
            assert before.tag == qn("w:tbl")
            assert after.tag in {qn("w:tbl"), qn("w:sectPr")}
            assert value(paragraph, styles_of(document), "spacing", "line") == POINT


@EVERY
@untraced
def test_a_table_says_what_it_holds_and_repeats_its_heads(case: Case):
    page = lxml_html.document_fromstring(case.draft().html)
    tables = list(opened(case).element.body.iter(qn("w:tbl")))
    said = [table.xpath("string(w:tblPr/w:tblCaption/@w:val)") for table in tables]
    assert all(said)
    headed = [table for table in tables if table.xpath("w:tr[1]/w:trPr/w:tblHeader")]
    assert len(headed) == len(page.findall(".//thead"))
    assert [one for one in tables if one.xpath("w:tr[position() > 1]/w:trPr/w:tblHeader")] == []


@EVERY
@untraced
def test_a_document_says_its_title_and_its_language_and_what_its_pictures_show(case: Case):
    page = lxml_html.document_fromstring(case.draft().html)
    document = opened(case)
    assert document.core_properties.title == page.findtext("head/title")
    (language,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val")
    assert language == page.get("lang")
    told = document.element.xpath("//wp:docPr/@descr")
    drawings = page.xpath("//svg[not(ancestor::*[@aria-hidden])]")
    titles = [one.findtext("title") for one in drawings]
    assert all(said.startswith(title) for said, title in zip(told, titles, strict=True))
