"""The comments of an answers file: what stands behind a # that is not part of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agenda.model.problems import Span
from agenda.model.source.nodes import Mapping, Node, Scalar, steps

_COMMENT = re.compile(r"(?:^|(?<=[ \t\r]))#[^\r\n]*", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, where it stands, and the stretch of text that it is about.

    That is its own line, or the next one with something on it where it stands alone.
    """

    text: str
    span: Span
    about: Span


def comments(text: str, tree: Mapping) -> Iterator[Comment]:
    """Yield the comments of a file in their order; `tree` is what the file holds."""
    texts = sorted(_texts(tree, text))
    place = 0
    for match in _COMMENT.finditer(text):
        while place < len(texts) and texts[place].end <= match.start():
            place += 1
        if place < len(texts) and texts[place].start <= match.start():
            continue
        span = Span(match.start(), match.end())
        yield Comment(match[0], span, _about(text, span))


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
    if text[span.start : span.start + 1] in {"|", ">"}:
        first = _LINE.match(text, span.start)
        return Span(first.end() if first else span.start, span.end)
    return span


def _about(text: str, span: Span) -> Span:
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    if text[start : span.start].strip():
        return Span(start, span.end)
    for line in _LINE.finditer(text, span.end):
        said = line[0].strip()
        if said and not said.startswith("#"):
            return Span(line.start(), line.end())
        if line.end() == len(text):
            break
    return span
