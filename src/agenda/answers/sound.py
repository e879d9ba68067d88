"""Answers that nothing keeps from being used, and problems in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from agenda.answers import Answers, Validated, audience, validate
from agenda.answers.audience import Audience
from agenda.language.reading import Reading
from agenda.source import Mapping, Source
from agenda.source.nodes import nearest
from agenda.source.problems import Problem, Stop, has_errors, in_order

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


def part(tree: Mapping, reader: Audience, read: Callable[[Mapping], Reading]) -> Answers:
    """Return what valid answers say to somebody who sees a part of them.

    `read` tells how the texts of a tree are read.
    What is left may miss what is cut: that is no problem of the file.
    """
    left = audience.seen_by(tree, reader)
    found = validate(left, read(left))
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
