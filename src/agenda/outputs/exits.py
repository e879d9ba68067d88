"""The exit codes, and which problem leads to which."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from agenda.source.problems import Problem, Severity


class Exit(IntEnum):
    """What a run of the program ends with; in a batch the highest wins."""

    DONE = 0
    ANSWERS = 1
    """The answers have problems; nothing was written for that file."""
    USAGE = 2
    """The command line is wrong."""
    FILE = 3
    """A file could not be read, written or rendered."""
    MAIL = 4
    """An e-mail could not be delivered."""
    INTERRUPTED = 130


BY_RULE = {
    "usage": Exit.USAGE,
    "unknown-language": Exit.USAGE,
    "unknown-theme": Exit.USAGE,
    "unknown-action": Exit.USAGE,
    "no-file": Exit.FILE,
    "unreadable": Exit.FILE,
    "unwritable": Exit.FILE,
    "no-pango": Exit.FILE,
    "settings": Exit.FILE,
    "template": Exit.FILE,
    "template-vocabulary": Exit.FILE,
    "theme-file": Exit.FILE,
    "catalogue": Exit.FILE,
    "markdown-tag": Exit.FILE,
    "word-tag": Exit.FILE,
    "reference-doc": Exit.FILE,
    "mail": Exit.MAIL,
}
"""Every other rule is about the answers."""


def code(problems: Iterable[Problem], *, strict: bool = False) -> Exit:
    """Return the highest code that the problems ask for; under `strict` warnings count too."""
    return max(
        (_code(problem) for problem in problems if strict or problem.severity is Severity.ERROR),
        default=Exit.DONE,
    )


def _code(problem: Problem) -> Exit:
    return BY_RULE.get(problem.rule, Exit.ANSWERS)
