"""What a command is asked for, and what came of it. Nothing heavy to import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from agenda.commands.exits import Exit, code
from agenda.commands.wish import Format, Wish
from agenda.model.problems import Report, Stop


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for, of a command that makes documents."""

    names: tuple[str, ...]
    wish: Wish
    output: str | None = None
    folder: Path | None = None
    formats: tuple[Format, ...] = ()
    terminal: bool = False
    """Whether stdout is one, so that no document is put on it."""
    reference: Path | None = None
    """Where the wish's reference document is, so that none is put in its place."""


@dataclass(frozen=True, slots=True)
class Task:
    """The answers files of one document and where it goes; no path means stdout."""

    names: tuple[str, ...]
    targets: tuple[tuple[Format, Path | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: its reports, what it says, what it wrote and puts on stdout, its code."""

    code: Exit = Exit.DONE
    reports: tuple[Report, ...] = ()
    written: tuple[Path, ...] = ()
    stdout: bytes = b""
    said: tuple[str, ...] = ()
    """What else there is to say, a line each: of what was changed, of coaching."""


def stopped(stop: Stop, name: str = "", text: str = "") -> Outcome:
    """Return what came of a run that ended there: `name` and `text` are those of its answers."""
    return Outcome(code(stop.problems), stop.reports(name, text))
