"""A line of a page is known again where it was there, and a new one never is."""

from __future__ import annotations

from itertools import compress

from hypothesis import given
from hypothesis import strategies as st

from agenda.collect.wording import wording_of
from draws import grid
from ground import ending

SENT = ["Page {page} of {pages}", "record/notes/skills", "Ada Park", "I want to lead a team",
        "Strategy", "\u2610", "Run the spring capacity review by 30 June 2027"]  # fmt: skip
PAGES = ["Ada Park Page 1 of 2", "I want to", "lead a team", "Strategy", "\u2610",
         "1. Run the spring", "capacity review by 30", "June 2027",
         "Ada Park Page 2 of 2", "Page 2 of 2"]  # fmt: skip
NEW = ["No.", "OK", "lead", "want", "a", "team", "\U0001f44d", "?!", "\u2611", "skills", "June",
       "7", "capacity", "of", "Strategy OK", "Ada Park OK",
       "\u540c\u610f", "\u2713", "..."]  # fmt: skip


def new(lines: list[str]) -> list[str]:
    return list(compress(lines, wording_of(SENT).new(lines)))


def test_the_lines_of_its_pages_are_known_however_they_are_broken():
    assert new(PAGES) == []


@grid("line", NEW)
def test_a_line_that_was_drawn_beside_them_is_new(line):
    assert new([line, *PAGES]) == [line]
    assert new([*PAGES, line]) == [line]


@given(st.text(st.characters(exclude_categories=("Zs", "Cc")), min_size=1, max_size=8))
def test_any_line_is_new_that_is_none_of_the_pages(line):
    assert line in PAGES or new([*PAGES, line]) == [line]


def test_a_text_that_says_the_same_again_and_again_takes_no_time():
    said = wording_of(["a " * 100_000])
    with ending(5):
        said.new(["a" * number for number in range(1, 300)] + ["a"] * 100_000)
