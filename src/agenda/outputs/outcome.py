"""What came of a command. Nothing heavy to import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from agenda.source.problems import Problem, Report, Severity, Stop, error


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
    "too-long": Exit.FILE,
    "lost": Exit.FILE,
    "cluster": Exit.FILE,
    "fault": Exit.FILE,
    "no-pango": Exit.FILE,
    "settings": Exit.FILE,
    "template": Exit.FILE,
    "template-vocabulary": Exit.FILE,
    "theme-file": Exit.FILE,
    "catalogue": Exit.FILE,
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


class Outcome(NamedTuple):
    """What a run did: its reports, what it says, what it wrote and puts on stdout, its code."""

    code: Exit = Exit.DONE
    reports: tuple[Report, ...] = ()
    written: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    """What would have come out as it is there already."""
    stdout: bytes = b""
    traces: Mapping[str, tuple[str, str]] = {}
    """What the ledger is to remember of it, where that is wanted."""
    said: tuple[str, ...] = ()
    """What else there is to say, a line each: of what was changed, of coaching."""

    def and_then(self, other: Outcome) -> Outcome:
        """Return what came of both, one after the other; the higher code counts."""
        return Outcome(
            max(self.code, other.code),
            (*self.reports, *other.reports),
            (*self.written, *other.written),
            (*self.kept, *other.kept),
            self.stdout + other.stdout,
            {**self.traces, **other.traces},
            (*self.said, *other.said),
        )


def outcome_of(stop: Stop, name: str = "", text: str = "") -> Outcome:
    """Return what came of a run that ended there: `name` and `text` are those of its answers."""
    return Outcome(code(stop.problems), stop.reports(name, text))


def wrong(fault: str, cure: str) -> Stop:
    """Return the end of a run whose command line is wrong."""
    return Stop(error("usage", fault, cure))
