"""Answers as a command reads them: the file, the reader it is for, and nothing invalid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from agenda.answers import Answers, SharedAnswers, audience, validate
from agenda.answers.audience import Audience
from agenda.answers.sound import part, sound
from agenda.language.locale import Locale
from agenda.language.reading import DEFAULT
from agenda.outputs import files
from agenda.resources import Resources
from agenda.source import Source, read
from agenda.source.problems import Problem

Kind = TypeVar("Kind", bound=Answers)


@dataclass(frozen=True, slots=True)
class Understood(Generic[Kind]):
    """An answers file, what it says to a reader, and the language that it is written in."""

    source: Source
    answers: Kind
    problems: tuple[Problem, ...]
    words: Locale


def understood(name: str, resources: Resources) -> Understood[Answers]:
    """Return all that a file says. Raises Stop, with its text, where it has errors."""
    return of_source(_source(name), resources)


def of_source(source: Source, resources: Resources) -> Understood[Answers]:
    """Return all that a source says. Raises Stop, with its text, where it has errors."""
    found = validate(source.tree, resources.reading(source.tree))
    answers, problems = sound(source, found)
    return Understood(source, answers, problems, _spoken(source, answers, resources))


def shared(name: str, resources: Resources) -> Understood[SharedAnswers]:
    """Return what a file says to others. Raises Stop, with its text, where it has errors."""
    source = _source(name)
    tree = audience.seen_by(source.tree, Audience.MANAGER)
    answers, problems = sound(source, validate(tree, resources.reading(tree)))
    return Understood(source, answers, problems, _spoken(source, answers, resources))


def seen(name: str, reader: Audience, resources: Resources) -> Understood[Answers]:
    """Return what a file says to somebody who sees a part of it. Raises Stop as `shared` does.

    The problems are those of all that is shared: of a part, one would miss what is cut.
    """
    whole = shared(name, resources)
    answers = part(whole.source.tree, reader, resources.reading)
    return Understood(whole.source, answers, whole.problems, whole.words)


def _source(name: str) -> Source:
    return read(files.read(name), files.shown(name))


def _spoken(source: Source, answers: Answers, resources: Resources) -> Locale:
    """Return the file's own language, for what is written into it."""
    words = resources.locale(answers.language or DEFAULT, answers.formality)
    return replace(words, level_names=resources.reading(source.tree).level_names)
