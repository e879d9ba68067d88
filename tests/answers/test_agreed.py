"""What was agreed, against the rest of the file."""

import pytest

from agenda.answers.before import Action
from career import HEAD, marked, problems_of

SKILLS = "skills: {current: [{name: Estimating, id: est, was: Planning}, writing]}\n"


def on(due: str, more: str = "", head: str = "record: {held: 2026-12-03, actions:") -> str:
    return f"{head} [{{what: x, owner: employee, due: {due}{more}}}]}}\n"


def severities(text: str) -> list[tuple[str, str]]:
    return [(one.rule, one.severity.value) for one in problems_of(text)]


def test_a_new_action_due_before_the_talk_is_an_error_at_its_date():
    assert marked(on("2026-11-27")) == [("due-before-talk", "2026-11-27")]
    assert severities(on("2026-11-27")) == [("due-before-talk", "error")]


@pytest.mark.parametrize("due", ["2026-12-03", "2026-12-04"])
def test_the_day_of_the_talk_and_later_days_are_good(due):
    assert problems_of(on(due)) == ()


def test_without_a_record_of_the_day_the_meeting_counts():
    meeting = "meeting: {start: 2026-12-03 14:00}\n"
    assert severities(meeting + on("2026-11-27", head="record: {actions:")) == [
        ("due-before-talk", "error")
    ]
    assert problems_of(on("2026-11-27", head="record: {actions:")) == ()


def test_a_carried_action_may_be_late_and_wants_a_new_date():
    assert severities(on("2026-11-27", ", carried: 1")) == [("due-before-talk", "warning")]
    earlier = "since_last_time: [{id: a, what: x}]\n"
    assert severities(earlier + on("2026-11-27", ", id: a")) == [("due-before-talk", "warning")]


@pytest.mark.parametrize("state", ["status: done", "status: dropped, reason: moot"])
def test_what_is_closed_may_have_been_due_before(state):
    assert problems_of(on("2026-11-27", f", {state}")) == ()


def test_the_short_form_is_looked_at_too():
    text = "record: {held: 2026-12-03, actions: [Send it by 2026-11-27]}\n"
    assert marked(text) == [("due-before-talk", "Send it by 2026-11-27")]


def test_what_is_no_date_is_told_once_by_its_own_rule():
    assert [rule for rule, _ in severities(on("soon"))] == ["date"]


def test_actions_before_the_talk_are_none_of_the_records():
    assert "due" in Action.model_fields
    assert problems_of("meeting: 2026-12-03\nsince_last_time: [{what: x, due: 2026-08-01}]\n") == ()


@pytest.mark.parametrize("name", ["Estimating", "ESTIMATING", "est", "planning", "Writing"])
def test_a_reading_may_name_its_skill_by_name_id_or_old_name(name):
    assert problems_of(f"{SKILLS}record: {{manager_levels: [{{skill: {name}, level: 2}}]}}\n") == ()


@pytest.mark.parametrize("key", ["manager_levels", "agreed_levels"])
def test_a_slip_in_a_skills_name_is_a_warning_that_proposes_the_name(key):
    text = f"{SKILLS}record: {{{key}: [{{skill: Estimatng, level: 2}}]}}\n"
    (problem,) = problems_of(text)
    assert (problem.rule, problem.severity.value) == ("unknown-skill", "warning")
    assert problem.help == "did you mean Estimating?"
    assert (HEAD + text)[problem.span.start : problem.span.end] == "Estimatng"


def test_a_file_that_names_no_skill_lets_the_record_name_any():
    assert problems_of("record: {manager_levels: [{skill: X, level: 2}]}\n") == ()


def test_a_broken_skill_does_not_make_its_reading_unknown():
    record = "record: {manager_levels: [{skill: X, level: 2}]}\n"
    outside = severities("skills: {current: [{name: X, level: 9}]}\n" + record)
    assert [rule for rule, _ in outside] == ["level"]
    mistyped = severities("skills: {current: [{nmae: X}]}\n" + record)
    assert {rule for rule, _ in mistyped} == {"unknown-key"}


AFTER = (
    "next_check_in: {}",
    "sent: {}",
    "acknowledged: {{manager: {}}}",
    "sharing: {{keep_until: {}}}",
    "decisions: [{{what: D, revisit: {}}}]",
)


@pytest.mark.parametrize("part", AFTER)
def test_what_comes_after_the_talk_has_a_date_after_it(part):
    before, on_the_day = (part.format(day) for day in ("2026-12-01", "2026-12-03"))
    assert marked(f"record: {{held: 2026-12-03, {before}}}\n") == [
        ("before-the-talk", "2026-12-01")
    ]
    assert problems_of(f"record: {{held: 2026-12-03, {on_the_day}}}\n") == ()


def test_only_the_next_talk_is_an_error_before_this_one():
    found = [
        severities(f"record: {{held: 2026-12-03, {part.format('2026-12-01')}}}\n") for part in AFTER
    ]
    assert [severity for ((_, severity),) in found] == ["error", *["warning"] * 4]


EARLIER = "since_last_time: [{id: a1, what: Introduce me}]\n"


def test_an_id_of_last_time_that_is_used_for_something_else_is_an_error():
    text = f"{EARLIER}record: {{actions: [{{id: a1, what: Write it}}]}}\n"
    assert marked(text) == [("id-used-again", "a1")]


@pytest.mark.parametrize(
    "action",
    [
        "{id: a1, what: introduce  ME}",
        "{id: a1, what: Other words, carried: 1}",
        "{id: a2, what: Write it}",
    ],
)
def test_the_same_action_keeps_its_id(action):
    assert problems_of(f"{EARLIER}record: {{actions: [{action}]}}\n") == ()
