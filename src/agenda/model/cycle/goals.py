"""What became of a goal: as it says itself, else as the action of the same words does."""

from __future__ import annotations

from agenda.model.answers import Answers
from agenda.model.answers.before import Goal
from agenda.model.answers.texts import folded
from agenda.model.cycle.standing import standing

ENDED = frozenset({"achieved", "dropped"})
ENDS = {"done": "achieved", "dropped": "dropped"}


def with_outcome(goal: Goal, answers: Answers) -> Goal:
    """Return the goal with what became of it.

    A record begins with the goals as actions; one that was closed there has closed the goal.
    """
    if goal.outcome:
        return goal
    same = (one.action.status for one in standing(answers)
            if folded(one.action.what) == folded(goal.what))  # fmt: skip
    ends = [ENDS[status] for status in same if status in ENDS]
    return goal.model_copy(update={"outcome": ends[-1]}) if ends else goal
