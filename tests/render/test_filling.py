"""The room that a page has left: it goes to the places to write in, and nothing leaves the page."""

import pypdfium2
import pytest

from cases import Case
from ground import STORIES

CASES = [Case(document, (path,)) for document in ("agenda", "record") for path in STORIES[1]]


def boxes(data: bytes):
    """Yield the height of each page and the boxes of its fields."""
    for page in pypdfium2.PdfDocument(data):
        yield page.get_height(), [
            page.get_textpage().get_rect(n) for n in range(page.get_textpage().count_rects())
        ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_nothing_is_pushed_over_the_foot_of_a_page(case):
    for _, found in boxes(case.made("pdf")):
        foot = min(box[1] for box in found)
        lowest = sorted(box[1] for box in found if box[1] > foot + 4)[:1]
        assert foot > 20
        assert lowest[0] > foot + 10
