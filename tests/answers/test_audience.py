"""Who may see what: the cut, and the second wall behind it."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers import audience
from agenda.answers.audience import (
    MIN_PASSAGE,
    Audience,
    find_repeated,
    is_private,
    named,
    readers,
    seen_by,
)
from agenda.source import Scalar, read
from agenda.source.nodes import walk
from agenda.source.problems import Severity
from career import HEAD, SHAPES, file_with, fullest, keys_of, shared_of, tree_of
from draws import grid

# --- the cut ---------------------------------------------------------------

KEYS = ["private", "goals", "obstacle", "if_then", "what", "record", "Private", "private_", "x"]
TREES = st.dictionaries(
    st.sampled_from(KEYS),
    st.recursive(
        st.text(st.characters(codec="ascii", categories=["L"]), max_size=3),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
        ),
        max_leaves=25,
    ),
    min_size=1,
)


def hidden(path) -> bool:
    """Say what the rule of privacy says: below `private`, and a goal's obstacle and plan."""
    keys = [step for step in path if isinstance(step, str)]
    return "private" in keys or keys[:2] in (["goals", "obstacle"], ["goals", "if_then"])


@given(TREES)
def test_nothing_private_survives_and_everything_else_stays_in_its_order(data):
    tree = read(json.dumps(data).encode()).tree
    shared = seen_by(tree, Audience.MANAGER)
    kept = [(path, node) for path, node in walk(tree) if not hidden(path)]
    assert [path for path, _ in walk(shared)] == [path for path, _ in kept]
    assert [node for _, node in walk(shared) if isinstance(node, Scalar)] == [
        node for _, node in kept if isinstance(node, Scalar)
    ]


@given(TREES)
def test_a_path_is_private_exactly_where_the_cut_takes_it_out(data):
    tree = read(json.dumps(data).encode()).tree
    left = {path for path, _ in walk(seen_by(tree, Audience.MANAGER))}
    assert {path for path, _ in walk(tree) if not is_private(path)} == left


@given(TREES)
def test_the_writer_sees_everything(data):
    tree = read(json.dumps(data).encode()).tree
    assert seen_by(tree, Audience.ME) is tree


@grid(
    "path",
    [path for path, model in SHAPES.items() if path and "private" in keys_of(model)],
    ids=lambda path: "/".join(map(str, path)),
)
def test_no_map_of_the_model_lets_its_private_part_through(path):
    text = file_with(path, private="a canary sings here")
    assert "canary" not in repr(seen_by(tree_of(text, ""), Audience.MANAGER))
    assert "canary" not in repr(shared_of(text, head=""))


@grid("key", keys_of(SHAPES[("private",)]))
def test_no_private_field_of_the_file_is_let_through(key):
    tree = tree_of(f"private: {{{key}: a canary sings here}}\n")
    assert "canary" not in repr(seen_by(tree, Audience.MANAGER))


def test_every_map_but_the_private_one_may_hold_a_private_part():
    without = [path for path, model in SHAPES.items() if "private" not in keys_of(model)]
    assert without == [("private",)]


def test_a_cut_keeps_places_and_brackets():
    tree = tree_of("values: [{name: x, private: y}]\n")
    cut = seen_by(tree, Audience.MANAGER).get("values")
    whole = tree.get("values")
    assert (cut.span, cut.flow, cut.items[0].span) == (whole.span, True, whole.items[0].span)


# --- the second wall -------------------------------------------------------

SECRET = "Never again hear that my estimates are wishes"


def passages(text: str) -> list[tuple[str, str]]:
    return [(named(problem.path), problem.message) for problem in find_repeated(tree_of(text))]


def test_a_private_text_in_a_shared_field_is_an_error_that_names_both_places():
    text = f"goals: [{{what: '{SECRET}!'}}]\nprivate: {{worries: '{SECRET}'}}\n"
    (problem,) = find_repeated(tree_of(text))
    assert (problem.rule, problem.severity) == ("private-in-shared", Severity.ERROR)
    assert problem.message == "goals[1].what repeats a passage of private.worries"
    assert (HEAD + text)[problem.span.start : problem.span.end] == f"'{SECRET}!'"
    assert problem.help


def test_every_shared_place_is_told():
    text = (f"questions: ['{SECRET}', short, 'x {SECRET} y']\nvalues: ['{SECRET}']\n"
            f"private: {{worries: '{SECRET}'}}\n")  # fmt: skip
    assert [place for place, _ in passages(text)] == ["questions[1]", "questions[3]", "values[1]"]


def test_every_private_place_is_told():
    text = f"values: ['{SECRET}']\nprivate: {{worries: '{SECRET}', other_people: ['{SECRET}']}}\n"
    assert [message.rpartition(" of ")[2] for _, message in passages(text)] == [
        "private.worries", "private.other_people[1]",
    ]  # fmt: skip


def test_one_line_of_a_private_text_is_a_passage_and_is_told_once():
    text = (f"private:\n  notes: |\n    A first line that stays at home\n    {SECRET}\n"
            f"questions: ['Did I {SECRET}?']\n")  # fmt: skip
    assert passages(text) == [("questions[1]", "questions[1] repeats a passage of private.notes")]


def test_a_whole_private_text_may_stand_on_one_line_elsewhere():
    text = (f"private:\n  notes: |\n    {SECRET}\n    and so on\n"
            f"aspirations: '{SECRET} and so on'\n")  # fmt: skip
    assert [place for place, _ in passages(text)] == ["aspirations"]


def test_lines_that_are_too_short_alone_make_a_passage_together():
    text = "private: {notes: 'nine chars\n\n  nine more'}\nvalues: [nine chars nine more]\n"
    assert [place for place, _ in passages(text)] == ["values[1]"]


@pytest.mark.parametrize(("length", "found"), [(MIN_PASSAGE - 1, 0), (MIN_PASSAGE, 1)])
def test_a_passage_has_20_characters_or_more(length, found):
    secret = "abcdefghijklmnopqrst"[:length]
    assert MIN_PASSAGE == 20
    assert len(passages(f"values: [x{secret}y]\nprivate: {{notes: {secret}}}\n")) == found


def test_spaces_do_not_make_a_passage_longer():
    assert (
        passages("values: ['ten      letters   here']\nprivate: {notes: 'ten      letters'}\n")
        == []
    )


@pytest.mark.parametrize(
    "shared",
    [
        SECRET.upper(),
        SECRET.replace(" ", "  \\n "),
        SECRET.replace(" ", "\u00a0"),
        SECRET.replace("estimates", "ｅｓｔｉｍａｔｅｓ"),
        f"({SECRET})",
    ],
    ids=["case", "line breaks", "no-break spaces", "full width", "brackets"],
)
def test_a_passage_is_found_whatever_its_case_its_spaces_and_its_form(shared):
    assert passages(f'values: ["{shared}"]\nprivate: {{worries: "{SECRET}"}}\n')


def test_a_sharp_s_is_found_written_as_two():
    assert passages("values: [DIE GROSSE STRASSE NACH SÜDEN]\n"
                    "private: {notes: die große Straße nach Süden}\n")  # fmt: skip


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=MIN_PASSAGE),
    st.text(st.characters(exclude_categories=["C"])),
)
def test_a_private_text_is_found_inside_any_other(secret, around):
    text = json.dumps({"values": [f"{around} {secret} {around}"], "private": {"notes": secret}})
    assert [named(problem.path) for problem in find_repeated(read(text.encode()).tree)] == [
        "values[1]"
    ]


def test_what_two_private_fields_share_is_nobodys_business():
    text = f"values: [{{name: x, private: '{SECRET}'}}]\nprivate: {{worries: '{SECRET}'}}\n"
    assert passages(text) == []


def test_what_two_shared_fields_share_is_nobodys_business():
    assert passages(f"values: ['{SECRET}', '{SECRET}']\n") == []


def test_a_passage_does_not_reach_from_one_field_into_the_next():
    assert passages("values: [a first half, of a passage]\n"
                    "private: {notes: a first half of a passage}\n") == []  # fmt: skip


@pytest.mark.parametrize("field", ["obstacle", "if_then"])
def test_a_goals_obstacle_and_plan_are_private_passages_too(field):
    text = f"goals: [{{what: x, {field}: '{SECRET}'}}]\nvalues: ['{SECRET}']\n"
    assert [place for place, _ in passages(text)] == ["values[1]"]


def test_a_private_map_where_a_text_belongs_is_still_private():
    text = f"goals: [{{what: x, obstacle: {{why: '{SECRET}'}}}}]\nvalues: ['{SECRET}']\n"
    assert [message for _, message in passages(text)] == [
        "values[1] repeats a passage of goals[1].obstacle.why"
    ]


def test_hostile_repetition_is_told_a_hundred_times_and_no_more():
    lines = f"  - {SECRET}\n" * 1000
    found = passages(f"questions:\n{lines}private:\n  other_people:\n{lines}")
    assert len(found) == audience.MAX_REPEATED == 100


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("goals", 1, "success"), "goals[2].success"),
        (("values", 0), "values[1]"),
        ((), ""),
        (("record", "notes", "skills"), "record.notes.skills"),
    ],
)
def test_a_place_is_named_as_people_count(path, name):
    assert named(path) == name


def test_an_alias_from_a_shared_place_to_a_private_one_is_told_at_any_length():
    tree = tree_of("private: {job_search: &p in May}\ngoals: [{what: *p}]\n")
    (found,) = find_repeated(tree)
    assert found.message == "goals[1].what repeats a passage of private.job_search"


def test_a_character_without_width_does_not_hide_a_repeated_passage():
    tree = tree_of(
        'private: {notes: "this is a private passage"}\n'
        'questions: ["this is a priv\\u200bate passage"]\n'
    )
    assert len(list(find_repeated(tree))) == 1


NEVER_IN_PASSING = ("aspirations", "values", "achievements", "skills", "goals", "asks", "private")


MILESTONES = re.compile(r"goals\[1\]\.(id|what|outcome|milestones\[1\]\.(id|what|by))")
"""What a calendar is made of besides: which goal a milestone leads to, and whether it is open."""


@pytest.mark.parametrize("reader", [Audience.EMAIL, Audience.CALENDAR])
def test_what_the_talk_is_about_is_in_no_message_and_in_no_calendar(reader):
    tree = read(json.dumps(fullest()).encode()).tree
    said = {one.field.partition(".")[0].partition("[")[0] for one in readers(tree)}
    assert said >= {*NEVER_IN_PASSING}
    seen = {one.field for one in readers(tree) if reader in one.by}
    told = {field for field in seen if field.startswith(NEVER_IN_PASSING)}
    dated = {field for field in told if MILESTONES.fullmatch(field)}
    assert told - dated == set()
    assert bool(dated) == (reader is Audience.CALENDAR)
