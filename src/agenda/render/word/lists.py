"""Lists, as Word counts them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from agenda.render.word.blocks import AFTER_LIST, empty, flow
from agenda.render.word.numbering import LEVELS
from agenda.render.word.pen import Pen, Place
from agenda.render.word.wml import Element, qn, set_property, set_spacing, w

SHORT = 4  # items of a list that is not broken over two pages
STYLES = {"ul": "List Bullet", "ol": "List Number"}


def items(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a ul or ol: a list of its own, each item numbered at its first paragraph."""
    tag, level = str(element.tag), min(place.depth, LEVELS - 1)
    start = element.get("start", "1")
    number = pen.numbering.start(tag, level, int(start) if start.isdecimal() else 1)
    indent = pen.numbering.indent(tag, level)
    inner = replace(place, style="List Continue", depth=place.depth + 1, indent=indent,
                    width=place.width + place.indent - indent)  # fmt: skip
    counted = w("numPr", w("ilvl", val=level), w("numId", val=number))
    blocks = [block for item in element for block in _item(item, inner, pen, counted)]
    if len(element) <= SHORT and not place.face.cell:  # a row of a table is not broken anyway
        for block in blocks[:-1]:
            if block.tag == qn("p"):
                set_property(block, w("keepNext"))
    if blocks and not place.depth and blocks[-1].tag == qn("p"):
        set_spacing(blocks[-1], after=AFTER_LIST)
    return blocks


def _item(item: Element, place: Place, pen: Pen, counted: Element) -> list[Element]:
    blocks = flow(item, place.within(item), pen)
    if not blocks or blocks[0].tag != qn("p") or blocks[0].find(f".//{qn('numPr')}") is not None:
        blocks.insert(0, empty(place, pen, "List Continue"))
    _number(blocks[0], counted, STYLES[str(item.getparent().tag)], pen)  # type: ignore[union-attr]
    if len(blocks) > 1:
        set_property(blocks[0], w("keepNext"))
    return blocks


def _number(paragraph: Element, counted: Element, style: str, pen: Pen) -> None:
    """Make a paragraph the first of its item; the list says how far it is moved in."""
    properties = paragraph.find(qn("pPr"))
    if properties is None:
        return
    for indent in properties.findall(qn("ind")):
        properties.remove(indent)
    named = properties.find(qn("pStyle"))
    if named is not None and named.get(qn("val")) == pen.styles.id("paragraph", "List Continue"):
        named.set(qn("val"), pen.styles.id("paragraph", style))
    set_property(paragraph, deepcopy(counted))
