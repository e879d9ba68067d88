"""A record to fill in: with what the file knows, and nothing that it does not."""

from datetime import date

from agenda.answers.cycle.skeleton import skeleton
from agenda.language.reading import Reading
from agenda.source.fresh import unnoted
from career import HEAD, answers_of, speaking

FULL = """\
meeting: 2026-12-03 14:00
skills: {current: [Estimating], future: [{name: Strategy}]}
goals:
  - {id: run, what: Run the review, by: 2027-06-30, first_step: Ask Femi for the logs}
  - {what: Old, outcome: achieved, first_step: Begin}
  - Late by 2026-11-01
asks: [Let me shadow the planning by 2027-01-31]
"""


READING = Reading(personal=("me", "you"))


def told(text: str = FULL, today: date = date(2026, 12, 3)) -> dict:
    return unnoted(skeleton(answers_of(text), speaking(), READING, today))


def test_it_has_the_day_and_both_names():
    record = told()
    assert record["held"] == "2026-12-03"
    assert record["attendees"] == ["Ada Park", "Grace Osei"]


def test_the_day_of_a_talk_that_is_to_come_is_left_blank():
    assert told(today=date(2026, 12, 2))["held"] == ""
    assert told("", date(2026, 12, 2))["held"] == ""


def test_a_goal_is_proposed_by_its_first_step_two_weeks_after_the_talk():
    assert told()["actions"] == [
        {"id": "run", "what": "Ask Femi for the logs", "owner": "employee", "due": "2026-12-17"}
    ]


GRANTED = "asks: [{id: s, what: Let me shadow the planning, by: 2027-01-31}, {id: t, what: Time}]\n"


def granted(decisions: str, more: str = "", goals: str = "") -> list[dict]:
    """Return what is proposed where these were decided."""
    record = f"record: {{decisions: [{decisions}]{more}}}\n"
    head = "{name: Grace Osei, call: Grace}"
    answers = answers_of(goals + GRANTED + record, head=HEAD.replace("Grace Osei", head))
    return unnoted(skeleton(answers, speaking(), READING, date(2026, 12, 3)))["actions"] or []


def test_an_ask_is_an_action_once_it_was_agreed_and_waits_for_words_that_a_stranger_understands():
    decided = "{what: Let me shadow the planning, ask: s}, {what: Time, ask: t, status: declined}"
    assert granted(decided) == [
        {"id": "s", "what": "for “Let me shadow the planning”: what will Grace do? <…>",
         "owner": "manager", "due": "2027-01-31"},
    ]  # fmt: skip


def test_the_smaller_step_is_quoted_where_it_was_agreed():
    assert "“Two sessions”" in granted("{what: Two sessions, ask: s}")[0]["what"]


def test_an_action_that_was_worded_is_not_proposed_again():
    proposed = granted("{what: Let me shadow it, ask: s}", ", actions: [{id: s, what: A seat}]")
    assert [one["what"] for one in proposed] == ["A seat"]


def test_two_decisions_on_one_ask_are_two_actions():
    proposed = granted("{what: Two sessions, ask: s}, {what: A seat, ask: s}")
    assert [one["id"] for one in proposed] == ["s", "s-2"]


def test_a_goal_and_an_ask_of_the_same_words_are_two_actions_whenever_they_were_agreed():
    goals = "goals: [{id: s, what: Plan, first_step: Begin}]\n"
    seat = "{what: A seat, ask: s}"
    assert [one["id"] for one in granted(seat, goals=goals)] == ["s", "s-ask"]
    later = granted(seat, ", actions: [{id: s, what: Begin}]", goals)
    assert [one["id"] for one in later] == ["s", "s-ask"]


def test_a_step_that_speaks_of_you_or_me_is_quoted_too():
    goals = "goals: [{id: g, what: A, first_step: send you a draft}]\n"
    assert told(goals)["actions"][0]["what"] == "for “send you a draft”: what will Ada Park do? <…>"


def test_an_id_that_an_action_of_last_time_has_is_not_used_again():
    earlier = "since_last_time: [{id: g, what: Old, status: done}]\n"
    goals = "goals: [{id: g, what: A, first_step: Begin}]\n"
    assert [one["id"] for one in told(earlier + goals)["actions"]] == ["g-2"]


def test_what_is_still_open_of_last_time_comes_first_under_its_id():
    earlier = "since_last_time: [{id: a1, what: Old, owner: manager, carried: 1, due: 2026-06-01},"
    actions = told(f"{earlier} {{what: ask Femi for the logs}}]\n{FULL}")["actions"]
    assert actions[0] == {"id": "a1", "what": "Old", "owner": "manager", "due": "", "carried": "1"}
    assert [one["what"] for one in actions[1:]] == ["ask Femi for the logs"]


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
