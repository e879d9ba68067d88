"""The form: every field once, in the order of the exercise, and private ones only where shown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

import everywhere
from agenda.answers import seen_by
from agenda.answers.audience import Audience, is_private
from agenda.answers.exercise import EXERCISE, PEOPLE
from agenda.answers.reading import read
from agenda.answers.reference import every_field, reference
from agenda.door.form import known, make_form, placed
from agenda.door.parts import Part, Section
from agenda.resources import Resources
from agenda.source.problems import hint

RESOURCES = Resources()
HEAD = "version: 1\nemployee: Ada Park\nmanager: Grace Osei\n"


def sections(text: str, *, shown: bool = True) -> list[Section]:
    tree = read(text.encode()).tree
    part = tree if shown else seen_by(tree, Audience.MANAGER)
    words = RESOURCES.help("en", None)
    return make_form(part, RESOURCES.reading(tree), words, shown=shown)


def parts(found: Iterable[Section | Part]) -> Iterator[Part]:
    for one in found:
        if isinstance(one, Part):
            yield one
        yield from parts(one.parts)
        yield from parts(getattr(one, "rest", ()))


def part(text: str, name: str) -> Part:
    return next(one for one in parts(sections(text)) if one.name == name)


@pytest.fixture(scope="module")
def full() -> str:
    return json.dumps(everywhere.answers(lambda path: f"text {path[-1]}"))


def test_the_steps_of_the_exercise_come_first(full):
    names = [one.name for one in sections(full)]
    assert names == [*(step.name for step in (PEOPLE, *EXERCISE)), "more", "private", "record"]


def test_both_addresses_are_asked_for_beside_the_names_and_nowhere_else():
    found = {section.name: {one.path for one in parts([section])} for section in sections(HEAD)}
    addresses = {("employee", "email"), ("manager", "email")}
    assert [name for name, paths in found.items() if addresses & paths] == [PEOPLE.name]
    assert addresses <= found[PEOPLE.name]


def test_who_begins_is_asked_for_nothing_of_the_talk_before():
    offered = {one.path[0] for one in parts(sections(HEAD, shown=False)) if one.path}
    assert not offered & {"since_last_time", "last_checkins", "last_feedback"}
    assert "manager_prepare" in offered
    carried = HEAD + "since_last_time: [Write the guide]\n"
    assert "since_last_time" in {one.path[0] for one in parts(sections(carried))}


def test_moments_are_thought_of_and_what_is_private_is_not_hinted_at():
    names = [one.name for one in sections(HEAD, shown=False)]
    assert "moments" in names
    assert "trust" not in names


def test_an_entry_with_a_box_for_each_field_is_not_said_to_end_in_a_date():
    assert part(HEAD + "goals: [Run the review]\n", "goals/0/what").help == ""


def test_every_field_has_a_place_and_none_has_two(full):
    found = list(parts(sections(full)))
    keys = {tuple(step for step in one.path if isinstance(step, str)) for one in found}
    every = {field.path for field in every_field(reference())}
    # What was named by a question stands with it, and not once more within its map.
    maps = {("version",), ("employee",), ("manager",), ("meeting",), ("aspirations",), ("skills",),
            ("private",), ("record",)}  # fmt: skip
    assert every - keys - maps == set()
    assert [name for name, times in Counter(one.name for one in found).items() if times > 1] == []


def test_where_notes_are_hidden_there_is_no_private_field(full):
    assert [one.name for one in parts(sections(full, shown=False)) if is_private(one.path)] == []


def test_every_place_of_the_form_may_be_written_and_no_other(full):
    assert [one.name for one in parts(sections(full)) if not known(one.path)] == []
    assert known(("goals", 0, "private", "any name"))
    assert not known(("goals", 0, "nothing"))
    assert not known(("private", "nothing"))
    assert not known(())


def test_short_forms_are_shown_as_what_they_stand_for():
    goals = HEAD + "goals: [Run it by 2027-06-30]\nmeeting: 2026-12-03 14:00\n"
    assert part(goals, "goals/0/what").value == "Run it"
    assert part(goals, "goals/0/by").value == "2027-06-30"
    assert part(goals, "meeting/start").value == "2026-12-03 14:00"


@pytest.mark.parametrize(("level", "chosen"), [("3", "3"), ("solid", "solid"), ("SOLID", "SOLID")])
def test_a_level_is_chosen_by_its_number_or_its_name(level, chosen):
    found = part(HEAD + f"skills: {{current: [{{name: x, level: {level}}}]}}\n",
                 "skills/current/0/level")  # fmt: skip
    assert (found.value, dict(found.choices)[chosen]) == (level, "3 – solid")
    assert len(found.choices) == 5


def test_what_is_none_of_the_choices_is_shown_all_the_same():
    found = part(HEAD + "asks: [{what: x, kind: favour}]\n", "asks/0/kind")
    assert ("favour", "favour") in found.choices


def test_a_gap_is_an_empty_box():
    assert part(HEAD + "values: [<…>]\n", "values/0/name").value == ""


@pytest.mark.parametrize("text", ["values: craft", "goals: {a: b}", "meeting: [a]",
                                  "values: [[a]]", "questions: [{a: b}]"])  # fmt: skip
def test_what_has_no_box_is_told(text):
    assert "odd" in {one.form for one in parts(sections(HEAD + text + "\n"))}


def test_a_problem_stands_beside_the_innermost_field_that_it_is_about():
    found = sections(HEAD + "goals: [{what: Run it}]\n")
    problems = [hint("a", "x", path=("goals", 0, "by")), hint("b", "y", path=("goals", 0, "z")),
                hint("c", "z", path=("nothing",)), hint("d", "w")]  # fmt: skip
    beside = placed(found, problems)
    assert {name: [one.rule for one in said] for name, said in beside.items()} == {
        "goals/0/by": ["a"], "goals/0": ["b"], "": ["c", "d"]
    }  # fmt: skip
