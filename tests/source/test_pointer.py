"""Field names: what leaves and what comes back are the same."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agenda.source.pointer import MAX_LENGTH, pointer, steps_of


def test_steps_are_joined_by_slashes():
    assert pointer("record", "actions", "a1", "due") == "record/actions/a1/due"


def test_tilde_slash_and_dot_are_escaped():
    assert pointer("a/b", "c~d", "e.f", "~1") == "a~1b/c~0d/e~2f/~01"


def test_a_name_gives_its_steps_back():
    assert steps_of("record/notes/skills") == ("record", "notes", "skills")


def test_a_name_of_64_characters_is_taken():
    assert len(pointer("x" * 64)) == MAX_LENGTH


def test_a_name_of_65_characters_is_refused():
    with pytest.raises(ValueError, match="longer than 64"):
        pointer("x" * 65)


def test_an_escape_counts_as_two_characters():
    with pytest.raises(ValueError, match="longer than 64"):
        pointer("." * 33)


def test_no_step_makes_no_name():
    with pytest.raises(ValueError, match="at least one"):
        pointer()


@pytest.mark.parametrize("name", ["a.b", "a~3", "a~", "x" * 65])
def test_what_is_no_name_of_a_field_is_refused(name):
    with pytest.raises(ValueError, match="not the name of a field"):
        steps_of(name)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=5))
def test_reading_a_name_inverts_writing_it(steps):
    try:
        name = pointer(*steps)
    except ValueError:
        assume(False)
    assert steps_of(name) == tuple(steps)
    assert "." not in name


@given(st.text(alphabet="ab~/.012", max_size=12))
def test_a_name_that_can_be_read_is_the_one_that_is_written(name):
    try:
        steps = steps_of(name)
    except ValueError:
        return
    assert pointer(*steps) == name
