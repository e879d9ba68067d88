"""How results look: for people in text, for programs in JSON, for CI as annotations."""

from agenda.cli.terminal.listings import (
    audiences,
    difference,
    examined,
    field,
    listed,
    rule_page,
    rules,
)
from agenda.cli.terminal.problems import entries, position, shown
from agenda.cli.terminal.text import as_json, visible

__all__ = [
    "as_json",
    "audiences",
    "difference",
    "entries",
    "examined",
    "field",
    "listed",
    "position",
    "rule_page",
    "rules",
    "shown",
    "visible",
]
