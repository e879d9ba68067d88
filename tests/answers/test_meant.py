"""A key in the wrong place or under another name: the right place, the right name."""

import pytest

from agenda.answers.meant import part_in_doubt
from agenda.answers.shape import homes, keys_at
from agenda.source.problems import Problem, Severity
from career import SHAPES, keys_of, problem_of, problems_of

ELSEWHERE = {
    "long_term: x": "long_term belongs under aspirations:",
    "horizon_years: 5": "horizon_years belongs under aspirations:",
    "energised_by: [x]": "energised_by belongs under aspirations:",
    "directions: [x]": "directions belongs under aspirations:",
    "clarity: clear": "clarity belongs under aspirations:",
    "trust: low": "trust belongs under private:",
    "worries: x": "worries belongs under private:",
    "opening: x": "opening belongs under private:",
    "other_people: [x]": "other_people belongs under private:",
    "by: 2027-01-31": "by belongs under goals: or under asks:",
    "place: x": "place belongs under meeting:",
    "minutes: 45": "minutes belongs under meeting:",
    "timezone: Europe/Berlin": "timezone belongs under meeting:",
    "cadence_months: 6": "cadence_months belongs under meeting:",
    "current: [x]": "current belongs under skills:",
    "scale: [x, y]": "scale belongs under skills:",
    "actions: [x]": "actions belongs under record:",
    "decisions: [x]": "decisions belongs under record:",
    "next_check_in: 2027-01-31": "next_check_in belongs under record:",
    "held: 2027-01-31": "held belongs under record:",
    "owner: x": "owner belongs under since_last_time: or under record: actions:",
    "email: a@example.org": "email belongs under employee: or under manager:",
    "keep_until: 2027-01-31": "keep_until belongs under record: sharing:",
    "notes: x": "notes belongs under private: or under record:",
    "aspirations: {goals: [x]}": "goals belongs at the margin",
    "aspirations: {values: [x]}": "values belongs at the margin",
    "record: {employee: x}": "employee belongs at the margin",
    "skills: {goals: [x]}": "goals belongs at the margin",
    "meeting: {language: de}": "language belongs at the margin",
    "goals: [{what: x, helps_team: y}]": "helps_team belongs under asks:",
    "goals: [{what: x, trade_off: y}]": "trade_off belongs under asks:",
    "asks: [{what: x, first_step: y}]": "first_step belongs under goals:",
    "asks: [{what: x, build_by: [y]}]": "build_by belongs under skills: future:",
    "skills: {future: [{name: x, expected: 3}]}": "expected belongs under skills: current:",
    "skills: {current: [{name: x, target: 3}]}": "target belongs under skills: future:",
    "horizon: 5": "did you mean horizon_years? it belongs under aspirations:",
    "energized_by: [x]": "did you mean energised_by? it belongs under aspirations:",
    "Long term: x": "did you mean long_term? it belongs under aspirations:",
    "Trust: low": "did you mean trust? it belongs under private:",
    "duration: 45": "did you mean minutes? it belongs under meeting:",
}

NAMES = {
    "goals: [{title: x}]": "what",
    "goals: [{name: x}]": "what",
    "goals: [{Name: x}]": "what",
    "goals: [{goal: x}]": "what",
    "goals: [{what: x, when: y}]": "by",
    "goals: [{what: x, deadline: y}]": "by",
    "goals: [{what: x, due: y}]": "by",
    "goals: [{what: x, date: y}]": "by",
    "goals: [{what: x, until: y}]": "by",
    "goals: [{what: x, By: y}]": "by",
    "goals: [{what: x, skills: y}]": "skill",
    "goals: [{what: x, 'first step': y}]": "first_step",
    "goals: [{what: x, measure: y}]": "success",
    "asks: [{title: x}]": "what",
    "asks: [{what: x, due: y}]": "by",
    "asks: [{what: x, benefit: y}]": "helps_team",
    "values: [{title: x}]": "name",
    "values: [{value: x}]": "name",
    "values: [{Name: x}]": "name",
    "skills: {current: [{title: x}]}": "name",
    "skills: {current: [{name: x, rating: 3}]}": "level",
    "meeting: {time: x}": "start",
    "meeting: {date: x}": "start",
    "meeting: {when: x}": "start",
    "meeting: {Start: x}": "start",
    "meeting: {duration: 45}": "minutes",
    "meeting: {where: x}": "place",
    "meeting: {room: x}": "place",
    "meeting: {location: x}": "place",
    "meeting: {zone: x}": "timezone",
    "achievements: [{title: x}]": "what",
    "achievements: [{what: x, date: y}]": "when",
    "achievements: [{what: x, by: y}]": "when",
    "record: {actions: [{title: x}]}": "what",
    "record: {actions: [{what: x, by: y}]}": "due",
    "record: {actions: [{what: x, deadline: y}]}": "due",
    "record: {actions: [{what: x, who: y}]}": "owner",
    "record: {date: x}": "held",
    "record: {next_meeting: x}": "next_check_in",
    "record: {participants: [x]}": "attendees",
    "record: {agreed_levels: [{name: x}]}": "skill",
    "aspirations: {vision: x}": "long_term",
    "aspirations: {horizon: 5}": "horizon_years",
    "Manager: x": "manager",
    "MANAGER: x": "manager",
    "boss: x": "manager",
    "Goals: [x]": "goals",
    "time: x": "meeting",
    "date: x": "meeting",
    "Meeting: x": "meeting",
    "name: x": "employee",
}


def cure(text: str) -> str:
    return next(one.help for one in problems_of(f"{text}\n") if one.rule == "unknown-key")


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_key_of_another_place_is_told_where_it_belongs(text):
    assert ELSEWHERE[text] in cure(text)


@pytest.mark.parametrize("text", NAMES)
def test_another_name_or_case_is_answered_with_the_field_of_that_place(text):
    assert cure(text) in {
        f"did you mean {NAMES[text]}?",
        f"names are written small: {NAMES[text]}:",
    }


SMALL = ["Employee: A\nmanager: B", "employee: A\nMANAGER: B", "boss: B\nemployee: A"]


@pytest.mark.parametrize("text", SMALL)
def test_a_field_under_another_name_is_told_once(text):
    (one,) = problems_of(f"version: 1\n{text}\n", head="")
    assert one.rule == "unknown-key"


def test_a_name_with_capitals_is_told_so():
    assert cure("Goals: [x]") == "names are written small: goals:"


@pytest.mark.parametrize(
    "text", ["and that is what I mean: x", "aspirations:\n  long_term: I\n  want to lead a team: x"]
)
def test_a_key_of_many_words_is_prose(text):
    assert cure(text).startswith("if this goes on with the text above, move it to the right")


def test_what_many_places_know_is_answered_with_the_keys_of_this_one():
    assert cure("level: 3").startswith("use one of: achievements, ")


@pytest.mark.parametrize(
    "text", ["values: [craft: quality]", "goals: ['Let me lead': x]", "asks: [{Lead: a team}]"]
)
def test_an_item_with_a_colon_in_it_is_to_be_put_in_quotes(text):
    assert cure(text).startswith("put the whole text in quotes if the colon is a part of it")


def test_the_homes_of_a_key_are_the_maps_of_the_model():
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for path, model in SHAPES.items():
        for key in keys_of(model):
            wanted.setdefault(key, set()).add(tuple(step for step in path if step != 0))
    assert {key: set(maps) for key, maps in homes().items()} == wanted


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: "/".join(map(str, path)) or "root")
def test_every_key_of_a_map_is_known_at_its_path(path):
    assert keys_at(path) == frozenset(keys_of(SHAPES[path]))


def test_a_key_of_a_private_place_is_not_repeated():
    assert "fear" not in problem_of("private: {my fear: x}\n").message


@pytest.mark.parametrize(
    ("rule", "path", "part"),
    [
        ("date", ("meeting", "start"), ("meeting", "start")),
        ("type", ("values",), ("values",)),
        ("date", ("goals", 1, "by"), ("goals", 1)),
        ("date", ("record", "actions", 2, "due"), ("record", "actions", 2)),
        ("unknown-key", ("aspirations", "horizn"), ("aspirations",)),
        ("unknown-key", ("meating",), ("meeting",)),
        ("unknown-key", ("boss",), ("manager",)),
        ("unknown-key", ("long_term",), ("aspirations",)),
        ("unknown-key", ("goals", 0, "title"), ("goals", 0)),
        ("unknown-key", ("zzzz",), ("zzzz",)),
        ("missing", (), ()),
    ],
)
def test_the_part_in_doubt_is_what_the_error_may_have_said(rule, path, part):
    assert part_in_doubt(Problem(rule, Severity.ERROR, "x", path=path)) == part
