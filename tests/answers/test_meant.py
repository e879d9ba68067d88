"""A key in the wrong place or under another name: the right place, the right name."""

import pytest

from agenda.answers.meant import MOST_ASKED, UNASKED, parts_in_doubt
from agenda.answers.shape import homes, keys_at
from agenda.source.problems import Problem, Severity
from career import SHAPES, keys_of, problem_of, problems_of
from draws import grid

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
    "held: 2027-01-31": "held belongs under last_checkins: or under record:",
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
    "horizon: 5": "write horizon_years: instead; it belongs under aspirations:",
    "energized_by: [x]": "write energised_by: instead; it belongs under aspirations:",
    "Long term: x": "write long_term: instead; it belongs under aspirations:",
    "Trust: low": "write trust: instead; it belongs under private:",
    "duration: 45": "write minutes: instead; it belongs under meeting:",
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
    "Goals: [x]": "goals",
    "time: x": "meeting",
    "date: x": "meeting",
    "Meeting: x": "meeting",
}


def cure(text: str) -> str:
    return next(one.help for one in problems_of(f"{text}\n") if one.rule == "unknown-key")


@grid("text", ELSEWHERE)
def test_a_key_of_another_place_is_told_where_it_belongs(text):
    assert ELSEWHERE[text] in cure(text)


@grid("text", NAMES)
def test_another_name_or_case_is_answered_with_the_field_of_that_place(text):
    assert cure(text) in {
        f"write {NAMES[text]}: instead",
        f"names are written small: {NAMES[text]}:",
    }


SMALL = ["Employee: A\nmanager: B", "employee: A\nMANAGER: B", "boss: B\nemployee: A"]


@pytest.mark.parametrize("text", SMALL)
def test_a_field_under_another_name_is_told_once(text):
    (one,) = problems_of(f"version: 1\n{text}\n", head="")
    assert one.rule == "unknown-key"


TWICE = {
    "meeting:\n  date: 3.12.2026\n  time: 14 Uhr": (
        "write one line in place of date:, time:\nstart: 3.12.2026 14 Uhr"
    ),
    "goal 1: run it\ngoal 2: read": (
        "write goals: once, and below it a line for each, beginning with - "
    ),
    "Manager: x": "manager: stands here too; put there what this says, or take one of them out",
    "private:\n  Worries: x\n  sorgen: y": "write worries: once, with all of it",
}


@pytest.mark.parametrize("text", TWICE)
def test_two_names_for_one_field_are_brought_together(text):
    assert cure(text) == TWICE[text]


PARTS = {
    "private notes: x": "write notes: instead; it belongs under private:",
    "meeting place: x": "write place: instead; it belongs under meeting:",
    "Meeting date: x": "write start: instead; it belongs under meeting:",
    "manager_email: x": "write email: instead; it belongs under manager:",
}


@pytest.mark.parametrize("text", PARTS)
def test_a_name_with_its_part_is_told_where_it_belongs(text):
    assert cure(text).startswith(PARTS[text])


def test_a_field_of_another_part_is_shown_how_to_be_written_there():
    assert cure("long_term: x") == (
        'long_term belongs under aspirations: write "aspirations:" on the line above, if it is not'
        " there yet, and begin this line with 2 spaces"
    )


FILLED = {
    "goals: [{what: x, target_date: y}]": "by",
    "goals: [{My goal: x}]": "what",
    "goals: [{goal 1: x}]": "what",
    "My values: [x]": "values",
    "Werte: [x]": "values",
    "goals: [{Ziel: x}]": "what",
    "meeting: {Ort: x}": "place",
}


@grid("text", FILLED)
def test_words_that_add_nothing_do_not_hide_the_field(text):
    assert cure(text) == f"write {FILLED[text]}: instead"


@pytest.mark.parametrize("text", ["goals:\n- My goal: run it", "goals:\n- Run it: now"])
def test_an_entry_without_its_field_is_one_mistake(text):
    assert [one.rule for one in problems_of(text + "\n")] == ["unknown-key"]


def test_a_name_with_capitals_is_told_so():
    assert cure("Goals: [x]") == "names are written small: goals:"


@pytest.mark.parametrize(
    "text", ["and that is what I mean: x", "aspirations:\n  long_term: I\n  want to lead a team: x"]
)
def test_a_key_of_many_words_is_prose(text):
    assert cure(text).startswith("if this goes on with the text above, move it to the right")


def test_what_many_places_know_is_answered_with_the_keys_of_this_one():
    assert cure("level: 3").startswith("use one of: achievements, ")


ENTRIES = {
    "values: [craft: quality]": "- name: craft\n  example: quality",
    "values:\n- craft:\n    finished the plan": "- name: craft\n  example: finished the plan",
    "values:\n- craft:\n  - the plan\n  - 2nd": "- name: craft\n  example: the plan; 2nd",
    "values:\n- craft:\n  example: x": "name: craft",
    "skills: {current: [Cooking: 3]}": "- name: Cooking\n  level: 3",
    "skills: {current: [Cooking: fed 200 people]}": "- name: Cooking\n  evidence: fed 200 people",
    "goals: ['Let me lead': x]": '- "Let me lead: x"',
    'goals:\n- The "big" one: it\'s mine': "- 'The \"big\" one: it''s mine'",
    "asks: [{Lead: a team}]": '- "Lead: a team"',
}


@grid("text", ENTRIES)
def test_an_item_with_a_colon_in_it_is_shown_as_an_entry(text):
    assert cure(text) == f"if these are your own words, write them so:\n{ENTRIES[text]}"


def test_the_homes_of_a_key_are_the_maps_of_the_model():
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for path, model in SHAPES.items():
        for key in keys_of(model):
            wanted.setdefault(key, set()).add(tuple(step for step in path if step != 0))
    assert {key: set(maps) for key, maps in homes().items()} == wanted


@grid("path", SHAPES, ids=lambda path: "/".join(map(str, path)) or "root")
def test_every_key_of_a_map_is_known_at_its_path(path):
    assert keys_at(path) == frozenset(keys_of(SHAPES[path]))


def test_a_key_of_a_private_place_is_not_repeated():
    assert "fear" not in problem_of("private: {my fear: x}\n").message


@grid(
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
    assert parts_in_doubt([Problem(rule, Severity.ERROR, "x", path=path)]) == {part}


def test_of_a_file_with_far_too_many_wrong_keys_the_first_are_asked_what_they_mean():
    keys = [*(f"goals{number}" for number in range(MOST_ASKED)), "skillz", "valuez"]
    problems = problems_of("".join(f"{key}: x\n" for key in keys))
    assert [one.help == UNASKED for one in problems] == [False] * MOST_ASKED + [True] * 2
    assert parts_in_doubt(problems) == {("goals",)}
