"""How deep the tags of a page may stand in one another: as deep as every writer bears."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from agenda.source.problems import Problem, Stop, error

DEEPEST = 50
"""WeasyPrint lays out 85 inline blocks in one another before Python's stack is full, 138 blocks."""
SLOW = frozenset({"table", "dl", "h1", "h2", "h3"})
MOST = 6
"""How many of the slow may stand in one another: a grid in a grid doubles the time that laying
out a PDF takes, a flexible box in another triples it."""


class Tag(Protocol):
    """An element of any parser's tree; the tag of a comment is no text."""

    @property
    def tag(self) -> object:
        """The name, in braces before it that of its vocabulary."""
        ...

    def __iter__(self) -> Iterator[Tag]:
        """Yield the elements in it."""
        ...


def check(root: Tag) -> None:
    """Raise Stop where tags of a parsed page stand too deep, once for all of them."""
    for _, problem in find_too_deep(root):
        raise Stop(problem)


def find_too_deep(root: Tag) -> Iterator[tuple[Tag, Problem]]:
    """Yield each tag that is the first too deep, in the order of the page, with its problem.

    It goes through the tree without recursion: that is what it keeps from others.
    """
    left: list[tuple[Tag, int, int]] = [(root, 1, 0)]
    while left:
        element, depth, slow = left.pop()
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        slow += name in SLOW
        if depth > DEEPEST:
            yield element, _problem(f"<{name}> stands {depth} tags deep")
        elif slow > MOST and name in SLOW:
            yield (
                element,
                _problem(f"<{name}> stands in {MOST} tables, lists of terms or headings already"),
            )
        else:
            left += reversed([(child, depth + 1, slow) for child in element])


def _problem(message: str) -> Problem:
    return error("template", message, "nest less deeply")
