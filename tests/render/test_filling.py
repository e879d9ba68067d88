"""The room that a page has left: it goes to the places to write in, and nothing leaves the page."""

from collections.abc import Iterator

import pypdfium2

import agenda
from agenda.render import filling
from agenda.render.pdf import Press
from cases import Case, each
from commands.command_line import SMALL
from ground import GOOD, NOW, STORIES

CASES = [Case(document, (path,)) for document in ("agenda", "record") for path in STORIES[1]]


def bottoms(data: bytes) -> Iterator[list[float]]:
    """Yield where each piece of text of a page ends, from its foot up, in points."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        yield sorted(text.get_rect(place)[1] for place in range(text.count_rects()))
    document.close()


@each(CASES, CASES[2::3])
def test_nothing_is_pushed_over_the_foot_of_a_page(case):
    for foot, *others in bottoms(case.made("pdf")):
        assert foot > 10
        assert min(other for other in others if other > foot + 3) > foot + 9


def test_no_page_begins_with_a_room_that_follows_a_question():
    full = next(path for path in GOOD if path.stem == "full")
    document = pypdfium2.PdfDocument(Case("agenda", (full,), "me").made("pdf"))
    for page in document:
        said = page.get_textpage().get_text_bounded()
        room = said.find("What Grace values")
        assert room < 0 or "?" in said[:room]
    document.close()


def test_a_document_of_many_pages_is_laid_out_once(monkeypatch):
    """Over a hundred goals end in white: to lay them out again would cost all of it once more."""
    laid = []
    layout = Press._laid_out
    monkeypatch.setattr(Press, "_laid_out", lambda *given: laid.append(1) or layout(*given))

    def layouts(goals):
        laid.clear()
        lines = (
            f"- Run the spring capacity review of team {number} by 2027-06-30\n"
            for number in range(goals)
        )
        agenda.make(agenda.load(f"{SMALL}goals:\n{''.join(lines)}".encode()), "pdf", now=NOW)
        return len(laid)

    assert layouts(128) == 1
    with monkeypatch.context() as patch:
        patch.setattr(filling, "MOST_PAGES", 99)
        assert layouts(128) > 1
