"""What collecting is made of: what was typed, what changes, and what has to be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from agenda.answers.texts import one_line
from agenda.source.folding import folded, uncorrected
from agenda.source.nodes import Plain
from agenda.source.problems import Problem, Steps, error, shorten


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of the answers file: a value at a path, or one more item of the list there."""

    path: Steps
    value: Plain
    append: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text; `steps` lead to its place below the record, or below what is private in it."""

    steps: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Entries of a list, in their order."""

    steps: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """The manager's reading of a skill, by the skill's id: a step of the scale."""

    skill: str
    step: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    steps: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Row:
    """An action that was filled in; `owner` is a role, a name as typed, or empty."""

    what: str
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the manager says to an ask, by the ask's id: `box` is yes, smaller or not_now.

    `which` is the smaller step where it was written in, and `revisit` when to look again.
    """

    ask: str
    box: str
    which: str
    because: str
    revisit: date | None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in, known by its day: what was `said` to each of its fields."""

    held: date
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AmongUs:
    """That the record stays between the two."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That one side acknowledges the record, and since when."""

    side: str
    day: date


@dataclass(frozen=True, slots=True)
class Note:
    """A text that goes below what stands at its place."""

    steps: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A remark on the record, and whose it is: a role, or a name."""

    what: str
    who: str


Typed = Text | Lines | Level | Day | Answer | Row | CheckIn | AmongUs | Acknowledged | Note | Aside


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question: in words, and what follows. `theirs` is what the copy says."""

    said: str
    then: tuple[Change | Typed, ...]
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a copy says and the file does not take without being asked.

    `kept` says in words what stays when the copy is not followed. Where there is no
    choice, what was typed cannot be understood, and can only be left out, or be typed anew:
    `reads` tells what follows from that, or None where it is not to be understood either.
    """

    rule: str
    fault: str
    cure: str
    kept: str
    choices: tuple[Choice, ...] = ()
    reads: Callable[[str], Choice | None] | None = None

    @property
    def theirs(self) -> Choice | None:
        """What the copy says, where that is one thing."""
        own = [choice for choice in self.choices if choice.theirs]
        return own[0] if len(own) == 1 else None

    @property
    def problem(self) -> Problem:
        """The question as a problem, where nobody has answered it."""
        return error(self.rule, self.fault, self.cure)


Found = Change | Question
"""What comes of one thing that was typed; nothing where the file says the same already."""


def alike(text: str) -> str:
    """Fold a text to what it says, however it is set and whatever its case."""
    return folded(uncorrected(text))


def short(text: str) -> str:
    """Return a value on one line, as far as a message has room for it."""
    return shorten(one_line(text))
