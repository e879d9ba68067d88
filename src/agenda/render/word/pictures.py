"""Pictures as Word takes them: how large, and of what is drawn a PNG.

Older copies of Word show no SVG, and newer ones ask for a PNG beside it: they get a PNG alone.
"""

from __future__ import annotations

import math
from base64 import b64decode
from copy import deepcopy
from io import BytesIO

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from agenda.render import faces
from agenda.render.drawing import fineness, length, size
from agenda.render.word.page import words_of
from agenda.render.word.wml import EMU_PER_TWIP, Element

DRAWING = "data:image/svg+xml"
SVG = "http://www.w3.org/2000/svg"
CASED = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
"""The attributes that HTML, whose names are all in lower case, takes apart from SVG."""

TWIPS_PER_PIXEL = 15  # CSS has 96 pixels an inch
EMU_PER_PIXEL = TWIPS_PER_PIXEL * EMU_PER_TWIP
FALLBACK = "Lato"  # where a theme names a face that is not bundled: text looks the same everywhere
ENDS = tuple(".!?:;…。！？؟")


def width_of(element: Element) -> float:
    """Return how wide an img or a drawing is, in pixels of CSS."""
    return (
        size(element)[0] if element.tag == "svg" else _size(element, _natural(*_held(element)))[0]
    )


def read_picture(element: Element, family: str) -> tuple[bytes, tuple[int, int]]:
    """Return the picture of an img, which stands in it, as Word takes it, and its size in EMU."""
    kind, data = _held(element)
    natural = _natural(kind, data)
    if kind == DRAWING:
        data = _draw(_scaled(etree.fromstring(data), natural), family)
    else:
        try:
            Image.from_blob(data)
        except UnrecognizedImageError:  # WebP, or a JPEG without a head
            data = _as_png(data)
    wide, high = _size(element, natural)
    return data, (round(wide * EMU_PER_PIXEL), round(high * EMU_PER_PIXEL))


def _held(element: Element) -> tuple[str, bytes]:
    kind, _, code = element.get("src", "").partition(";base64,")
    return kind, b64decode(code)


def _natural(kind: str, data: bytes) -> tuple[float, float]:
    """Return how large a picture is where nobody says: a pixel of CSS for each dot."""
    if kind == DRAWING:
        root = etree.fromstring(data)
        return float(root.get("width", "1")), float(root.get("height", "1"))
    from PIL import Image as Pillow  # noqa: PLC0415 - few templates have pictures

    with Pillow.open(BytesIO(data)) as opened:
        return opened.size


def _size(element: Element, natural: tuple[float, float]) -> tuple[float, float]:
    """Return how large an img is, in pixels: what is not said keeps the ratio."""
    said = (length(element, name) for name in ("width", "height"))
    wide, high = (side if side and math.isfinite(side) else None for side in said)
    ratio = natural[0] / natural[1]
    if wide is None:
        wide = natural[0] if high is None else high * ratio
    return wide, wide / ratio if high is None else high


def _as_png(data: bytes) -> bytes:
    from PIL import Image as Pillow  # noqa: PLC0415 - as above

    made = BytesIO()
    with Pillow.open(BytesIO(data)) as opened:
        opened.convert("RGBA").save(made, "PNG")
    return made.getvalue()


def alternative(svg: Element) -> str:
    """Return the text that stands for a drawing: its title, then its description."""
    title, description = _said(svg, "title"), _said(svg, "desc")
    if not description:
        return title
    return f"{title}{' ' if title.endswith(ENDS) else '. '}{description}"


def _said(svg: Element, tag: str) -> str:
    found = svg.find(tag)
    return "" if found is None else words_of(found)


def draw(svg: Element, family: str) -> tuple[bytes, tuple[int, int]]:
    """Return a drawing without faults as a PNG, and its size in EMU."""
    wide, high = size(svg)
    drawing = deepcopy(svg)
    attributes = drawing.attrib
    attributes["viewbox"] = svg.get("viewbox", f"0 0 {wide} {high}")
    for plain, cased in CASED.items():
        if plain in attributes:
            attributes[cased] = attributes.pop(plain)
    attributes["xmlns"] = SVG
    data = _draw(_scaled(drawing, (wide, high)), family)
    return data, (round(wide * EMU_PER_PIXEL), round(high * EMU_PER_PIXEL))


def _scaled(svg: Element, size: tuple[float, float]) -> str:
    """Return a drawing as large as its picture."""
    for name, side in zip(("width", "height"), size, strict=True):
        svg.set(name, str(max(1, round(side * fineness(size)))))
    return etree.tostring(svg, method="xml", encoding="unicode", with_tail=False)


def _draw(svg: str, family: str) -> bytes:
    """Return the PNG of a drawing; `family` is that of its letters.

    None but bundled faces are at hand, so that the picture is the same on each machine.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - few documents have a drawing

    family = family if faces.files(family) else FALLBACK
    name = faces.OWN_NAMES.get(family, family)
    return svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(path) for path in faces.files(family).values()],
        font_family=name,
        serif_family=name,
        sans_serif_family=name,
        cursive_family=name,
        fantasy_family=name,
        monospace_family=name,
    )
