"""What Word can only lay out as a table: a box around a text, and room to write."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from agenda.render.word import fields
from agenda.render.word.blocks import empty, flow, heading, paragraph, story
from agenda.render.word.page import classes, words_of
from agenda.render.word.pen import Pen, Place
from agenda.render.word.tables import (
    LINE,
    ROOM_PADDING,
    cell_properties,
    heard,
    lined,
    table_grid,
    table_properties,
)
from agenda.render.word.wml import Element, qn, set_property, set_spacing, twips, w

BOX_PADDING = 227  # as in the style Table Private
# Word centres the thick edge on the margin, LibreOffice begins it there: half way between.
BOX_EDGE = 14
LABEL = twips(4.4)
WHOLE_BOX = 1500  # letters of a box that is not broken over two pages
PLAIN = {"firstRow": 0, "firstColumn": 0}
BOXES = {"private": ("Table Private", "Private Heading")}


def box(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write an aside: a box with a ground and a thick edge before it."""
    kind = next((name for name in sorted(classes(element)) if name in BOXES), "")
    style, title = BOXES.get(kind, ("Table Before", "Box Heading"))
    if kind != "private" and pen.side and next(iter(element), element).tag in {"h2", "h3"}:
        return [_two_cells(element, style, place, pen)]
    place = place.beside
    inner = replace(place.inside(place.width - 2 * BOX_PADDING, "Normal"), heading=title)
    blocks = story(flow(element, inner, pen), inner, pen)
    set_spacing(blocks[0], before=0)
    if blocks[-1].tag == qn("p"):
        set_spacing(blocks[-1], after=0)
    whole = len(words_of(element)) <= WHOLE_BOX
    told = heard(element, list(element)[:1])
    kept = w("cantSplit") if whole else None
    return [_one_cell(style, BOX_EDGE, blocks, place, pen, kept, told=told)]


def _two_cells(element: Element, style: str, place: Place, pen: Pen) -> Element:
    """Write a box whose heading stands at the side of what it heads."""
    moved = replace(place, indent=place.indent + BOX_EDGE)
    grid = [pen.side - BOX_EDGE, place.width - pen.side]
    title = replace(place.inside(grid[0], "Normal"), heading="Box Heading")
    inner = place.inside(grid[1], "Normal")
    rest = deepcopy(element)
    rest.remove(rest[0])
    cells = [heading(element[0], title, pen), story(flow(rest, inner, pen), inner, pen)]
    for blocks in cells:
        set_spacing(blocks[0], before=0)
        set_spacing(blocks[-1], after=0)
    written = [w("tc", cell_properties(width), *blocks)
               for width, blocks in zip(grid, cells, strict=True)]  # fmt: skip
    told = heard(element, list(element)[:1])
    properties = table_properties(style, grid, moved, pen, PLAIN, told)
    return w("tbl", properties, table_grid(grid), w("tr", w("trPr", w("cantSplit")), *written))


def room(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a textarea, or a p that holds it with its label: a box as high as its rows.

    In a cell, the cell is the box.
    """
    if place.face.cell:
        return flow(element, place, pen) if element.tag == "p" else _lines(element, place, pen)
    inner = place.inside(place.width - 2 * ROOM_PADDING, "Room")
    if element.tag == "p":
        return [_boxed(_labelled(element, inner, pen), element, place, pen)]
    blocks = _lines(element, inner, pen) or [empty(inner, pen, "Room")]
    return [_boxed(blocks, element, place, pen)]


def _lines(element: Element, place: Place, pen: Pen) -> list[Element]:
    held = pen.controls.hold(fields.lines(element, place.face), element, place.face, place.width)
    return paragraph(held, place, pen)


def _labelled(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a label and its room as the paragraphs of one box: what is boxed within is let out."""
    blocks: list[Element] = []
    for block in flow(element, place, pen):
        cell = block.find(f"{qn('tr')}/{qn('tc')}")
        blocks += [block] if cell is None else cell.findall(qn("p"))
    set_spacing(blocks[0], before=0)
    return blocks


def _boxed(blocks: list[Element], element: Element, place: Place, pen: Pen) -> Element:
    areas = list(element.iter("textarea"))
    rows = sum(map(fields.rows, areas))
    label = LABEL if element.tag == "p" else 0
    ruled = not pen.controls.on and rows > 1 and not any(area.text for area in areas)
    high = label if ruled else rows * LINE + label
    height = w("trHeight", val=high, hRule="atLeast")
    told = heard(element, element.iter("label"))
    boxed = _one_cell("Table Room", 0, blocks, place, pen, w("cantSplit"), height, told=told)
    if ruled:
        boxed.extend(lined(rows * LINE, [place.width], place, pen))
        for paragraph in boxed.iterfind(f"{qn('tr')}/{qn('tc')}/{qn('p')}"):
            set_property(paragraph, w("keepNext"))
    elif rows > 1:
        pen.rooms.extend(boxed.iterchildren(qn("tr")))
    return boxed


def _one_cell(
    style: str,
    edge: int,
    blocks: list[Element],
    place: Place,
    pen: Pen,
    *row: Element | None,
    told: str,
) -> Element:
    moved = replace(place, indent=place.indent + edge)
    grid = [place.width - edge]
    properties = table_properties(style, grid, moved, pen, PLAIN, told)
    kept = [part for part in row if part is not None]
    trow = w("tr", w("trPr", *kept) if kept else None, w("tc", cell_properties(grid[0]), *blocks))
    return w("tbl", properties, table_grid(grid), trow)
