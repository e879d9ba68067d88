"""Answers that nothing keeps from being used, read in their language, and problems in their places.

Nothing heavy to import: `check` makes no document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from agenda.model import audience
from agenda.model.answers import Answers, Validated, validate
from agenda.model.audience import Audience
from agenda.model.problems import Path as Place
from agenda.model.problems import Problem, Span, Stop, has_errors, in_order
from agenda.model.reading import DEFAULT, Reading, languages, reading
from agenda.model.reading import nearest as nearest_language
from agenda.model.source import Mapping, Scalar, Source
from agenda.model.source.nodes import at, nearest, walk
from agenda.render import theme

Kind = TypeVar("Kind", bound=Answers)


Needs = Callable[[Answers], Iterator[Problem]]
"""What something cannot do without, of answers that are valid."""


def nothing(_answers: Answers) -> Iterator[Problem]:
    """Yield nothing: what has no needs."""
    return iter(())


def sound(
    source: Source,
    found: Validated[Kind],
    needs: Needs = nothing,
) -> tuple[Kind, tuple[Problem, ...]]:
    """Return the answers where nothing keeps a document from being made; raises Stop otherwise."""
    lacking = needs(found.answers) if found.answers else ()
    everything = (*found.problems, *audience.repeated(source.tree), *lacking)
    problems = in_order(placed(source.tree, problem) for problem in everything)
    if found.answers is None or has_errors(problems):
        raise Stop(*problems, text=source.text)
    return found.answers, problems


def part(tree: Mapping, reader: Audience, folders: tuple[Path, ...]) -> Answers:
    """Return what valid answers say to somebody who sees a part of them.

    What is left may miss what is cut: that is no problem of the file.
    """
    left = audience.seen_by(tree, reader)
    found = validate(left, reading_of(left, folders))
    answers = found.answers or found.rest
    if answers is None:  # no part of what is valid can be so broken that nothing is left
        raise Stop(*found.problems)
    return answers


def placed(tree: Mapping, problem: Problem) -> Problem:
    """Give a problem without a place the nearest one: the first key of the map it is about."""
    if problem.span is not None:
        return problem
    node = nearest(tree, problem.path)
    if isinstance(node, Mapping) and node.entries:
        return replace(problem, span=node.entries[0].key.span)
    return replace(problem, span=node.span)


def reading_of(tree: Mapping, folders: tuple[Path, ...]) -> Reading:
    """Texts are read in the file's own language, whatever language the document gets."""
    return reading(_language(tree), folders, tuple(theme.names(folders)))


def check_catalogue(tree: Mapping, folders: tuple[Path, ...]) -> None:
    """Raise Stop where a document in the file's language would: a user's own catalogue is broken.

    The bundled ones, the last of the folders, are sound.
    """
    language, told = _language(tree), at(tree, ("formality",))
    if len(folders) > 1 and nearest_language(language, languages(folders)):
        from agenda.model import locale  # noqa: PLC0415 - 6 ms, and few have catalogues

        familiar = isinstance(told, Scalar) and told.text == "informal"
        locale.load(language, "informal" if familiar else None, folders)


def _language(tree: Mapping) -> str:
    tag = at(tree, ("language",))
    return tag.text if isinstance(tag, Scalar) and not tag.blank else DEFAULT


def unusual(tree: Mapping) -> dict[str, tuple[Place, Span]]:
    """Return the first place of each character that not every face has."""
    from agenda.render.faces import PLAIN  # noqa: PLC0415 - 6 ms, and `check` has no pages

    found: dict[str, tuple[Place, Span]] = {}
    for path, node in walk(tree):
        if isinstance(node, Scalar):
            for char in set(node.text) - PLAIN:
                found.setdefault(char, (path, node.span))
    return found
