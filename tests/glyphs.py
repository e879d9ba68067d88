"""Where the glyphs of a document stand: what an eye sees, whatever order the file has them in."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from ground import tool
from untraced import untraced

APART = 4
"""Points between the middles of two lines, at least."""


@dataclass(frozen=True)
class Glyph:
    """A sign on a page, with its edges in points from the left and from the foot."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def pages(data: bytes, *, loose: bool = False) -> list[tuple[tuple[float, float], list[Glyph]]]:
    """Return the size of each page, and what can be seen there; `loose` as high as its line."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        text = page.get_textpage()
        signs = [(text.get_text_range(at, 1), text.get_charbox(at, loose=loose))
                 for at in range(text.count_chars())]  # fmt: skip
        seen = [Glyph(sign, *box) for sign, box in signs if sign.strip() and box[2] > box[0]]
        found.append((page.get_size(), seen))
    document.close()
    return found


def lines(data: bytes) -> list[str]:
    """Return each line of each page as it looks from left to right, without its spaces."""
    found = []
    for _, glyphs in pages(data, loose=True):
        rows: list[list[Glyph]] = []
        for glyph in sorted(glyphs, key=lambda one: -one.middle):
            if not rows or rows[-1][0].middle - glyph.middle > APART:
                rows.append([])
            rows[-1].append(glyph)
        found += ["".join(one.sign for one in sorted(row, key=lambda one: one.left))
                  for row in rows]  # fmt: skip
    return found


@untraced
def printed_by_libreoffice(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return Word files as the PDFs that LibreOffice makes of them, all in one go."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for key, data in documents.items():
            (folder / f"{key}.docx").write_bytes(data)
        subprocess.run(
            [tool("soffice"), "--headless", f"-env:UserInstallation={(folder / 'p').as_uri()}",
             "--convert-to", "pdf", "--outdir", name, *map(str, folder.glob("*.docx"))],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        return {key: (folder / f"{key}.pdf").read_bytes() for key in documents}
