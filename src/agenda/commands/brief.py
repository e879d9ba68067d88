"""The first half of the run: source, audience, answers, content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from agenda.commands.wish import Brief, Wish
from agenda.documents import agenda
from agenda.model import audience, locale
from agenda.model.answers import Answers, Validated, validate
from agenda.model.audience import Audience
from agenda.model.locale import Locale
from agenda.model.problems import Path as Place
from agenda.model.problems import (
    Problem,
    Severity,
    Span,
    Stop,
    has_errors,
    hint,
    in_order,
)
from agenda.model.reading import Reading, reading
from agenda.model.source import Mapping, Scalar, Source
from agenda.model.source.nodes import at, nearest, walk
from agenda.render import theme
from agenda.render.faces import PLAIN

DEFAULT_THEME = "classic"
Kind = TypeVar("Kind", bound=Answers)


def check(source: Source, folders: tuple[Path, ...]) -> tuple[Problem, ...]:
    """Return every problem of the whole file, private parts included, and what is still open."""
    found = validate(source.tree, _reading(source.tree, folders))
    problems = [*found.problems, *audience.repeated(source.tree)]
    if found.answers:
        problems += (replace(need, severity=Severity.HINT) for need in agenda.needs(found.answers))
        problems += _unset(source.tree)
    return in_order(_placed(source.tree, problem) for problem in problems)


def _unset(tree: Mapping) -> Iterator[Problem]:
    if not at(tree, ("meeting",)):
        yield hint(
            "no-meeting",
            "no meeting is set: the agenda has 45 minutes and no date",
            "write meeting: and a date with a time, for example 2026-12-03 14:00",
        )


def brief(source: Source, wish: Wish) -> Brief:
    """Return what the agenda says to the audience that the wish names.

    Raises Stop when the answers have errors, lack what an agenda needs, or
    repeat a private passage; and when no catalogue has the language.
    """
    copy = _COPIES[Audience(wish.audience)](source, wish)
    answers = copy.answers
    language = wish.language or answers.language or locale.DEFAULT
    words = locale.load(language, answers.formality, wish.folders)
    words = replace(words, level_names=_reading(copy.tree, wish.folders).level_names)
    return Brief(
        content=copy.content(words),
        language=language,
        formality=answers.formality,
        theme=wish.theme or answers.theme or DEFAULT_THEME,
        paper=wish.paper or answers.paper,
        problems=copy.problems,
        text=source.text,
        unusual=_unusual(copy.tree),
    )


@dataclass(frozen=True, slots=True)
class _Copy:
    """One reader's tree and answers, and how the content is made of them in a language."""

    tree: Mapping
    answers: Answers
    problems: tuple[Problem, ...]
    content: Callable[[Locale], agenda.Agenda]


def _for_manager(source: Source, wish: Wish) -> _Copy:
    """Cut first: no shared path ever holds the whole answers, and the types say so."""
    tree = audience.seen_by(source.tree, Audience.MANAGER)
    found = validate(tree, _reading(tree, wish.folders))
    answers, problems = _sound(source, found)
    return _Copy(tree, answers, problems, lambda words: agenda.content(answers, words))


def _for_me(source: Source, wish: Wish) -> _Copy:
    found = validate(source.tree, _reading(source.tree, wish.folders))
    answers, problems = _sound(source, found)
    return _Copy(
        source.tree, answers, problems, lambda words: agenda.content_for_me(answers, words)
    )


_COPIES: dict[Audience, Callable[[Source, Wish], _Copy]] = {
    Audience.MANAGER: _for_manager,
    Audience.ME: _for_me,
}


def _sound(source: Source, found: Validated[Kind]) -> tuple[Kind, tuple[Problem, ...]]:
    """Return the answers where nothing keeps an agenda from being made; raises Stop otherwise."""
    needs = agenda.needs(found.answers) if found.answers else ()
    everything = (*found.problems, *audience.repeated(source.tree), *needs)
    problems = in_order(_placed(source.tree, problem) for problem in everything)
    if found.answers is None or has_errors(problems):
        raise Stop(*problems, text=source.text)
    return found.answers, problems


def _placed(tree: Mapping, problem: Problem) -> Problem:
    """Give a problem without a place the nearest one: the first key of the map it is about."""
    if problem.span is not None:
        return problem
    node = nearest(tree, problem.path)
    if isinstance(node, Mapping) and node.entries:
        return replace(problem, span=node.entries[0].key.span)
    return replace(problem, span=node.span)


def _reading(tree: Mapping, folders: tuple[Path, ...]) -> Reading:
    """Texts are read in the file's own language, whatever language the document gets."""
    tag = at(tree, ("language",))
    named = tag.text if isinstance(tag, Scalar) and not tag.blank else locale.DEFAULT
    return reading(named, folders, tuple(theme.names(folders)))


def _unusual(tree: Mapping) -> dict[str, tuple[Place, Span]]:
    found: dict[str, tuple[Place, Span]] = {}
    for path, node in walk(tree):
        if isinstance(node, Scalar):
            for char in set(node.text) - PLAIN:
                found.setdefault(char, (path, node.span))
    return found
