"""Several cycles of one person, or of several: who is who, and in which order they came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from agenda.answers import Answers
from agenda.answers.before import Person
from agenda.answers.cycle.standing import Standing, held, name_in, standing
from agenda.source.folding import folded

Kind = TypeVar("Kind", bound=Answers, covariant=True)  # noqa: PLC0105 - as its siblings are named


class Cycle(NamedTuple, Generic[Kind]):
    """One answers file of several: its name for messages, and what it holds.

    `level_names` is the scale of five in the file's own language.
    """

    name: str
    answers: Kind
    level_names: tuple[str, ...] = ()

    @property
    def on(self) -> date | None:
        """The day of its talk."""
        return held(self.answers)


class OpenAction(NamedTuple):
    """An action that is open, with the cycle where it was seen last."""

    cycle: Cycle[Answers]
    standing: Standing
    overdue: bool

    @property
    def owner(self) -> str | None:
        """Whose it is, by name where it was written as employee or manager."""
        return name_in(self.standing.action.owner, self.cycle.answers) or None


def same_person(one: Person, other: Person) -> bool:
    """Whether two files speak of the same person: by id, by address, or by name."""
    return not _keys(one).isdisjoint(_keys(other))


def _keys(person: Person) -> set[tuple[str, str]]:
    named = (("name", person.name), ("id", person.id), ("email", person.email))
    return {(kind, folded(text)) for kind, text in named if text}


def in_order(cycles: Iterable[Cycle[Kind]]) -> list[Cycle[Kind]]:
    """Sort by the day of the talk; one without a day is still to come."""
    return sorted(cycles, key=lambda cycle: cycle.on or date.max)


def by_person(cycles: Iterable[Cycle[Kind]]) -> list[list[Cycle[Kind]]]:
    """Group the cycles of each person, each group in its order."""
    groups: list[list[Cycle[Kind]]] = []
    for cycle in cycles:
        own = [group for group in groups if _belongs(cycle, group)]
        others = [group for group in groups if group not in own]
        groups = [*others, [*(one for group in own for one in group), cycle]]
    return [in_order(group) for group in groups]


def _belongs(cycle: Cycle[Answers], group: list[Cycle[Kind]]) -> bool:
    return any(same_person(cycle.answers.employee, one.answers.employee) for one in group)


def newest(cycles: Iterable[Cycle[Kind]]) -> list[tuple[Cycle[Kind], Standing]]:
    """Return how each action of one person's cycles, in their order, stands today.

    An id leads from one cycle to the next; one that is used for something else in a
    later talk begins another action, and the earlier one stays as it was.
    """
    found: dict[tuple[str, int], tuple[Cycle[Kind], Standing]] = {}
    times: dict[str, int] = {}
    for cycle in cycles:
        for one in standing(cycle.answers):
            known = found.get((one.id, times.get(one.id, 0)))
            if known and not _goes_on(known[1], one):
                times[one.id] = times.get(one.id, 0) + 1
            found[one.id, times.get(one.id, 0)] = cycle, one
    return list(found.values())


def _goes_on(before: Standing, after: Standing) -> bool:
    """Whether an action of a later cycle is the earlier one of that id, perhaps reworded."""
    same_words = folded(before.action.what) == folded(after.action.what)
    return after.earlier or after.action.carried > 0 or same_words


def open_actions(cycles: Iterable[Cycle[Kind]], today: date) -> list[OpenAction]:
    """Return what is open over all cycles, each once and as it was seen last, by due date."""
    found = [
        OpenAction(cycle, one, overdue=bool(one.action.due and one.action.due < today))
        for group in by_person(cycles)
        for cycle, one in newest(group)
        if one.open
    ]
    return sorted(found, key=lambda entry: entry.standing.action.due or date.max)
