"""The copy for me: each private note at its place; the shared one: none of them."""

from collections.abc import Iterator
from typing import Any

import pytest

from agenda.answers import Answers
from agenda.documents.agenda import content, content_for_me
from agenda.documents.agenda.types import Agenda, Note
from agenda.language.reading import reading
from career import FOLDERS, SHAPES, Steps, answers_of, file_with, keys_of, shared_of, speaking
from draws import grid
from ground import GOOD

WORDS = speaking("en-GB")
CANARY = "a canary sings here"
AT = {
    "opening": ("opening",),
    "must_say": ("opening",),
    "avoid_saying": ("opening",),
    "worries": ("aspirations", "notes"),
    "about_manager": ("aspirations", "notes"),
    "feedback_received": ("skills", "notes"),
    "promotion": ("closing", "notes"),
    "pay": ("closing", "notes"),
    "job_search": ("closing", "notes"),
    "other_people": ("closing", "notes"),
    "trust": ("closing", "notes"),
    "notes": ("closing", "notes"),
}
"""Where each private field of the file stands."""
IN_MAPS = [path for path, model in SHAPES.items() if path and "private" in keys_of(model)]
IN_AGENDA = [path for path in IN_MAPS if path[0] != "record"]
UNDER = {
    ("employee",): ("opening",),
    ("manager",): ("opening",),
    ("meeting",): ("opening",),
    ("aspirations",): ("aspirations", "notes"),
    ("aspirations", "directions", 0): ("aspirations", "directions", 0, "notes"),
    ("values", 0): ("aspirations", "values", 0, "notes"),
    ("achievements", 0): ("aspirations", "achievements", 0, "notes"),
    ("skills",): ("skills", "notes"),
    ("skills", "current", 0): ("skills", "current", 0, "notes"),
    ("skills", "future", 0): ("skills", "future", 0, "notes"),
    ("skills", "future", 0, "build_by", 0): ("skills", "future", 0, "notes"),
    ("goals", 0): ("next_months", "goals", 0, "notes"),
    ("goals", 0, "milestones", 0): ("next_months", "goals", 0, "milestones", 0, "notes"),
    ("last_checkins", 0): ("since_last_time", "checkins", 0, "notes"),
    ("last_feedback",): ("since_last_time", "notes"),
    ("asks", 0): ("next_months", "asks", 0, "notes"),
    ("since_last_time", 0): ("since_last_time", "actions", 0, "notes"),
}
"""Where the note of an entry's own `private` stands: under the entry."""


def joined(path: Steps) -> str:
    return "/".join(map(str, path))


def mine(text: str) -> Agenda:
    return content_for_me(answers_of(text, head=""), WORDS)


def shared(text: str) -> Agenda:
    return content(shared_of(text, head=""), WORDS)


def texts(node: Any, here: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, str]]:
    """Yield every text of the content with its path."""
    if isinstance(node, str):
        yield here, node
    below = enumerate(node) if isinstance(node, tuple) else ()
    if hasattr(node, "_fields"):
        below = zip(node._fields, node, strict=True)
    for step, inner in below:
        yield from texts(inner, (*here, step))


def where(agenda: Agenda, wanted: str) -> list[tuple[str | int, ...]]:
    """Return the places whose text holds what is wanted, without the step into the note itself."""
    return [path[:-2] for path, text in texts(agenda) if wanted in text]


# --- for me ----------------------------------------------------------------


def test_every_private_field_of_the_file_has_its_place():
    assert set(AT) == set(keys_of(SHAPES[("private",)]))


def test_every_map_that_may_hold_a_private_part_has_its_place():
    assert set(UNDER) == set(IN_AGENDA)


@grid("key", sorted(set(AT) - {"trust", "other_people"}))
def test_a_private_field_stands_where_it_helps(key):
    assert where(mine(file_with(("private",), **{key: CANARY})), CANARY) == [AT[key]]


def test_the_names_to_leave_out_stand_at_the_end():
    agenda = mine(file_with(("private",), other_people=["Bo Li", "Cy Ito"]))
    assert agenda.closing.notes == (Note("Names to leave out", "Bo Li, Cy Ito"),)


@pytest.mark.parametrize(("trust", "said"), [("low", "gering"), ("medium", "mittel"),
                                             ("high", "hoch")])  # fmt: skip
def test_trust_is_said_in_the_language_of_the_document(trust, said):
    answers = answers_of(file_with(("private",), trust=trust), head="")
    notes = content_for_me(answers, speaking("de")).closing.notes
    assert notes == (Note("Vertrauen zwischen uns", said),)


@grid("path", IN_AGENDA, ids=joined)
def test_a_private_text_stands_under_its_entry(path):
    found = where(mine(file_with(path, private=CANARY)), CANARY)
    assert found == [UNDER[path]]


@grid("path", IN_AGENDA, ids=joined)
def test_private_texts_keep_their_names_and_their_order(path):
    agenda = mine(file_with(path, private={"plan_b": "two teams", "fear": "of nothing"}))
    notes: Any = agenda
    for step in UNDER[path]:
        notes = notes[step] if isinstance(step, int) else getattr(notes, step)
    assert notes == (Note("plan b", "two teams"), Note("fear", "of nothing"))


@pytest.mark.parametrize(
    ("key", "label"), [("obstacle", "What could get in the way"), ("if_then", "If so, then")]
)
def test_a_goals_obstacle_and_plan_stand_under_it(key, label):
    (goal,) = mine(file_with(("goals", 0), **{key: CANARY})).next_months.goals
    assert goal.notes == (Note(label, f"{CANARY}."),)
    assert goal.details == ()


@grid("path", [path for path in IN_MAPS if path[0] == "record"],
                         ids=joined)  # fmt: skip
def test_what_is_private_in_the_record_is_no_business_of_the_agenda(path):
    assert where(mine(file_with(path, private=CANARY)), CANARY) == []


def test_the_opening_comes_in_the_order_in_which_it_is_needed():
    agenda = mine(file_with(("private",), avoid_saying="c", must_say="b", opening="a"))
    assert agenda.opening == (
        Note("How I open", "a"),
        Note("I must say", "b"),
        Note("I will not say", "c"),
    )


@grid("path", IN_AGENDA, ids=joined)
def test_a_blank_private_text_leaves_no_note(path):
    assert mine(file_with(path, private={"a": "", "b": None})) == mine(file_with(path))


# --- for the manager -------------------------------------------------------


def private_parts(agenda: Agenda) -> list[Any]:
    return [path for path, _ in texts(agenda) if "notes" in path or "opening" in path]


@grid("path", [*IN_MAPS, ("private",)], ids=joined)
def test_a_shared_agenda_holds_no_private_text(path):
    key = "notes" if path == ("private",) else "private"
    agenda = shared(file_with(path, **{key: CANARY}))
    assert where(agenda, CANARY) == []
    assert private_parts(agenda) == []


@pytest.mark.parametrize("key", ["obstacle", "if_then"])
def test_a_shared_agenda_holds_no_obstacle_and_no_plan(key):
    agenda = shared(file_with(("goals", 0), **{key: CANARY}))
    assert where(agenda, CANARY) == []
    assert private_parts(agenda) == []


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_shared_agenda_of_a_sample_has_no_notes(path):
    text = path.read_text("utf-8")
    tag = "de" if "language: de" in text else "en"
    answers = shared_of(text, reading(tag, FOLDERS), head="")
    assert private_parts(content(answers, speaking(tag))) == []


@grid("path", IN_AGENDA, ids=joined)
def test_what_is_private_changes_nothing_that_the_manager_reads(path):
    assert shared(file_with(path, private=CANARY)) == shared(file_with(path))


def test_the_note_of_an_achievement_that_the_page_leaves_out_is_not_lost():
    entries = [{"what": f"a{n}", "when": f"202{n}-01-01", "private": f"note {n}"} for n in range(5)]
    answers = Answers.model_validate(
        {"version": 1, "employee": "Ada", "manager": "Grace", "values": ["x"],
         "achievements": entries}
    )  # fmt: skip
    notes = content_for_me(answers, speaking("en")).aspirations.notes
    assert {(note.label, note.text) for note in notes} == {("a0", "note 0"), ("a1", "note 1")}
