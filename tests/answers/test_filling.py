"""Answers are put where they belong: what was typed is what the file says, and comments stay."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agenda.answers.exercise import EXERCISE, PEOPLE, every_question
from agenda.answers.filling import fill, find_places, said_at
from agenda.answers.gaps import GAP
from agenda.answers.texts import one_line
from agenda.source import read
from agenda.source.bounds import unprintable
from career import ENGLISH

STEPS = (PEOPLE, *EXERCISE)
BEGUN = """\
# Mine.
version: 1
employee: Ada Park  # as on the page
manager: <…>
# What comes later.
values:
  - craft  # since school
  - autonomy
goals:
  - Run the review by 2027-06-30  # the spring one
# The end.
"""
PATHS = sorted({
    place.path
    for place in find_places(STEPS, read(BEGUN.encode()), ENGLISH)
    if place.path and place.question.kind in ("one", "several")
})  # fmt: skip
SIGNS = "a 'b\":-#{}[]|>&*!%@`\\,?~=.<\té山\u0301\u2028\u00a0\ufeff🚀"
TYPED = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), max_size=40)
COMMENTS = re.findall("#.*", BEGUN)


def source(text=BEGUN):
    return read(text.encode())


def typed(text):
    """Return a text as the interview takes it."""
    return one_line("".join(char for char in text if not unprintable(char)))


@given(st.sampled_from(PATHS), TYPED)
@example(("values", 0), "- a: b # c")
@example(("private", "opening"), "null")
@example(("aspirations", "energised_by", 0), "~")
@example(("asks", 0), "what:that")
@example(("manager", "name"), "{{ x }} %(a)s")
def test_what_was_typed_is_what_the_file_says_and_comments_stay(path, text):
    text = typed(text)
    if not text or GAP in text:
        return
    after = fill(source(), path, text, ENGLISH)
    assert said_at(after.tree, path, ENGLISH) == text
    assert [comment for comment in COMMENTS if comment not in after.text] == []


@given(st.lists(TYPED.map(typed).filter(lambda text: text and GAP not in text), max_size=4))
def test_entries_stand_in_the_order_in_which_they_were_typed(texts):
    after = source()
    for place, text in enumerate(texts, 2):
        after = fill(after, ("values", place), text, ENGLISH)
        after = fill(after, ("values", place, "example"), f"{text} there", ENGLISH)
    said = [said_at(after.tree, ("values", place), ENGLISH) for place in range(2, 2 + len(texts))]
    assert said == texts
    assert said_at(after.tree, ("values", 0), ENGLISH) == "craft"


def test_a_date_behind_a_goal_is_its_date():
    before = source()
    assert said_at(before.tree, ("goals", 0), ENGLISH) == "Run the review"
    assert said_at(before.tree, ("goals", 0, "by"), ENGLISH) == "2027-06-30"
    told = fill(before, ("goals", 0, "success"), "it is signed", ENGLISH)
    again = fill(told, ("goals", 0), "Sign it by 2027-07-31", ENGLISH)
    assert again.text.count("\n    ") == 2
    assert said_at(again.tree, ("goals", 0, "by"), ENGLISH) == "2027-07-31"
    assert said_at(again.tree, ("goals", 0, "success"), ENGLISH) == "it is signed"


@pytest.mark.parametrize("text", ["<…>", "", "~"])
def test_what_only_holds_a_place_says_nothing(text):
    before = source(BEGUN.replace("<…>", text))
    assert said_at(before.tree, ("manager", "name"), ENGLISH) == ""
    after = fill(before, ("manager", "call"), "Grace", ENGLISH)
    assert said_at(after.tree, ("manager", "call"), ENGLISH) == "Grace"


def test_a_blank_form_is_filled_where_it_is():
    after = fill(source(BEGUN + "asks:\n  - what: <…>\n    by:\n"), ("asks", 0), "x", ENGLISH)
    assert after.text.endswith('asks:\n  - what: "x"\n    by:\n')


def test_every_question_has_a_place_once_there_are_entries():
    text = (
        BEGUN + "skills: {current: [a], future: [b]}\nasks: [c]\naspirations: {directions: [d]}\n"
    )
    places = find_places(STEPS, source(text), ENGLISH)
    assert {place.question.text for place in places} == {one.text for one in every_question(STEPS)}
