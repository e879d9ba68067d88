"""Pictures as Word takes them: how large, and of what is drawn a PNG.

Older copies of Word show no SVG, and newer ones ask for a PNG beside it: they get a PNG alone.
"""

from __future__ import annotations

import math
from base64 import b64decode
from copy import deepcopy
from functools import lru_cache
from io import BytesIO

from lxml import etree

from agenda.render import faces
from agenda.render.drawing import fineness, length, size
from agenda.render.word.page import words_of
from agenda.render.word.wml import EMU_PER_TWIP, Element

JPEG, HEADS = b"\xff\xd8", (b"JFIF", b"Exif")
TURNED = 0x112
"""The entry of a photograph that says how it is to be turned; 1 is upright."""
SVG = "http://www.w3.org/2000/svg"
CASED = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
"""The attributes that HTML, whose names are all in lower case, takes apart from SVG."""

TWIPS_PER_PIXEL = 15  # CSS has 96 pixels an inch
EMU_PER_PIXEL = TWIPS_PER_PIXEL * EMU_PER_TWIP
FALLBACK = "Lato"  # where a theme names a face that is not bundled: text looks the same everywhere
ENDS = tuple(".!?:;…。！？؟")


def width_of(element: Element) -> float:
    """Return how wide an img or a drawing is, in pixels of CSS."""
    return size(element)[0] if element.tag == "svg" else _size(element, _upright(element)[1])[0]


def read_picture(element: Element, family: str) -> tuple[bytes, tuple[int, int]]:
    """Return the picture of an img, which stands in it, as Word takes it, and its size in EMU."""
    data, natural = _upright(element)
    if data.startswith(b"<"):
        data = _draw(_scaled(etree.fromstring(data), natural), family)
    wide, high = _size(element, natural)
    return data, (round(wide * EMU_PER_PIXEL), round(high * EMU_PER_PIXEL))


def _upright(element: Element) -> tuple[bytes, tuple[float, float]]:
    """Return a drawing as it is, a picture as Word knows some, and how large it is by itself.

    That is a pixel of CSS for each dot. A JPEG without a head of the usual kind, or one that its
    reader is to turn, is written anew; so is WebP.
    """
    data = b64decode(element.get("src", "").partition(";base64,")[2])
    if data.startswith(b"<"):
        root = etree.fromstring(data)
        return data, (float(root.get("width", "1")), float(root.get("height", "1")))
    from PIL import Image, ImageOps  # noqa: PLC0415 - few templates have pictures

    with Image.open(BytesIO(data)) as opened:
        jpeg = data.startswith(JPEG)
        headed = data[6:10] in HEADS if jpeg else opened.format != "WEBP"
        if headed and opened.getexif().get(TURNED, 1) == 1:
            return data, opened.size
        upright = ImageOps.exif_transpose(opened)
        made = BytesIO()
        upright.convert("RGB" if jpeg else "RGBA").save(made, "JPEG" if jpeg else "PNG")
    return made.getvalue(), upright.size


def _size(element: Element, natural: tuple[float, float]) -> tuple[float, float]:
    """Return how large an img is, in pixels: what is not said keeps the ratio."""
    said = (length(element, name) for name in ("width", "height"))
    wide, high = (side if side and math.isfinite(side) else None for side in said)
    ratio = natural[0] / natural[1]
    if wide is None:
        wide = natural[0] if high is None else high * ratio
    return wide, wide / ratio if high is None else high


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


@lru_cache(maxsize=32)
def _draw(svg: str, family: str) -> bytes:
    """Return the PNG of a drawing; `family` is that of its letters.

    None but bundled faces are at hand, so that the picture is the same on each machine. The dots
    of a level are drawn once for all documents that have them.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - few documents have a drawing

    if "<text" not in svg:  # reading the faces takes most of the time
        return svg_to_bytes(svg_string=svg, skip_system_fonts=True)
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
