"""The content of a progress report: frozen, typed, nothing left to decide but how it looks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agenda.documents.entries import Achievement, Action, CheckIn, Moment, Owned
from agenda.source.folding import composed

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Direction:
    """The long term then and now, both in Markdown, with the months when they were written."""

    then: str
    now: str
    then_on: str
    now_on: str
    clarity: str

    @property
    def unchanged(self) -> bool:
        """Whether it says the same, word for word, whatever its marks and commas."""
        return WORD.findall(composed(self.then)) == WORD.findall(composed(self.now))


@dataclass(frozen=True, slots=True)
class Kept:
    """A way considered or a value, and when it was named where that is not all the time."""

    name: str
    when: str


@dataclass(frozen=True, slots=True)
class Point:
    """A level in one cycle as a share of its scale: 0 the lowest step, 1 the highest.

    `agreed` tells that both settled on it; otherwise it is the employee's own reading.
    """

    share: float
    agreed: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A level over the cycles, in their order: no point where none was given.

    `title` and `description` say what a drawing of it shows; `aim` is a share like the points'.
    """

    points: tuple[Point | None, ...]
    aim: float | None
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill over the cycles of one table: its chart, and its level in figures in each."""

    name: str
    earlier: str
    chart: Chart
    figures: tuple[str, ...]
    aim: str


@dataclass(frozen=True, slots=True)
class SkillTable:
    """The skills over a few cycles, whose names are the heads of the columns."""

    cycles: tuple[str, ...]
    skills: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Skills:
    """All of them: `legend` names the levels of the newest scale, lowest first.

    `scales` explains how scales of different length were joined, where they were.
    """

    tables: tuple[SkillTable, ...]
    legend: tuple[str, ...]
    scales: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal and what became of it, as the last cycle that names it says."""

    what: str
    by: Moment | None
    outcome: str
    cycle: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something that comes next, or should have come, and whose it is."""

    on: Moment
    what: str
    who: str
    late: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole report, in the order in which it is read.

    `talks` says how many and with whom; `tally` counts the employee's own actions.
    """

    title: str
    employee: str
    span: str
    talks: str
    footer: str
    marking: str
    direction: Direction | None
    directions: tuple[Kept, ...]
    values: tuple[Kept, ...]
    skills: Skills
    goals: tuple[Goal, ...]
    tally: str
    mine: tuple[Action, ...]
    others: tuple[Owned, ...]
    checkins: tuple[CheckIn, ...]
    achievements: tuple[Achievement, ...]
    coming: tuple[Due, ...]
