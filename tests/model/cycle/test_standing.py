"""How things stand when a talk is over."""

from datetime import date

from agenda.model.cycle.standing import held, level_in, names_of, standing
from career import answers_of

BOTH = """\
since_last_time:
  - {id: a, what: A, carried: 2}
  - {id: b, what: B}
  - C
record:
  actions:
    - {id: a, what: A again, status: done}
    - {what: D, id: d, due: 2027-01-15}
    - C
"""


def test_each_action_stands_once_and_the_record_says_how():
    found = {one.id: one for one in standing(answers_of(BOTH))}
    assert [one.action.what for one in found.values()] == ["A again", "B", "C", "D"]
    assert (found["a"].action.status, found["b"].action.status) == ("done", "open")


def test_the_higher_count_of_carrying_holds():
    assert next(one for one in standing(answers_of(BOTH)) if one.id == "a").action.carried == 2


def test_each_says_where_its_state_is_written():
    paths = [one.path for one in standing(answers_of(BOTH))]
    assert paths == [("record", "actions", 0), ("since_last_time", 1), ("record", "actions", 2),
                     ("record", "actions", 1)]  # fmt: skip


def test_two_actions_of_the_same_words_in_one_list_are_two():
    found = standing(answers_of("record: {actions: [Call, Call]}\n"))
    assert len({one.id for one in found}) == 2


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
    assert level_in(answers.record.agreed_levels, skill).level == "3"
