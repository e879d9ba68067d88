"""What makes a page easy to read and to fill in, measured on each that the samples make."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from statistics import mean

import pypdfium2
import pytest

import agenda
from agenda.answers.skills import MOST_LEVELS
from cases import CASES, SHARED, Case, each
from commands.command_line import SMALL
from glyphs import printed_by_libreoffice
from ground import NOW
from ink import MM, Field, Letter, Sheet, contrast, said, sheets
from pictures.drawing import face_of_word
from render.test_pdf import made
from render.word.word_pages import page, written
from test_long_words import beyond

SIDE, EDGE = 41 * MM, 20 * MM
"""Where text begins that stands beside a small heading, from the left edge of a page's text."""
FOOT = 11.5 * MM
QUICK = [case for case in SHARED if str(case) in {
    "agenda-good-full-manager", "agenda-good-staff-manager", "checkin-story-2026-05-manager"}
]  # fmt: skip
"""To measure a page takes as long as to make it: the others wait for the slow suite."""


EVERY = each(CASES, QUICK)
EVERY_TO_FILL_IN = each((one for one in CASES if one.document in {"agenda", "checkin"}), QUICK)


@cache
def pages_of(case: Case) -> list[Sheet]:
    return sheets(case.made("pdf"))


# --- text --------------------------------------------------------------------------------


def beside(sheet: Sheet) -> Iterator[list[Letter]]:
    """Yield the lines of text in the size of the body that stand beside the small headings."""
    for line in sheet.lines():
        if abs(line[0].left - EDGE - SIDE) < 1.5 and 9.4 < line[0].size < 10:
            yield line


def test_a_full_line_of_text_has_65_to_80_letters():
    lines = [line for case in QUICK for sheet in pages_of(case) for line in beside(sheet)]
    full = [len(said(line)) for line in lines if 109 * MM < line[-1].right - EDGE - SIDE < 119 * MM]
    assert len(full) > 10
    assert 65 < mean(full) < 80


@EVERY
def test_no_line_of_text_has_more_than_90_letters(case):
    found = [said(line) for sheet in pages_of(case) for line in beside(sheet)]
    assert [line for line in found if len(line) > 90] == []


@EVERY
def test_no_text_is_smaller_than_8_points(case):
    assert min(letter.size for sheet in pages_of(case) for letter in sheet.letters) > 7.99


@EVERY
def test_every_text_stands_out_from_its_ground(case):
    faint = [(letter.sign, letter.colour, sheet.ground(letter))
             for sheet in pages_of(case) for letter in sheet.letters
             if contrast(letter.colour, sheet.ground(letter)) < 4.5]  # fmt: skip
    assert faint == []


@EVERY
def test_every_text_stands_inside_the_margins(case):
    assert beyond(case.made("pdf")) == []


# --- room to write -----------------------------------------------------------------------


def rooms(sheet: Sheet) -> Iterator[Field]:
    """Yield the fields of several lines on a page, but those of actions."""
    return (field for field in sheet.fields if field.lines and "/actions/" not in field.name)


@EVERY_TO_FILL_IN
def test_a_room_holds_some_lines_and_no_more_than_anybody_writes(case):
    """With its label a room has 18 mm at least."""
    heights = [room.height / MM for sheet in pages_of(case) for room in rooms(sheet)]
    assert min(heights) > 13.4
    assert max(heights) < 60.1


@EVERY_TO_FILL_IN
def test_a_row_for_an_action_is_as_high_as_a_hand_needs(case):
    tops = [[field.top for field in sheet.fields if field.name.endswith("/what")]
            for sheet in pages_of(case)]  # fmt: skip
    assert all(above - below > 8.45 * MM for page in tops for above, below in pairwise(page))


@EVERY_TO_FILL_IN
def test_little_stays_white_at_the_end(case):
    last = pages_of(case)[-1]
    written = [letter.bottom for letter in last.letters if letter.bottom > FOOT]
    lowest = min([*written, *(shape.bottom for shape in last.shapes)])
    assert lowest - FOOT < 0.15 * last.height


@EVERY
def test_what_is_typed_keeps_one_size_no_smaller_than_text_and_scrolls_where_it_is_longer(case):
    typed = [field for sheet in pages_of(case) for field in sheet.fields if field.kind != "/Btn"]
    assert {(field.size, field.scrolls) for field in typed} <= {(9.3, True)}


@EVERY
def test_the_edge_of_every_field_is_seen(case):
    faint = [field.name for sheet in pages_of(case) for field in sheet.fields
             if sheet.edge(field) < 3]  # fmt: skip
    assert faint == []


# --- Word --------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_document_takes_as_many_pages_in_word_as_in_a_pdf():
    face_of_word()  # with a face that is as wide as Word's own, pages end where they end there
    shown = printed_by_libreoffice({str(case): case.made("docx") for case in CASES})
    assert not [str(case) for case in CASES
                if len(sheets(shown[str(case)])) != len(pages_of(case))]  # fmt: skip


DATED = "<li><p class='dated'><strong>{}</strong></p></li>"


@pytest.mark.parametrize("item", ["<li>{}</li>", DATED])
@pytest.mark.parametrize("form", ["pdf", pytest.param("docx", marks=pytest.mark.slow)])
def test_a_number_of_two_digits_stands_clear_of_its_text(form, item):
    body = f"<ol>{12 * item.format('MMMM')}</ol>"
    data = made(body) if form == "pdf" else printed_by_libreoffice({"x": written(page(body))})["x"]
    letters = [letter for sheet in sheets(data) for letter in sheet.letters]
    dot = min((one for one in letters if one.sign == "."), key=lambda one: one.bottom)
    after = [one for one in letters if one.left > dot.left and abs(one.bottom - dot.bottom) < 1]
    assert min(one.left for one in after) - dot.right > 2


def test_the_figure_of_a_long_scale_stands_clear_of_the_next_column():
    scale = ", ".join("abcdefghijklmnop"[:MOST_LEVELS])
    skill = "{name: Estimating, level: 9, expected: 10, evidence: Storage}"
    answers = f"{SMALL}skills: {{scale: [{scale}], current: [{skill}]}}\n"
    made_of = agenda.make(agenda.load(answers.encode()), "pdf", now=NOW)
    document = pypdfium2.PdfDocument(made_of)
    page = document[0].get_textpage()
    boxes = [page.get_rect(place) for place in range(page.count_rects())]
    by_text = {page.get_text_bounded(*box).strip(): box for box in boxes}
    document.close()
    assert by_text["9 (10)"][2] < by_text["Storage"][0]
