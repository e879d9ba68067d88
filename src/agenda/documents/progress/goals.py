"""Goals over all cycles, by what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agenda.documents import wording
from agenda.documents.progress.timeline import Cycles, Dated
from agenda.documents.progress.types import Goal
from agenda.model.answers import before
from agenda.model.locale import Locale

ORDER = ("achieved", "partial", "open", "dropped")


def _newest(cycles: Cycles) -> dict[str, tuple[int, before.Goal]]:
    """Return each goal as the last cycle that names it has it, by its id."""
    return {
        goal.own_id: (place, goal)
        for place, cycle in enumerate(cycles)
        for goal in cycle.answers.goals
    }


def goals(cycles: Cycles, labels: Sequence[str], locale: Locale) -> Iterator[Goal]:
    """Yield what was achieved, reached in part, is open, was dropped: in this order."""
    say = locale.say
    outcomes = {
        "achieved": say("achieved"),
        "partial": say("reached in part"),
        "open": say("open"),
        "dropped": say("dropped"),
    }
    found = sorted(_newest(cycles).values(), key=lambda one: (_rank(one[1]), one[0]))
    for place, goal in found:
        outcome = outcomes[goal.outcome or "open"]
        yield Goal(goal.what, wording.short_moment(goal.by, locale), outcome, labels[place])


def _rank(goal: before.Goal) -> int:
    return ORDER.index(goal.outcome or "open")


def due(cycles: Cycles) -> Iterator[Dated]:
    """Yield the goals of the last cycle that are open and have a date."""
    last = cycles[-1].answers
    for goal in last.goals:
        if goal.by and goal.outcome in {None, "open", "partial"}:
            yield goal.by, goal.what, last.employee.name
