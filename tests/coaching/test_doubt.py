"""No advice contradicts an error: of what is broken, nobody says that it is missing."""

import pytest

import agenda
from agenda.source.problems import Severity
from career import HEAD
from ground import NOW

NO_MEETING, NO_ARC = "no-meeting meeting", "no-long-arc aspirations"
NO_QUESTION = {"one-sided-values questions", "manager-unprepared manager_prepare"}
BROKEN = {
    "meeting: 3/12/2026 2pm": {NO_MEETING},
    "meeting: {start: 3/12/2026, place: x}": {NO_MEETING},
    "meating: 2026-12-03 14:00": {NO_MEETING},
    "Meeting: 2026-12-03 14:00": {NO_MEETING},
    "start: 2026-12-03 14:00": {NO_MEETING},
    "values: craft, autonomy": {"next-step values"},
    "values:\n  - craft:": {"next-step values"},
    "values: {name: craft}": {"next-step values"},
    "values: [craft]\naspirations: [x]": {NO_ARC},
    "values: [craft]\naspirations: {long_term: [x]}": {NO_ARC},
    "values: [craft]\naspirations: {longterm: x}": {NO_ARC},
    "values: [craft]\nlong_term: x": {NO_ARC},
    "values: [craft]\nasperations: x": {NO_ARC},
    "skills: [x]": {"next-step skills", "missing-skill-list skills"},
    "goals: x": {"next-step goals"},
    "questions: Why?": NO_QUESTION,
    "questions:\n  - why:": NO_QUESTION,
    "question: [Why?]": NO_QUESTION,
    "goals: [{what: x, by: 15/6/2027}]": {"no-date goals"},
    "goals: [{what: x, due: 2027-06-15}]": {"no-date goals"},
    "record: {actions: [{what: x, owner: employee, due: 1/2/2027}]}":
        {"action-without-date record"},
}  # fmt: skip
"""A file, and what nobody may say: the rule, and the part of the file."""


def said(text: str) -> set[str]:
    """Return the rule and the part of the file of each hint on a file with an error."""
    found = agenda.check(agenda.load((HEAD + text).encode()), now=NOW, every=True)
    assert any(one.severity is Severity.ERROR for one in found)
    return {f"{one.rule} {one.path[0] if one.path else ''}" for one in found
            if one.severity is not Severity.ERROR}  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_of_a_broken_part_nobody_says_that_it_is_missing(text):
    assert not said(f"{text}\n") & BROKEN[text]


@pytest.mark.parametrize("hint", sorted(set().union(*BROKEN.values()) - {"no-date goals"}))
def test_it_is_said_where_the_part_is_missing(hint):
    lacking = [
        "paper: A5", "paper: A5\nvalues: [craft]", "paper: A5\nskills: {current: [x]}",
        "paper: A5\nrecord: {actions: [{what: x, owner: employee}]}",
    ]  # fmt: skip
    assert any(hint in said(f"{text}\n") for text in lacking)


def test_of_what_is_sound_advice_is_given_all_the_same():
    text = "meeting: 3/12/2026\nvalues: [craft]\ngoals: [{what: x, by: soon}, {what: y}]\n"
    assert {"no-date goals", NO_ARC} <= said(text)
