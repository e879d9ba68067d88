"""Answers as a command reads them: the file, the reader it is for, and nothing invalid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from agenda.commands import files
from agenda.commands.sound import part, reading_of, sound
from agenda.model import audience, bundled, locale
from agenda.model.answers import Answers, SharedAnswers, validate
from agenda.model.audience import Audience
from agenda.model.locale import Locale
from agenda.model.problems import Problem
from agenda.model.reading import DEFAULT
from agenda.model.source import Source, read

Kind = TypeVar("Kind", bound=Answers)


@dataclass(frozen=True, slots=True)
class Understood(Generic[Kind]):
    """An answers file, what it says to a reader, and the language that it is written in."""

    source: Source
    answers: Kind
    problems: tuple[Problem, ...]
    words: Locale


def understood(name: str, templates: Path | None = None) -> Understood[Answers]:
    """Return all that a file says. Raises Stop, with its text, where it has errors."""
    return of_source(_source(name), templates)


def of_source(source: Source, templates: Path | None = None) -> Understood[Answers]:
    """Return all that a source says. Raises Stop, with its text, where it has errors."""
    found = validate(source.tree, reading_of(source.tree, folders(templates)))
    answers, problems = sound(source, found)
    return Understood(source, answers, problems, _spoken(source, answers, templates))


def shared(name: str, templates: Path | None = None) -> Understood[SharedAnswers]:
    """Return what a file says to others. Raises Stop, with its text, where it has errors."""
    source = _source(name)
    tree = audience.seen_by(source.tree, Audience.MANAGER)
    answers, problems = sound(source, validate(tree, reading_of(tree, folders(templates))))
    return Understood(source, answers, problems, _spoken(source, answers, templates))


def seen(name: str, reader: Audience, templates: Path | None = None) -> Understood[Answers]:
    """Return what a file says to somebody who sees a part of it. Raises Stop as `shared` does.

    The problems are those of all that is shared: of a part, one would miss what is cut.
    """
    whole = shared(name, templates)
    answers = part(whole.source.tree, reader, folders(templates))
    return Understood(whole.source, answers, whole.problems, whole.words)


def _source(name: str) -> Source:
    return read(files.read(name), files.shown(name))


def folders(templates: Path | None) -> tuple[Path, ...]:
    """Return where languages and themes are looked for."""
    return (*((templates,) if templates else ()), bundled.templates())


def _spoken(source: Source, answers: Answers, templates: Path | None) -> Locale:
    """Return the file's own language, for what is written into it."""
    words = locale.load(answers.language or DEFAULT, answers.formality, folders(templates))
    return replace(words, level_names=reading_of(source.tree, folders(templates)).level_names)
