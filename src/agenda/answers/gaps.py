"""Gaps: what is still to be filled in, each with its place, and a file as it is without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from agenda.answers.audience import PRIVATE, is_private, named
from agenda.answers.part import Bare
from agenda.answers.shape import model_in, wanted_at
from agenda.source.nodes import EMPTY, Entry, Mapping, Node, Scalar, Sequence, walk
from agenda.source.problems import Problem, Span, Steps, hint

GAP = "<…>"
"""Stands wherever somebody has still something to say, alone or within a text."""
RULE = "gap"
AROUND = re.compile(r"<([^<>…@:]*+)>")
"""The signs of the marker, left around a text; an address in them is as it should be."""


class Gap(NamedTuple):
    """A gap, where it is, and where its marker stands."""

    path: Steps
    span: Span


def gaps(tree: Mapping) -> tuple[Gap, ...]:
    """Return the gaps of a tree, in the order of the file."""
    return tuple(
        Gap(path, _marker(node)) for path, node in walk(tree) if isinstance(node, Scalar)
        and GAP in node.text
    )  # fmt: skip


def _marker(node: Scalar) -> Span:
    """Return where the marker stands in a text on one line, else the whole text."""
    if not node.plain or node.span.end - node.span.start != len(node.text):
        return node.span
    start = node.span.start + node.text.index(GAP)
    return Span(start, start + len(GAP))


def tell(tree: Mapping, as_a: Callable[..., Problem] = hint) -> Iterator[Problem]:
    """Yield a hint for each gap, since the file is sound and only unfinished; or an error."""
    for gap in gaps(tree):
        fault = f"{named(gap.path)} is still to be filled in"
        yield as_a(RULE, fault, _cure(gap.path), gap.path, gap.span)


def tell_signs(tree: Mapping) -> Iterator[Problem]:
    """Yield a hint for each text that somebody put between the signs of the marker."""
    for path, node in walk(tree):
        left = AROUND.fullmatch(node.text) if isinstance(node, Scalar) else None
        if left and re.search(r"\w", left[1]):
            cure = "take both out" if is_private(path) else f"write {left[1].strip()}"
            yield hint(RULE, f"< and > still stand around {named(path)}", cure, path, node.span)


def _cure(path: Steps) -> str:
    from agenda.answers.reference import at  # noqa: PLC0415 - it reads the models' source

    field = at(path)
    if field and field.short:
        field = at((*path, field.short))
    if not field or not field.example:
        return "write what belongs here, or take it out"
    example = field.example.split("\n")[0]
    return (
        f"for example: {example}" if field.required else f"for example: {example} - or take it out"
    )


def within(part: Any, path: Steps = ()) -> Iterator[Steps]:
    """Yield the places of the gaps in a part of the answers that others see."""
    if isinstance(part, str):
        if GAP in part:
            yield path
    elif isinstance(part, tuple):
        for place, item in enumerate(part):
            yield from within(item, (*path, place))
    elif isinstance(part, Bare):
        for name, field in type(part).model_fields.items():
            if name != PRIVATE:
                yield from within(getattr(part, name), (*path, field.alias or name))


def without_gaps(tree: Mapping) -> Mapping:
    """Return the tree as if no text with a gap had been written, and no entry that is named by one.

    What is left keeps its place.
    """
    left = _left(tree, ())
    return left if isinstance(left, Mapping) else tree


def _left(node: Node, path: Steps) -> Node:
    if isinstance(node, Scalar):
        return EMPTY if GAP in node.text else node
    if isinstance(node, Sequence):
        items = tuple(_left(item, (*path, place)) for place, item in enumerate(node.items))
        return Sequence(items, node.span, node.flow)
    model = model_in(wanted_at(path))
    if model and model.short and model.model_fields[model.short].is_required():
        name = node.get(model.short)
        if isinstance(name, Scalar) and GAP in name.text:
            return EMPTY
    entries = (Entry(one.key, _left(one.value, (*path, one.key.text))) for one in node.entries)
    return Mapping(tuple(entries), node.span, node.flow)
