"""Drawings: what an svg may hold, how large it is, what it says, and the picture made of it.

Older copies of Word show no SVG, and newer ones ask for a PNG beside it: they get a PNG alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from agenda.render import faces
from agenda.render.word.page import words_of
from agenda.render.word.wml import EMU_PER_TWIP, Element, names

SVG = "http://www.w3.org/2000/svg"
CASED = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
"""The attributes that HTML, whose names are all in lower case, takes apart from SVG."""

TWIPS_PER_PIXEL = 15  # CSS has 96 pixels an inch
EMU_PER_PIXEL = TWIPS_PER_PIXEL * EMU_PER_TWIP
FINENESS = 4  # dots for a pixel: 384 an inch, as sharp as a good printer
LARGEST = 4000  # dots and pixels a side
DEEPEST = 12  # tags in one another: hundreds would overflow the stack of the library that draws
FARTHEST = 1e6  # dots from the origin: from 1e7 that library takes seconds, from 2^31 it panics
VIEW_BOX = 1e-3, 1e6  # the least and the greatest side

FALLBACK = "Lato"  # where a theme names a face that is not bundled: text looks the same everywhere
ENDS = tuple(".!?:;…。！？؟")

PIXELS = re.compile(r"\s*((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:px)?\s*", re.I | re.A)
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", re.I | re.A)
ENLARGING = re.compile(r"(scale|matrix|skew)[xy]?\s*\(([^)]*)", re.I)
ANGLE = re.compile(r"(?:rotate|skew[xy])\s*\(\s*[^\s,)]*", re.I)
WORDS = frozenset(
    names("class id lang dir role xmlns aria-labelledby fill stroke font-family transform")
)
"""Attributes whose digits are no places and no sizes, or are looked at apart."""


class Fault(NamedTuple):
    """What keeps a drawing from being drawn: the element, what is wrong with it, the cure."""

    place: Element
    fault: str
    cure: str


def check_drawing(svg: Element) -> Iterator[Fault]:
    """Yield what a drawing has that Word cannot be given, and what it lacks.

    A drawing without a fault is one that can be drawn: it loads nothing, and needs
    no more than some hundred megabytes.
    """
    if not _said(svg, "title"):
        yield Fault(svg, "has no title", "say what it shows: <title>...</title>")
    if not all(size(svg)):
        cure = f"give it width and height in pixels, from 1 to {LARGEST}, or a viewBox"
        yield Fault(svg, "has no size that Word can be given", cure)
    else:
        yield from _faults(svg, 0, _magnification(svg))


def _faults(element: Element, depth: int, dots: float) -> Iterator[Fault]:
    """Look at an element and into it; `dots` is how many a unit has where it stands."""
    if depth > DEEPEST:
        yield Fault(element, f"stands {depth} tags deep in a drawing", "nest less deeply")
    elif found := _foreign(element, depth) or _far(element, dots):
        yield Fault(element, *found)
    else:
        for child in element:
            yield from _faults(child, depth + 1, dots * _enlargement(element))


def _foreign(element: Element, depth: int) -> tuple[str, str] | None:
    from agenda.render.vocabulary.tags import (  # noqa: PLC0415 - 7 ms for drawings alone
        EVERYWHERE,
        REFERENCE,
        SHAPES,
    )

    tag = str(element.tag)
    if tag not in SHAPES or (depth and tag == "svg"):
        shapes = ", ".join(sorted(set(SHAPES) - {"svg"}))
        return "is no part of a drawing", f"draw with still shapes: {shapes}"
    for name, value in element.items():
        if str(name) not in SHAPES[tag] | EVERYWHERE:
            return f"has an attribute {name!s}, which no drawing has", "leave it out"
        if REFERENCE.search(str(value)):
            return f"refers to {str(value)[:40]!r}", "write the colour: a drawing refers to nothing"
    return None


def _far(element: Element, dots: float) -> tuple[str, str] | None:
    moved = ANGLE.sub("", element.get("transform", ""))
    own = " ".join(str(value) for name, value in element.items() if str(name) not in WORDS)
    if max(_farthest(moved), _farthest(own) * _enlargement(element)) * dots <= FARTHEST:
        return None
    return "has a place or a size beyond all paper", "write smaller numbers"


def _farthest(text: str) -> float:
    return max(map(abs, _numbers(text)), default=0.0)


def _enlargement(element: Element) -> float:
    """Return how many times longer the transform of an element makes a line, about."""
    found = ENLARGING.findall(element.get("transform", ""))
    return math.prod(_factor(kind.lower(), _numbers(given)) for kind, given in found)


def _factor(kind: str, numbers: list[float]) -> float:
    if kind == "skew":
        numbers = [math.tan(math.radians(angle)) for angle in numbers if math.isfinite(angle)]
    return max([1.0, *map(abs, numbers[:4])])  # the last two of a matrix only move


def _numbers(text: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(text)]


def size(svg: Element) -> tuple[float, float]:
    """Return width and height in CSS pixels: what the drawing says, else its viewBox.

    Both are 0 when there is no size that Word can be given.
    """
    wide, high = _length(svg, "width"), _length(svg, "height")
    box = _view_box(svg)
    ratio = box[0] / box[1]
    if wide is None:
        wide = box[0] if high is None else high * ratio
        high = box[1] if high is None else high
    elif high is None:
        high = wide / ratio
    whole = not math.isnan(ratio) or svg.get("viewbox") is None
    fits = 1 <= wide <= LARGEST and 1 <= high <= LARGEST
    return (wide, high) if fits and whole else (0.0, 0.0)


def _length(svg: Element, name: str) -> float | None:
    """Return a length in pixels: None when it is not said, no number when it is in other units."""
    said = svg.get(name)
    if said is None:
        return None
    found = PIXELS.fullmatch(said)
    return float(found[1]) if found else math.nan


def _view_box(svg: Element) -> tuple[float, float]:
    """Return the sides of the viewBox, or twice no number when there is none to draw in."""
    parts = re.split(r"[\s,]+", svg.get("viewbox", "").strip())
    sides = [float(part) for part in parts if NUMBER.fullmatch(part)][2:]
    if len(parts) != 4 or len(sides) != 2:  # noqa: PLR2004 - left, top, width, height
        return math.nan, math.nan
    least, most = VIEW_BOX
    return (sides[0], sides[1]) if all(least <= side <= most for side in sides) else (math.nan,) * 2


def _magnification(svg: Element) -> float:
    """Return how many dots a unit of the drawing has."""
    scale = _fineness(svg)
    box = _view_box(svg) if svg.get("viewbox") else size(svg)
    return scale * max(side / unit for side, unit in zip(size(svg), box, strict=True))


def _fineness(svg: Element) -> float:
    """Return how many dots a pixel has."""
    return min(FINENESS, LARGEST / max(size(svg)))


def alternative(svg: Element) -> str:
    """Return the text that stands for a drawing: its title, then its description."""
    title, description = _said(svg, "title"), _said(svg, "desc")
    if not description:
        return title
    return f"{title}{' ' if title.endswith(ENDS) else '. '}{description}"


def _said(svg: Element, tag: str) -> str:
    found = svg.find(tag)
    return "" if found is None else words_of(found)


def png(svg: Element, family: str) -> bytes:
    """Draw a drawing without faults; `family` is that of its letters.

    None but bundled faces are at hand, so that the picture is the same on each machine.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - few documents have a drawing

    family = family if faces.files(family) else FALLBACK
    name = faces.OWN_NAMES.get(family, family)
    return svg_to_bytes(
        svg_string=_sized(svg),
        skip_system_fonts=True,
        font_files=[str(path) for path in faces.files(family).values()],
        font_family=name,
        serif_family=name,
        sans_serif_family=name,
        cursive_family=name,
        fantasy_family=name,
        monospace_family=name,
    )


def _sized(svg: Element) -> str:
    """Write a drawing as SVG of its own, as large as its picture."""
    wide, high = size(svg)
    drawing = deepcopy(svg)
    attributes = drawing.attrib
    attributes["viewbox"] = svg.get("viewbox", f"0 0 {wide} {high}")
    for plain, cased in CASED.items():
        if plain in attributes:
            attributes[cased] = attributes.pop(plain)
    for name, side in (("width", wide), ("height", high)):
        attributes[name] = str(max(1, round(side * _fineness(svg))))
    attributes["xmlns"] = SVG
    return etree.tostring(drawing, method="xml", encoding="unicode", with_tail=False)
