"""Tables: their columns, their rows, and the lines to write on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from agenda.render.field_names import placed, title_of
from agenda.render.word import fields
from agenda.render.word.blocks import empty, flow, story
from agenda.render.word.columns import (
    Column,
    laid_out,
    measured,
    rows_of,
    sort_of,
    widths,
)
from agenda.render.word.page import classes, words_of
from agenda.render.word.pen import Pen, Place
from agenda.render.word.wml import Element, flag, qn, set_property, twips, w

FIELD_ROW, ACTION_ROW = twips(6), twips(8.5)
"""The least height of a row with a figure to write, and an action."""
BY_HAND = {"sign": twips(9), "lines": twips(6)}
"""And of one that is written in by hand, by the class of its table."""
LINE, HAND = twips(4.5), twips(7.5)  # of what is typed, and of what is written by hand
ROOM_PADDING = 85
CELL_MARGIN = 113  # on the right, as in the style Table Rows
EVEN = frozenset({"pair", "rooms", *BY_HAND})  # tables whose columns are of one width
SHORT = 8  # rows of a table that is not broken over two pages


def table(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a table: its caption above it, its head repeated on each page."""
    rows = list(rows_of(element))
    columns = pen.columns.get(sort_of(element)) or measured(element, pen.points)
    equal = [Column(1, 1)] * len(columns)
    grid = laid_out(element, place.width, place.side) or widths(
        equal if EVEN & classes(element) else columns, place.width
    )
    title = element.find("caption")
    look = {"firstRow": int(bool(rows) and _is_head(rows[0])),
            "firstColumn": int(any(_names_row(row) for row in rows))}  # fmt: skip
    style = "Table Room" if "rooms" in classes(element) else "Table Rows"
    heads = rows[0].iterchildren("th") if look["firstRow"] else ()
    told = [title] if title is not None else heads
    properties = table_properties(style, grid, place, pen, look, heard(element, told))
    above = [] if title is None else _caption(title, place, pen)
    if not rows:
        return above
    written = [one for row in rows for one in _rows(row, grid, place, pen)]
    _together(written, tie="skills" not in classes(element))
    return [*above, w("tbl", properties, table_grid(grid), *written)]


def _together(rows: list[Element], *, tie: bool) -> None:
    """Leave neither the first nor the last row alone on a page; rows to fill in stay together."""
    bodied = [row for row in rows if row.find(f"{qn('trPr')}/{qn('tblHeader')}") is None]
    to_fill_in = len(bodied) <= SHORT and all(
        row.find(f"{qn('trPr')}/{qn('trHeight')}") is not None for row in bodied
    )
    tied = bodied[:-1] if to_fill_in else (*bodied[:1], *bodied[-2:-1]) if tie else ()
    for row in {id(row): row for row in tied}.values():
        if row is not bodied[-1]:
            for paragraph in row.iterfind(f"{qn('tc')}/{qn('p')}"):
                set_property(paragraph, w("keepNext"))


def _caption(element: Element, place: Place, pen: Pen) -> list[Element]:
    blocks = flow(element, replace(place.within(element), style="Caption"), pen)
    for block in blocks:
        set_property(block, w("keepNext"))
    return blocks


def _is_head(row: Element) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _names_row(row: Element) -> bool:
    return not _is_head(row) and len(row) > 0 and row[0].tag == "th"


def _rows(row: Element, grid: Sequence[int], place: Place, pen: Pen) -> list[Element]:
    """Write a row; where it is rooms without fields, as lines for a hand."""
    rooms = "rooms" in _kind(row) and not _is_head(row) and not _by_hand(row)
    if rooms and not pen.controls.on and not words_of(row, set(row.iter("label"))):
        return lined(_height(row), grid, place, pen)
    written = _row(row, grid, place, pen)
    if rooms and _height(row):
        pen.rooms.append(written)
    return [written]


def lined(height: int, grid: Sequence[int], place: Place, pen: Pen) -> list[Element]:
    """Write rows of a table that part the height of a room into lines for a hand."""
    rows = []
    for number in range(-(-height // HAND)):
        cells = [w("tc", cell_properties(width, _edges(pen, "top") if number else None),
                   empty(place.inside(width, "Room"), pen, "Room"))
                 for width in grid]  # fmt: skip
        size = w("trPr", w("cantSplit"), w("trHeight", val=HAND, hRule="exact"))
        rows.append(w("tr", size, *cells))
    pen.rooms.append(rows[-1])
    return rows


def _row(row: Element, grid: Sequence[int], place: Place, pen: Pen) -> Element:
    head, place = _is_head(row), place.within(row)
    height = _height(row)
    properties = [
        w("cantSplit"),
        w("trHeight", val=height, hRule="atLeast") if height else None,
        flag("tblHeader", head),
    ]
    cells = [_cell(cell, width, place, pen, head=head)
             for cell, width in zip(row, grid, strict=False)]  # fmt: skip
    missing = [w("tc", cell_properties(width), empty(place, pen, "Table Text"))
               for width in grid[len(cells):]]  # fmt: skip
    return w("tr", w("trPr", *properties), *cells, *missing)


def _height(row: Element) -> int:
    """Return the least height of a row: comfortable to write in, or all lines of a field."""
    if height := _by_hand(row):
        return height
    if not any(True for _ in row.iter(*fields.FIELD_TAGS)):
        return 0
    lines = max((fields.rows(area) for area in row.iter("textarea")), default=0)
    least = ACTION_ROW if lines and "rooms" not in _kind(row) else FIELD_ROW
    return max(least, lines * LINE)


def _by_hand(row: Element) -> int:
    found = (height for name, height in BY_HAND.items() if name in _kind(row))
    return 0 if _is_head(row) else next(found, 0)


def _kind(row: Element) -> frozenset[str]:
    return classes(next(row.iterancestors("table")))


def _cell(cell: Element, width: int, place: Place, pen: Pen, *, head: bool) -> Element:
    row = next(cell.iterancestors("tr"))
    named = cell.tag == "th" and not head
    style = "Table Heading" if head else "Row Name" if named else "Table Text"
    inner = place.inside(max(0, width - CELL_MARGIN), style).within(cell)
    state = "State" if "state" in classes(cell) else inner.face.style
    # The table's style speaks of bold in its head: what differs is said directly.
    ground = inner.face.ground | ({"b"} if head else set())
    inner = replace(inner, face=replace(inner.face, cell=True, style=state, ground=ground))
    blocks = story(flow(cell, inner, pen), inner, pen)
    boxed = "rooms" in _kind(cell)
    bordered = "view" in classes(cell) and not boxed
    written = not boxed and next(cell.iter("textarea", "input", "select"), None) is not None
    under = boxed and _names_row(row)  # rooms below each other
    wanted = {"top": written or under, "left": bordered, "bottom": written, "right": bordered}
    sides = [side for side, on in wanted.items() if on]
    # The columns have no margin before them: what is typed would touch the edge.
    inset = w("tcMar", w("left", w=ROOM_PADDING, type_="dxa")) if pen.controls.on else None
    more = [_edges(pen, *sides) if sides else None, inset if bordered else None]
    return w("tc", cell_properties(width, *more), *blocks)


def _edges(pen: Pen, *sides: str) -> Element:
    lines = (w(side, val="single", sz=4, space=0, color=pen.line) for side in sides)
    return w("tcBorders", *lines)


def table_properties(
    style: str, grid: Sequence[int], place: Place, pen: Pen, look: Mapping[str, int], told: str
) -> Element:
    """Build a w:tblPr; widths are fixed, for Word, LibreOffice and Google Docs guess apart.

    `told` says what the table holds, to who listens to it.
    """
    value = 0x0600 | 0x20 * look["firstRow"] | 0x80 * look["firstColumn"]
    more = {"lastRow": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    return w(
        "tblPr",
        w("tblStyle", val=pen.styles.id("table", style)),
        flag("bidiVisual", place.face.rtl),
        w("tblW", w=sum(grid), type_="dxa"),
        w("tblInd", w=place.indent, type_="dxa"),
        w("tblLayout", type_="fixed"),
        w("tblLook", val=f"{value:04X}", **look, **more),
        w("tblCaption", val=told) if told else None,
    )


def heard(element: Element, parts: Iterable[Element]) -> str:
    """Say what a table or a box holds: the section that it stands in, and its heads."""
    section = next(element.iterancestors("section"), None)
    title = "" if section is None else title_of(section, words_of)
    return placed(title, ", ".join(filter(None, map(words_of, parts))))


def table_grid(grid: Iterable[int]) -> Element:
    """Build a w:tblGrid of columns in twips."""
    return w("tblGrid", *(w("gridCol", w=width) for width in grid))


def cell_properties(width: int, *more: Element | None) -> Element:
    """Build a w:tcPr: a width in twips, and what else the cell has."""
    return w("tcPr", w("tcW", w=width, type_="dxa"), *more)
