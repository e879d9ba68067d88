"""Looks at a case with every rule that fits, and chooses what is worth saying first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from types import MappingProxyType
from typing import NamedTuple

from agenda.coaching.aspirations import begun
from agenda.coaching.case import Case
from agenda.coaching.rule import PREPARING, Rule, Theme
from agenda.coaching.rules import POLISH, RANK, RULES
from agenda.source.problems import Problem, Severity, Steps

MOST, MOST_HINTS, MOST_POLISH = 7, 3, 2
"""So much is said at once; so many hints among it; and so many where a file is good already."""
POLISHING = frozenset(rule.name for rule in POLISH)
BEGINNING = "next-step"
AT_ONCE = frozenset({BEGINNING, "low-trust"})
"""What is said of a file that was just begun, beside warnings."""
SAME_CURE = MappingProxyType({"one-sided-values": "manager-unprepared"})
"""A rule that is cured by what cures another one: the other is enough to be told.

A question about what the manager values is something for the manager to think about."""


class Choice(NamedTuple):
    """Which rules are wanted: all of them, or those selected, without those ignored."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()

    def wants(self, rule: Rule) -> bool:
        """Whether somebody wants to hear of this rule."""
        return (self.select is None or rule.name in self.select) and rule.name not in self.ignore


ALL = Choice()


def fits(rule: Rule, case: Case) -> bool:
    """Whether a rule has something to look at: its words, the cycles before, the right time."""
    if rule.theme in PREPARING and case.recorded:
        return False
    return rule.theme is not Theme.CYCLE or bool(case.earlier) or rule.name == "carried-twice"


def coach(case: Case, choice: Choice = ALL) -> tuple[Problem, ...]:
    """Return everything that the rules find, what matters most first.

    Paths lead into the answers; the order within a rule is that of the file.
    """
    rules = (rule for rule in RULES if choice.wants(rule) and fits(rule, case))
    return tuple(problem for rule in rules for problem in rule.check(case))


class Shown(NamedTuple):
    """What is said first, and how much more there is."""

    problems: tuple[Problem, ...]
    more: int


def first(found: Iterable[Problem], case: Case) -> Shown:
    """Return the few most useful, one a place; only the next steps of a file just begun.

    Warnings come first, and then three hints: those that polish a file only where nothing else
    is to be said of it, and two of them. Each rule has its first turn before any has a second
    one.
    """
    found = tuple(found)
    just_begun = begun(case.answers) and any(one.rule == BEGINNING for one in found)
    rules = {one.rule for one in found}
    wanted = [
        one
        for one in found
        if (_at_once(one) or not just_begun) and SAME_CURE.get(one.rule) not in rules
    ]
    # Each rule has its first turn before any has its second, so that no rule fills the list: by
    # turn first, by what matters within a turn, and what is chosen is told by what matters.
    turns: dict[str, int] = {}
    ordered: list[tuple[int, int, Problem]] = []
    taken: set[Steps] = set()
    for one in sorted(wanted, key=lambda one: RANK[one.rule]):
        place = _place(one.path)
        if place in taken:
            continue
        taken.add(place)
        turns[one.rule] = turns.get(one.rule, 0) + 1
        ordered.append((turns[one.rule], RANK[one.rule], one))
    useful = [one for _, _, one in sorted(ordered, key=lambda entry: entry[:2])]
    warnings = [one for one in useful if one.severity is not Severity.HINT]
    polish = [one for one in useful if one.rule in POLISHING]
    hints = [one for one in useful if one.severity is Severity.HINT and one not in polish]
    said = hints[:MOST_HINTS] or ([] if warnings else polish[:MOST_POLISH])
    chosen = sorted([*warnings, *said][:MOST], key=lambda one: RANK[one.rule])
    return Shown(tuple(chosen), len(found) - len(chosen))


def _at_once(problem: Problem) -> bool:
    return problem.rule in AT_ONCE or problem.severity is Severity.WARNING


def _place(path: Steps) -> Steps:
    """Return the entry that a place is in: goals[0] for goals[0].by."""
    numbered = next((at for at, step in enumerate(path) if isinstance(step, int)), len(path))
    return path[: numbered + 1]


def find_unknown(names: Collection[str]) -> list[str]:
    """Return the names that no rule has."""
    return [name for name in names if name not in RANK]
