"""Several cycles: who is who, in which order, and what is open over all of them."""

from datetime import date

import pytest

from agenda.answers.cycle.joined import Cycle, by_person, in_order, open_actions, same_person
from career import answers_of, shared_of

TODAY = date(2026, 11, 23)


def cycle(name: str, text: str, employee: str = "Ada Park") -> Cycle:
    head = f"version: 1\nemployee: {employee}\nmanager: Grace Osei\n"
    return Cycle(name, shared_of(text, head=head))


def person(text: str):
    return answers_of("", head=f"version: 1\nemployee: {text}\nmanager: B\n").employee


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Park", "ada  park", True),
        ("Ada Park", "Ada Parks", False),
        ("{name: Ada Park, id: ada}", "{name: Ada Osei, id: ada}", True),
        ("{name: Ada Park, email: a@b.org}", "{name: Ada Osei, email: A@B.org}", True),
        ("{name: Ada Park, email: a@b.org}", "{name: Ada Osei, email: c@b.org}", False),
    ],
)
def test_a_person_is_known_by_id_address_or_name(one, other, same):
    assert same_person(person(one), person(other)) is same


def test_cycles_come_by_the_day_of_their_talk_and_one_without_a_day_last():
    cycles = [
        cycle("c", ""),
        cycle("b", "meeting: 2026-12-03\n"),
        cycle("a", "meeting: 2026-06-03\n"),
    ]
    assert [one.name for one in in_order(cycles)] == ["a", "b", "c"]


def test_the_cycles_of_each_person_are_together_even_where_a_name_changed():
    ada, osei = "{name: Ada Park, id: ada}", "{name: Ada Osei, id: ada, email: a@b.org}"
    cycles = [cycle("1", "", ada), cycle("2", "", "Jo"), cycle("3", "", osei),
              cycle("4", "", "{name: X, email: a@b.org}")]  # fmt: skip
    assert [[one.name for one in group] for group in by_person(cycles)] == [["2"], ["1", "3", "4"]]


OLD = cycle(
    "old",
    "meeting: 2026-06-03\nrecord: {actions: [{id: a, what: A, due: 2026-08-01, owner: manager},"
    " {id: b, what: B, due: 2027-02-01}, {id: c, what: C}]}\n",
)
NEW = cycle(
    "new",
    "meeting: 2026-11-20\nsince_last_time: [{id: a, what: A, owner: employee, due: 2026-09-01,"
    " carried: 1}, {id: b, what: B, status: done}]\n",
)


def test_an_action_is_listed_once_as_the_newest_file_has_it():
    found = open_actions([NEW, OLD], TODAY)
    assert [(one.standing.id, one.cycle.name) for one in found] == [("a", "new"), ("c", "old")]


def test_they_come_by_due_date_and_the_undated_last():
    found = open_actions([OLD], TODAY)
    assert [one.standing.id for one in found] == ["a", "b", "c"]
    assert [one.overdue for one in found] == [True, False, False]


def test_an_owner_by_role_has_a_name():
    assert [one.owner for one in open_actions([OLD], TODAY)] == ["Grace Osei", None, None]


def test_two_peoples_actions_with_one_id_are_two():
    other = cycle("other", "record: {actions: [{id: c, what: C2}]}\n", "Jo")
    assert len([one for one in open_actions([OLD, other], TODAY) if one.standing.id == "c"]) == 2


def test_an_id_that_is_used_again_later_begins_another_action():
    first = cycle("1", "record: {held: 2026-01-15, actions: [{id: a1, what: Old one}]}\n")
    second = cycle("2", "record: {held: 2026-06-15, actions: [{id: a1, what: New one}]}\n")
    assert [one.standing.action.what for one in open_actions([second, first], TODAY)] == [
        "Old one", "New one",
    ]  # fmt: skip


def test_an_action_that_was_carried_may_be_worded_anew():
    first = cycle("1", "record: {held: 2026-01-15, actions: [{id: a1, what: Old words}]}\n")
    second = cycle("2", "meeting: 2026-06-15\nsince_last_time: [{id: a1, what: New words}]\n")
    assert [one.standing.action.what for one in open_actions([first, second], TODAY)] == [
        "New words"
    ]
