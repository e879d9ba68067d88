"""Goals over all cycles, by what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agenda.answers import before
from agenda.answers.cycle.goals import ENDED, goals_of
from agenda.answers.texts import folded
from agenda.documents import wording
from agenda.documents.progress.timeline import Cycles, Dated
from agenda.documents.progress.types import Goal
from agenda.language.locale import Locale


def _newest(cycles: Cycles) -> list[tuple[int, before.Goal]]:
    """Return each goal as the last cycle that names it has it.

    Its id leads from one cycle to the next; what has ended is not undone by another
    goal that is given the same id later.
    """
    found: dict[tuple[str, int], tuple[int, before.Goal]] = {}
    times: dict[str, int] = {}
    for place, cycle in enumerate(cycles):
        for goal in goals_of(cycle.answers):
            known = found.get((goal.own_id, times.get(goal.own_id, 0)))
            if known and known[1].outcome in ENDED and folded(known[1].what) != folded(goal.what):
                times[goal.own_id] = times.get(goal.own_id, 0) + 1
            found[goal.own_id, times.get(goal.own_id, 0)] = place, goal
    return list(found.values())


def goals(cycles: Cycles, labels: Sequence[str], locale: Locale) -> Iterator[Goal]:
    """Yield what was achieved, reached in part, is open, was dropped: in this order."""
    found = sorted(_newest(cycles), key=lambda one: (_rank(one[1]), one[0]))
    for place, goal in found:
        outcome = wording.outcome(goal, locale)
        yield Goal(goal.what, wording.short_moment(goal.by, locale), outcome, labels[place])


def _rank(goal: before.Goal) -> int:
    return wording.OUTCOMES.index(goal.outcome or "open")


def due(cycles: Cycles) -> Iterator[Dated]:
    """Yield the goals of the last cycle that are open and have a date."""
    last = cycles[-1].answers
    for goal in goals_of(last):
        if goal.by and goal.outcome not in ENDED:
            yield goal.by, goal.what, last.employee.name
