"""What a question of the preparation exercise is, and what it fills in the answers file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["one", "several", "choice", "level", "date", "named"]
"""What an answer is: a text, one or more texts, one of the choices, a level of the scale, a date,
or something that was named before: a value, a direction or a skill."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what its answer fills."""

    text: str
    path: tuple[str, ...] = ()
    """The keys in the answers file, without positions in lists; none where it is only thought
    about, and nothing is written."""
    kind: Kind = "one"
    example: str = ""
    """What somebody might answer. A date has none: whoever asks names one that lies ahead."""
    choices: tuple[tuple[str, str], ...] = ()
    """What the file says, with the words in which one chooses it."""
    then: tuple[Question, ...] = ()
    """What is asked next of each entry of the list."""
    most: int = 1
    """How many entries of a list are asked for."""
    lines: int = 1
    """How many lines there are on paper for an answer, where `most` does not say it; none for what
    is thought of and not written."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the exercise."""

    name: str
    title: str
    why: str
    """One or two lines on what it is good for."""
    questions: tuple[Question, ...]


def say(message: str) -> str:
    """Return the message as it is: this only marks it for the catalogues."""
    return message


def every_question(steps: tuple[Step, ...]) -> tuple[Question, ...]:
    """Return the questions of these steps, what is asked of an entry behind its question."""
    return tuple(
        asked
        for step in steps
        for question in step.questions
        for asked in (question, *question.then)
    )


def every_text(steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Return all that these steps say, in English."""
    titles = (text for step in steps for text in (step.title, step.why))
    asked = (
        text
        for one in every_question(steps)
        for text in (one.text, one.example, *(words for _, words in one.choices))
    )
    return tuple(filter(None, (*titles, *asked)))
