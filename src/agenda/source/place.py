"""Where a new value goes: the stretches of text that an edit writes and takes away.

A value is written as a head, which stands behind its colon or dash, and a body
of lines below: a quoted text is all head, a map under a key all body.
"""

from __future__ import annotations

from dataclasses import dataclass

from agenda.source.layout import Hunk, Layout, Mark
from agenda.source.nodes import Entry, Mapping, Node, Plain, Scalar, Sequence
from agenda.source.write import Hand, flow, indented, key, stacked


@dataclass(frozen=True, slots=True)
class Place:
    """A map or list that an edit changes, with the marks and the hand of its file."""

    layout: Layout
    hand: Hand
    parent: Node

    def below(self, lines: list[str], column: int) -> str:
        """Return the lines, each with a newline before it."""
        newline = self.hand.newline
        return "".join(newline + line for line in indented(lines, column))

    @property
    def column(self) -> int:
        """Where the parent's keys or dashes stand, from 0."""
        if isinstance(self.parent, Mapping):
            return self.layout.column(self.parent.entries[0].key.span.start)
        dash = self.layout.opening(self.parent, "-")
        return self.layout.column(dash.start) if dash else 0


def added_entry(place: Place, name: str, value: Plain) -> list[Hunk] | None:
    """Return how to add a key to a map; None when the map cannot take one."""
    parent = place.parent
    if not isinstance(parent, Mapping):
        return None
    if parent.flow:
        starts = [entry.key.span.start for entry in parent.entries]
        return _added_in_flow(place, starts, f"{key(name)}: {flow(value)}")
    return added_lines(place, place.hand.entry(name, value))


def added_lines(place: Place, lines: list[str], *, last: bool = False) -> list[Hunk] | None:
    """Return how to add a key that is written out already; None where a map takes no lines.

    As the `last` one, it stands behind the comments that end the file too.
    """
    parent = place.parent
    if not isinstance(parent, Mapping) or parent.flow:
        return None
    if any(place.layout.before(entry.key.span.start).sign == "?" for entry in parent.entries):
        return None
    return _added_line(place, lines, -1 if last else place.column)


def replaced_by_lines(place: Place, child: Node, lines: list[str]) -> list[Hunk] | None:
    """Return how to write lines, the first of which is its key, in place of a blank entry.

    Comments before the key and behind it stay where they are.
    """
    parent, layout = place.parent, place.layout
    if not isinstance(parent, Mapping) or parent.flow:
        return None
    before = layout.before(child.span.start)
    end = layout.line_end(before.end)
    written = child.span.end > child.span.start  # as ~ or ""
    if before.sign != ":" or (written and child.span.end > end):
        return None
    first = next(place for place, line in enumerate(lines) if line and not line.startswith("#"))
    taken_out = [Hunk(before.end, child.span.end, "")] if written else []
    return [*taken_out, Hunk(end, end, place.below(lines[first + 1 :], place.column))]


def added_item(place: Place, value: Plain) -> list[Hunk] | None:
    """Return how to add an item to a list; None when the list cannot take one."""
    parent = place.parent
    if not isinstance(parent, Sequence):
        return None
    if parent.flow:
        return _added_in_flow(place, [item.span.start for item in parent.items], flow(value))
    return _added_line(place, place.hand.item(value), place.column)


def _added_line(place: Place, lines: list[str], column: int) -> list[Hunk]:
    """Add behind the last line of the block, and the comments behind it right of the column."""
    layout = place.layout
    last = layout.before(place.parent.span.end)
    end = layout.comments_end(layout.line_end(layout.content_end(last)), column)
    return [Hunk(end, end, place.below(lines, place.column))]


def _added_in_flow(place: Place, starts: list[int], new: str) -> list[Hunk] | None:
    """Add behind the last item: on a line of its own when that has one, after its comment."""
    layout, node = place.layout, place.parent
    opening = layout.opening(node, "{[")
    if opening is None:
        return None
    last = layout.before(layout.before(node.span.end).start)
    if last == opening:
        return [Hunk(last.end, last.end, new)]
    start, end = min(starts[-1], last.start), last.end
    separated = last.sign == ","
    comma = " ," if last.sign == ":" else ","  # ':,' is a text
    if not layout.begins_line(start) or start < opening.start:
        return [Hunk(end, end, f" {new}" if separated else f"{comma} {new}")]
    indent = layout.text[layout.line_start(start) : start]
    line = place.hand.newline + indent + new
    rest = layout.text[end : layout.line_end(end)].strip()
    if rest and not rest.startswith("#"):
        return [Hunk(end, end, ("" if separated else comma) + line)]
    after = layout.line_end(end)
    if separated:
        return [Hunk(after, after, f"{line},")]
    return [Hunk(end, end, comma), Hunk(after, after, line)]


def replaced(place: Place, step: str | int, child: Node, value: Plain) -> list[Hunk] | None:
    """Return how to write the value in place of the child; None when that cannot be done."""
    before = place.layout.before(child.span.start)
    parent = place.parent
    if isinstance(parent, Mapping):
        entry = next(entry for entry in parent.entries if entry.key.text == step)
        if place.layout.before(entry.key.span.start).sign == "?":
            return None
        if parent.flow:
            return _replaced_in_flow(entry, before, value)
    elif isinstance(parent, Sequence) and parent.flow:
        return [Hunk(child.span.start, child.span.end, flow(value))]
    if before.sign not in {":", "-"}:
        return None
    slot = _Slot(place, before, child)
    return slot.filled(*slot.halves(value))


def _replaced_in_flow(entry: Entry, before: Mark, value: Plain) -> list[Hunk]:
    span = entry.value.span
    if span.end > span.start:
        return [Hunk(span.start, span.end, flow(value))]
    colon = " " if before.sign == ":" else ": "
    return [Hunk(before.end, before.end, colon + flow(value))]


@dataclass(frozen=True, slots=True)
class _Slot:
    """What stands behind a colon or a dash in block style."""

    place: Place
    sign: Mark
    child: Node

    @property
    def blank(self) -> bool:
        """Whether nothing at all is written there."""
        return self.child.span.end == self.child.span.start

    @property
    def inline(self) -> bool:
        """Whether the value begins on the line of its colon or dash."""
        return self.place.layout.line_end(self.sign.end) >= self.child.span.start

    @property
    def block(self) -> bool:
        """Whether it is a map or list without brackets."""
        return not isinstance(self.child, Scalar) and not self.child.flow

    @property
    def gap(self) -> int:
        """The spaces between the sign and the value."""
        if not self.blank and self.inline:
            return self.child.span.start - self.sign.end
        return self.place.hand.gap if self.sign.sign == "-" else 1

    def halves(self, value: Plain) -> tuple[str, list[str]]:
        """Return the head and the body of the value, the body indented as it will stand."""
        first, *rest = self.place.hand.lines(value)
        column = self.place.column + 1 + self.gap
        if self.sign.sign == "-":
            if not self.inline and stacked(value):
                return "", indented([first, *rest], self.column_below(value))
            return first, indented(rest, column)
        if stacked(value):
            return "", indented([first, *rest], self.column_below(value))
        return first, indented(rest, self.place.column + self.place.hand.step)

    def column_below(self, value: Plain) -> int:
        """Return the column for a map or list that stands under the key or dash."""
        same = isinstance(value, list) == isinstance(self.child, Sequence)
        if self.block and not self.inline and same:
            return self.place.layout.column(self.child.span.start)
        hand = self.place.hand
        if self.sign.sign == "-":
            return self.place.column + 1 + hand.gap
        return self.place.column + (hand.offset if isinstance(value, list) else hand.step)

    def filled(self, head: str, body: list[str]) -> list[Hunk]:
        """Return the hunks that write the head and the body in place of the child."""
        lines = self.place.below(body, 0)
        layout, end = self.place.layout, self.sign.end
        if self.blank:
            after = layout.line_end(end)
            spaced = " " * self.gap + head if head else ""
            return [Hunk(end, end, spaced), Hunk(after, after, lines)]
        if self.inline:
            return self._in_line(head, lines)
        return self._in_lines_below(head, lines)

    def _in_line(self, head: str, lines: str) -> list[Hunk]:
        """Replace what begins behind the sign; a comment at its end stays there."""
        first, *more = self.place.layout.stretches(self.child)
        start = first.start if head else self.sign.end
        if more:
            return [Hunk(start, first.end, head), Hunk(more[0].start, more[0].end, lines)]
        after = self.place.layout.line_end(first.end)
        return [Hunk(start, first.end, head), Hunk(after, after, lines)]

    def _in_lines_below(self, head: str, lines: str) -> list[Hunk]:
        """Replace what begins under the key or the dash, and leave the comments between."""
        layout = self.place.layout
        first, last = (spans := layout.stretches(self.child))[0], spans[-1]
        start = layout.line_before(first.start)
        comment = len(spans) > 1 and layout.text[first.end : last.start].strip()
        if head and self.block:
            behind = Hunk(self.sign.end, self.sign.end, " " + head)
            return [behind, Hunk(start, last.end, lines)]
        if head and lines and not comment and not layout.text[self.sign.end : start].strip():
            return [Hunk(self.sign.end, last.end, " " + head + lines)]
        if head:
            return self._in_line(head, lines)
        if comment:
            return [Hunk(first.start, first.end, ""), Hunk(last.start, last.end, lines)]
        return [Hunk(start, last.end, lines)]
