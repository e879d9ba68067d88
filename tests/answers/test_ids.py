"""Ids: explicit or made from the text, never twice, never too long for a form field."""

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers.before import Value
from agenda.answers.part import Item, made_id, with_ids
from agenda.source.pointer import MAX_LENGTH, pointer
from career import SHAPES, answers_of, marked, problem_of
from draws import grid

ID = re.compile(r"[a-z0-9]([a-z0-9-]{0,15})-[0-9a-f]{4}")
IDENT = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}", fullmatch=True)
TEXTS = st.sampled_from(["craft", "Craft!", "a", "工芸", "x"])


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Technical strategy", "technical-strate-43e4"),
        ("craft", "craft-3555"),
        ("Größe & Maß", "groe-ma-116e"),
        ("工芸", "x-69dd"),
        ("", "x-e3b0"),
    ],
)
def test_an_id_is_made_from_the_text_and_stays_the_same_from_version_to_version(text, made):
    assert made_id(text) == made


@given(st.text())
def test_a_made_id_is_an_ascii_slug_of_at_most_16_characters_and_4_hex_digits(text):
    assert ID.fullmatch(made_id(text))


def test_texts_with_the_same_slug_have_different_ids():
    assert made_id("craft") != made_id("Craft!")


def test_composed_and_decomposed_letters_give_the_same_id():
    assert made_id("Caf\u00e9") == made_id("Cafe\u0301")


def test_an_explicit_id_is_taken_as_it_is():
    (value,) = answers_of("values: [{name: craft, id: v_1-A}]\n").values
    assert (value.own_id, value.text) == ("v_1-A", "craft")


@grid("written", ["a b", "-a", "a/b", "a.b", "é", "a" * 33, "' a'"])
def test_what_cannot_be_an_id_is_refused(written):
    problem = problem_of(f"values: [{{name: craft, id: {written}}}]\n")
    assert (problem.rule, problem.path) == ("id", ("values", 0, "id"))


def test_every_kind_of_entry_may_have_an_id():
    kinds = {model for model in SHAPES.values() if "id" in model.model_fields}
    assert kinds == {model for model in SHAPES.values() if issubclass(model, Item)}


def test_an_explicit_id_that_stands_twice_in_a_list_is_an_error_at_its_second_place():
    text = "values:\n- {name: a, id: one}\n- {name: b, id: two}\n- {name: c, id: one}\n"
    assert marked(text) == [("duplicate-id", "one")]
    assert problem_of(text).path == ("values", 2, "id")


def test_the_same_id_may_stand_in_two_lists():
    assert marked("values: [{name: a, id: one}]\ngoals: [{what: a, id: one}]\n") == []


def test_a_text_that_stands_twice_gets_a_number_the_second_time():
    names = [name for name, _ in with_ids([Value(name="craft")] * 3)]
    assert names == ["craft-3555", "craft-3555-2", "craft-3555-3"]


def test_a_made_id_makes_room_for_one_that_is_written_further_down():
    made = made_id("craft")
    values = [Value(name="craft"), Value(name="craft"), Value(name="b", id=f"{made}-2")]
    assert [name for name, _ in with_ids(values)] == [made, f"{made}-3", f"{made}-2"]


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=12), st.lists(IDENT, unique=True))
def test_no_two_entries_of_a_list_share_an_id(entries, idents):
    made = (made_id(text) + suffix for text, _ in entries for suffix in ("", "-2", "-3"))
    free = iter(dict.fromkeys(chain(made, idents)))
    values = [Value(name=text, id=next(free, None) if own else None) for text, own in entries]
    found = list(with_ids(values))
    assert [value for _, value in found] == values
    assert len({name for name, _ in found}) == len(values)
    assert all(name == value.id for name, value in found if value.id)


@given(st.lists(st.text(min_size=1) | IDENT, min_size=1, max_size=9), IDENT)
def test_the_name_of_a_field_that_holds_an_id_fits_into_64_characters(texts, ident):
    values = [Value(name=text) for text in texts] + [Value(name="x", id=ident)]
    for name, _ in with_ids([*values, values[-1]]):
        assert len(pointer("record", "private", "manager_levels", name)) <= MAX_LENGTH
