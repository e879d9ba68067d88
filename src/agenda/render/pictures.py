"""Pictures of a user's template: found beside it, and put into the page that it makes.

So every writer meets pictures that are there and can be read, and none opens a file. One that
cannot be shown is its alternative text, and a warning.
"""

from __future__ import annotations

import os
import re
import warnings
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree

from agenda.render import drawing
from agenda.render.stylesheet import check_stylesheet
from agenda.render.vocabulary import PICTURES_STAND, SHAPES, find_fault_of_source
from agenda.render.vocabulary.template import PLACE, Tags
from agenda.source.problems import Problem, shorten, warning

Lookup = Callable[[str], Path | None]
LARGEST = 5_000_000
"""Bytes of a picture: a document that is sent has no room for more."""
MOST_DOTS = 40_000_000
KINDS: Mapping[str, str] = MappingProxyType({
    "PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "GIF": "image/gif",
    "WEBP": "image/webp",
})  # fmt: skip
"""The media type of what Pillow reads; an MPO is a JPEG with more behind it."""
BEFORE_MARKUP = b"\xef\xbb\xbf \t\r\n"
SVG = "{http://www.w3.org/2000/svg}"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
PARTS = frozenset(SHAPES) - {"svg"} | frozenset(
    ["defs", "lineargradient", "radialgradient", "stop", "clippath", "style"]
)
"""What a drawing in a file may be made of, in lower case."""
DROPPED = frozenset({"metadata", "script"})
NO_PICTURE = "it is no PNG, JPEG, GIF, WebP or SVG"
DAMAGED = "it is damaged"


class Unfit(Exception):  # noqa: N818 - it says why a picture is not shown
    """Says why a picture cannot be shown."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where pictures are looked for: beside a template, in its folder `root`, in the theme."""

    root: Path
    find_in_theme: Lookup
    _read: dict[tuple[str, Path], str] = field(default_factory=dict)

    def load(self, source: str, beside: Path) -> str:
        """Return the picture at an address as a data: URI. Raises Unfit."""
        if (source, beside) not in self._read:
            data = _data(source) if source[:5].lower() == "data:" else self._file(source, beside)
            kind, data = _picture(data)
            self._read[source, beside] = f"data:{kind};base64,{b64encode(data).decode()}"
        return self._read[source, beside]

    def _file(self, source: str, beside: Path) -> bytes:
        name = unquote(source)
        if find_fault_of_source(source) or find_fault_of_source(name):
            raise Unfit("it is no file beside the template")
        places = [folder / name for folder in (beside, self.root)]
        there = [path for path in places if os.path.isfile(path)]  # noqa: PTH113 - any text will do
        file = there[0] if there else self.find_in_theme(name)
        if file is None:
            raise Unfit("there is no such file beside the template")
        if there and self.root.resolve() not in file.resolve().parents:
            raise Unfit("it leads out of the folder of the templates")
        try:
            with file.open("rb") as opened:
                return opened.read(LARGEST + 1)
        except OSError as fault:
            raise Unfit(f"it cannot be read: {fault.strerror}") from None


def place_pictures(
    page: str, shelf: Shelf, folder_of: Callable[[int | None], Path]
) -> tuple[str, list[tuple[int | None, Problem]]]:
    """Return the page with its pictures in it, and a warning for each that cannot be shown.

    `folder_of` names the folder of the template that a tag came from, by the number of its place.
    """
    parts: list[str] = []
    problems = []
    at = 0
    for tag in (tag for tag in Tags(page).found if tag.name == "img"):
        given = {one.name: one for one in tag.attributes}
        number = int(given[PLACE].value) if PLACE in given else None
        source = given["src"].value.strip() if "src" in given else ""
        try:
            held = shelf.load(source, folder_of(number))
        except Unfit as why:
            problems.append((number, _missing(source, str(why))))
            alt = given["alt"].value if "alt" in given else ""
            parts += [page[at : tag.span.start], f"<span>{escape(alt)}</span>"]
        else:
            span = given["src"].span
            parts += [page[at : span.start], f'src="{held}"', page[span.end : tag.span.end]]
        at = tag.span.end
    return "".join([*parts, page[at:]]), problems


def _missing(source: str, why: str) -> Problem:
    fault = f"the picture '{shorten(source)}' is not shown: {why}"
    return warning("picture", fault, PICTURES_STAND)


def _data(source: str) -> bytes:
    head, _, body = source[5:].partition(",")
    if not head.rstrip().lower().endswith(";base64"):
        return unquote_to_bytes(body)
    code = re.sub(r"\s", "", unquote(body)).rstrip("=")
    try:
        return b64decode(code + "=" * (-len(code) % 4), validate=True)
    except (NotBase64, ValueError):
        raise Unfit(DAMAGED) from None


def _picture(data: bytes) -> tuple[str, bytes]:
    """Return what kind of picture it is, by its content, and its bytes. Raises Unfit."""
    if len(data) > LARGEST:
        raise Unfit(f"it is larger than {LARGEST // 1_000_000} MB")
    if data.lstrip(BEFORE_MARKUP).startswith(b"<"):
        return "image/svg+xml", _drawing(data)
    return _raster(data), data


def _raster(data: bytes) -> str:
    from PIL import Image, ImageFile, UnidentifiedImageError  # noqa: PLC0415 - few have pictures

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # as WeasyPrint wants it
    huge = Unfit(f"it has more than {MOST_DOTS // 1_000_000} million dots")
    try:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as image,
        ):
            if image.width * image.height > MOST_DOTS:
                raise huge
            image.load()
            return KINDS[image.format or ""]
    except Unfit:
        raise
    except UnidentifiedImageError:
        raise Unfit(NO_PICTURE) from None
    except Image.DecompressionBombError:
        raise huge from None
    except Exception:  # a decoder raises whatever there is
        raise Unfit(DAMAGED) from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


# --- drawings in files ---------------------------------------------------------------------


def _drawing(data: bytes) -> bytes:
    """Return a drawing of still shapes, with its size. Raises Unfit."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unfit(DAMAGED) from None
    if root.tag != f"{SVG}svg":
        raise Unfit(NO_PICTURE)
    for element in list(root.iterdescendants()):
        name = str(element.tag)
        if not name.startswith(SVG) or name.removeprefix(SVG) in DROPPED:
            _drop(element)
    for element in root.iter():
        _check_part(element, root)
    plain = _plain(root)
    wide, high = drawing.size(plain)
    if not (wide and high):
        raise Unfit(f"it has no size from 1 to {drawing.LARGEST} pixels")
    for _, fault, _ in drawing.find_far(plain):
        raise Unfit(fault)
    root.attrib.update({"width": f"{wide:g}", "height": f"{high:g}"})
    root.set("viewBox", root.get("viewBox", f"0 0 {wide:g} {high:g}"))
    return etree.tostring(root)


def _drop(element: etree._Element) -> None:
    if isinstance(element, etree._Entity):
        raise Unfit("it has an entity")
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _check_part(element: etree._Element, root: etree._Element) -> None:
    name = str(element.tag).removeprefix(SVG)
    if element is not root and name.lower() not in PARTS:
        raise Unfit(f"<{name}> is no still shape")
    for key, value in element.items():
        if str(key) not in HREFS and (str(key).startswith("{") or str(key)[:2].lower() == "on"):
            del element.attrib[key]
        elif str(key) in HREFS and not str(value).startswith("#"):
            raise Unfit("it refers to another file")
        else:
            _check_style(str(value))
    if name == "style":
        _check_style(element.text or "")
        if "transform" in (element.text or ""):
            raise Unfit("its style moves what it shows")


def _check_style(text: str) -> None:
    if ("(" in text or "\\" in text or "@" in text) and any(check_stylesheet(text, lambda _: None)):
        raise Unfit("it refers to another file")


def _plain(element: etree._Element) -> etree._Element:
    """Return a drawing as HTML has it, with all names in lower case, to look at its numbers."""
    given = {etree.QName(key).localname.lower(): str(value) for key, value in element.items()}
    tag = etree.QName(element).localname.lower()
    made = etree.Element(tag, given | ({"style": element.text or ""} if tag == "style" else {}))
    made.extend([_plain(child) for child in element])
    return made
