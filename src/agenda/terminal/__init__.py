"""How results look: for people in text, for programs in JSON, for CI as annotations."""

from agenda.terminal.changes import difference
from agenda.terminal.examination import examined
from agenda.terminal.listings import audiences, listed, rule_page, rules
from agenda.terminal.problems import position, shown
from agenda.terminal.text import visible

__all__ = [
    "audiences",
    "difference",
    "examined",
    "listed",
    "position",
    "rule_page",
    "rules",
    "shown",
    "visible",
]
