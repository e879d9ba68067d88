"""Words and links that no line holds break, wherever they stand: nothing leaves its page.

Each field that may hold any text has a word of its own of 300 signs.
"""

from __future__ import annotations

import io
import json
from functools import cache
from itertools import product
from typing import Any

import pytest
from docx import Document

import agenda
import everywhere
from chromium import measured, printed
from draws import one_in
from glyphs import lines, pages, printed_by_libreoffice
from ground import NOW
from untraced import untraced

LONG = {
    "word": "Donaudampfschifffahrtsgesellschaft" * 9,
    "url": "https://example.org/" + "some-path/of-a.wiki?page=1&" * 11,
}
COPIES = [("agenda", "manager"), ("agenda", "me"), ("record", "manager"), ("record", "me"),
          ("progress", "me"), ("ask", "manager"), ("actions", "manager")]  # fmt: skip
NAMES = [f"{document}-{audience}-{kind}" for (document, audience), kind in product(COPIES, LONG)]
QUICK = {"progress-me-word", "ask-manager-url"}
"""A PDF of so many words that are broken takes some seconds."""
EVERY = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow) for name in NAMES]
)
MM = 72 / 25.4
LEFT, RIGHT, EDGE = 15 * MM, 18 * MM, 2.5 * MM
"""The minutes of a section stand in the margin; above and below, head and foot."""


def written(long: str, *, held: str = "2027-03-04") -> dict[str, Any]:
    counted = iter(range(1000))
    answers = everywhere.answers(
        lambda path: f"{long[:296]}x{next(counted):03}",
        link=f"https://example.org/{'x' * 280}",
        email=f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 50}.org",
    )
    answers["skills"]["scale"] = [f"{long[:58]}{step}" for step in range(5)]
    answers["record"]["held"] = held
    return answers


@cache
@untraced
def made(name: str, form: str) -> bytes:
    document, audience, kind = name.split("-")
    told = [written(LONG[kind], held="2026-09-04")] if document == "progress" else []
    sources = [agenda.load(json.dumps(one).encode()) for one in (*told, written(LONG[kind]))]
    return agenda.make(sources, form, document=document, audience=audience, now=NOW)


def beyond(data: bytes, edge: float = EDGE) -> list[tuple[int, str]]:
    """Return the glyphs that stand outside of the margins, each with its page."""
    return [
        (number, glyph.sign)
        for number, ((width, height), glyphs) in enumerate(pages(data), 1)
        for glyph in glyphs
        if not (glyph.left > LEFT and glyph.right < width - RIGHT + 1 and glyph.bottom > edge)
        or glyph.top > height - edge
    ]


@EVERY
def test_no_glyph_of_a_pdf_stands_outside_of_its_margins(name):
    assert beyond(made(name, "pdf")) == []


@EVERY
def test_head_and_foot_of_a_pdf_leave_room_for_what_counts(name):
    number = len(pages(made(name, "pdf")))
    told = "\n".join(lines(made(name, "pdf")))
    if not name.startswith("ask"):
        assert all(f"{page}of{number}" in told for page in range(1, number + 1))
    assert told.count("PRIVATE") == (number if "-me-" in name else 0)


@pytest.mark.slow
def test_no_glyph_of_a_word_file_stands_outside_of_its_margins():
    shown = printed_by_libreoffice({name: made(name, "docx") for name in NAMES})
    assert [(name, beyond(shown[name])) for name in NAMES if beyond(shown[name])] == []


@pytest.mark.parametrize("name", one_in(3, NAMES))
def test_no_column_of_a_word_file_is_crushed(name):
    widths = Document(io.BytesIO(made(name, "docx"))).element.xpath("//w:gridCol/@w:w")
    assert min(map(int, widths), default=9999) / 1440 * 25.4 > 11


MEASURE = """[
  page.documentElement.scrollWidth - page.documentElement.clientWidth,
  Math.min(...[...page.querySelectorAll("td, th")]
    .filter(cell => cell.innerText.length > 290 && cell.offsetWidth)  // a card hides its heads
    .map(cell => cell.getBoundingClientRect().width), 999),
]"""


@pytest.mark.parametrize("names", one_in(2, [NAMES[1::3], NAMES], lambda names: str(len(names))))
def test_no_page_is_wider_than_a_telephone_or_a_screen(names, tmp_path):
    whole = [made(name, "html").decode() for name in names]
    found = measured(whole, tmp_path, (360, 1280), MEASURE)
    assert [wider for wider, _ in found] == [0] * 2 * len(names)
    assert min(narrowest for _, narrowest in found) > 36


@pytest.mark.slow
@pytest.mark.parametrize("name", ["agenda-me-word", "progress-me-url"])
def test_printed_from_a_browser_nothing_stands_outside_of_the_margins(name, tmp_path):
    assert beyond(printed(made(name, "html").decode(), tmp_path), edge=0) == []
