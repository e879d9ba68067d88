"""The record, and its private part: one map deeper than any other."""

from datetime import date

import pytest

from agenda.answers.audience import Audience, seen_by
from agenda.answers.record import Record
from agenda.source.nodes import walk
from career import answers_of, marked, shared_of, tree_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("he hesitated", {"": {"": "he hesitated"}}),
        ("{afterwards: he hesitated}", {"afterwards": {"": "he hesitated"}}),
        (
            "{afterwards: x, notes: {skills: y, aspirations: z}}",
            {"afterwards": {"": "x"}, "notes": {"skills": "y", "aspirations": "z"}},
        ),
    ],
)
def test_the_private_part_is_a_text_or_texts_or_notes_for_each_section(written, read):
    assert answers_of(f"record: {{private: {written}}}\n").record.private == read


def test_a_private_text_of_the_record_keeps_its_lines():
    text = "record:\n  private:\n    notes:\n      skills: |\n        one\n        two\n"
    assert answers_of(text).record.private == {"notes": {"skills": "one\ntwo"}}


@pytest.mark.parametrize(
    ("written", "place"),
    [("[x]", "[x]"), ("{a: [x]}", "[x]"), ("{notes: {a: {b: c}}}", "{b: c}")],
)
def test_anything_else_is_no_private_part(written, place):
    assert marked(f"record: {{private: {written}}}\n") == [("type", place)]


def test_nothing_private_of_the_record_is_shared():
    text = ("record: {private: x, notes: {private: y, skills: z},"
            " decisions: [{what: a, private: {b: c}}]}\n")  # fmt: skip
    record = shared_of(text).record
    assert (record.private, record.notes.private, record.decisions[0].private) == ({}, {}, {})
    assert record.notes.skills == "z"


def test_a_record_that_is_private_alone_leaves_an_empty_map():
    tree = seen_by(tree_of("record: {private: {notes: {skills: x}}}\n"), Audience.MANAGER)
    assert [path for path, _ in walk(tree) if path[:1] == ("record",)] == [("record",)]


def test_a_record_is_read_as_it_is_written():
    record = answers_of(
        "record:\n"
        "  held: 2026-12-03\n"
        "  manager_levels: [{skill: Estimating, level: 3}]\n"
        "  decisions: [Two half days a week]\n"
        "  actions: [Hand over the checklist by 2026-12-17]\n"
        "  remarks: [{what: Andre should hear of it, who: manager}]\n"
        "  sharing: {with: [Ada Park], keep_until: 2028-05-31}\n"
        "  acknowledged: {employee: 2026-12-04}\n"
    ).record
    assert record.held == date(2026, 12, 3)
    assert (record.manager_levels[0].skill, record.manager_levels[0].level) == ("Estimating", "3")
    assert (record.decisions[0].what, record.decisions[0].status) == (
        "Two half days a week", "agreed",
    )  # fmt: skip
    assert (record.actions[0].due, record.actions[0].status) == (date(2026, 12, 17), "open")
    assert record.remarks[0].who == "manager"
    assert (record.sharing.with_, record.sharing.keep_until) == (("Ada Park",), date(2028, 5, 31))
    assert (record.acknowledged.employee, record.acknowledged.manager) == (date(2026, 12, 4), None)


def test_a_record_has_nothing_that_it_must_hold():
    assert answers_of("record: {held: 2026-12-03}\n").record == Record(held=date(2026, 12, 3))
