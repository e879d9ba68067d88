"""The next cycle: what goes on, what does not, and that no open action is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers import Answers, validate
from agenda.answers.cycle.following import Following, following, months_later, proposed
from agenda.answers.cycle.standing import standing
from agenda.answers.part import made_id
from agenda.source import read
from agenda.source.fresh import fresh, unnoted
from career import ENGLISH, GERMAN, HEAD, answers_of, fullest, problems_of, speaking
from draws import grid
from ground import GOOD, STORIES

WORDS = speaking("en-GB")


def next_of(text: str, manager: str | None = None, head: str = HEAD) -> Following:
    return following(answers_of(text, head=head), WORDS, manager)


def plain(text: str, manager: str | None = None, head: str = HEAD) -> dict[str, Any]:
    """Return the next cycle's values without their comments."""
    return {key: unnoted(told) for key, told in next_of(text, manager, head).told.items()}


def written(text: str, manager: str | None = None) -> str:
    return fresh(next_of(text, manager).told)


def answered(text: str, manager: str | None = None) -> Answers:
    """Return the next cycle as it is read from its file."""
    found = validate(read(written(text, manager).encode()).tree, ENGLISH)
    assert found.answers is not None, found.problems
    return found.answers


# --- when ------------------------------------------------------------------


@grid(
    ("text", "on"),
    [
        ("meeting: 2026-12-03 14:00\nrecord: {next_check_in: 2027-05-18}\n", date(2027, 5, 18)),
        ("meeting: 2026-12-03 14:00\n", date(2027, 6, 3)),
        ("meeting: {start: 2026-12-03, cadence_months: 3}\n", date(2027, 3, 3)),
        ("meeting: 2026-12-05\nrecord: {held: 2026-12-02}\n", date(2027, 6, 2)),
        ("meeting: 2026-08-31\n", date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        ("meeting: 2026-12-05\n", date(2027, 6, 7)),  # 5 June 2027 is a Saturday
        ("", None),
    ],
)
def test_the_next_day_is_as_agreed_else_after_the_cadence_on_a_working_day(text, on):
    assert proposed(answers_of(text)) == on


def test_a_date_past_the_calendars_end_is_none():
    assert months_later(date(9999, 12, 1), 1) is None


def test_the_meeting_goes_on_as_a_check_in_without_its_hour():
    meeting = plain("meeting: {start: 2026-12-03 14:00, place: Room 4, minutes: 30}\n")["meeting"]
    assert meeting == {
        "start": "2027-06-03",
        "minutes": "30",
        "place": "Room 4",
        "kind": "check-in",
    }


def test_without_any_date_the_file_says_what_to_write():
    assert "start:  # date and time, for example" in written("")


# --- what goes on ----------------------------------------------------------

STANDING = """\
language: en-GB
theme: classic
aspirations: {long_term: To teach, clarity: exploring, directions: [Lead], energised_by: [x]}
values: [craft, {name: Candour, example: In May}]
asks: [Something]
record: {decisions: [something]}
questions: [What?]
manager_prepare: [This]
achievements: [Old news]
"""


def test_people_settings_values_and_the_long_arc_go_on_as_they_stand():
    told = plain(STANDING)
    assert told["version"] == "1"
    assert (told["language"], told["theme"]) == ("en-GB", "classic")
    assert (told["employee"], told["manager"]) == ("Ada Park", "Grace Osei")
    assert told["values"] == ["craft", {"name": "Candour", "example": "In May"}]
    assert told["aspirations"]["long_term"] == "To teach"
    assert told["aspirations"]["directions"] == ["Lead"]


def test_what_is_of_its_time_is_to_be_written_afresh():
    told = plain(STANDING)
    assert {told[key] for key in ("asks", "questions", "achievements", "goals")} == {""}
    assert told["aspirations"]["energised_by"] == ""
    assert "manager_prepare" not in told
    assert "record" not in told


SKILLS = """\
skills:
  current:
    - {name: Estimating, level: 2}
    - {name: Mentoring, level: 3, evidence: Femi}
  future:
    - {name: Strategy, level: 2, target: 3, why: w, build_by: [x]}
    - {name: Influence, level: 1, target: 3}
record:
  manager_levels: [{skill: Estimating, level: 4}, {skill: Mentoring, level: 3}]
  agreed_levels: [{skill: Estimating, level: 3}, {skill: Strategy, level: solid}]
"""


def test_a_skill_begins_with_the_agreed_level_else_with_ones_own():
    current = plain(SKILLS)["skills"]["current"]
    assert [(skill["name"], skill["level"]) for skill in current[:2]] == [
        ("Estimating", "3"), ("Mentoring", "3"),
    ]  # fmt: skip


def test_the_managers_reading_is_a_comment_where_it_differs():
    text = written(SKILLS)
    assert "level: 3  # Grace Osei read it as 4" in text
    assert text.count("Grace Osei read it as") == 1


def test_a_future_skill_that_reached_its_target_is_proposed_for_today():
    skills = plain(SKILLS)["skills"]
    assert skills["current"][2] == {"name": "Strategy", "level": "solid", "expected": "3"}
    assert [skill["name"] for skill in skills["future"]] == ["Influence"]
    assert "# It has reached its target." in written(SKILLS)


def test_a_skill_that_stands_in_both_lists_stays_in_both():
    skills = plain(
        "skills: {current: [{name: S, level: 2}], future: [{name: s, level: 3, target: 3}]}\n"
    )
    assert [one["name"] for one in skills["skills"]["current"]] == ["S"]
    assert [one["name"] for one in skills["skills"]["future"]] == ["s"]


def test_goals_that_were_not_reached_go_on_without_their_outcome():
    goals = plain("goals: [{what: a, outcome: achieved}, {what: b, outcome: dropped},"
                  " {what: c, outcome: partial, by: 2027-03-01}, d]\n")["goals"]  # fmt: skip
    assert [(goal["what"], goal.get("by"), goal.get("outcome")) for goal in goals] == [
        ("c", "2027-03-01", None), ("d", None, None),
    ]  # fmt: skip


def test_a_goal_keeps_its_id_however_its_words_change():
    goals = plain("goals: [{id: g, what: a}, b]\n")["goals"]
    assert [goal["id"] for goal in goals] == ["g", made_id("b")]


def test_two_goals_of_the_same_words_get_ids_of_their_own():
    ids = [goal["id"] for goal in plain("goals: [a, a, {what: b, id: b}]\n")["goals"]]
    assert len(set(ids)) == 3


def test_a_goal_whose_action_was_closed_has_ended():
    action = "{what: pass it, owner: employee, status: done}"
    text = f"goals: [Pass it, Keep on]\nrecord: {{actions: [{action}]}}\n"
    told = plain(text)
    assert [goal["what"] for goal in told["goals"]] == ["Keep on"]
    assert told["achievements"] == ["Pass it"]


def test_an_achievement_is_seeded_once():
    once = "achievements: [A]\nsince_last_time: [{what: a, owner: employee, status: done}]\n"
    assert plain(once)["achievements"] == ""


def test_what_was_deferred_is_remembered_above_the_asks():
    deferred = "{what: A day a week, status: deferred, revisit: 2027-05-18}"
    text = written(f"record: {{decisions: [{deferred}, {{what: No, status: declined}}]}}\n")
    assert "# Deferred last time: A day a week (2027-05-18)\nasks:" in text
    assert "No" not in text


def test_an_ask_that_nobody_has_decided_goes_on():
    text = (
        "meeting: 2026-12-03\nasks: [A day by 2027-01-31, {what: A course, id: q1, kind: budget},"
        " Leave, A mentor, A desk, {what: A week, id: w1}]\nsince_last_time: [a desk]\n"
        "record: {decisions: [{what: leave, status: declined}, {what: Two days, ask: w1}],"
        " actions: [A  mentor]}\n"
    )
    assert plain(text)["asks"] == [
        {"what": "A day", "by": "2027-01-31"},
        {"id": "q1", "what": "A course", "kind": "budget"},
    ]
    assert "by: 2027-01-31  # before the next talk" in written(text)
    assert "# What was not decided last time is here" in written(text)
    assert "not decided" not in written("asks: []\n")


def test_milestones_go_on_with_their_ids_and_one_that_has_passed_is_asked_about():
    text = (
        "meeting: 2026-12-03\ngoals: [{what: a, milestones: [Draft by 2027-03-01,"
        " {id: m2, what: Seen, by: 2027-09-01}]}]\n"
    )
    (goal,) = plain(text)["goals"]
    assert goal["milestones"] == [
        {"id": made_id("Draft"), "what": "Draft", "by": "2027-03-01"},
        {"id": "m2", "what": "Seen", "by": "2027-09-01"},
    ]
    assert "by: 2027-03-01  # before the next talk: take it out if it is there" in written(text)
    assert written(text).count("before the next talk") == 1


def test_check_ins_go_on_as_those_since_then_and_of_feedback_what_was_wanted_different():
    text = (
        "last_checkins: [{held: 2026-09-03, moved: Long ago}]\nlast_feedback: {manager: Long ago}\n"
        "record: {held: 2026-12-03, checkins: [{held: 2027-03-04, moved: It}],"
        " feedback: {employee: {helped: You}, manager: {helped: He, different: Less}}}\n"
    )
    assert plain(text)["last_checkins"] == [{"held": "2027-03-04", "moved": "It"}]
    assert plain(text)["last_feedback"] == {"manager": "Less"}
    assert "last_feedback" not in plain("record: {feedback: {manager: {helped: He}}}\n")


def test_a_goal_that_is_due_before_the_next_talk_asks_for_a_new_date():
    text = "meeting: 2026-12-03\ngoals: [a by 2027-03-01, b by 2027-09-01]\n"
    assert "by: 2027-03-01  # before the next talk" in written(text)
    assert written(text).count("before the next talk") == 1


def test_achievements_begin_with_what_i_did_and_with_goals_achieved():
    seeds = plain(
        "goals: [{what: G, outcome: achieved, success: s}]\n"
        "since_last_time: [{what: a, owner: employee, status: done, evidence: e}]\n"
        "record: {actions: [{what: b, owner: Ada Park, status: done},"
        " {what: c, owner: manager, status: done}, {what: d, owner: employee}]}\n"
    )
    assert seeds["achievements"] == [
        {"what": "G", "result": "s"},
        {"what": "a", "result": "e"},
        "b",
    ]


# --- actions ---------------------------------------------------------------

ACTIONS = """\
since_last_time: [{id: a, what: A, owner: manager, carried: 1}]
record:
  actions:
    - {id: b, what: B, owner: Grace Osei, due: 2027-01-15}
    - {id: c, what: C, owner: employee}
    - {what: D}
"""


def test_open_actions_of_both_owners_go_on_one_count_higher():
    carried = plain(ACTIONS)["since_last_time"]
    assert carried[0] == {
        "id": "a",
        "what": "A",
        "owner": "manager",
        "carried": "2",
        "status": "open",
    }
    assert [(one["id"], one["carried"]) for one in carried[1:3]] == [("b", "1"), ("c", "1")]


def test_an_action_without_an_id_keeps_the_one_that_its_text_gives():
    (name,) = [one.id for one in standing(answers_of(ACTIONS)) if one.action.what == "D"]
    assert plain(ACTIONS)["since_last_time"][3]["id"] == name
    again = standing(answered(ACTIONS))
    assert [one.id for one in again] == ["a", "b", "c", name]


def test_a_new_manager_takes_over_what_the_old_one_had_open():
    told = plain(ACTIONS, "Tom Haldane")
    assert told["manager"] == "Tom Haldane"
    assert [one.get("owner") for one in told["since_last_time"]] == [
        "Tom Haldane", "Tom Haldane", "employee", None,
    ]  # fmt: skip
    assert written(ACTIONS, "Tom Haldane").count("# taken over from Grace Osei") == 2


def test_the_same_manager_under_another_spelling_takes_nothing_over():
    head = "version: 1\nemployee: A\nmanager: {name: Grace Osei, role: Lead}\n"
    told = plain(ACTIONS, "grace  osei", head)
    assert told["manager"] == {"name": "Grace Osei", "role": "Lead"}
    assert told["since_last_time"][0]["owner"] == "manager"


def test_what_was_done_of_the_talk_goes_on_for_the_next_one_to_begin_with():
    told = plain("since_last_time: [{id: z, what: Z, status: done}]\nrecord: {actions:"
                 " [{id: y, what: Y, owner: manager, status: done, evidence: e},"
                 " {id: x, what: X, status: dropped, reason: r}, {id: w, what: W}]}\n")  # fmt: skip
    assert [(one["id"], one["status"]) for one in told["since_last_time"]] == [
        ("w", "open"),
        ("y", "done"),
    ]


def test_what_a_new_manager_takes_over_says_with_whom_it_was_agreed():
    told = plain(ACTIONS, "Tom Haldane")
    assert [one.get("evidence") for one in told["since_last_time"]][:3] == [
        "agreed with Grace Osei", "agreed with Grace Osei", None,
    ]  # fmt: skip
    assert told["meeting"]["kind"] == "first"


STATES = st.sampled_from(["open", "done", "dropped"])
ACTION = st.fixed_dictionaries(
    {"what": st.sampled_from(["Call", "Write", "yes", "1:1", "a: b"]), "status": STATES},
    optional={
        "id": st.sampled_from(["a1", "a2", "a3"]),
        "owner": st.sampled_from(["employee", "manager", "Ada Park", "Femi"]),
        "due": st.dates(date(2026, 12, 4), date(2028, 1, 1)).map(str),
        "carried": st.integers(0, 3),
        "evidence": st.just("seen"),
    },
).map(lambda action: action | ({"reason": "moot"} if action["status"] == "dropped" else {}))
LIST = st.lists(ACTION, max_size=5, unique_by=lambda action: action.get("id") or id(action))


@given(earlier=LIST, agreed=LIST)
def test_every_action_is_carried_done_or_dropped_and_none_is_lost(earlier, agreed):
    """Over the lists as they are written: whatever joins them must account for each entry."""
    text = json.dumps({"version": 1, "employee": "Ada Park", "manager": "Grace Osei",
                       "since_last_time": earlier, "record": {"held": "2026-12-03",
                                                              "actions": agreed}})  # fmt: skip
    found = validate(read(text.encode()).tree, ENGLISH)
    if found.answers is None:  # an id that is used for something else is an error, not a loss
        assert {one.rule for one in found.problems} >= {"id-used-again"}
        return
    carried = [one.action for one in standing(answered_of(text)) if one.open]
    for one in agreed:
        if one["status"] == "open":
            assert any(_carries(action, one) for action in carried)
    for one in earlier:
        again = [other for other in agreed if _same(one, other)]
        if one["status"] == "open" and not again:
            assert any(_carries(action, one) for action in carried)
    assert len(carried) <= len([one for one in (*earlier, *agreed) if one["status"] == "open"])


def _carries(action: Any, one: dict[str, Any]) -> bool:
    return action.what == one["what"] and action.carried > one.get("carried", 0)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    by_id = one.get("id") and one.get("id") == other.get("id")
    return bool(by_id) or (one["what"] == other["what"] and not (one.get("id") and other.get("id")))


def answered_of(text: str) -> Answers:
    told = following(answers_of(text, head=""), WORDS).told
    found = validate(read(fresh(told).encode()).tree, ENGLISH)
    assert found.answers is not None, found.problems
    return found.answers


# --- the file --------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [*GOOD, *STORIES[0], *STORIES[1]], ids=lambda path: str(path)[-22:]
)
def test_the_next_cycle_of_every_sample_has_no_error(path):
    text = path.read_text("utf-8")
    tag, words = ("de", GERMAN) if "language: de" in text else ("en-GB", ENGLISH)
    locale = replace(speaking(tag), level_names=words.level_names)
    made = fresh(following(answers_of(text, words, head=""), locale).told)
    assert [one for one in problems_of(made, words, "") if one.severity == "error"] == []


def test_the_next_cycle_of_a_file_with_every_field_has_no_error():
    made = fresh(following(answers_of(json.dumps(fullest()), head=""), WORDS).told)
    assert [one for one in problems_of(made, head="") if one.severity == "error"] == []


def test_cycle_after_cycle_the_file_stays_the_same_but_for_dates_and_counts():
    once = written(ACTIONS)
    twice = fresh(following(answers_of(once, head=""), WORDS).told)
    assert "carried: 3" in twice
    assert len(twice.splitlines()) == len(once.splitlines())


def test_a_german_file_gets_german_comments():
    made = fresh(following(answers_of(""), speaking("de")).told)
    assert "# Übernommen aus dem letzten Gespräch." in made
