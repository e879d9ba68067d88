"""What only several fields together show to be wrong."""

import pytest

from agenda.answers.cross import ADDRESS
from agenda.answers.cycle.standing import name_in
from agenda.language.reading import Reading
from agenda.source.problems import Severity
from career import ENGLISH, GERMAN, HEAD, answers_of, marked, problem_of, problems_of
from draws import grid
from ground import ending

LEVELS = [
    ("skills: {{current: [{{name: x, level: {0}}}]}}", "level"),
    ("skills: {{current: [{{name: x, expected: {0}}}]}}", "expected"),
    ("skills: {{future: [{{name: x, level: {0}}}]}}", "level"),
    ("skills: {{future: [{{name: x, target: {0}}}]}}", "target"),
    ("record: {{manager_levels: [{{skill: x, level: {0}}}]}}", "level"),
    ("record: {{agreed_levels: [{{skill: x, level: {0}}}]}}", "level"),
]


# --- levels ----------------------------------------------------------------


@grid(("text", "key"), LEVELS)
@grid("level", ["0", "6", "wizardly", "3.5", "-1"])
def test_a_level_outside_the_scale_is_an_error_wherever_it_stands(text, key, level):
    problem = problem_of(text.format(level) + "\n")
    assert (problem.rule, problem.severity) == ("level", Severity.ERROR)
    assert problem.path[-1] == key
    assert marked(text.format(level) + "\n") == [("level", level)]


@grid("text", [text for text, _ in LEVELS])
@grid("level", ["1", "5", "solid", "' Teaching others '", "''", "~"])
def test_a_level_of_the_scale_is_taken_wherever_it_stands(text, level):
    assert marked(text.format(level) + "\n") == []


def test_a_mistyped_level_is_proposed_right_with_the_scale_beside_it():
    assert problem_of("skills: {current: [{name: x, level: sold}]}\n").help == (
        "did you mean solid? write 1 to 5, or one of:"
        " learning, practising, solid, strong, teaching others"
    )


def test_a_scale_of_ones_own_takes_the_place_of_the_default_one():
    text = "skills: {{scale: [seed, tree], current: [{{name: x, level: {0}}}]}}\n"
    assert [marked(text.format(level)) for level in ("1", "Tree", "solid", "3")] == [
        [], [], [("level", "solid")], [("level", "3")],
    ]  # fmt: skip


def test_a_name_of_ones_own_scale_counts_with_its_spaces_as_one():
    text = "skills: {scale: ['on  my own ', b], current: [{name: x, level: on my own}]}\n"
    assert marked(text) == []


def test_blank_names_of_a_scale_are_no_levels():
    text = "skills: {scale: [a, '', b], current: [{name: x, level: 3}]}\n"
    assert marked(text) == [("level", "3")]


def test_a_german_file_names_its_levels_in_german_or_english():
    text = "skills: {{current: [{{name: x, level: {0}}}]}}\n"
    assert marked(text.format("souverän"), GERMAN) == []
    assert marked(text.format("strong"), GERMAN) == []
    assert marked(text.format("souverän"), ENGLISH) == [("level", "souverän")]
    assert "souverän" in problem_of(text.format("souveran"), GERMAN).help


def test_a_language_without_level_names_has_the_english_ones():
    assert marked("skills: {current: [{name: x, level: strong}]}\n", Reading()) == []


# --- ids, reasons ----------------------------------------------------------


def test_blank_ids_are_not_the_same():
    assert marked("values: [{name: a, id: ''}, {name: b, id: ''}]\n") == []


@grid("where", ["since_last_time: [{0}]", "record: {{actions: [{0}]}}"])
@grid("reason", ["", ", reason: ''", ", reason: ~"])
def test_a_dropped_action_says_why(where, reason):
    text = where.format(f"{{what: x, status: dropped{reason}}}") + "\n"
    assert marked(text) == [("dropped-without-reason", "dropped")]
    assert problem_of(text).severity is Severity.ERROR


@pytest.mark.parametrize("status", ["dropped, reason: moved away", "done", "open"])
def test_an_action_that_was_dropped_for_a_reason_or_not_at_all_is_fine(status):
    assert marked(f"record: {{actions: [{{what: x, status: {status}}}]}}\n") == []


# --- owners ----------------------------------------------------------------


@grid("owner", ["employee", "Manager", "Ada Park", "ada  park", "GRACE OSEI", "Bo Li", "''"])
def test_an_action_belongs_to_somebody_who_took_part(owner):
    actions = f"{{attendees: [Ada Park, Bo Li], actions: [{{what: x, owner: {owner}}}]}}"
    assert marked(f"record: {actions}\n") == []


def test_another_owner_is_a_warning_with_the_nearest_name():
    problem = problem_of("since_last_time: [{what: x, owner: Grace Ossei}]\n")
    assert (problem.rule, problem.severity) == ("unknown-owner", Severity.WARNING)
    assert problem.help == "did you mean Grace Osei?"


def test_an_attendee_of_an_earlier_talk_may_own_what_was_carried():
    assert marked("since_last_time: [{what: x, owner: Bo Li, carried: 1}]\n") == []


def test_an_owner_like_nobody_is_told_what_to_write():
    problem = problem_of("since_last_time: [{what: x, owner: '?'}]\n")
    assert problem.help == "write employee, manager or a name from attendees"


def test_names_written_out_are_owners_too():
    head = "version: 1\nemployee: {name: Ada Park}\nmanager: {name: Grace Osei, role: Lead}\n"
    text = "since_last_time: [{what: x, owner: Grace Osei}, {what: y, owner: Lead}]\n"
    assert marked(text, head=head) == [("unknown-owner", "Lead")]


def test_an_action_without_an_owner_is_fine():
    assert problems_of("since_last_time: [x, {what: y}]\n") == ()


def test_the_head_alone_is_sound():
    assert problems_of(HEAD, head="") == ()


def test_an_address_is_looked_for_once_in_a_name():
    with ending(3):
        assert not ADDRESS.search("_" * 60_000)


@grid(
    ("name", "cure"),
    [
        ("Ada Park <ada@example.org>", "write name: Ada Park, and below it email: ada@example.org"),
        ("Ada Park, ada@example.org", "write name: Ada Park, and below it email: ada@example.org"),
        ("ada.p+x@mail.example.org", "write name: …, and below it email: ada.p+x@mail.example.org"),
    ],
)
@grid("form", ["manager: '{}'\n", "manager: {{name: '{}'}}\n"])
def test_an_address_in_a_name_is_told_its_field(form, name, cure):
    head = "version: 1\nemployee: Femi\n"
    problem = problem_of(form.format(name), head=head)
    assert (problem.rule, problem.severity, problem.help) == ("address", "warning", cure)


@pytest.mark.parametrize("name", ["Ada @ Work", "Ada Park (she/her)", "A.D. Park", "@ada"])
def test_a_name_without_an_address_is_let_be(name):
    assert problems_of(f"manager: '{name}'\n", head="version: 1\nemployee: Femi\n") == ()


UNSEEN = {
    'record: {actions: [{what: x, owner: "Ada\u200b Park"}]}': "U+200B, behind 'Ada'",
    'record:\n  attendees: ["\ufeffAda Park", Grace Osei]': "U+FEFF, behind ''",
    "skills:\n  current: [{name: reviews\u200f}]": "U+200F, behind 'reviews'",
}


@pytest.mark.parametrize("text", UNSEEN)
def test_a_character_in_a_name_that_nobody_sees_is_told_and_makes_nobody_else_of_it(text):
    problem = problem_of(text + "\n")
    assert (problem.rule, problem.severity) == ("unseen-character", Severity.WARNING)
    assert problem.message.endswith(UNSEEN[text])


@pytest.mark.parametrize("name", ["علی\u200cرضا", "Ada 👩\u200d💻 Park"])
def test_what_joins_letters_and_signs_is_let_be(name):
    assert not problems_of("goals: [x]\n", head=f"version: 1\nemployee: {name}\nmanager: G\n")


def test_an_owner_with_such_a_character_is_the_one_of_that_name():
    answers = answers_of("goals: [x]\n")
    assert name_in("Grace\u200b Osei", answers) == "Grace Osei"
