"""What the page says of a hint: a question, for who has never seen a key of the file."""

from __future__ import annotations

import pytest

from agenda.answers.reading import read
from agenda.door.cures import KEY, by_questions
from agenda.door.form import make_form
from agenda.door.view import look
from agenda.resources import Resources
from agenda.source.problems import hint
from ground import NOW

pytestmark = pytest.mark.usefixtures("coach")
RESOURCES = Resources()
HEAD = "version: 1\nemployee: Ada Park\nmanager: Grace Osei\n"
RUN = "values: [craft]\ngoals:\n  - what: Run the spring review\n    by: 2027-06-30\n"


def told(text: str) -> dict[str, list[tuple[str, str]]]:
    """Return what is said beside each part: the rule, and the cure."""
    beside = look(read((HEAD + text).encode()), RESOURCES, NOW, shown=False).beside
    return {name: [(one.rule, one.help) for one in said] for name, said in beside.items()}


@pytest.mark.parametrize(("text", "question", "rule"), [
    ("", "values", "next-step"),
    (RUN, "meeting/start", "no-meeting"),
    (RUN, "aspirations/long_term", "no-long-arc"),
    (RUN, "questions", "manager-unprepared"),
])  # fmt: skip
def test_a_hint_stands_beside_the_question_that_cures_it(text, question, rule):
    assert (rule, "") in told(text)[question]


def test_of_a_question_that_is_folded_away_the_cure_is_told():
    problem = hint("no-trade-off", "nothing is given up", "add trade_off: and what", ("asks", 0))
    words = RESOURCES.help("en", None)
    tree = read((HEAD + "asks: [Let me lead it]\n").encode()).tree
    form = make_form(tree, RESOURCES.reading(tree), words, shown=False)
    ((place, (one,)),) = by_questions({"asks/0": [problem]}, form, words).items()
    assert (place, one.help[:8]) == ("asks/0", "answer ‘")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("text", ["", "values: [craft]\n", "skills: {current: [calm]}\n", RUN])
def test_no_key_is_left_in_what_is_said(text, language):
    said = told(f"language: {language}\n" + text)
    assert said
    assert [cure for one in said.values() for _, cure in one if KEY.search(cure)] == []
