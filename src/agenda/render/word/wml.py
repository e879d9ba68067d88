"""WordprocessingML in small: elements, attributes and units."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cache

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMESPACES = {"w": W, "r": R}

TWIPS_PER_MM = 1440 / 25.4
EMU_PER_TWIP = 635


def names(words: str) -> list[str]:
    """Split a line of names."""
    return words.split()


# What a w:pPr may hold before its spacing, and before its indents: Word refuses another order.
PARAGRAPH_ORDER = names(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
    "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange"
)


@cache
def qn(name: str) -> str:
    """Return the qualified name of a w: element or attribute; 'r:id' names its own namespace."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix or 'w']}}}{local}"


def w(name: str, *children: Element | None, **attributes: str | int) -> Element:
    """Build a w: element; attributes are of the same namespace, children may be None.

    A trailing underscore of an attribute is dropped: `type_` is w:type.
    """
    element = copy(_bare(name))
    for key, value in attributes.items():
        element.set(qn(key.rstrip("_")), str(value))
    element.extend(child for child in children if child is not None)
    return element


@cache
def _bare(name: str) -> Element:
    """Build an element to be copied, which is quicker by far than to build another one."""
    return etree.Element(qn(name), nsmap=NAMESPACES)


def flag(name: str, on: bool = True) -> Element | None:  # noqa: FBT001, FBT002 - it is a flag
    """Build an element whose presence says yes, or None."""
    return w(name) if on else None


def text(words: str) -> Element:
    """Build a w:t that keeps its spaces."""
    element = w("t")
    element.text = words
    element.set(XML_SPACE, "preserve")
    return element


def twips(mm: float) -> int:
    """Turn millimetres into twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def half_points(points: float) -> int:
    """Turn points into half-points, the unit of Word's sizes."""
    return round(points * 2)


def in_order(properties: Iterable[Element]) -> list[Element]:
    """Sort the children of a w:pPr into the order that the schema asks for."""
    return sorted(properties, key=lambda child: PARAGRAPH_ORDER.index(_local(child)))


def set_property(paragraph: Element, prop: Element) -> None:
    """Put a property into a w:p in its place, instead of one of the same name."""
    properties = paragraph.find(qn("pPr"))
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    kept = [child for child in properties if child.tag != prop.tag]
    properties[:] = in_order([*kept, prop])


def set_spacing(paragraph: Element, **spacing: int) -> None:
    """Set the space `before` or `after` a w:p in twips; what else its spacing says stays."""
    found = paragraph.find(f"{qn('pPr')}/{qn('spacing')}")
    given = [] if found is None else found.items()
    said: dict[str, str | int] = {_local_name(str(name)): str(value) for name, value in given}
    set_property(paragraph, w("spacing", **{**said, **spacing}))


def _local(element: Element) -> str:
    return _local_name(str(element.tag))


def _local_name(name: str) -> str:
    return name.rpartition("}")[2]
