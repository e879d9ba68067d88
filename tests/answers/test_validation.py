"""Every fault a file can have: its words, its place, and what was meant instead."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from agenda.answers import Answers, validate
from agenda.answers.wordings import WORDINGS
from agenda.source.nodes import plain
from agenda.source.problems import Severity
from career import (
    ENGLISH,
    GERMAN,
    HEAD,
    SHAPES,
    answers_of,
    file_with,
    keys_of,
    marked,
    problem_of,
    problems_of,
    tree_of,
)
from draws import grid

# pydantic's type: (the file, our rule, what is marked, the message, a part of the cure)
FAULTS = {
    "missing": (
        "values: [{meaning: x}]",
        ("missing", "meaning", "'name' is missing", "write name:"),
    ),
    "extra_forbidden": (
        "valeus: [x]",
        ("unknown-key", "valeus", "there is no key 'valeus' here", "write values: instead"),
    ),
    "literal_error": (
        "paper: A5",
        ("choice", "A5", "'A5' is not one of the choices", "choose one of: a4, letter"),
    ),
    "string_type": (
        "meeting: {place: [Room 4]}",
        ("type", "[Room 4]", "a list stands where a text is wanted", "put it in quotes"),
    ),
    "tuple_type": (
        "values: craft",
        ("type", "craft", "'craft' stands where a list is wanted", "beginning with -"),
    ),
    "model_type": (
        "skills: craft",
        ("type", "craft", "'craft' stands where names with colons are wanted", "of these"),
    ),
    "dict_type": (
        "values: [{name: x, private: [y]}]",
        ("type", "[y]", "a list stands where names with colons are wanted", "a colon"),
    ),
    "int_type": (
        "meeting: {minutes: {a: b}}",
        (
            "type",
            "{a: b}",
            "a name with a colon stands where a whole number is wanted",
            "in digits",
        ),
    ),
    "int_parsing": (
        "meeting: {minutes: 45.5}",
        ("type", "45.5", "'45.5' stands where a whole number is wanted", "in digits"),
    ),
    "int_parsing_size": (
        "meeting: {minutes: " + "9" * 5000 + "}",
        ("type", "9" * 5000, f"'{'9' * 60}…' stands where a whole number is wanted", "in digits"),
    ),
    "date_type": (
        "goals: [{what: x, by: [2027-04-30]}]",
        ("type", "[2027-04-30]", "a list stands where a date is wanted", "2027-01-13"),
    ),
    "greater_than_equal": (
        "meeting: {minutes: 9}",
        ("range", "9", "'9' is out of range", "write at least 10"),
    ),
    "less_than_equal": (
        "meeting: {minutes: 481}",
        ("range", "481", "'481' is out of range", "write at most 480"),
    ),
    "too_long": (
        "manager_prepare: [a, b, c, d]",
        ("too-many", "[a, b, c, d]", "4 stand here, and 3 are the most", "matter most"),
    ),
}


# --- words -----------------------------------------------------------------


def test_every_wording_has_a_file_that_needs_it():
    assert set(FAULTS) == set(WORDINGS)


@grid("kind", FAULTS)
def test_a_fault_is_told_in_our_words_and_in_its_place(kind):
    text, (rule, place, message, cure) = FAULTS[kind]
    problem = problem_of(text + "\n")
    assert (problem.rule, problem.severity, problem.message) == (rule, Severity.ERROR, message)
    assert cure in problem.help
    assert marked(text + "\n") == [(rule, place)]


@grid("kind", FAULTS)
def test_the_file_has_the_fault_that_it_stands_for(kind):
    with pytest.raises(ValidationError) as raised:
        Answers.model_validate(plain(tree_of(FAULTS[kind][0])), context=ENGLISH)
    assert [fault["type"] for fault in raised.value.errors()] == [kind]


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: "/".join(map(str, path)) or "root")
@pytest.mark.parametrize(
    "value", ["just words", ["x", "y"], {"a": "b"}], ids=["text", "list", "map"]
)
def test_no_fault_anywhere_is_told_in_the_words_of_a_library(path, value):
    ours = {"type", "choice", "date", "email", "id", "language", "level", "theme", "timezone",
            "unknown-key", "unknown-owner", "version", "missing"}  # fmt: skip
    for key in keys_of(SHAPES[path]):
        for problem in problems_of(file_with(path, **{key: value}), head=""):
            assert problem.rule in ours
            assert not {"Input", "should", "valid", "pydantic"} & set(problem.message.split())
            assert problem.help


@grid("text", ["{help}", "{said} {0}", "%s %(x)s", "{{ y }}", "{", "}"])
def test_what_was_written_is_repeated_literally(text):
    assert problem_of(f"goals: [{{what: x, by: '{text}'}}]\n").message == f"'{text}' is not a date"


def test_a_long_value_is_repeated_in_part():
    assert len(problem_of(f"paper: {'x' * 5000}\n").message) < 100


# --- did you mean ----------------------------------------------------------


@grid(
    ("text", "meant"),
    [
        ("emploee: x", "employee"),
        ("meeting: {plaace: x}", "place"),
        ("skills: {curent: [x]}", "current"),
        ("skills: {future: [{name: x, tagret: 3}]}", "target"),
        ("skills: {future: [{name: x, build_by: [{what: x, hwo: work}]}]}", "how"),
        ("private: {wories: x}", "worries"),
        ("record: {sharing: {witth: [x]}}", "with"),
        ("record: {actions: [{what: x, ownr: x}]}", "owner"),
        ("aspirations: {directions: [{role: x, seting: x}]}", "setting"),
    ],
)
def test_a_mistyped_key_is_proposed_right_at_every_depth(text, meant):
    told = problem_of(text + "\n").help
    assert told.startswith((f"write {meant}: instead", f"{meant}: stands here too"))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: "/".join(map(str, path)) or "root")
def test_every_key_is_proposed_when_its_first_letter_stands_twice(path):
    for key in keys_of(SHAPES[path]):
        typed = key[0] + key
        fault = problem_of(file_with(path, **{typed: "x"}), head="")
        assert (fault.rule, fault.path) == ("unknown-key", (*path, typed))
        assert fault.help.startswith((f"write {key}: i", f"{key}: stands here too"))


def test_a_key_like_no_other_gets_the_list_of_its_own_map():
    assert problem_of("meeting: {zzz: x}\n").help == (
        "use one of: cadence_months, kind, minutes, place, private, start, timezone;"
        " agenda fields meeting explains them"
    )


@pytest.mark.parametrize("key", ["with_", "model_fields", "Values", "__class__"])
def test_a_name_from_the_code_is_no_key(key):
    assert [problem.rule for problem in problems_of(f"record: {{sharing: {{{key}: [x]}}}}\n")] == [
        "unknown-key"
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("aspirations: {clarity: clearr}", "clear"),
        ("skills: {future: [{name: x, build_by: [{what: x, how: peple}]}]}", "people"),
        ("private: {trust: medum}", "medium"),
        ("formality: Formal", "formal"),
    ],
)
def test_a_mistyped_choice_is_proposed_right_and_the_choices_are_listed(text, meant):
    assert problem_of(text + "\n").help.startswith(f"did you mean {meant}? choose one of: ")


# --- a value of the wrong shape ----------------------------------------------

SHAPED = {
    "values: craft": "write it as [craft], or one line for each, beginning with -",
    "values: craft, autonomy": "write it as [craft, autonomy], or one line",
    "skills: {current: 'incident response, SQL'}": "write it as [incident response, SQL]",
    "asks: Let me lead, Let me learn": "[Let me lead, Let me learn]",
    "record: {attendees: Ada Park & Bo O'Neill}": "[Ada Park & Bo O'Neill]",
    "aspirations: {energised_by: 'über, naïve'}": "[über, naïve]",
    "questions: Why?": "write one line for each, beginning with -",
    "questions: 'a: b, c'": "write one line for each, beginning with -",
    "values: 'a, , b'": "write one line for each, beginning with -",
    "private: {other_people: 'Tom, Ann'}": "write one line for each, beginning with -",
    "values: {name: craft}": "also where it is the only one:\n- name: craft",
    "goals: {what: x, by: 2027-01-31}": "the first line with - , also where it is the only one:"
    "\n- what: x\n  by: 2027-01-31",
    "goals: {goal 1: Run it, goal 2: Read}": "beginning with -:\n- what: Run it\n- what: Read",
    "skills: {current: {incident response: strong}}": "-:\n- name: incident response",
    "questions: {first: Why}": 'beginning with -:\n- "first: Why"',
    "goals: {big: [x]}": 'beginning with -:\n- "big: x"',
    "private: {other_people: {one: Tom}}": "write one line for each, beginning with - ",
    "values:\n  craft\n  autonomy": "begin each of these lines with - and a space; only the first",
    "record: {decisions: 'A day a week elsewhere, until June'}": "on a line that begins with -:"
    "\n- A day a week elsewhere, until June",
    "asks: Let me lead the team this year": "write it as [Let me lead the team this year]",
    "record: {summary: {alignment: [a, b]}}": "write one text, or | and its lines below",
    "aspirations: {long_term: [a, b]}": "write one text, or | and its lines below",
    "private: {worries: [a]}": "write one text, or | and its lines below",
    "aspirations: {long_term: {Lead: a team}}": 'write "Lead: a team"',
    "questions: [{Why: so}]": 'write "Why: so"',
    "questions: [{Why: so, How: so}]": "or holds a colon with a space behind it",
    "private: {worries: {Tom: gone}}": "or holds a colon with a space behind it",
    "skills: [x, y]": "on the line above: current:, future:, scale:",
    "meeting: [2026-12-03]": "of these: cadence_months, kind, minutes",
    "record: x": "of these: acknowledged, actions",
}


@grid("text", SHAPED)
def test_a_value_of_the_wrong_shape_is_shown_the_right_one(text):
    assert SHAPED[text] in problem_of(f"{text}\n").help


def test_a_version_that_is_missing_is_shown_whole():
    (one,) = problems_of("employee: A\nmanager: B\n", head="")
    assert one.help == "write version: 1"


STUCK = {
    "goals: ['what:Run it']": "what:",
    "values: ['name:craft', x]": "name:",
    "meeting: start:2026-12-03": "start:",
    "values: ['name:\u00a0craft']": "name:",
}


@pytest.mark.parametrize("text", STUCK)
def test_a_field_without_a_space_behind_its_colon_is_told(text):
    one = problem_of(f"{text}\n")
    assert (one.rule, one.message) == ("yaml", "a space is missing behind the colon")
    assert one.help == f"write {STUCK[text]} …"


@pytest.mark.parametrize("text", ["values: ['re:invent']", "goals: ['Ask: why']", "asks: ['x:y']"])
def test_a_colon_in_a_text_is_let_be(text):
    assert problems_of(f"{text}\n") == ()


def test_lines_that_should_be_merged_in_are_to_be_written_out():
    one = problem_of("goals: [&g {what: x}, {<<: *g, what: y}]\n")
    assert (one.rule, one.message[-2:]) == ("yaml", "<<")


@grid(
    ("text", "help"),
    [
        ("goals: [{what: x, by: 15/6/2027}]", "did you mean 2027-06-15?"),
        ("goals: [{what: x, by: 3/12/2026}]", "did you mean 2026-12-03 or 2026-03-12?"),
        ("record: {held: 'June 15, 2027'}", "did you mean 2027-06-15?"),
        ("achievements: [{what: x, when: 15.06.2027}]", "did you mean 2027-06-15?"),
        ("employee: {name: A, in_role_since: 2020/01/31}", "did you mean 2020-01-31?"),
        ("meeting: 3/12/2026 2pm", "did you mean 2026-12-03 14:00 or 2026-03-12 14:00?"),
        ("meeting: {start: 2026-12-03 14h30}", "did you mean 2026-12-03 14:30?"),
        ("meeting: {start: 2pm}", "write the date before it: year-month-day 14:00"),
    ],
)
def test_a_date_of_another_shape_is_offered_as_it_should_be(text, help):
    head = "version: 1\nmanager: B\n" if text.startswith("employee") else HEAD
    assert problem_of(f"{text}\n", head=head).help == help


# --- places ----------------------------------------------------------------


@grid(
    ("item", "place"),
    [
        ("Talk by 2027-02-30", "2027-02-30"),
        ("Talk by 2027-02-30.", "2027-02-30"),
        ("After 2027-02-30 talk by 2027-02-30", "2027-02-30"),
        ("'Talk by 2027-02-30'", "'Talk by 2027-02-30'"),
        ('"Talk by 2027-02-30"', '"Talk by 2027-02-30"'),
        ("{what: Talk, by: 2027-02-30}", "2027-02-30"),
        ("{what: Talk, by: '2027-02-30'}", "'2027-02-30'"),
    ],
)
def test_a_wrong_date_is_marked_alone_where_the_text_reads_as_it_is_written(item, place):
    assert marked(f"goals:\n  - {item}\n") == [("date", place)]


def test_the_last_of_two_equal_dates_is_the_wrong_one():
    text = "After 2027-02-30 talk by 2027-02-30"
    span = problem_of(f"goals:\n  - {text}\n").span
    assert span.end == len(HEAD + "goals:\n  - " + text)


def test_a_wrong_date_in_a_text_of_two_lines_is_marked_with_the_text():
    text = "Give the talk\n    by 2027-02-30"
    assert marked(f"goals:\n  - {text}\n") == [("date", text)]


def test_a_wrong_date_in_a_folded_text_is_marked_with_the_text():
    assert marked("goals:\n  - >-\n    Give the talk\n    by 2027-02-30\n") == [
        ("date", ">-\n    Give the talk\n    by 2027-02-30\n")
    ]


def test_a_wrong_german_date_is_marked_too():
    assert marked("goals:\n  - Vortrag bis zum 2027-02-30\n", GERMAN) == [("date", "2027-02-30")]


ITEMS = {
    "": None,
    "~": None,
    "''": None,
    "[]": None,
    "{what: }": None,
    "Give a talk": None,
    "Give a talk by 2027-04-30": None,
    "{what: x, by: 2027-02-30}": "2027-02-30",
    "Give a talk by 2027-02-31": "2027-02-31",
    "{what: x, by: soon}": "soon",
    "{what: x, by: [y]}": "[y]",
    "{what: x, byy: z}": "byy",
    "[z]": "[z]",
}


@given(st.lists(st.sampled_from(sorted(ITEMS)), min_size=1), st.sampled_from(["goals", "asks"]))
def test_blank_items_do_not_move_the_place_of_a_fault(items, key):
    text = f"{key}:\n" + "".join(f"  - {item}\n" for item in items)
    wrong = [(place, ITEMS[item]) for place, item in enumerate(items) if ITEMS[item]]
    found = problems_of(text)
    assert [problem.path[:2] for problem in found] == [(key, place) for place, _ in wrong]
    assert [place for _, place in marked(text)] == [place for _, place in wrong]


def test_a_fault_behind_blank_items_at_two_depths_keeps_its_place():
    text = "skills:\n  future:\n  -\n  - name: x\n    build_by: ['', {what: y, how: z}]\n"
    assert problem_of(text).path == ("skills", "future", 1, "build_by", 1, "how")
    assert marked(text) == [("choice", "z")]


def test_a_missing_key_is_marked_at_the_first_key_of_its_map():
    assert marked("skills:\n  current:\n  - level: 3\n    evidence: x\n") == [("missing", "level")]


def test_a_person_missing_from_the_file_is_marked_at_its_first_key():
    assert marked("version: 1\nmanager: Grace Osei\n", head="") == [("missing", "version")]


@pytest.mark.parametrize("blank", ["", " ~", " ''", " {}", " {name: }"])
def test_a_key_without_its_value_is_marked_itself(blank):
    text = f"version: 1\nemployee:{blank}\nmanager: Grace Osei\n"
    key = "name" if "name" in blank else "employee"
    assert marked(text, head="") == [("missing", key)]
    assert problem_of(text, head="").message == f"'{key}' is missing"


def test_a_fault_in_an_alias_is_marked_where_the_text_stands():
    text = "values: [&a {name: x, nme: y}]\nachievements: [{what: x}, *a]\n"
    assert marked(text) == [
        ("unknown-key", "name"),
        ("unknown-key", "nme"),
        ("unknown-key", "nme"),
    ]


# --- all of them at once ---------------------------------------------------

BROKEN = {
    "values: craft": [("type", "craft")],
    "skills: {current: [{name: x, level: 9}]}": [("level", "9")],
    "goals: [{by: 2027-02-30}, Talk by 2027-02-31]": [
        ("missing", "by"), ("date", "2027-02-30"), ("date", "2027-02-31"),
    ],
    "asks: [{what: x, id: a}, {what: y, id: a}, {what: z, kind: lunch}]": [
        ("duplicate-id", "a"), ("choice", "lunch"),
    ],
    "meeting: {start: 2026-12-03 25:00, minutes: 5, plce: x}": [
        ("date", "25:00"), ("range", "5"), ("unknown-key", "plce"),
    ],
    "since_last_time: [{what: x, status: dropped, owner: Bo}]": [
        ("dropped-without-reason", "dropped"), ("unknown-owner", "Bo"),
    ],
    "private: {trust: none, worries: [x]}": [("choice", "none"), ("type", "[x]")],
    "record: {held: x, agreed_levels: [{skill: x, level: 7}]}": [("date", "x"), ("level", "7")],
    "them: classic": [("unknown-key", "them")],
    "questions: [What?]": [],
}  # fmt: skip


@given(st.lists(st.sampled_from(sorted(BROKEN)), unique=True))
def test_no_fault_hides_another_and_they_come_in_the_order_of_the_file(lines):
    text = "".join(f"{line}\n" for line in lines)
    assert marked(text) == list(chain.from_iterable(BROKEN[line] for line in lines))


def test_an_entry_that_lacks_its_name_has_its_levels_checked_too():
    assert marked("skills: {current: [{level: 9}]}\n") == [("missing", "level"), ("level", "9")]


def test_a_broken_scale_makes_no_level_wrong():
    text = "skills: {scale: [novice, novice], current: [{name: x, level: novice}]}\n"
    assert marked(text) == [("scale", "[novice, novice]")]


def test_a_broken_name_in_a_scale_makes_no_level_wrong():
    text = "skills: {scale: [a, [b], c], current: [{name: x, level: 3}]}\n"
    assert marked(text) == [("type", "[b]")]


def test_answers_with_an_error_are_none_and_those_with_a_warning_are_not():
    assert validate(tree_of("paper: A5\n"), ENGLISH).answers is None
    assert answers_of("since_last_time: [{what: x, owner: Bo}]\n").since_last_time


SECRET = "Grace is leaving"


@pytest.mark.parametrize(
    "text",
    [
        f"private: {SECRET}\n",
        f"private: {{trust: {SECRET}}}\n",
        f"private: {{worries: x, {SECRET}}}\n",
        f"private: {{other_people: {SECRET}}}\n",
        f"goals: [{{what: x, private: {{a: [{SECRET}]}}}}]\n",
    ],
)
def test_no_message_repeats_what_is_private(text):
    private = [one for one in problems_of(text) if "private" in one.path]
    assert private
    assert not [one for one in private if SECRET in one.message + one.help]


@pytest.mark.parametrize(
    "text",
    [
        "meeting: “2026-12-03 14:00”",
        "meeting: {start: «2026-12-03»}",
        "meeting: {timezone: “Europe/Berlin”}",
        "meeting: {kind: ‘first’}",
        "meeting: {minutes: “45”}",
        "goals: [{what: x, by: „2027-01-31“}]",
    ],
)
def test_quotation_marks_of_print_around_a_value_are_the_fault(text):
    assert problem_of(f"{text}\n").help == "leave the curly quotation marks out"
