"""Document HTML written as a Word file, in Word's own constructs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, cast

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart

from agenda.render.theme import Paper, Theme
from agenda.render.word import blocks, boxes, columns, lists, numbering, tables, terms
from agenda.render.word import reference as referring
from agenda.render.word.base import NO_FILES, base
from agenda.render.word.controls import Controls, controls_of
from agenda.render.word.filling import fill
from agenda.render.word.furniture import furnish, keep_with_previous, layout, lift_marking, speak
from agenda.render.word.heights import Ruler
from agenda.render.word.joining import add_numbering, add_styles
from agenda.render.word.package import packed
from agenda.render.word.page import Page, parse
from agenda.render.word.pen import Block, Pen, Place
from agenda.render.word.runs import Face
from agenda.render.word.styles import Styles, names_and_ids, tokens
from agenda.render.word.wml import Element

BLOCKS: Mapping[str, Block] = MappingProxyType(
    {
        "article": blocks.flow,
        "header": blocks.section,
        "section": blocks.section,
        "h1": blocks.heading,
        "h2": blocks.heading,
        "h3": blocks.heading,
        "p": blocks.words,
        "ul": lists.items,
        "ol": lists.items,
        "dl": terms.terms,
        "table": tables.table,
        "blockquote": blocks.quote,
        "figure": blocks.figure,
        "figcaption": blocks.caption,
        "aside": boxes.box,
        "hr": blocks.rule,
        "textarea": boxes.room,
    }
)
NARROW = 3
"""A text that is not so many times as wide as the column at its side has none."""


class _Ground(NamedTuple):
    """The document to write in, with its styles, its lists and the tokens that it goes by.

    `ruler` measures what is written; by a reference's styles, nobody knows how high that is.
    """

    document: Document
    styles: Styles
    numbering: numbering.Numbering
    tokens: Mapping[str, str]
    ruler: Ruler | None = None


def word(
    html: str,
    theme: Theme,
    paper: Paper,
    now: datetime,
    reference: bytes | None = None,
    *,
    flat: bool = False,
    files: Mapping[str, Path] = NO_FILES,
) -> bytes:
    """Write document HTML as a Word file.

    `now` is the date of making that the file's properties name. `reference` holds the
    bytes of a user's own .docx, whose styles, page, headers and footers the document
    takes on; the page's size is then the reference's, not that of `paper`.

    `files` are those of the theme's text face, by their style: the document is set in it then,
    and brings them along. A reference has faces of its own.

    Each field that has a name is a content control that says so when the file comes back; in
    a `flat` document all fields are plain room to write.

    Raises Stop with a problem `reference-doc` when the reference cannot be used. The page is of
    the vocabulary: templates are held to it.
    """
    page = parse(html)
    ground = (
        _referred(reference, theme, paper) if reference is not None else _own(theme, paper, files)
    )
    speak(ground.document, page)
    points = int(ground.tokens["body"]) / 2
    controls = controls_of(ground.document, page, points, flat=flat)
    _write(page, ground, theme.faces["text"], controls)
    furnish(ground.document, page, ground.styles)
    return packed(ground.document, page, now, controls)


def _own(theme: Theme, paper: Paper, files: Mapping[str, Path]) -> _Ground:
    if files:
        theme = theme._replace(faces={**theme.faces, "word": theme.faces["text"]})
    document = base(theme, paper, files)
    part = cast("XmlPart", document.part.part_related_by(RT.NUMBERING))
    sheet, values = cast("Element", document.styles.element), tokens(theme, paper)
    ruler = Ruler(sheet, int(values["body"]) / 2, values["face"])
    return _Ground(document, names_and_ids(sheet), numbering.own(part.element), values, ruler)


def _referred(data: bytes, theme: Theme, paper: Paper) -> _Ground:
    ours = base(theme, paper)
    document = referring.opened(data, ours)
    try:
        values = referring.values(document, tokens(theme, paper))
        styles = add_styles(document, values)
        layout(document)
        return _Ground(document, styles, add_numbering(document, ours), values)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as fault:
        raise referring.unusable() from fault


def _write(page: Page, ground: _Ground, family: str, controls: Controls) -> None:
    measures = layout(ground.document)
    points, side = controls.points, int(ground.tokens["page_side"])
    pen = Pen(
        part=ground.document.part,
        styles=ground.styles,
        numbering=ground.numbering,
        blocks=BLOCKS,
        columns=columns.shared(page.body, points),
        side=side if measures.width > NARROW * side else 0,
        height=measures.height,
        points=points,
        line=ground.tokens["border"],
        family=family,
        controls=controls,
    )
    place = Place(measures.width, face=Face(rtl=page.rtl))
    written = blocks.story(blocks.flow(page.body, place, pen), place, pen)
    keep_with_previous(written, ground.styles)
    if ground.ruler is not None:  # the pages are our own, and their margins empty
        lift_marking(written, measures.width, ground.styles)
        if pen.rooms:
            fill(list(ground.ruler.parts(written, measures.width)), pen.rooms, measures.height)
    cast("Element", ground.document.element.body)[:0] = written
