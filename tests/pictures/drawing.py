"""Documents as their readers see them: a picture of each page, in each program that shows it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from io import BytesIO
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image

from glyphs import printed_by_libreoffice
from ground import lacking, tool

Page = Image.Image
SHARP = 96
"""Dots per inch at which a page is as large as on a screen."""


def of_pdf(data: bytes, dots: int = SHARP) -> list[Page]:
    """Return each page with what stands in its fields."""
    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms()
        return [page.render(scale=dots / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def _of_each_pdf(documents: Mapping[str, bytes], dots: int = SHARP) -> dict[str, list[Page]]:
    return {name: of_pdf(data, dots) for name, data in documents.items()}


def _in_libreoffice(documents: Mapping[str, bytes], dots: int = SHARP) -> dict[str, list[Page]]:
    face_of_word()
    return _of_each_pdf(printed_by_libreoffice(documents), dots)


def face_of_word() -> str:
    """Return the version of the face that stands for Calibri, as wide as it."""
    asked = [tool("fc-match"), "--format", "%{family} %{fontversion}", "Carlito"]
    family, _, found = subprocess.run(
        asked, capture_output=True, text=True, check=True
    ).stdout.rpartition(" ")
    return found if family == "Carlito" else lacking("the face Carlito is not installed")


def reduced(page: Page, colours: int) -> Page:
    """Return it in a few colours, the rare ones among them: a word of another colour is small."""
    plain = Image.Dither.NONE
    return page.quantize(colours, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=plain)


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=tool("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def _on_screen(
    documents: Mapping[str, bytes], dots: int = SHARP, *, width: int, scheme: str = "light"
) -> dict[str, list[Page]]:
    found = {}
    with _chromium() as browser:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        for name, data in documents.items():
            page.set_content(data.decode())
            page.evaluate("document.fonts.ready")
            with Image.open(BytesIO(page.screenshot(full_page=True))) as shot:
                size = (round(side * dots / SHARP) for side in shot.size)
                found[name] = [shot.convert("RGB").resize(tuple(size), Image.Resampling.LANCZOS)]
    return found


def _from_screen(documents: Mapping[str, bytes], dots: int = SHARP) -> dict[str, list[Page]]:
    printed = {}
    with _chromium() as browser:
        page = browser.new_page()
        for name, data in documents.items():
            page.set_content(data.decode())
            printed[name] = page.pdf(format="A4")
    return _of_each_pdf(printed, dots)


class View(NamedTuple):
    """A way to look at documents of one format; in another version of its `tools` they may differ.

    `draw` takes many of them, as a program takes long to start.
    """

    form: str
    draw: Callable[..., dict[str, list[Page]]]
    tools: tuple[str, ...]


VIEWS = {
    "pdf": View("pdf", _of_each_pdf, ("WeasyPrint", "Pango", "PDFium")),
    "word": View("docx", _in_libreoffice, ("LibreOffice", "Carlito", "PDFium")),
    "wide": View("html", partial(_on_screen, width=1200), ("Chromium",)),
    "phone": View("html", partial(_on_screen, width=390), ("Chromium",)),
    "printed": View("html", _from_screen, ("Chromium", "PDFium")),
}


def _said(program: str) -> str:
    """Return the number among the words that a program says of its version."""
    words = subprocess.run([tool(program), "--version"], capture_output=True, text=True, check=True)
    return next(word for word in words.stdout.split() if word[0].isdigit())


def _pango() -> str:
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


TOOLS: dict[str, Callable[[], str]] = {
    "WeasyPrint": partial(version, "weasyprint"),
    "Pango": _pango,
    "PDFium": lambda: str(pypdfium2.PDFIUM_INFO.build),
    "LibreOffice": partial(_said, "soffice"),
    "Carlito": face_of_word,
    "Chromium": partial(_said, "chromium"),
}
"""How each tool says its version."""
