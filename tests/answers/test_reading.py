"""A line at fault is worded with the names of its place."""

import pytest

from agenda.answers.reading import read
from agenda.source.problems import Stop
from career import SHAPES, keys_of
from draws import grid

HEAD = "version: 1\nmanager: Bo\n"


def told(text):
    with pytest.raises(Stop) as stop:
        read((HEAD + text).encode())
    return [
        (text.count("\n", 0, one.span.start - len(HEAD)) + 1, one.help)
        for one in stop.value.problems
    ]


WRITTEN_OUT = {
    "employee: Ada Park\n  email: a@example.org":
        (1, "so:\nemployee:\n  name: Ada Park\n  email: a@example.org"),
    "employee: “Ada Park”\n  Email: a@example.org":
        (1, "so:\nemployee:\n  name: Ada Park\n  email: a@example.org"),
    "employee:\n  Ada Park\n  email: a@example.org":
        (2, "so:\nemployee:\n  name: Ada Park\n  email: a@example.org"),
    "meeting: 2026-12-03 14:00\n  timezone: Europe/Berlin\n  minutes: 50":
        (1, "meeting:\n  start: 2026-12-03 14:00\n  timezone: Europe/Berlin"),
    "meeting:\n  2026-12-03 14:00\n  timezone: Europe/Berlin":
        (2, "meeting:\n  start: 2026-12-03 14:00\n  timezone: Europe/Berlin"),
    "aspirations: Lead a\n  team\n  clarity: clear":
        (1, "aspirations:\n  long_term: Lead a team\n  clarity: clear"),
    "goals:\n  - Run the review\n    serves: craft":
        (2, "so:\n- what: Run the review\n  serves: craft"),
    "goals:\n  - Run the review by 2027-01-31\n    serves: craft":
        (2, "- what: Run the review\n  by: 2027-01-31\n  serves: craft"),
    "record:\n  actions:\n  - Book it by 2027-01-31\n    owner: manager":
        (3, "- what: Book it\n  due: 2027-01-31\n  owner: manager"),
    "values:\n- craft\n  example: x": (2, "- name: craft\n  example: x"),
    "values: craft\n  example: x": (1, "- name: craft\n  example: x"),
    "skills:\n  current:\n    - reviews\n      level: 3": (3, "- name: reviews\n  level: 3"),
    "private: I fear\n  worries: x":
        (1, "so:\nprivate:\n  notes: …\n  worries: …"),
    "goals:\n  - what: x\n    private: I fear\n      fear: x": (3, "notes: …\n  fear: …"),
}  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN_OUT)
def test_a_short_form_with_more_below_it_is_told_how_to_be_written_out(text):
    ((line, help),) = told(text)
    assert line == WRITTEN_OUT[text][0]
    assert WRITTEN_OUT[text][1] in help


def test_what_is_private_below_a_text_is_not_repeated():
    ((_, help),) = told("employee: Ada\n  private: I fear the move")
    assert help.endswith("  name: Ada\n  private: …")


HIDDEN = {"private", "obstacle", "if_then"}
SHORT = [
    (path, model.short, key)
    for path, model in SHAPES.items() if model.short
    for key in keys_of(model) if key != model.short
]  # fmt: skip


@grid(("path", "short", "key"), SHORT, ids=str)
def test_every_short_form_is_told_with_its_name(path, short, key):
    lines = []
    for depth, step in enumerate(path):
        indent = "  " * depth
        if isinstance(step, str):
            lines.append(f"{indent}{step}:")
        elif depth == len(path) - 1:
            lines.append(f"{indent}- some words")
        else:
            lines += [f"{indent}- {'id: x'}"]
    if isinstance(path[-1], str):
        lines[-1] += " some words"
    indent = "  " * len(path)
    ((line, help),) = told("\n".join([*lines, f"{indent}{key}: x"]))
    assert line == len(lines)
    assert f"{short}: some words" in help
    assert f"{key}: {'…' if key in HIDDEN else 'x'}" in help


OTHERWISE = {
    "goals:\n  - what Run it\n    by: 2027-01-31": (2, "write what: Run it"),
    "meeting:\n  start 2026-12-03\n  minutes: 45": (2, "write start: 2026-12-03"),
    "meeting:\n  start: 2026-12-03\n    minutes: 45": (3, "begin it with 2 spaces"),
}


COLONLESS = {
    "employee: Ada\nManager Grace Osei": (2, "write manager: Grace Osei"),
    "employee: Ada\nlanguage - de": (2, "write language: de"),
    "employee = Ada Park": (1, "write employee: Ada Park"),
    "employee: Ada\nvalues\n- craft": (2, "write values:"),
    "employee: Ada\nValues\n- craft": (2, "write values:"),
    "values:\ncraft\ngoals:\n- x": (2, "begin it with - and a space"),
    "values:\n- craft\nautonomy\ngoals:\n- x": (3, "begin it with - , or with 2 spaces"),
    "skills:\n  current:\n  Cooking\n  future: []": (3, "begin it with - and a space"),
    "aspirations: I want to\nlead a team\nvalues:\n- x": (2, "begin it with 2 spaces"),
    "aspirations:\n  long_term: I want to\nlead a team\nvalues:\n- x": (
        3, "begin it with 4 spaces if the text above goes on"),
    "goals:\n  - Run it\nby spring, or so\nvalues:\n- x": (3, "begin it with 4 spaces"),
    "values:\n- x\n\nBest regards": (4, "write # and a space before it if it is only a note"),
    "goals and asks I have\nemployee: x": (1, "write goals: and asks I have"),
    "private I fear the move\nemployee: x": (1, "write private: …"),
}  # fmt: skip


def test_a_list_without_dashes_ends_at_the_next_name():
    assert [line for line, _ in told("values:\ncraft\nautonomy\ngoals\n- x")] == [2, 4]


@pytest.mark.parametrize("text", COLONLESS)
def test_a_line_without_a_colon_is_told_by_the_names_of_its_place(text):
    line, words = COLONLESS[text]
    ((found, help),) = told(text)
    assert (found, words in help) == (line, True), help


@pytest.mark.parametrize("text", OTHERWISE)
def test_what_needs_a_colon_or_another_indentation_is_told_so(text):
    line, words = OTHERWISE[text]
    ((found, help),) = told(text)
    assert (found, words in help) == (line, True)


def test_a_text_is_repeated_whole_to_be_copied_but_for_one_of_a_page():
    (((_, line),), ((_, page),)) = (
        told(f"employee: {'Ada ' * count}\n  email: x") for count in (40, 400)
    )
    assert f"name: {'Ada ' * 40}".strip() in line
    assert len(page) < 500


def test_no_private_text_is_repeated():
    ((_, help),) = told("private:\n  secret words\n  worries: x")
    assert "secret" not in help
