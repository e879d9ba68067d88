"""The three goals: nothing yet, begun or covered, by rules with names."""

import pytest

from agenda.answers import validate
from agenda.answers.reading import read
from agenda.coaching.covered import RULES, three_goals
from agenda.coaching.rules import NAMES

HEAD = "version: 1\nemployee: Ada Park\nmanager: Grace Osei\n"


def states(text: str, *found: str) -> dict[str, str]:
    answers = validate(read((HEAD + text).encode()).tree).answers
    assert answers
    return {goal.name: goal.state for goal in three_goals(answers, found)}


def test_every_rule_that_counts_is_one():
    assert {name for rules in RULES.values() for name in rules} <= set(NAMES)


def test_of_an_empty_file_there_is_nothing_yet():
    assert set(states("").values()) == {"nothing yet"}
    assert {goal.state for goal in three_goals(None, ())} == {"nothing yet"}


@pytest.mark.parametrize(("text", "goal", "rule"), [
    ("values: [craft]\n", "aspirations", "no-long-arc"),
    ("skills: {future: [strategy]}\n", "skills", "missing-skill-list"),
    ("goals: [Run it]\n", "alignment", "no-date"),
])  # fmt: skip
def test_a_goal_is_begun_while_one_of_its_rules_has_something_to_say(text, goal, rule):
    assert states(text, rule)[goal] == "begun"
    assert states(text, "late-record")[goal] == "covered"
