"""A filled form looks as good as the empty one: texts of one size, on their line, and ticks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from cases import Case
from collect.programs import chrome
from collect.test_programs import POPPLER, PROGRAMS, python_of_the_system, run
from copies import fields_of, filled_pdf
from ground import GOOD, tool
from ink import SCALE, Box, Field, Letter, Sheet, said, sheets

LINE = "Größe, Übung: wir sehen zuerst, wie die Prüfung läuft, and who can stand in for it. " * 5
ROOM = "Wir haben über Führung gesprochen, and what would have to be true by summer. " * 20
TEXTS = {
    "short": ("2027-06-30", "In May, if we hire"),
    "long": (LINE[:400].strip(), ROOM[:1500].strip()),
    "umlauts": ("Müßig, Größe", "Größe, Übung, Łódź\nÄhnliches – „Ehre“"),
}
"""What goes into a field of one line, and into a room."""
Fill = Callable[[bytes, Mapping[str, str], Path], bytes]
Draw = Callable[[bytes, Path], bytes]


@cache
def form() -> bytes:
    return Case("agenda", (next(path for path in GOOD if path.stem == "full"),)).made("pdf")


@cache
def empty() -> list[Sheet]:
    return sheets(form())


def entered(kind: str, line: str = "", room: str = "") -> dict[str, str]:
    """Return what goes into each field of a kind."""
    return {field.name: room if field.lines else line
            for sheet in empty() for field in sheet.fields if field.kind == kind}  # fmt: skip


def in_poppler(data: bytes, values: Mapping[str, str], folder: Path) -> bytes:
    (folder / "form.pdf").write_bytes(data)
    (folder / "entered.json").write_text(json.dumps(values), "utf-8")
    program = PROGRAMS / "evince.py"
    run(python_of_the_system(*POPPLER), program, folder / "form.pdf", folder / "entered.json",
        folder / "filled.pdf")  # fmt: skip
    return (folder / "filled.pdf").read_bytes()


def drawn_by_pdfium(data: bytes, _: Path) -> bytes:
    """Draw what is in the fields on the pages, as Chrome shows them."""
    flat = BytesIO()
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            assert raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
        document.save(flat)
    return flat.getvalue()


def drawn_by_poppler(data: bytes, folder: Path) -> bytes:
    """Print a form as Evince does."""
    (folder / "shown.pdf").write_bytes(data)
    run(tool("pdftocairo"), "-pdf", folder / "shown.pdf", folder / "printed.pdf")
    return (folder / "printed.pdf").read_bytes()


WAYS: dict[str, tuple[Fill, Draw]] = {
    "pdfium": (lambda data, values, _: chrome.filled(data, values, chrome.paste), drawn_by_pdfium),
    "pypdf": (lambda data, values, _: filled_pdf(data, values), drawn_by_pdfium),
    "poppler": (in_poppler, drawn_by_poppler),
}
ROWS = [pytest.param(name, marks=[pytest.mark.slow] * (name != "pdfium")) for name in WAYS]


def typed(drawn: bytes) -> list[tuple[Field, list[Letter]]]:
    """Return each field with what is drawn in it."""
    pairs = zip(empty(), sheets(drawn), strict=True)
    return [(field, [one for one in sheet.letters if begins_in(one, field)])
            for before, sheet in pairs for field in before.fields]  # fmt: skip


def begins_in(letter: Letter, box: Box) -> bool:
    middle = (letter.bottom + letter.top) / 2
    return box.left <= letter.left < box.right and box.bottom < middle < box.top


@pytest.mark.parametrize(
    "text", [pytest.param(name, marks=[pytest.mark.slow] * (name != "long")) for name in TEXTS]
)
@pytest.mark.parametrize("way", ROWS)
def test_a_text_has_one_size_however_long_it_is_and_all_of_it_is_kept(way, text, tmp_path):
    values = entered("/Tx", *TEXTS[text])
    fill, draw = WAYS[way]
    data = fill(form(), values, tmp_path)
    kept = fields_of(data)
    assert all(str(kept[name]["/V"]).split() == values[name].split() for name in values)
    for field, letters in typed(draw(data, tmp_path)):
        if field.kind == "/Tx":
            shown = "".join(one.sign for one in letters)
            assert "".join(values[field.name].split())[:9] in shown, field.name
            assert {round(one.size, 1) for one in letters} == {9.3}, field.name


@pytest.mark.parametrize("way", ROWS)
def test_what_is_typed_within_a_line_stands_on_the_line(way, tmp_path):
    fill, draw = WAYS[way]
    named = "record/next_check_in"
    drawn = draw(fill(form(), {named: "2027-06-30"}, tmp_path), tmp_path)
    (field, letters) = next(pair for pair in typed(drawn) if pair[0].name == named)
    row = max((line for sheet in empty() for line in sheet.lines()
               if said(line).startswith("We meet again on")), key=len)  # fmt: skip
    assert min(one.bottom for one in letters) == pytest.approx(row[0].bottom, abs=1.5)
    assert field.bottom < row[0].bottom


@pytest.mark.parametrize("way", ROWS)
@pytest.mark.parametrize("draw", [drawn_by_pdfium, drawn_by_poppler])
def test_a_tick_is_seen_whoever_set_it_and_whoever_shows_it(draw, way, tmp_path):
    ticked = WAYS[way][0](form(), entered("/Btn", "yes"), tmp_path)
    for before, after in zip(empty(), sheets(draw(ticked, tmp_path)), strict=True):
        for field in before.fields:
            if field.kind == "/Btn":
                assert dark(after, field) > dark(before, field) + 0.05, field.name


def dark(sheet: Sheet, box: Box) -> float:
    """Return which part of a box, within its edge, is dark."""
    inner = (box.left + 1, sheet.height - box.top + 1, box.right - 1, sheet.height - box.bottom - 1)
    part = sheet.picture.crop(tuple(round(side * SCALE) for side in inner)).convert("L")
    return sum(part.histogram()[:128]) / (part.width * part.height)
