"""Lists, as Word counts them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from agenda.render.word.blocks import empty, flow, within_letter
from agenda.render.word.numbering import LEVELS
from agenda.render.word.page import classes
from agenda.render.word.pen import Pen, Place
from agenda.render.word.wml import Element, qn, set_property, set_spacing, w

AFTER_LIST = 80  # as after a paragraph
SHORT = 4  # items of a list that is not broken over two pages
STYLES = {"ul": "List Bullet", "ol": "List Number"}


def items(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a ul or ol: a list of its own, each item numbered at its first paragraph."""
    tag, level, place = str(element.tag), min(place.depth, LEVELS - 1), place.beside
    if "letter" in classes(element):
        place = replace(place, indent=0)
    start = element.get("start", "1")
    number = pen.numbering.start(tag, level, int(start) if start.isdecimal() else 1)
    hanging = pen.numbering.hanging(tag, level)
    inner = replace(place.moved(hanging), style="List Continue", depth=place.depth + 1)
    counted = w("numPr", w("ilvl", val=level), w("numId", val=number))
    if "named" in classes(element):
        blocks = [block for item in element for block in _named(item, place, pen)]
    else:
        blocks = [block for item in element for block in _item(item, inner, pen, counted)]
    if len(element) <= SHORT and not place.face.cell:  # a row of a table is not broken anyway
        for block in blocks[:-1]:
            if block.tag == qn("p"):
                set_property(block, w("keepNext"))
    if blocks and not place.depth and blocks[-1].tag == qn("p"):
        set_spacing(blocks[-1], after=AFTER_LIST)
    return blocks


def _named(item: Element, place: Place, pen: Pen) -> list[Element]:
    """Write an item that begins with its own number: it needs none of Word's, and no indent."""
    inner = replace(place, style="List Continue", depth=place.depth + 1)
    blocks = flow(item, inner.within(item), pen)
    for block in blocks[:-1]:
        set_property(block, w("keepNext"))
    if blocks:
        set_spacing(blocks[-1], after=AFTER_LIST)
    return blocks


def _item(item: Element, place: Place, pen: Pen, counted: Element) -> list[Element]:
    blocks = flow(item, place.within(item), pen)
    if not blocks or blocks[0].tag != qn("p") or blocks[0].find(f".//{qn('numPr')}") is not None:
        blocks.insert(0, empty(place, pen, "List Continue"))
    tag = str(item.getparent().tag)  # type: ignore[union-attr]
    _number(blocks[0], counted, within_letter(item, STYLES[tag]), pen)
    hanging = pen.numbering.hanging(tag, int(str(counted[0].get(qn("val")))))
    set_property(blocks[0], w("ind", left=place.indent, hanging=hanging))
    if len(blocks) > 1:
        set_property(blocks[0], w("keepNext"))
    return blocks


def _number(paragraph: Element, counted: Element, style: str, pen: Pen) -> None:
    """Make a paragraph the first of its item."""
    properties = paragraph.find(qn("pPr"))
    if properties is None:
        return
    named = properties.find(qn("pStyle"))
    if named is not None and named.get(qn("val")) == pen.styles.id("paragraph", "List Continue"):
        named.set(qn("val"), pen.styles.id("paragraph", style))
    set_property(paragraph, deepcopy(counted))
