"""A form's changes: the smallest edit, and short forms stay short as long as they can."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers import change
from agenda.answers.reading import read
from agenda.language.reading import Reading
from agenda.source import Source
from agenda.source.nodes import at
from draws import grid

FILE = """\
version: 1  # of the format
employee: Ada Park
manager: Grace Osei  # since May
goals:
  # the big one
  - Run the review by 2027-06-30  # agreed
asks: [Let me shadow the planning]
"""
READS, GERMAN = Reading(), Reading(until_words=("bis",))


def source(text: str = FILE) -> Source:
    return read(text.encode())


def line_of(text: str, beginning: str) -> str:
    return next(line for line in text.splitlines() if line.strip().startswith(beginning))


@grid(("path", "text", "line"), [
    (("employee", "name"), "Ada P.", 'employee: "Ada P."'),
    (("goals", 0, "what"), "Lead it", '  - "Lead it by 2027-06-30"  # agreed'),
    (("goals", 0, "by"), "2027-07-31", '  - "Run the review by 2027-07-31"  # agreed'),
    (("goals", 0, "by"), "", '  - "Run the review"  # agreed'),
    (("asks", 0, "by"), "2027-01-31", 'asks: ["Let me shadow the planning by 2027-01-31"]'),
    (("goals", 0, "success"), "it is decided", '  - what: "Run the review"  # agreed'),
    (("manager", "role"), "Lead", "manager:  # since May"),
])  # fmt: skip
def test_a_field_is_written_where_it_stands(path, text, line):
    after = change.write(source(), path, text, READS)
    assert line in after.text.splitlines()
    assert change.value_at(after.tree, path, READS) == text
    assert "# the big one" in after.text


def test_a_short_form_that_was_emptied_takes_another_text_as_it_was():
    emptied = change.write(source(), ("asks", 0, "what"), "", READS)
    assert change.value_at(emptied.tree, ("asks", 0, "what"), READS) == ""
    after = change.write(emptied, ("asks", 0, "what"), "Lead it", READS)
    assert after.text == FILE.replace("Let me shadow the planning", '"Lead it"')


def test_a_short_form_speaks_the_language_of_the_file():
    german = source(FILE.replace("by 2027-06-30", "bis 2027-06-30"))
    after = change.write(german, ("goals", 0, "what"), "Leiten", GERMAN)
    assert '"Leiten bis 2027-06-30"' in after.text


@pytest.mark.parametrize("text", ["Write it by 2027-01-01", "what: is this", "by: noon", "x"])
def test_an_entry_says_what_was_typed_even_where_it_looks_like_a_short_form(text):
    after = change.add(source(), ("goals",), text, READS)
    assert change.value_at(after.tree, ("goals", 1, "what"), READS) == text
    assert change.value_at(after.tree, ("goals", 1, "by"), READS) == ""


def test_an_entry_of_a_short_form_makes_room_for_lists_of_its_own():
    with_skill = change.add(source(), ("skills", "future"), "Strategy", READS)
    after = change.add(with_skill, ("skills", "future", 0, "build_by"), "The review", READS)
    assert change.value_at(after.tree, ("skills", "future", 0, "build_by", 0, "what"), READS)
    assert change.value_at(after.tree, ("skills", "future", 0, "name"), READS) == "Strategy"


def test_nothing_is_written_where_the_file_says_it_already():
    assert change.write(source(), ("goals", 0, "what"), "Run the review", READS).text == FILE


def test_entries_are_known_by_their_text_and_twins_by_their_order():
    twice = source("values: [craft, calm, craft]\n")
    first, second, third = change.marks(at(twice.tree, ("values",)), ("values",))
    moved = source("values: [calm, {name: craft, meaning: x}, craft]\n")
    assert change.marks(at(moved.tree, ("values",)), ("values",)) == [second, first, third]


@given(st.sampled_from(["what", "by", "success"]), st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_typed_is_what_the_file_says_then(key, first, second):
    from agenda.source.problems import Stop

    after = source()
    for text in (first, second):
        with suppress(Stop):  # as a text of nothing but a control character
            after = change.write(after, ("goals", 0, key), text, READS)
            told = change.value_at(after.tree, ("goals", 0, key), READS)
            assert told == (text if text.strip() else "")
    for line in (
        "version: 1  # of the format",
        "employee: Ada Park",
        "manager: Grace Osei  # since May",
    ):
        assert line in after.text.splitlines()
