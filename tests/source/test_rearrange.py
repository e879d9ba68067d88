"""Entries taken out of a list, or put into another order, and nothing else touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.source.edit import EditRefused
from agenda.source.nodes import at, plain
from agenda.source.reader import Source, read
from agenda.source.rearrange import swap, take_out
from draws import grid

BLOCK = "a:\n  - one  # first\n  # between\n  - k: v\n    t: |\n      x\n      y\n  - three\nb: c\n"


def source(text: str) -> Source:
    return read(text.encode())


@grid(("before", "place", "after"), [
    ("a:\n  - x # c\n  # mid\n  - y\nb: 1\n", 0, "a:\n  # mid\n  - y\nb: 1\n"),
    ("a:\n  - x # c\n  # mid\n  - y\nb: 1\n", 1, "a:\n  - x # c\n  # mid\nb: 1\n"),
    ("a: [x, y, z]\n", 0, "a: [y, z]\n"),
    ("a: [x, y, z]\n", 1, "a: [x, z]\n"),
    ("a: [x, y, z]\n", 2, "a: [x, y]\n"),
    ("a: [x]\n", 0, "a: []\n"),
    ("a:\n  - x\n", 0, "a:\n"),
    ("a:\n- k: v\n  m: |\n    t\n\n- z", 1, "a:\n- k: v\n  m: |\n    t\n"),
    ("a:\r\n  - x\r\n  - y\r\n", 0, "a:\r\n  - y\r\n"),
])  # fmt: skip
def test_an_entry_goes_with_its_own_lines(before, place, after):
    assert take_out(source(before), ("a",), place).text == after


def test_two_entries_change_places_and_comments_between_them_stay():
    assert swap(source(BLOCK), ("a",), 0, 1).text == (
        "a:\n  - k: v\n    t: |\n      x\n      y\n  # between\n  - one  # first\n  - three\nb: c\n"
    )
    assert swap(source("a: [x, y, z] # c\n"), ("a",), 2, 0).text == "a: [z, y, x] # c\n"


def test_a_block_may_come_to_stand_last_where_the_file_ends_without_a_newline():
    assert swap(source("a:\n- |\n  x\n- z"), ("a",), 0, 1).text == "a:\n- z\n- |\n  x\n"
    assert swap(source("a:\r\n- y\r\n- z"), ("a",), 0, 1).text == "a:\r\n- z\r\n- y\r\n"


def test_an_item_that_changes_places_with_itself_leaves_the_file_as_it_is():
    assert swap(source("a:\n- y\n- z"), ("a",), 1, 1).text == "a:\n- y\n- z"


def test_what_an_alias_needs_is_not_taken_away():
    with pytest.raises(EditRefused):
        take_out(source("a:\n  - &x one\n  - two\nb: *x\n"), ("a",), 0)


@pytest.mark.parametrize("place", [-1, 3])
def test_an_entry_that_is_not_there_is_refused(place):
    with pytest.raises(EditRefused):
        take_out(source(BLOCK), ("a",), place)
    with pytest.raises(EditRefused):
        swap(source(BLOCK), ("a",), 0, place)


texts = st.text("ab: #-|\"'[]{}&*!%@`\n", min_size=1, max_size=12).filter(str.strip)


@given(st.lists(texts, min_size=2, max_size=5), st.data())
def test_whatever_the_entries_say_the_others_stay_as_they_are(said, data):
    from agenda.source.edit import put

    start = put(source("# top\na:  # why\nb: c  # end\n"), ("a",), said)
    place = data.draw(st.integers(0, len(said) - 1))
    other = data.draw(st.integers(0, len(said) - 1))
    moved = list(said)
    moved[place], moved[other] = moved[other], moved[place]
    assert plain(at(swap(start, ("a",), place, other).tree, ("a",))) == moved
    left = take_out(start, ("a",), place)
    assert plain(at(left.tree, ("a",))) == [*said[:place], *said[place + 1 :]]
    assert left.text.startswith("# top\na:  # why\n")
    assert left.text.endswith("b: c  # end\n")
