"""What is said first, and what is not said at all."""

from __future__ import annotations

import pytest

from agenda.coaching.case import Case
from agenda.coaching.engine import MOST_HINTS, MOST_POLISH, POLISHING, Choice, coach, first
from agenda.coaching.rules import RANK
from agenda.source.problems import Severity
from career import HEAD, answers_of
from coaching.corpus import lists
from ground import NOW

BARE = """\
meeting: 2026-12-03 14:00
values: [craft, autonomy, calm]
skills: {current: [a], future: [b]}
goals: [Improve, Explore, Learn]
asks: [Support, Help, Guidance, Feedback]
"""
BEGUN = "values: [craft]\n"


def case(text: str, **more) -> Case:
    return Case(answers_of(text, head=HEAD), NOW, lists("en"), **more)


def test_at_most_three_hints_are_said_first_and_the_rest_is_counted():
    whole = case(BARE)
    found = coach(whole)
    shown = first(found, whole)
    assert len(shown.problems) == MOST_HINTS == 3
    assert shown.more == len(found) - MOST_HINTS > 0


def test_polish_waits_until_nothing_else_is_to_be_said():
    whole = case(BARE)
    found = coach(whole)
    assert POLISHING & {one.rule for one in found}
    assert not POLISHING & {one.rule for one in first(found, whole).problems}
    polish = [one for one in found if one.rule in POLISHING]
    assert len(first(polish, whole).problems) == MOST_POLISH == 2


def test_hints_take_no_room_from_warnings():
    whole = case(BARE + "questions: [Could I get a raise?]\n")
    shown = first(coach(whole), whole).problems
    assert shown[0].rule == "pay-in-shared"
    assert len(shown) == MOST_HINTS + 1


def test_they_come_in_the_order_in_which_they_matter():
    whole = case(BARE)
    ranks = [RANK[one.rule] for one in first(coach(whole), whole).problems]
    assert ranks == sorted(ranks)


def test_one_thing_is_said_of_a_place():
    whole = case(BARE)
    places = [one.path[:2] for one in first(coach(whole), whole).problems]
    assert len(set(places)) == len(places)


def test_every_rule_has_its_turn_before_any_has_a_second_one():
    whole = case("values: [a, b, c, d, e, f, g, h, i]\nskills: {current: [a]}\n"
                 "aspirations: {horizon_years: 1, clarity: unknown}\n")  # fmt: skip
    rules = [one.rule for one in first(coach(whole), whole).problems]
    assert len(rules) == len(set(rules)) == MOST_HINTS


@pytest.mark.parametrize("text", ["", BEGUN, "goals: [Learn more]\n"])
def test_a_file_just_begun_gets_its_next_two_steps(text):
    whole = case(text)
    shown = first(coach(whole), whole).problems
    assert [one.rule for one in shown] == ["next-step", "next-step"]
    assert shown[0].message.startswith("a good start")


def test_a_warning_is_not_kept_from_who_has_just_begun():
    whole = case("questions: [Could I get a raise?]\n")
    rules = {one.rule for one in first(coach(whole), whole).problems}
    assert rules == {"pay-in-shared", "next-step"}


def test_low_trust_is_told_from_the_first_minute():
    whole = case("private: {trust: low}\n")
    assert "low-trust" in {one.rule for one in first(coach(whole), whole).problems}


def test_what_was_selected_is_told_of_a_file_just_begun_too():
    whole = case("asks: [Support me]\n")
    for choice in (Choice(frozenset({"vague-ask"})), Choice(ignore=frozenset({"next-step"}))):
        rules = {one.rule for one in first(coach(whole, choice), whole).problems}
        assert "vague-ask" in rules


def test_one_of_two_hints_with_the_same_cure_is_enough():
    whole = case("values: [a]\ngoals: [b]\n")
    rules = {one.rule for one in first(coach(whole), whole).problems}
    assert "manager-unprepared" in rules
    assert "one-sided-values" not in rules
    assert "one-sided-values" in {one.rule for one in coach(whole)}


def test_whoever_has_more_gets_no_next_steps():
    assert "next-step" not in {one.rule for one in coach(case(BARE))}


def test_only_what_is_selected_runs_and_nothing_that_is_ignored():
    some = coach(case(BARE), Choice(frozenset({"vague-ask", "no-date"})))
    assert {one.rule for one in some} == {"vague-ask", "no-date"}
    others = coach(case(BARE), Choice(ignore=frozenset({"vague-ask"})))
    assert "vague-ask" not in {one.rule for one in others}
    assert coach(case(BARE), Choice(frozenset())) == ()


def test_once_the_talk_is_written_down_it_is_too_late_to_prepare():
    agreed = BARE + "record: {held: 2026-11-20, decisions: [Ada sits in]}\n"
    rules = {one.rule for one in coach(case(agreed))}
    assert rules == {"no-expectations", "no-next-check-in"}


def test_a_record_that_was_only_begun_does_not_count():
    begun = BARE + "record: {held: 2026-11-20, attendees: [Ada Park]}\n"
    assert "no-date" in {one.rule for one in coach(case(begun))}


def test_private_fields_are_no_shared_ones():
    text = BARE + (
        "private: {pay: A raise of €5000, job_search: A recruiter called, promotion: A promotion}\n"
    )
    warned = {one.rule for one in coach(case(text)) if one.severity is Severity.WARNING}
    assert warned == set()


def test_obstacles_are_for_the_writer_alone_and_may_name_anything():
    text = "goals: [{what: Sign one rule, by: 2027-06-30, obstacle: My promotion, if_then: Then}]\n"
    assert not [one for one in coach(case(text)) if one.rule == "promotion-pitch"]


ARABIC = "values: [الإتقان]\naspirations: {long_term: أريد أن أقود فريقًا صغيرًا, horizon_years: 5}\n"
JAPANESE = (
    "values: [職人気質]\naspirations: {long_term: 小さなチームを率いたい, horizon_years: 5}\n"
)


@pytest.mark.parametrize("text", [ARABIC, JAPANESE, "values: [👩‍👩‍👧‍👦, e\u0301]\n"])
def test_a_language_without_lists_has_no_rules_about_words(text):
    goals = "goals: [{what: 改善する, by: 2027-06-30}]\nskills: {current: [速], future: [高]}\n"
    whole = Case(answers_of(text + goals, head=HEAD), NOW, lists("ja"))
    rules = {one.rule for one in coach(whole)}
    assert not rules & {"vague-goal", "no-success-measure", "title-only-aspiration"}
    assert "goal-without-arc" in rules
