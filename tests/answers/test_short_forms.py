"""A text may stand for a map, and what is left blank was not written."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from career import ENGLISH, GERMAN, SHAPES, answers_of, file_with, keys_of, problem_of, smallest
from draws import grid

SHORT = {path: model for path, model in SHAPES.items() if model.short}
DATED = {path: model for path, model in SHORT.items() if model.dated}
SHORT_FORMS = {
    "Person": "name",
    "Meeting": "start",
    "Aspirations": "long_term",
    "Direction": "role",
    "Value": "name",
    "Achievement": "what",
    "CurrentSkill": "name",
    "FutureSkill": "name",
    "Building": "what",
    "Milestone": "what",
    "Goal": "what",
    "Ask": "what",
    "Action": "what",
    "Decision": "what",
    "Remark": "what",
}
BLANKS = ["", "  ", None, [], {}]
WORDS = ("craft", "autonomy")


def at(answers, path):
    for step in path:
        answers = answers[step] if isinstance(step, int) else getattr(answers, step)
    return answers


def with_short(path, text):
    """Return a file in which the text stands for the map at the path."""
    *above, last = path if isinstance(path[-1], str) else path[:-1]
    return file_with(tuple(above), **{last: text if path[-1] == last else [text]})


def test_the_short_forms_are_those_that_content_marks():
    assert {model.__name__: model.short for model in SHORT.values()} == SHORT_FORMS


@grid("path", SHORT, ids=str)
def test_a_text_stands_for_its_map(path):
    text = "2026-12-03" if path == ("meeting",) else "just words"
    short = answers_of(with_short(path, text), head="")
    long = answers_of(file_with(path, **{SHORT[path].short: text}), head="")
    assert short == long


def test_what_can_be_dated_in_its_short_form_are_goals_milestones_asks_and_actions():
    assert {model.__name__: model.dated for model in DATED.values()} == {
        "Goal": "by",
        "Milestone": "by",
        "Ask": "by",
        "Action": "due",
    }


@grid("path", DATED, ids=str)
@grid(
    ("words", "text"),
    [(ENGLISH, "Give the talk by 2027-04-30"), (GERMAN, "Give the talk bis zum 2027-04-30")],
)
def test_a_short_form_that_ends_in_a_date_says_it_once(path, words, text):
    entry = at(answers_of(with_short(path, text), words, head=""), path)
    assert (entry.what, getattr(entry, DATED[path].dated)) == ("Give the talk", date(2027, 4, 30))


def test_a_date_belongs_to_the_short_form_alone():
    (goal,) = answers_of("goals: [{what: Give the talk by 2027-04-30}]\n").goals
    assert (goal.what, goal.by) == ("Give the talk by 2027-04-30", None)


def test_a_value_that_ends_in_a_date_keeps_it():
    (value,) = answers_of("values: [Done by 2027-04-30]\n").values
    assert value.name == "Done by 2027-04-30"


def test_an_english_word_before_a_date_means_nothing_in_a_german_file():
    (goal,) = answers_of("goals: [Give the talk by 2027-04-30]\n", GERMAN).goals
    assert goal.by is None


@grid("blank", BLANKS)
@grid("path", SHAPES, ids=lambda path: "/".join(map(str, path)) or "root")
def test_what_is_left_blank_was_not_written(path, blank):
    model = SHAPES[path]
    said = {} if not path else {"notes": "x"} if path == ("private",) else {"private": "x"}
    optional = {key: blank for key in keys_of(model) if key not in {*smallest(model), *said}}
    with_blanks = answers_of(file_with(path, **said, **optional), head="")
    assert with_blanks == answers_of(file_with(path, **said), head="")


@grid("path", SHAPES, ids=lambda path: "/".join(map(str, path)) or "root")
def test_a_blank_that_must_be_filled_is_missing_in_its_own_place(path):
    beside = {"private": "x"} if path else {}
    for key in smallest(SHAPES[path]):
        fault = problem_of(file_with(path, **beside, **{key: None}), head="")
        assert (fault.rule, fault.path) == ("missing", (*path, key))


@given(st.lists(st.sampled_from([*WORDS, *BLANKS, [""], {"name": None}])))
def test_blank_items_of_a_list_are_left_out(items):
    answers = answers_of(f"values: {json.dumps(items)}\n")
    assert [value.name for value in answers.values] == [item for item in items if item in WORDS]


def test_a_null_in_quotes_is_a_text():
    (value,) = answers_of("values: ['~']\n").values
    assert value.name == "~"


def test_a_map_where_a_short_form_is_possible_still_refuses_a_list():
    assert problem_of("meeting: [2026-12-03]\n").rule == "type"
