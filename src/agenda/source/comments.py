"""The comments of an answers file: what stands behind a # that is not part of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from agenda.source.line import LINES
from agenda.source.nodes import Mapping, Node, Scalar, steps
from agenda.source.problems import Span

_COMMENT = re.compile(r"(?:^|(?<=[ \t\r]))#[^\r\n]*", re.MULTILINE)
_BLOCK = re.compile(r"(?:[&!]\S*[ \t]+)*[|>]")


class Comment(NamedTuple):
    """A comment, where it stands, and the stretch of text that it is about.

    That is its own line, or the next one with something on it where it stands alone; both
    where its line ends in a colon or a dash, and the value stands below.
    """

    text: str
    span: Span
    about: Span


def comments(text: str, tree: Mapping) -> Iterator[Comment]:
    """Yield the comments of a file in their order; `tree` is what the file holds."""
    texts = sorted(_texts(tree, text))
    lines = list(_lines(text))
    place = line = 0
    for match in _COMMENT.finditer(text):
        while place < len(texts) and texts[place].end <= match.start():
            place += 1
        if place < len(texts) and texts[place].start <= match.start():
            continue
        while lines[line].span.end <= match.start():
            line += 1
        before = text[lines[line].span.start : match.start()].strip()
        own, following = lines[line].span, lines[line].following
        if not before:
            about = following or own
        elif before.endswith((":", "-")) and following:
            about = Span(own.start, following.end)
        else:
            about = own
        yield Comment(match[0], Span(match.start(), match.end()), about)


class _Line(NamedTuple):
    """A line, and the next one below it with more than a comment on it."""

    span: Span
    following: Span | None


def _lines(text: str) -> list[_Line]:
    following: Span | None = None
    found: list[_Line] = []
    for match in reversed(list(LINES.finditer(text))):
        span = Span(match.start(), match.end())
        found.append(_Line(span, following))
        if match[0].strip() and not match[0].lstrip().startswith("#"):
            following = span
    return found[::-1]


def _texts(node: Node, text: str) -> Iterator[Span]:
    """Yield where keys and values stand; a block of text begins below its first line."""
    if isinstance(node, Scalar):
        yield _written(node.span, text)
        return
    if isinstance(node, Mapping):
        yield from (entry.key.span for entry in node.entries)
    for _, child in steps(node):
        yield from _texts(child, text)


def _written(span: Span, text: str) -> Span:
    if _BLOCK.match(text, span.start):
        first = LINES.match(text, span.start)
        return Span(first.end() if first else span.start, span.end)
    return span
