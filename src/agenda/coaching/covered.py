"""How far the three goals of a conversation are prepared: by rules with names, and no score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from agenda.answers import Answers

State = Literal["nothing yet", "begun", "covered"]


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the three, and how far it is."""

    name: str
    state: State


RULES: dict[str, tuple[str, ...]] = {
    "aspirations": (
        "promotion-pitch", "no-long-arc", "title-only-aspiration", "short-horizon",
        "value-without-moment",
    ),
    "skills": (
        "missing-skill-list", "no-gap", "unused-future-skill", "only-courses",
        "level-without-evidence",
    ),
    "alignment": (
        "one-sided-values", "manager-unprepared", "vague-ask", "vague-goal", "no-date",
        "no-success-measure", "outside-6-12-months", "no-first-step",
    ),
}  # fmt: skip
"""Each goal is covered where something is said of it, and none of these rules finds anything."""


def three_goals(answers: Answers | None, found: Iterable[str]) -> tuple[Goal, ...]:
    """Return the state of each goal; `found` are the names of all rules that found something."""
    there = _there(answers) if answers else {}
    names = frozenset(found)
    return tuple(_goal(goal, there.get(goal, False), names) for goal in RULES)


def _goal(name: str, there: bool, found: frozenset[str]) -> Goal:  # noqa: FBT001
    if not there:
        return Goal(name, "nothing yet")
    return Goal(name, "begun" if found.intersection(RULES[name]) else "covered")


def _there(answers: Answers) -> dict[str, bool]:
    arc, skills = answers.aspirations, answers.skills
    return {
        "aspirations": bool(answers.values or (arc and (arc.long_term or arc.directions))),
        "skills": bool(skills and (skills.current or skills.future)),
        "alignment": bool(answers.goals or answers.asks or answers.questions),
    }
