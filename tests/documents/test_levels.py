"""A level as a reader sees it."""

from hypothesis import given
from hypothesis import strategies as st

from agenda.answers.scale import DEFAULT_NAMES
from agenda.documents.levels import Level, names, rank
from career import speaking
from draws import grid

ENGLISH, GERMAN = speaking("en"), speaking("de")
STEPS = st.none() | st.integers(1, 9)


@grid(
    ("level", "dots"),
    [
        (Level(2, 4, 5), (2, 2, 1)),
        (Level(4, 4, 5), (4, 0, 1)),
        (Level(4, 3, 5), (4, 0, 1)),
        (Level(5, None, 5), (5, 0, 0)),
        (Level(None, 3, 5), (0, 3, 2)),
        (Level(None, None, 5), (0, 0, 5)),
        (Level(1, 2, 2), (1, 1, 0)),
    ],
)
def test_a_row_shows_what_is_reached_what_is_aimed_at_and_what_lies_beyond(level, dots):
    assert (level.on, level.towards, level.beyond) == dots


@given(STEPS, STEPS, st.integers(9, 12))
def test_a_row_has_as_many_dots_as_the_scale_has_steps(now, aim, steps):
    level = Level(now, aim, steps)
    assert level.on + level.towards + level.beyond == steps
    assert level.on == (now or 0)
    assert level.on + level.towards == max(now or 0, aim or 0)


def test_the_levels_have_their_names_in_the_language_of_the_document():
    assert names((), ENGLISH) == DEFAULT_NAMES
    assert names((), GERMAN) == ("lernend", "übend", "sicher", "souverän", "andere anleitend")


def test_a_scale_of_ones_own_keeps_its_names_in_every_language():
    assert names(("seed", "tree"), GERMAN) == ("seed", "tree")


@grid(
    ("level", "own", "step"),
    [
        (None, (), None),
        ("3", (), 3),
        ("solid", (), 3),
        ("Sicher", (), 3),
        ("tree", ("seed", "tree"), 2),
        ("2", ("seed", "tree"), 2),
        ("solid", ("seed", "tree"), None),
        ("3", ("seed", "tree"), None),
    ],
)
def test_a_level_is_found_by_number_or_by_name_in_either_language(level, own, step):
    assert rank(level, own, GERMAN) == step
