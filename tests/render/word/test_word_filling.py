"""Rooms to write in take what the pages of a Word file leave, and never one page more."""

import pypdfium2
import pytest

import agenda.render.word as writer
from agenda.render.word import filling
from cases import ALL
from glyphs import printed_by_libreoffice
from render.word.word_pages import NOW, find, page, written

LINE = "<p>A line of a page.</p>"
ROOM = (
    "<p class='field'><label for='a'>Notes</label>"
    "<textarea id='a' name='n' rows='3'></textarea></p>"
)


def high(data: bytes) -> list[int]:
    return [int(found) for found in find(data, "//w:trHeight[@w:hRule='atLeast']/@w:val")]


def room_after(lines: int) -> int:
    (height,) = high(written(page(LINE * lines + ROOM)))
    return height


def test_a_room_takes_what_its_page_leaves_up_to_a_measure():
    assert room_after(41) < room_after(38) < room_after(36) < room_after(3)
    assert room_after(3) == pytest.approx(filling.MOST, abs=filling.STEP)


def test_a_room_that_is_not_surely_on_one_page_stays_as_it_is():
    own = written(page(ROOM), reference=written(page(LINE)))
    assert room_after(43) == high(own)[0]


def test_rooms_share_what_a_page_leaves():
    one, two, three = high(written(page(LINE * 20 + ROOM * 3)))
    assert room_after(43) < one == two == three < room_after(20)


def test_the_last_rooms_take_what_the_last_page_has_left_then():
    first, second, last = high(written(page(LINE * 9 + ROOM + LINE * 15 + ROOM + LINE * 10 + ROOM)))
    assert first == second < last <= filling.MOST


def test_lines_for_a_hand_become_more():
    many, few = (
        find(written(page(LINE * lines + ROOM), flat=True), "//w:trHeight[@w:hRule='exact']")
        for lines in (3, 38)
    )
    assert len(many) > len(few) > 0


def test_a_box_counts_no_heading_of_its_own_as_kept_with_what_follows():
    box = f"<aside class='private'><h3>Only for me</h3>{LINE * 20}</aside>"
    assert high(written(page(LINE * 10 + box + LINE * 25 + ROOM)))


@pytest.mark.slow
def test_no_page_is_added_in_libreoffice(monkeypatch):
    cases = [case for case in ALL if case.document in {"agenda", "checkin"}]
    grown = {str(case): case.made("docx") for case in cases}
    monkeypatch.setattr(writer, "fill", lambda *_: None)
    plain = {}
    for case in cases:
        draft = case.draft()
        plain[str(case)] = writer.word(draft.html, draft.theme, draft.paper, NOW)
    assert grown != plain
    assert counted(grown) == counted(plain)


def counted(documents: dict[str, bytes]) -> dict[str, int]:
    return {name: len(pypdfium2.PdfDocument(made))
            for name, made in printed_by_libreoffice(documents).items()}  # fmt: skip
