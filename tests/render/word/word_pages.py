"""What the tests of the Word writer share: a theme, a page of HTML, and ways to read a result."""

import tomllib
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import docx
from lxml import etree

from agenda.render.theme import TABLES, Theme
from agenda.render.word import word

ROOT = Path(__file__).parents[3]
SAMPLE = (ROOT / "tests/render/sample.html").read_text("utf-8")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGA"
    "hKmMIQAAAABJRU5ErkJggg=="
)


def classic() -> Theme:
    tokens = tomllib.loads((ROOT / "templates/themes/classic/theme.toml").read_text("utf-8"))
    tables = {table: MappingProxyType(tokens[table]) for table in TABLES}
    return Theme(name="Classic", folders=(ROOT,), css="", **tables)


THEME = classic()


def page(body: str, head: str = "", root: str = 'lang="en-GB"') -> str:
    return f"<html {root}><head><title>T</title>{head}</head><body>{body}</body></html>"


def written(html: str, **options) -> bytes:
    given = {"theme": THEME, "paper": "a4", "now": NOW, **options}
    return word(html, **given)


def opened(data: bytes):
    return docx.Document(BytesIO(data))


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def find(data: bytes, path: str, name: str = "word/document.xml") -> list:
    return part(data, name).xpath(path, namespaces=W)


def text(data: bytes, name: str = "word/document.xml") -> str:
    """The text as a reader gets it: paragraphs on lines of their own."""
    paragraphs = find(data, "//w:p", name)
    pieces = ".//w:r/w:t | .//w:r/w:tab"
    return "\n".join(
        "".join(piece.text or "\t" for piece in paragraph.xpath(pieces, namespaces=W))
        for paragraph in paragraphs
    )


def style_of(data: bytes, words: str) -> str:
    """The name of the style of the paragraph that has these words."""
    for paragraph in docx.Document(BytesIO(data)).element.body.iter(f"{{{W['w']}}}p"):
        if words in "".join(paragraph.itertext()):
            found = paragraph.xpath("./w:pPr/w:pStyle/@w:val")
            return str(found[0]) if found else "Normal"
    raise AssertionError(words)
