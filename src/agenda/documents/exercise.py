"""The preparation exercise on paper: what to think about, and room to write, by hand.

It is made of `answers.exercise` alone, and of nobody's answers. A question that asks for several
entries gets a line for each, with a column for what is asked of an entry next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from agenda.answers.exercise import EXERCISE
from agenda.answers.questions import Question, Step, every_question
from agenda.documents import levels
from agenda.language.locale import Locale

MOST = 3
"""Questions side by side, at most."""


class Head(NamedTuple):
    """A question, and the key of its answer in the file; '' for what is only thought of."""

    text: str
    key: str


class Asked(NamedTuple):
    """What is asked side by side, and room for it: lines to write on, or boxes to tick.

    There is neither for what is only to be thought of.
    """

    heads: tuple[Head, ...]
    choices: tuple[str, ...]
    lines: int


class Part(NamedTuple):
    """A step of the exercise; `legend` names the levels where it asks for any."""

    title: str
    why: str
    asked: tuple[Asked, ...]
    legend: tuple[str, ...]


class Exercise(NamedTuple):
    """The whole page."""

    parts: tuple[Part, ...]


def content(locale: Locale) -> Exercise:
    """Return the exercise as it is printed."""
    return Exercise(tuple(_part(step, locale) for step in EXERCISE))


def _part(step: Step, locale: Locale) -> Part:
    every = every_question((step,))
    graded = any(one.kind == "level" for one in every)
    return Part(
        locale.say(step.title),
        locale.say(step.why),
        tuple(_asked(step, locale)),
        levels.names((), locale) if graded else (),
    )


def _asked(step: Step, locale: Locale) -> Iterator[Asked]:
    """Yield what is asked: one answer beside the other, as many as a line of the page holds."""
    single: list[Question] = []
    for question in step.questions:
        several = question.most > 1 and question.then
        if several or question.choices:
            yield from _side_by_side(single, locale)
            single = []
            heads = tuple(_head(one, locale) for one in (question, *question.then))
            choices = tuple(locale.say(words) for _, words in question.choices)
            yield Asked(heads, choices, question.most)
        else:
            single += (question, *question.then)
    yield from _side_by_side(single, locale)


def _side_by_side(questions: list[Question], locale: Locale) -> Iterator[Asked]:
    """Yield rows of questions, as few as can be and about as many in each."""
    for left in range(-(-len(questions) // MOST), 0, -1):
        many = len(questions) // left
        row, questions = questions[:many], questions[many:]
        yield Asked(tuple(_head(one, locale) for one in row), (), max(one.lines for one in row))


def _head(question: Question, locale: Locale) -> Head:
    return Head(locale.say(question.text), "".join(question.path[-1:]))
