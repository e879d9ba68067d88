"""The content of an agenda: frozen, typed, nothing left to decide but how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NewType

from agenda.documents.entries import (
    Achievement,
    Action,
    CheckIn,
    Goal,
    Moment,
    Note,
    Notes,
    Option,
)
from agenda.documents.levels import Level

if TYPE_CHECKING:
    from agenda.answers.identity import Identity


class Person(NamedTuple):
    """One of the two."""

    name: str
    role: str
    called: str


class Direction(NamedTuple):
    """A way the career might go."""

    role: str
    detail: str
    notes: Notes


class Value(NamedTuple):
    """A value, and the moment that shows it."""

    name: str
    meaning: str
    example: str
    notes: Notes


class CurrentSkill(NamedTuple):
    """A skill of today's job. `id` finds it again in a returned copy."""

    id: str
    name: str
    level: Level
    figures: str
    evidence: str
    notes: Notes


class FutureSkill(NamedTuple):
    """A skill for the future."""

    id: str
    name: str
    level: Level
    figures: str
    built: tuple[Note, ...]
    notes: Notes


class Boxes(NamedTuple):
    """Where the manager answers an ask: the ask's id, and the smaller step where it is known."""

    id: str
    smaller: str


class Ask(NamedTuple):
    """Something asked of the manager, as A1, A2 and so on."""

    number: str
    what: str
    by: Moment | None
    details: tuple[Note, ...]
    boxes: Boxes | None
    notes: Notes


class SinceLastTime(NamedTuple):
    """What each wanted different by now, the check-ins since, the actions agreed last time.

    `different` has it under the name of whoever wanted it; `notes` are the private ones on that.
    """

    minutes: int
    different: tuple[Note, ...]
    checkins: tuple[CheckIn, ...]
    actions: tuple[Action, ...]
    notes: Notes


class Aspirations(NamedTuple):
    """The long arc, and what each of us values."""

    minutes: int
    long_term: str
    horizon: str
    clarity: str
    directions: tuple[Direction, ...]
    values: tuple[Value, ...]
    energised_by: tuple[str, ...]
    drained_by: tuple[str, ...]
    achievements: tuple[Achievement, ...]
    questions: tuple[str, ...]
    notes: Notes

    @property
    def bare_values(self) -> bool:
        """Whether the values are names alone, so that one line holds them."""
        return not any(value.meaning or value.example or value.notes for value in self.values)


class Skills(NamedTuple):
    """Today's job and the future; questions where the file names no skill.

    `legend` names the levels, lowest first; `levels` are those that the manager chooses from.
    """

    minutes: int
    current: tuple[CurrentSkill, ...]
    future: tuple[FutureSkill, ...]
    legend: tuple[str, ...]
    levels: tuple[Option, ...]
    questions: tuple[str, ...]
    notes: Notes


class NextMonths(NamedTuple):
    """Goals and asks; a question where the file has neither."""

    minutes: int
    goals: tuple[Goal, ...]
    asks: tuple[Ask, ...]
    questions: tuple[str, ...]


class Closing(NamedTuple):
    """Who does what by when, to fill in during the talk: `rows` are the names of its rows.

    `owners` are those who may do it; `among_us` tells that both can tick here that the
    record stays between them, which nobody does on a copy of their own.
    """

    minutes: int
    rows: tuple[str, ...]
    owners: tuple[Option, ...]
    among_us: bool
    notes: Notes


class Agenda(NamedTuple):
    """The whole agenda, in the order in which it is read.

    `people` names both in one line; `roles` says what each does, where the file does;
    `fields` is the path below which what is written on this copy returns to the file;
    `note_lines` is how many lines of room each section leaves for notes at least;
    `identity` is what a returned copy is recognised by.
    """

    title: str
    people: str
    employee: Person
    manager: Person
    roles: tuple[str, ...]
    when: Moment | None
    length: str
    place: str
    footer: str
    marking: str
    fields: tuple[str, ...]
    before: tuple[str, ...]
    opening: Notes
    since_last_time: SinceLastTime | None
    aspirations: Aspirations
    skills: Skills
    next_months: NextMonths
    closing: Closing
    note_lines: int
    identity: Identity


SharedAgenda = NewType("SharedAgenda", Agenda)
"""An agenda that the manager may see: `content` makes it from shared answers alone."""
