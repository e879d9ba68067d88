"""`agenda rules`: the rules of coaching, by name."""

from __future__ import annotations

from agenda.coaching.rule import Rule
from agenda.coaching.rules import NAMES, RULES
from agenda.outputs.outcome import wrong
from agenda.source.problems import did_you_mean


def find_rule(name: str) -> Rule:
    """Return the rule of that name. Raises Stop, wrong usage, where there is none."""
    for rule in RULES:
        if rule.name == name:
            return rule
    cure = did_you_mean(name, NAMES) or "agenda rules lists them all"
    raise wrong(f"there is no rule '{name}'", cure)
