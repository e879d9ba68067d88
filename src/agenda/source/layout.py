"""Where the tokens of a text stand, and the lines and columns around them.

The tree says what is written; an edit must also know where a dash, a colon, a
bracket or an alias stands, and where a value's last character is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ruamel.yaml import YAML

from agenda.source.nodes import Mapping, Node, Scalar, Sequence, walk
from agenda.source.problems import Span
from agenda.source.reader import BOM
from agenda.source.write import Hand

_BREAK = re.compile(r"\r\n|\r|\n")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_COMMENT_OR_BLANK = re.compile(r"(?:\r\n|\r|\n)(?P<indent> *)(?P<comment>#[^\r\n]*)?(?=[\r\n]|\Z)")
_SIGNS = {
    "BlockEntryToken": "-", "ValueToken": ":", "KeyToken": "?", "FlowEntryToken": ",",
    "FlowMappingStartToken": "{", "FlowMappingEndToken": "}",
    "FlowSequenceStartToken": "[", "FlowSequenceEndToken": "]",
    "AnchorToken": "&", "AliasToken": "*", "TagToken": "!",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A token. `sign` is its character, `|` for a block of text, empty for another text."""

    start: int
    end: int
    sign: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of the old text, and what is written in its place."""

    start: int
    end: int
    new: str


def applied(text: str, hunks: Iterable[Hunk]) -> str:
    """Return the text with the hunks in it; those at one place come in the order given."""
    done, parts = 0, []
    for hunk in sorted(hunks, key=lambda hunk: (hunk.start, hunk.end)):
        parts += [text[done : hunk.start], hunk.new]
        done = hunk.end
    return "".join([*parts, text[done:]])


@dataclass(frozen=True)
class Layout:
    """The tokens and lines of a text that `read` has read."""

    text: str

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Every token that stands in the text, in order."""
        return tuple(_marks(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    def before(self, place: int) -> Mark:
        """Return the last token that begins before the place, or an empty one."""
        index = bisect_left(self._starts, place)
        return self.marks[index - 1] if index else Mark(0, 0, "")

    def opening(self, node: Node, signs: str) -> Mark | None:
        """Return the token that opens the node, behind its anchor, if it has one of the signs."""
        for index in range(bisect_left(self._starts, node.span.start), len(self.marks)):
            mark = self.marks[index]
            if mark.sign != "&":
                return mark if mark.sign and mark.sign in signs else None
        return None

    def stretches(self, node: Node) -> list[Span]:
        """Return what is the node's own: a block of text leaves out its header's comment."""
        last = self.before(node.span.end)
        end = last.start + len(self.text[last.start : last.end].rstrip())
        if not isinstance(node, Scalar) or last.sign != "|":
            return [Span(node.span.start, end)]
        header = _BLOCK_HEADER.match(self.text, last.start)
        head_end = header.end() if header else last.start
        line_end = self.line_end(head_end)
        return [Span(node.span.start, head_end), Span(line_end, max(line_end, end))]

    def content_end(self, mark: Mark) -> int:
        """Return where a token's own text ends; blank lines after a block are not its own.

        Unless they are: `|+` keeps them, and so does a block whose last line is white space.
        """
        if mark.sign != "|":
            return mark.end
        header = _BLOCK_HEADER.match(self.text, mark.start)
        kept = mark.text.endswith(("\n\n", " \n", "\t\n", " ")) or mark.text == "\n"
        if header and ("+" in header[0] or kept):
            breaks = [found.start() for found in _BREAK.finditer(self.text, mark.start, mark.end)]
            return breaks[-1] if breaks and self.column(mark.end) == 0 else mark.end
        return mark.start + len(self.text[mark.start : mark.end].rstrip())

    def comments_end(self, place: int, column: int) -> int:
        """Return the end of the last of the comments that follow, indented more than the column."""
        end = place
        while line := _COMMENT_OR_BLANK.match(self.text, place):
            place = line.end()
            if line["comment"]:
                if len(line["indent"]) <= column:
                    break
                end = place
        return end

    def line_start(self, place: int) -> int:
        """Return where the line of this place begins."""
        start = self.text.rfind("\n", 0, place) + 1
        return max(start, self.text.rfind("\r", start, place) + 1)

    def line_end(self, place: int) -> int:
        """Return where the line of this place ends, before its newline."""
        found = _BREAK.search(self.text, place)
        return found.start() if found else len(self.text)

    def line_before(self, place: int) -> int:
        """Return where the line before this place's line ends, before its newline."""
        start = self.line_start(place)
        return start - (2 if self.text[:start].endswith("\r\n") else 1)

    def column(self, place: int) -> int:
        """Return the column of the place, from 0, as YAML counts it."""
        return len(self.text[self.line_start(place) : place].replace(BOM, ""))

    def begins_line(self, place: int) -> bool:
        """Whether only white space stands before the place on its line."""
        return not self.text[self.line_start(place) : place].strip(" \t" + BOM)

    def newline(self, place: int) -> str:
        """Return the newline that ends this line, else the file's last, else a line feed."""
        if found := _BREAK.search(self.text, place):
            return found[0]
        breaks: list[str] = _BREAK.findall(self.text)
        return breaks[-1] if breaks else "\n"


def hand(layout: Layout, tree: Mapping, place: int, *, blocks: bool) -> Hand:
    """Return how the file is written nearest to the place."""
    steps: list[tuple[int, int]] = []
    offsets: list[tuple[int, int]] = []
    gaps: list[tuple[int, int]] = []
    for _, node in walk(tree):
        if isinstance(node, Mapping) and not node.flow:
            steps += _under_keys(layout, node, Mapping)
            offsets += _under_keys(layout, node, Sequence)
        elif isinstance(node, Sequence) and not node.flow:
            gaps += _gaps(layout, node)
    indents = [(key, inside) for key, inside in offsets if inside]
    step = _nearest(steps or indents, place, 2)
    offset = _nearest(offsets, place, step)
    return Hand(layout.newline(place), step, offset, _nearest(gaps, place, 1), blocks)


def _nearest(found: list[tuple[int, int]], place: int, default: int) -> int:
    near = min(found, key=lambda pair: abs(pair[0] - place), default=(0, default))
    return near[1]


def _under_keys(
    layout: Layout, node: Mapping, kind: type[Mapping] | type[Sequence]
) -> Iterator[tuple[int, int]]:
    """Yield for each block under a key its place and how far it is indented."""
    for entry in node.entries:
        value = entry.value
        if isinstance(value, kind) and not value.flow and value.span.start > entry.key.span.end:
            inside = layout.column(_first(layout, value)) - layout.column(entry.key.span.start)
            if inside >= (kind is Mapping):
                yield entry.key.span.start, inside


def _first(layout: Layout, node: Mapping | Sequence) -> int:
    """Return where a block's first key or dash stands."""
    if isinstance(node, Mapping):
        return node.entries[0].key.span.start
    dash = layout.opening(node, "-")
    return dash.start if dash else node.span.start


def _gaps(layout: Layout, node: Sequence) -> Iterator[tuple[int, int]]:
    """Yield the place of each dash that has a value behind it, and the spaces between."""
    for item in node.items:
        dash = layout.before(item.span.start)
        between = layout.text[dash.end : item.span.start]
        if dash.sign == "-" and between and not between.strip(" "):
            yield dash.start, len(between)


def _marks(text: str) -> Iterator[Mark]:
    for token in YAML(typ="safe", pure=True).scan(text):
        start, end = token.start_mark.index, token.end_mark.index
        if end > start:
            yield Mark(start, end, *_kind(token))


def _kind(token: Any) -> tuple[str, str]:
    name = type(token).__name__
    if name == "ScalarToken":
        return ("|" if token.style in {"|", ">"} else ""), token.value
    return _SIGNS.get(name, "---"), ""
