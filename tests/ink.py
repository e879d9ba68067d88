"""What the pages of a PDF show: letters, shapes and fields, where, how large, in which colour."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

MM = 72 / 25.4
SCALE = 4
ROW, PADDING = 5.5 * MM, 3 * MM
"""How far below a field and beside it its edge may be drawn."""
WIDE, SPACE = 0.8, 0.12
"""Of the size of the text: the gap between two lines that stand side by side, and of two words."""
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Box:
    """A place on a page, in points from the left and from the foot."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Letter(Box):
    """A sign, its size in points and its colour."""

    sign: str
    size: float
    colour: Colour


@dataclass(frozen=True)
class Shape(Box):
    """A line or a ground."""

    colour: Colour


@dataclass(frozen=True)
class Field(Box):
    """A field to fill in, with the size of what is typed there (0: as it fits).

    `scrolls` says that it takes more than it shows.
    """

    name: str
    kind: str
    size: float
    lines: bool
    scrolls: bool


@dataclass(frozen=True)
class Sheet:
    """A page: what is read there, what is drawn, and what may be filled in."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    shapes: tuple[Shape, ...]
    fields: tuple[Field, ...]
    picture: Image.Image
    """As an eye sees it, without the fields; `SCALE` pixels a point."""

    def colour(self, x: float, y: float) -> Colour:
        """Return what is seen at a place."""
        across = min(max(round(x * SCALE), 0), self.picture.width - 1)
        down = min(max(round((self.height - y) * SCALE), 0), self.picture.height - 1)
        return self.picture.getpixel((across, down))

    def ground(self, letter: Letter) -> Colour:
        """Return what a letter stands on: what most corners of its place have."""
        heights = (letter.bottom, letter.top - 1, letter.top)  # below, there may be a line
        around = [self.colour(x, y) for x in (letter.left, letter.right) for y in heights]
        return max(around, key=around.count)

    def lines(self) -> Iterator[list[Letter]]:
        """Yield the letters of each line, from left to right; a wide gap parts two lines."""
        rows: dict[float, list[Letter]] = {}
        for letter in self.letters:
            rows.setdefault(round(letter.bottom, 1), []).append(letter)
        for row in rows.values():
            line: list[Letter] = []
            for letter in sorted(row, key=lambda one: one.left):
                if line and letter.left - line[-1].right > WIDE * letter.size:
                    yield line
                    line = []
                line.append(letter)
            yield line

    def edge(self, field: Field) -> float:
        """Return the highest contrast with what is within a field of what is drawn around it."""
        across, up = (field.left + field.right) / 2, (field.bottom + field.top) / 2
        inside = self.colour(field.right - 2, field.bottom + 2)
        below = (self.colour(across, field.bottom + 1 - step) for step in _steps(ROW))
        beside = (self.colour(field.right - 1 + step, up) for step in _steps(PADDING))
        return max(contrast(inside, one) for one in (*below, *beside))


def _steps(reach: float) -> Iterator[float]:
    return (step / SCALE for step in range(int(reach * SCALE)))


def sheets(data: bytes) -> list[Sheet]:
    """Return the pages of a PDF."""
    document = pypdfium2.PdfDocument(data)
    with pikepdf.open(io.BytesIO(data)) as opened:
        found = [
            Sheet(*page.get_size(), tuple(_letters(page.get_textpage())), tuple(_shapes(page)),
                  tuple(_fields(beside)), page.render(scale=SCALE, draw_annots=False).to_pil())
            for page, beside in zip(document, opened.pages, strict=True)
        ]  # fmt: skip
    document.close()
    return found


def said(line: list[Letter]) -> str:
    """Return what a line says, with its spaces."""
    pairs = zip(line, [*line[1:], None], strict=True)
    return "".join(one.sign + (" " if after and after.left - one.right > SPACE * one.size else "")
                   for one, after in pairs)  # fmt: skip


def contrast(one: Colour, other: Colour) -> float:
    """Return how far apart two colours are (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in parts]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    for at in range(text.count_chars()):
        box, sign = text.get_charbox(at, loose=True), text.get_text_range(at, 1)
        if sign.strip() and box[2] > box[0]:
            parts = [ctypes.c_uint() for _ in range(4)]
            pdfium.FPDFText_GetFillColor(text, at, *parts)
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(text, at, matrix)
            size = pdfium.FPDFText_GetFontSize(text, at) * abs(matrix.d)
            yield Letter(*box, sign, size, _colour(parts))


def _shapes(page: pypdfium2.PdfPage) -> Iterator[Shape]:
    for one in page.get_objects((pdfium.FPDF_PAGEOBJ_PATH,)):
        parts = [ctypes.c_uint() for _ in range(4)]
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(one, mode, stroked)
        if mode.value:
            pdfium.FPDFPageObj_GetFillColor(one, *parts)
        else:
            pdfium.FPDFPageObj_GetStrokeColor(one, *parts)
        yield Shape(*one.get_bounds(), _colour(parts))


def _colour(parts: list[ctypes.c_uint]) -> Colour:
    red, green, blue, _ = (part.value for part in parts)
    return red, green, blue


def _fields(page: pikepdf.Page) -> Iterator[Field]:
    for one in page.get("/Annots", []):
        if one.get("/Subtype") == "/Widget" and not int(one.get("/F", 0)) & 2:
            given = str(one.get("/DA", "")).split()
            size = float(given[given.index("Tf") - 1]) if "Tf" in given else 0.0
            flags = int(one.get("/Ff", 0))
            left, bottom, right, top = (float(edge) for edge in one.Rect)
            box = (left, min(bottom, top), right, max(bottom, top))
            scrolls = not flags & 1 << 23 and "/MaxLen" not in one
            yield Field(*box, str(one.T), str(one.FT), size, bool(flags & 1 << 12), scrolls)
