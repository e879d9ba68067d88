"""The tree of an answers file: maps, lists and texts, each with its place.

Every scalar is still the text that was written: whether `1:1`, `no` or
`2026-13-01` is a number, a date or neither is for the model to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from agenda.source.problems import Span, Steps


class Scalar(NamedTuple):
    """One text. `plain` tells that it was written without quotes or block markers."""

    text: str
    span: Span
    plain: bool = True

    @property
    def blank(self) -> bool:
        """Whether nothing was written: an empty text, or YAML's null."""
        return not self.text.strip() or (self.plain and self.text in {"~", "null"})


class Sequence(NamedTuple):
    """A list. `flow` tells that it was written in brackets."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False

    @property
    def blank(self) -> bool:
        """Whether every item is blank, as in a form that was not filled in."""
        return all(item.blank for item in self.items)


class Entry(NamedTuple):
    """A key of a map, and what stands under it."""

    key: Scalar
    value: Node


class Mapping(NamedTuple):
    """A map, its keys in the order of the file. `flow` tells that it was written in braces."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False

    @property
    def blank(self) -> bool:
        """Whether every value is blank, as in a form that was not filled in."""
        return all(entry.value.blank for entry in self.entries)

    def get(self, key: str) -> Node | None:
        """Return what stands under `key`, or None."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)


Node = Scalar | Sequence | Mapping
Plain = str | list["Plain"] | dict[str, "Plain"]


def steps(node: Node) -> Iterator[tuple[str | int, Node]]:
    """Yield each child with its key, or with its position among the items."""
    if isinstance(node, Mapping):
        yield from ((entry.key.text, entry.value) for entry in node.entries)
    elif isinstance(node, Sequence):
        yield from enumerate(node.items)


def walk(node: Node, path: Steps = ()) -> Iterator[tuple[Steps, Node]]:
    """Yield the node and everything below it, each with its path, in the order of the file."""
    yield path, node
    for step, child in steps(node):
        yield from walk(child, (*path, step))


def at(node: Node, path: Steps) -> Node | None:
    """Return the node at `path`, or None."""
    found: Node | None = node
    for step in path:
        found = dict(steps(found)).get(step) if found is not None else None
    return found


def nearest(node: Node, path: Steps) -> Node:
    """Return the node at `path`, or the innermost one on the way to it."""
    for step in path:
        child = dict(steps(node)).get(step)
        if child is None:
            break
        node = child
    return node


def plain(node: Node) -> Plain:
    """Return the tree as texts, lists and dicts.

    A blank scalar is an empty text, and a blank item of a list is left out:
    `places` finds the way back.
    """
    if isinstance(node, Scalar):
        return "" if node.blank else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items if not item.blank]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


class Place(NamedTuple):
    """Where a value of what `plain` returned stands in the tree."""

    path: Steps
    node: Node
    key: Span | None = None
    """The key that it stands under, if it stands in a map."""


def places(tree: Mapping) -> dict[Steps, Place]:
    """Return the way back: each path into what `plain` returned, and the place it came from."""
    found: dict[Steps, Place] = {}
    waiting: list[tuple[Steps, Place]] = [((), Place((), tree))]
    while waiting:
        path, place = waiting.pop()
        found[path] = place
        waiting += (((*path, step), inner) for step, inner in _below(place))
    return found


def _below(place: Place) -> Iterator[tuple[str | int, Place]]:
    if isinstance(place.node, Mapping):
        for entry in place.node.entries:
            inner = Place((*place.path, entry.key.text), entry.value, entry.key.span)
            yield entry.key.text, inner
    elif isinstance(place.node, Sequence):
        filled = ((at, item) for at, item in enumerate(place.node.items) if not item.blank)
        for step, (at, item) in enumerate(filled):
            yield step, Place((*place.path, at), item)


def pruned(tree: Mapping, paths: Collection[Steps]) -> Mapping:
    """Return the tree without the nodes at `paths`; the tree itself is never taken out."""
    kept = _pruned(tree, frozenset(paths), ())
    return kept if isinstance(kept, Mapping) else tree


def _pruned(node: Node, paths: frozenset[Steps], here: Steps) -> Node:
    if isinstance(node, Mapping):
        entries = (
            Entry(entry.key, _pruned(entry.value, paths, (*here, entry.key.text)))
            for entry in node.entries
            if (*here, entry.key.text) not in paths
        )
        return Mapping(tuple(entries), node.span, node.flow)
    if isinstance(node, Sequence):
        items = (
            _pruned(item, paths, (*here, place)) if (*here, place) not in paths else EMPTY
            for place, item in enumerate(node.items)
        )
        return Sequence(tuple(items), node.span, node.flow)
    return node


EMPTY = Scalar("", Span(0, 0))
"""Stands for a pruned item of a list, so that the others keep their positions."""
