"""How large a drawing is, and what keeps it from being drawn: depth, and numbers too great."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

Element = etree._Element
FINENESS = 4  # dots for a pixel: 384 an inch, as sharp as a good printer
LARGEST = 4000  # dots and pixels a side
DEEPEST = 12  # tags in one another: hundreds would overflow the stack of the library that draws
FARTHEST = 1e6  # dots from the origin: from 1e7 that library takes seconds, from 2^31 it panics
VIEW_BOX = 1e-3, 1e6  # the least and the greatest side

INCH = 96
PIXELS: Mapping[str, float] = MappingProxyType(
    {"": 1, "px": 1, "in": INCH, "pt": INCH / 72, "pc": 16, "mm": INCH / 25.4, "cm": INCH / 2.54}
)
"""How many pixels of CSS each unit has."""
LENGTH = re.compile(
    r"\s*((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(px|in|pt|pc|mm|cm|)\s*", re.I | re.A
)
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", re.I | re.A)
ENLARGING = re.compile(r"(scale|matrix|skew)[xy]?\s*\(([^)]*)", re.I)
ANGLE = re.compile(r"(?:rotate|skew[xy])\s*\(\s*[^\s,)]*", re.I)
COLOUR = re.compile(r"#[0-9a-f]+", re.I)
WORDS = frozenset(
    [
        "class",
        "id",
        "lang",
        "dir",
        "role",
        "xmlns",
        "aria-labelledby",
        "font-family",
        "transform",
        "data-place",
    ]
)
"""Attributes whose digits are no places and no sizes, or are looked at apart."""


def find_faults(svg: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield each element that keeps a drawing from being drawn, with its fault and the cure.

    A drawing without any needs no more than some hundred megabytes.
    """
    title = svg.find("title")
    if title is None or not "".join(map(str, title.itertext())).strip():
        yield svg, "<svg> has no title", "say what it shows: <title>...</title>"
    if all(size(svg)):
        yield from find_far(svg)
    else:
        cure = f"give it width and height in pixels, from 1 to {LARGEST}, or a viewBox"
        yield svg, "<svg> has no size that paper has", cure


def find_far(svg: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield what stands too deep in a drawing that has a size, or beyond all paper."""
    left = [(svg, 0, _magnification(svg))]
    while left:
        element, depth, dots = left.pop()
        if depth > DEEPEST:
            yield (
                element,
                f"<{element.tag}> stands {depth} tags deep in a drawing",
                "nest less deeply",
            )
        elif _is_far(element, dots):
            fault = f"<{element.tag}> has a place or a size beyond all paper"
            yield element, fault, "write smaller numbers"
        else:
            dots *= _enlargement(element)
            left += reversed([(child, depth + 1, dots) for child in element])


def _is_far(element: Element, dots: float) -> bool:
    moved = ANGLE.sub("", element.get("transform", ""))
    own = " ".join(str(value) for name, value in element.items() if str(name) not in WORDS)
    own = COLOUR.sub("", own)
    return max(_farthest(moved), _farthest(own) * _enlargement(element)) * dots > FARTHEST


def _farthest(text: str) -> float:
    return max(map(abs, _numbers(text)), default=0.0)


def _enlargement(element: Element) -> float:
    """Return how many times longer the transform of an element makes a line, about."""
    found = ENLARGING.findall(element.get("transform", "") + element.get("style", ""))
    return math.prod(_factor(kind.lower(), _numbers(given)) for kind, given in found)


def _factor(kind: str, numbers: list[float]) -> float:
    if kind == "skew":
        numbers = [math.tan(math.radians(angle)) for angle in numbers if math.isfinite(angle)]
    return max([1.0, *map(abs, numbers[:4])])  # the last two of a matrix only move


def _numbers(text: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(text)]


def size(svg: Element) -> tuple[float, float]:
    """Return width and height in CSS pixels: what the drawing says, else its viewBox.

    Both are 0 when there is no size that paper has.
    """
    wide, high = length(svg, "width"), length(svg, "height")
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


def length(element: Element, name: str) -> float | None:
    """Return a length in pixels: None when it is not said, no number when paper has none such."""
    said = element.get(name)
    if said is None:
        return None
    found = LENGTH.fullmatch(said)
    return float(found[1]) * PIXELS[found[2].lower()] if found else math.nan


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
    scale = fineness(size(svg))
    box = _view_box(svg) if svg.get("viewbox") else size(svg)
    return scale * max(side / unit for side, unit in zip(size(svg), box, strict=True))


def fineness(size: tuple[float, float]) -> float:
    """Return how many dots a pixel has in a picture that is so large."""
    return min(FINENESS, LARGEST / max(size))
