"""How high the blocks of a document are, estimated: only Word itself lays them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import ceil
from typing import NamedTuple

from agenda.render.word.columns import text_width
from agenda.render.word.styles import LINE_HEIGHTS, USUAL_LINE_HEIGHT
from agenda.render.word.wml import EMU_PER_TWIP, Element, qn

LEAST, MOST = 0.96, 1.05
"""How far an estimate may be off: faces and programs differ."""
RAGGED = 2
"""What the end of a full line leaves free, in sizes of its letters."""
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"


class Height(NamedTuple):
    """A height in twips: what it is at least, and at most."""

    least: float = 0
    most: float = 0

    def on(self, other: Height) -> Height:
        """Return the height of one above the other."""
        return Height(self.least + other.least, self.most + other.most)

    def beside(self, other: Height) -> Height:
        """Return the height of one at the side of the other."""
        return Height(max(self.least, other.least), max(self.most, other.most))


class Part(NamedTuple):
    """What no page breaks: a paragraph or a row; `kept` says that what follows stays with it."""

    element: Element
    height: Height
    kept: bool


class _Look(NamedTuple):
    """A style: the size of its text in points, a line and the space around it in twips."""

    size: float
    line: float
    before: int = 0
    after: int = 0
    sides: int = 0
    kept: bool = False

    def with_own(self, said: dict[str, Element]) -> _Look:
        """Take on what a paragraph, or a style, says of its own."""
        spacing, indent = said.get(qn("spacing")), said.get(qn("ind"))
        return self._replace(
            before=_number(spacing, "before", self.before),
            after=_number(spacing, "after", self.after),
            sides=self.sides
            if indent is None
            else _number(indent, "left") + _number(indent, "right"),
            kept=self.kept or qn("keepNext") in said,
        )


class Ruler:
    """Measures blocks by the styles of their document."""

    def __init__(self, sheet: Element, points: float, face: str) -> None:
        """Take the w:styles, and the size and the face of the text."""
        self._styles = {str(style.get(qn("styleId"))): style for style in sheet.iter(qn("style"))}
        self._line = 20 * LINE_HEIGHTS.get(face, USUAL_LINE_HEIGHT)
        self._plain = _Look(points, points * self._line)
        self._look = cache(self._read)
        self._edges = cache(self._read_edges)

    def parts(self, blocks: Iterable[Element], width: int) -> Iterator[Part]:
        """Yield what blocks consist of, as high as it is within so many twips of width."""
        for block in blocks:
            if block.tag == qn("tbl"):
                yield from self._rows(block)
            elif block.tag == qn("p"):
                yield self._paragraph(block, width)

    def _rows(self, table: Element) -> Iterator[Part]:
        named = _parts(table, "tblPr").get(qn("tblStyle"))
        top, bottom, left, right = self._edges("" if named is None else str(named.get(qn("val"))))
        for row in table.iterchildren(qn("tr")):
            least = _number(_parts(row, "trPr").get(qn("trHeight")), "val")
            height, kept = Height(least, least), False
            for cell in row.iterchildren(qn("tc")):
                width = _number(_parts(cell, "tcPr").get(qn("tcW")), "w") - left - right
                inner = Height(top + bottom, top + bottom)
                for part in self.parts(cell, width):
                    # The last one tells: the heading of a box is kept within it.
                    inner, kept = inner.on(part.height), part.kept
                height = height.beside(inner)
            yield Part(row, height, kept)

    def _paragraph(self, paragraph: Element, width: int) -> Part:
        said = _parts(paragraph, "pPr")
        named = said.get(qn("pStyle"))
        look = self._look("" if named is None else str(named.get(qn("val")))).with_own(said)
        if qn("framePr") in said:  # it stands at the side of what follows
            return Part(paragraph, Height(), look.kept)
        room = max(width - look.sides, look.size * 20)
        full = max(room - RAGGED * look.size * 20, room / 2)
        wide = [text_width(words, look.size) for words in _lines(paragraph)]
        drawn = max((int(one.get("cy", 0)) / EMU_PER_TWIP for one in paragraph.iter(EXTENT)),
                    default=0.0)  # fmt: skip
        around = look.before + look.after + max(0.0, drawn - look.line)

        def high(error: float) -> float:
            lines = sum(1 if one * error <= room else ceil(one * error / full) for one in wide)
            return (lines * look.line + around) * error

        return Part(paragraph, Height(high(LEAST), high(MOST)), look.kept)

    def _read_edges(self, name: str) -> tuple[int, ...]:
        style = self._styles.get(name)
        margins = None if style is None else style.find(f"{qn('tblPr')}/{qn('tblCellMar')}")
        return tuple(0 if margins is None else _number(margins.find(qn(side)), "w")
                     for side in ("top", "bottom", "left", "right"))  # fmt: skip

    def _read(self, name: str) -> _Look:
        style = self._styles.get(name or "Normal")
        if style is None:
            return self._plain
        based = style.find(qn("basedOn"))
        under = self._plain if based is None else self._look(str(based.get(qn("val"))))
        size = _number(_parts(style, "rPr").get(qn("sz")), "val", round(2 * under.size)) / 2
        said = _parts(style, "pPr")
        line = _number(said.get(qn("spacing")), "line")
        exact = line and said[qn("spacing")].get(qn("lineRule")) == "exact"
        each = 1 if exact else size * self._line / 240
        high = line * each if line else under.line * size / under.size
        return under._replace(size=size, line=high).with_own(said)


def _parts(element: Element, name: str) -> dict[str, Element]:
    """Return what the properties of an element say, by their tags."""
    properties = element.find(qn(name))
    return {} if properties is None else {str(one.tag): one for one in properties}


def _lines(paragraph: Element) -> list[str]:
    """Return what a paragraph says, parted where a break parts it."""
    said = [""]
    for one in paragraph.iter(qn("t"), qn("br")):
        if one.tag == qn("br"):
            said.append("")
        else:
            said[-1] += one.text or ""
    return said


def _number(element: Element | None, name: str, usual: int = 0) -> int:
    return usual if element is None else int(str(element.get(qn(name), usual)))
