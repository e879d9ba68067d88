"""A record to fill in: with what the file knows, and nothing that it does not."""

from datetime import date

from agenda.answers.cycle.skeleton import skeleton
from agenda.source.fresh import unnoted
from career import answers_of, speaking

FULL = """\
meeting: 2026-12-03 14:00
skills: {current: [Estimating], future: [{name: Strategy}]}
goals: [Run the review by 2027-06-30, {what: Old, outcome: achieved}, {what: Late, by: 2026-11-01}]
asks: [Let me shadow the planning by 2027-01-31]
"""


def told(text: str = FULL, today: date = date(2026, 12, 3)) -> dict:
    return unnoted(skeleton(answers_of(text), speaking(), today))


def test_it_has_the_day_and_both_names():
    record = told()
    assert record["held"] == "2026-12-03"
    assert record["attendees"] == ["Ada Park", "Grace Osei"]


def test_the_day_of_a_talk_that_is_to_come_is_left_blank():
    assert told(today=date(2026, 12, 2))["held"] == ""
    assert told("", date(2026, 12, 2))["held"] == ""


def test_goals_and_asks_are_proposed_as_actions_of_both_with_short_ids():
    assert told()["actions"] == [
        {"id": "a1", "what": "Run the review", "owner": "employee", "due": "2027-06-30"},
        {"id": "a2", "what": "Late", "owner": "employee", "due": ""},
        {"id": "a3", "what": "Let me shadow the planning", "owner": "manager", "due": "2027-01-31"},
    ]


def test_what_is_still_open_of_last_time_comes_first_under_its_id():
    earlier = "since_last_time: [{id: a1, what: Old, owner: manager, carried: 1, due: 2026-06-01},"
    actions = told(f"{earlier} {{what: run the review}}]\n{FULL}")["actions"]
    assert actions[0] == {"id": "a1", "what": "Old", "owner": "manager", "due": "", "carried": "1"}
    assert [one["what"] for one in actions[1:]] == [
        "run the review", "Late", "Let me shadow the planning",
    ]  # fmt: skip
    assert [one["id"] for one in actions[2:]] == ["a2", "a3"]


def test_every_skill_has_room_for_both_readings():
    rows = [{"skill": "Estimating", "level": ""}, {"skill": "Strategy", "level": ""}]
    assert (told()["manager_levels"], told()["agreed_levels"]) == (rows, rows)


def test_a_small_file_gets_a_small_record():
    record = told("")
    assert "manager_levels" not in record
    assert (record["held"], record["actions"]) == ("", "")


def test_what_is_not_agreed_yet_is_left_blank():
    record = told()
    assert record["next_check_in"] == ""
    assert set(record["summary"].values()) == {""}
