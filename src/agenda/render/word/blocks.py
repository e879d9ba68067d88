"""Blocks of a document, turned into paragraphs; what they hold is walked in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agenda.render.word.columns import text_width
from agenda.render.word.inline import INLINE, LEADS
from agenda.render.word.page import classes
from agenda.render.word.pen import Pen, Place
from agenda.render.word.runs import Piece, collapse, runs
from agenda.render.word.side_heads import GAP, is_table, set_beside, styled
from agenda.render.word.wml import (
    Element,
    flag,
    in_order,
    qn,
    set_property,
    set_spacing,
    twips,
    w,
)

CLASS_STYLES = {
    "kind": "Kind",
    "when": "Subtitle",
    "purpose": "Purpose",
    "three": "Three",
    "letter": "Letter",
    "signed": "Signed",
    "detail": "Detail",
    "why": "Subtitle",
    "legend": "Legend",
    "marking": "Marking",
    "private": "Private",
    "next": "Next",
}
FLUSH = frozenset({"Three", "Kind", "Subtitle", "Marking", "Next", "Letter", "Signed",
                   "Letter Date"})  # fmt: skip
"""Styles of paragraphs that begin where the page does; others leave a column at the side."""
IN_LETTER = {"Title": "Letter Title", "Subtitle": "Letter Date", "List Bullet": "Letter Bullet"}
"""What takes the place of a style in the head of a letter, and in its lists."""
HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2"}
BOLD_STYLES = frozenset({*HEADINGS.values(), "Side Heading", "Kind", "Box Heading",
                         "Private Heading", "Marking", "Row Name", "Letter Title"})  # fmt: skip
TIED = frozenset({*HEADINGS.values(), "Side Heading", "Box Heading", "Private Heading",
                  "Field Label", "Spacer", "Caption", "Purpose"})  # fmt: skip
SPACED = frozenset({"Heading 1", "Heading 2", "Field Label", "Legend", "Next", "Spacer"})

DATE_GAP = twips(5)
SURE = 0.95  # of the estimated width of a text is needed in any case
QUOTED = 227  # how far a quotation is moved in, as in its style
EDGE = (
    90  # between a private text and the edge around it, which Word draws outside; as in its style
)


def flow(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write what stands within an element: its blocks, and paragraphs of what is between them."""
    blocks: list[Element] = []
    line = [Piece(place.face, element.text or "")]
    for child in element:
        tag = str(child.tag)
        if tag in pen.blocks:
            style = "Field Label" if tag == "textarea" and not place.face.cell else place.style
            blocks += paragraph(line, replace(place, style=style), pen)
            blocks += pen.blocks[tag](child, place.within(child), pen)
            line = []
        else:
            face = _ground(place).face.within(child)
            line += INLINE[tag](child, face, pen, place.width)
        line.append(Piece(_ground(place).face, child.tail or ""))
    return blocks + paragraph(line, place, pen)


def _ground(place: Place) -> Place:
    """Note that the paragraph's style is bold already."""
    if place.style not in BOLD_STYLES or "b" in place.face.ground:
        return place
    return replace(place, face=replace(place.face, ground=place.face.ground | {"b"}))


def paragraph(line: Iterable[Piece], place: Place, pen: Pen) -> list[Element]:
    """Write one paragraph, or none when there is nothing in it."""
    pieces = _dated(collapse(line), place, pen)
    return [_paragraph(pieces, place, pen)] if pieces else []


def empty(place: Place, pen: Pen, style: str) -> Element:
    """Write a paragraph without text, where Word asks for one."""
    return _paragraph([], replace(place, style=style), pen)


def _paragraph(pieces: Sequence[Piece], place: Place, pen: Pen) -> Element:
    named = place.style != "Normal"
    style = w("pStyle", val=pen.styles.id("paragraph", place.style)) if named else None
    indent = w("ind", left=place.indent) if place.indent else None
    parts = [style, _tabs(pieces, place, pen), flag("bidi", place.face.rtl), indent]
    properties = in_order(part for part in parts if part is not None)
    holder = w("pPr", *properties) if properties else None
    return w("p", holder, *runs(pieces, pen.styles))


def _tabs(pieces: Sequence[Piece], place: Place, pen: Pen) -> Element | None:
    """Set a stop at the end of each rule to write on, and at the end of a line that asks for it.

    The text before a rule is measured roughly.
    """
    stops, used = [], place.indent
    for piece in pieces:
        used = place.indent if piece.kind == "break" else used + text_width(piece.text, pen.points)
        if piece.kind == "room":
            used = min(used + twips(piece.width), place.indent + place.width)
            stops.append(w("tab", val="left", leader="underscore", pos=used))
        elif piece.kind == "end":
            stops.append(w("tab", val="right", pos=place.indent + place.width))
    return w("tabs", *stops) if stops else None


def _dated(pieces: list[Piece], place: Place, pen: Pen) -> list[Piece]:
    """Take the last words of a text to another line, where a date at its end would stand alone."""
    ends = [number for number, piece in enumerate(pieces) if piece.kind == "end"]
    if not ends or any(piece.kind == "break" for piece in pieces):
        return pieces
    text, date = ("".join(piece.text for piece in part).strip()
                  for part in (pieces[: ends[0]], pieces[ends[0] :]))  # fmt: skip
    room = text_width(date, pen.points) + DATE_GAP
    wide = text_width(text, pen.points)
    least, most = wide * SURE // place.width, (wide + room) // place.width
    if least == most:
        return pieces
    free = (least + 1) * place.width - room
    spaces = (at for at, letter in enumerate(text) if letter == " ")
    fitting = [at for at in spaces if text_width(text[:at], pen.points) <= free]
    return list(_broken(pieces, fitting[-1])) if fitting else pieces


def _broken(pieces: Iterable[Piece], at: int) -> Iterator[Piece]:
    """Put a break in the place of the space that is so many letters into a line."""
    for piece in pieces:
        if 0 <= at < len(piece.text):
            yield replace(piece, text=piece.text[:at])
            yield replace(piece, text="", kind="break")
            piece = replace(piece, text=piece.text[at + 1 :])  # noqa: PLW2901 - what is left of it
            at = -1
        yield piece
        at -= len(piece.text)


def section(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a section; the one that ends the talk stays on one page, if a page holds it."""
    blocks = flow(element, replace(place, side=pen.side), pen)
    if pen.side:
        set_beside(blocks, place, pen)
    if "closing" in classes(element):
        for block in blocks[:-1]:
            for holder in block.iter(qn("p")):
                set_property(holder, w("keepNext"))
    return blocks


def heading(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a heading; a small one stands in the column at the side, beside what follows it."""
    tag = str(element.tag)
    usual = HEADINGS[tag] if tag == "h1" else place.heading or HEADINGS[tag]
    style = within_letter(element, usual)
    if "side" in classes(element) and place.side and style == HEADINGS["h3"]:
        style = "Side Heading"
    elif tag == "h3" and not _heads_table(element):
        place = place.beside
    blocks = flow(element, _ground(replace(place, style=style)), pen)
    if place.heading and tag == "h2":  # the style of headings in boxes is for a level below
        for block in blocks:
            set_property(block, w("outlineLvl", val=0))
    return blocks


def _heads_table(heading: Element) -> bool:
    following = heading.getnext()
    return following is not None and following.tag == "table"


def within_letter(element: Element, style: str) -> str:
    """Return the style that takes the place of another in the head and the lists of a letter."""
    parent = element.getparent()
    within = parent is not None and "letter" in classes(parent)
    return IN_LETTER.get(style, style) if within else style


def words(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a p in the style of its class; one that labels a textarea is a box with it."""
    if "field" in classes(element) and element.find("textarea") is not None:
        return pen.blocks["textarea"](element, place, pen)
    named = [CLASS_STYLES[name] for name in CLASS_STYLES if name in classes(element)][::-1]
    if not named:
        return flow(element, place.beside, pen)
    named[0] = within_letter(element, named[0])
    if named[0] not in FLUSH:
        place = place.beside
    if named[0] == "Private":
        place = place.moved(EDGE)
    face = replace(place.face, emphasis=LEADS.get(named[0], place.face.emphasis))
    return flow(element, _ground(replace(place, style=named[0], face=face)), pen)


def quote(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a blockquote."""
    return flow(
        element, replace(place.beside.moved(QUOTED) if place.side else place, style="Quote"), pen
    )


def figure(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a figure, its picture kept on one page with its caption."""
    return flow(element, replace(place.beside, style="Figure"), pen)


def caption(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a figcaption."""
    return flow(element, replace(place.beside, style="Caption"), pen)


def rule(_element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write an hr: an empty paragraph with a line below it."""
    return [empty(place, pen, "Rule")]


def story(blocks: list[Element], place: Place, pen: Pen) -> list[Element]:
    """Finish the blocks of a body or a cell: space around tables, and a paragraph at the end.

    Tables have no space of their own, two that touch become one, and Word mends a cell
    or a body that ends in a table.
    """
    spaced: list[Element] = []
    for block in blocks:
        if spaced and is_table(spaced[-1]) and is_table(block):
            spaced.append(_between(spaced[-1], place, pen))
        elif spaced:
            _part(spaced[-1], block, pen)
        spaced.append(block)
    if not spaced or is_table(spaced[-1]):
        spaced.append(empty(place, pen, "Spacer" if spaced else place.style))
    return spaced


def _between(table: Element, place: Place, pen: Pen) -> Element:
    """Write the paragraph that parts two tables; it keeps them together where they are to be."""
    spacer = empty(place, pen, "Spacer")
    last = list(table.iter(qn("p")))[-1:]
    if any(paragraph.find(f"{qn('pPr')}/{qn('keepNext')}") is not None for paragraph in last):
        set_property(spacer, w("keepNext"))
    return spacer


def _part(upper: Element, lower: Element, pen: Pen) -> None:
    """Put space between a paragraph and a table, unless its style does or they are one thing."""
    if is_table(lower) and not styled(upper, TIED, pen):
        set_spacing(upper, after=max(GAP, _after(upper)))
    elif is_table(upper) and not styled(lower, SPACED, pen):
        set_spacing(lower, before=GAP)


def _after(paragraph: Element) -> int:
    found = paragraph.find(f"{qn('pPr')}/{qn('spacing')}")
    return 0 if found is None else int(str(found.get(qn("after"), 0)))
