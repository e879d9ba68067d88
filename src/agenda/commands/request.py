"""What a command is asked for. Nothing heavy to import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from agenda.commands.wish import Format, Wish
from agenda.resources import Resources


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for, of a command that makes documents."""

    names: tuple[str, ...]
    wish: Wish
    resources: Resources
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
