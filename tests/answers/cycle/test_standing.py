"""How things stand when a talk is over."""

from datetime import date

import pytest

from agenda.answers.cycle.standing import held, level_in, names_of, standing
from career import answers_of

BOTH = """\
since_last_time:
  - {id: a, what: A, owner: manager, due: 2027-02-01, carried: 2}
  - {id: b, what: B}
  - C
  - {id: e, what: Keep it}
record:
  actions:
    - {id: a, what: A, status: done}
    - {what: D, id: d, due: 2027-01-15}
    - C
    - keep  it
    - {id: b, what: B in other words, carried: 1}
"""


def found() -> dict:
    return {one.id: one for one in standing(answers_of(BOTH))}


def test_each_action_stands_once_and_the_record_says_how():
    assert [one.action.what for one in found().values()] == [
        "A", "B in other words", "C", "keep it", "D",
    ]  # fmt: skip
    assert (found()["a"].action.status, found()["b"].action.status) == ("done", "open")


def test_the_higher_count_of_carrying_holds():
    assert (found()["a"].action.carried, found()["b"].action.carried) == (2, 1)


def test_what_the_record_leaves_out_is_as_it_was_before():
    action = found()["a"].action
    assert (action.owner, str(action.due)) == ("manager", "2027-02-01")


def test_the_same_words_are_the_same_action_where_the_record_has_no_id():
    assert found()["e"].path == ("record", "actions", 3)


def test_each_says_where_its_state_is_written_and_whether_it_was_there_before():
    assert [(one.path, one.earlier) for one in found().values()] == [
        (("record", "actions", 0), True), (("record", "actions", 4), True),
        (("record", "actions", 2), True), (("record", "actions", 3), True),
        (("record", "actions", 1), False),
    ]  # fmt: skip


def test_two_actions_of_the_same_words_in_one_list_are_two():
    found = standing(answers_of("record: {actions: [Call, Call]}\n"))
    assert len({one.id for one in found}) == 2


@pytest.mark.parametrize(
    "lists",
    [
        ("[Talk]", "[{id: talk-449f, what: Other}, {id: talk-449f-2, what: Third}]"),
        ("[Talk, Walk]", "[{id: walk-08ee, what: Talk}]"),
        ("[Talk]", "[{id: talk-449f, what: Other}, Talk]"),
    ],
)
def test_an_id_that_was_written_is_of_that_action_alone(lists):
    answers = answers_of("since_last_time: {}\nrecord: {{actions: {}}}\n".format(*lists))
    listed = (*answers.since_last_time, *answers.record.actions)
    found = standing(answers)
    assert {one.action.what for one in found} == {action.what for action in listed}
    assert len({one.id for one in found}) == len(found)
    states = {one.id: one.action.what for one in found}
    assert all(states[action.id] == action.what for action in listed if action.id)


def test_the_day_of_the_talk_is_the_records_else_the_meetings():
    assert held(answers_of("meeting: 2026-12-03\n")) == date(2026, 12, 3)
    assert held(answers_of("meeting: 2026-12-03 14:00\nrecord: {held: 2026-12-04}\n")) == date(
        2026, 12, 4
    )
    assert held(answers_of("")) is None


def test_a_skill_is_known_by_its_name_its_ids_and_its_old_name():
    answers = answers_of("skills: {current: [{name: New  Name, id: n1, was: Old}]}\n"
                         "record: {agreed_levels: [{skill: OLD, level: 3}]}\n")  # fmt: skip
    (skill,) = answers.skills.current
    assert {"new name", "n1", "old"} <= names_of(skill)
    assert level_in(answers.record.agreed_levels, skill, answers.skills).level == "3"
