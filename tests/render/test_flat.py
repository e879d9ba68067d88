"""Pages without fields: their rooms have lines for a hand, 7 to 8 mm apart."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise

import docx
import pytest

import agenda
from chromium import printed
from ground import GOOD, NOW
from ink import MM, SCALE, Box, Sheet, contrast, sheets
from untraced import untraced

SMALLEST = next(path for path in GOOD if path.stem == "smallest")


@cache
@untraced
def made(form: str, *, flat: bool = True) -> bytes:
    return agenda.make(agenda.load(SMALLEST), form, now=NOW, flat=flat)


def lines(sheet: Sheet, room: Box) -> list[float]:
    """Return where lines cross a room, in millimetres from its head."""
    x = (room.left + room.right) / 2
    steps = range(int(room.height * SCALE))
    dark = [step / SCALE for step in steps
            if contrast(sheet.colour(x, room.top - step / SCALE), (255, 255, 255)) > 2]  # fmt: skip
    return [here / MM for before, here in pairwise([-9.0, *dark]) if here - before > 1]


def test_a_flat_pdf_has_lines_in_its_rooms_and_no_fields():
    (sheet,) = sheets(made("pdf"))
    (filled,) = sheets(made("pdf", flat=False))
    rooms = [field for field in filled.fields if "notes" in field.name]
    assert sheet.fields == ()
    assert len(rooms) == 4
    for room in rooms:
        (first, *others) = [*lines(sheet, room), room.height / MM]
        assert first > 5
        assert others
        assert all(7 < after - before < 8.2 for before, after in pairwise([first, *others]))
        assert lines(filled, room) == []


def test_a_flat_word_file_has_lines_in_its_rooms_and_no_controls():
    body = docx.Document(io.BytesIO(made("docx"))).element
    rooms = body.xpath("//w:tbl[.//w:tblStyle[@w:val='TableRoom']]")
    assert body.xpath("//w:sdt") == []
    assert len(rooms) == 4
    for room in rooms:
        heights = room.xpath("./w:tr/w:trPr/w:trHeight[@w:hRule='exact']/@w:val")
        assert len(heights) > 1
        assert all(7 < int(height) / 1440 * 25.4 < 8 for height in heights)
        assert room.xpath("./w:tr[last()]/w:tc/w:tcPr/w:tcBorders/w:top/@w:val")


@pytest.mark.slow
def test_a_page_that_a_browser_prints_has_lines_in_its_rooms(tmp_path):
    page = made("html").decode()
    bare = page.replace("background-image: url", "background-none: url")
    both = [sheets(printed(one, tmp_path)) for one in (page, bare)]
    assert bare != page
    ruled, plain = ([sheet.picture for sheet in found] for found in both)
    assert [one.tobytes() for one in ruled] != [one.tobytes() for one in plain]
