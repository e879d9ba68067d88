"""What became of a goal: as it says itself, else as the action of the same words does."""

from __future__ import annotations

from agenda.answers import Answers
from agenda.answers.before import Goal
from agenda.answers.cycle.standing import standing
from agenda.answers.texts import folded

ENDED = frozenset({"achieved", "dropped"})
ENDS = {"done": "achieved", "dropped": "dropped"}


def goals_of(answers: Answers) -> tuple[Goal, ...]:
    """Return the goals with what became of them.

    A record begins with the goals as actions; one that was closed there has closed the goal.
    """
    ends = {folded(one.action.what): ENDS[one.action.status]
            for one in standing(answers) if one.action.status in ENDS}  # fmt: skip
    return tuple(
        goal
        if goal.outcome or folded(goal.what) not in ends
        else goal.model_copy(update={"outcome": ends[folded(goal.what)]})
        for goal in answers.goals
    )
