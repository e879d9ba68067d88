"""The one type for everything that can be wrong with a file.

A problem is a value: it is collected, sorted and shown with all the others.
`Stop` is for what ends the work on a file at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from agenda.source.folding import folded

Steps = tuple[str | int, ...]
"""Where a value stands in a tree: keys of maps and positions (from 0) in lists."""


MOST_KNOWN, LONGEST_WORD = 1000, 80
"""A near word is looked for among so many, all time zones and more than anybody names, and
only where they are short enough to be names: to compare long texts takes a while."""


class Severity(StrEnum):
    """How much a problem matters; only an error keeps a document from being made."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Span(NamedTuple):
    """A stretch of text: the offsets of its first character and of the one after its last."""

    start: int
    end: int


class Problem(NamedTuple):
    """One fault and its cure.

    `rule` is a kebab-case name that stays the same when the wording changes;
    `message` says the fault, `help` the cure; `span` is where it stands in the
    file's text, and `path` where it stands in the file's tree.
    """

    rule: str
    severity: Severity
    message: str
    help: str = ""
    path: Steps = ()
    span: Span | None = None


class Report(NamedTuple):
    """The problems of one file, with the text that their spans point into."""

    name: str
    text: str
    problems: tuple[Problem, ...]


class Stop(Exception):  # noqa: N818 - it is no error of the program
    """Ends the work on one file: the problems say why.

    `name` and `text` are those of the file that the spans point into, where it
    is another one than the answers (a template), or where it could not be read.
    """

    def __init__(self, *problems: Problem, name: str = "", text: str = "") -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
        self.name = name
        self.text = text

    def reports(self, name: str = "", text: str = "") -> tuple[Report, ...]:
        """Return what there is to show; `name` and `text` are those of the answers file."""
        own = self.text or ("" if self.name else text)
        return (Report(self.name or name, own, self.problems),)

    def __reduce__(self) -> tuple[object, ...]:
        """Let it pass to another process with all that it says."""
        return Stop, self.problems, {"name": self.name, "text": self.text}


class Several(Stop):
    """Ends the work on several files at once: each has a report of its own."""

    def __init__(self, *reports: Report) -> None:
        super().__init__(*(problem for report in reports for problem in report.problems))
        self._reports = reports

    def reports(self, name: str = "", text: str = "") -> tuple[Report, ...]:  # noqa: ARG002
        """Return the report of each file."""
        return self._reports

    def __reduce__(self) -> tuple[object, ...]:
        """Let it pass to another process with all that it says."""
        return Several, self._reports


def error(
    rule: str, message: str, help: str = "", path: Steps = (), span: Span | None = None
) -> Problem:
    """Return a problem of severity error."""
    return Problem(rule, Severity.ERROR, message, help, path, span)


def warning(
    rule: str, message: str, help: str = "", path: Steps = (), span: Span | None = None
) -> Problem:
    """Return a problem of severity warning."""
    return Problem(rule, Severity.WARNING, message, help, path, span)


def hint(
    rule: str, message: str, help: str = "", path: Steps = (), span: Span | None = None
) -> Problem:
    """Return a problem of severity hint."""
    return Problem(rule, Severity.HINT, message, help, path, span)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems keeps a document from being made."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by place in the file; what has no place comes first. Says each thing once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda problem: problem.span or Span(-1, -1)))


def shorten(text: str, most: int = 60) -> str:
    """Return as much of a text as there is room for, in characters."""
    return text if len(text) <= most else f"{text[:most]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return 'did you mean ...?' for the nearest known word, or an empty string."""
    near = closest(word, known)
    return f"did you mean {near}?" if near else ""


def closest(word: str, known: Iterable[str]) -> str:
    """Return the nearest known word, or an empty string where none is near."""
    import difflib  # noqa: PLC0415 - 5 ms that only a misspelt word costs

    words = (name for name in islice(known, MOST_KNOWN) if len(name) <= LONGEST_WORD)
    by_folded = {folded(name): name for name in words if len(word) <= LONGEST_WORD}
    wanted = folded(word)
    near = difflib.get_close_matches(wanted, by_folded, n=3, cutoff=0.6)
    swapped = [name for name in near if sorted(name) == sorted(wanted)]  # 'doen' means 'done'
    return by_folded[(swapped or near)[0]] if near else ""
