"""Takes an item out of a list, or lets two change places, and touches nothing else.

As with every edit, the result is read again: where it says anything but what was wanted, the
edit is refused. Comments between the items stay where they are; one that stands behind an item
on its line goes with it.
"""

from __future__ import annotations

from agenda.source.edit import EditRefused, encoded
from agenda.source.layout import Hunk, Layout, applied
from agenda.source.nodes import Mapping, Node, Scalar, Sequence, at
from agenda.source.problems import Span, Steps, Stop, error
from agenda.source.reader import Source, read

BY_HAND = "change it in the file by hand"


def take_out(source: Source, path: Steps, place: int) -> Source:
    """Return the file without one item of the list at the path. Raises EditRefused."""
    listed = _list(source, path, place)
    layout = Layout(source.text)
    left = [item for number, item in enumerate(listed.items) if number != place]
    hunk = _cut_in_flow(listed, place) if listed.flow else _cut(layout, listed, place)
    return _read_again(source, path, [hunk], left)


def swap(source: Source, path: Steps, place: int, other: int) -> Source:
    """Return the file with two items of the list at the path in each other's place.

    Raises EditRefused.
    """
    _list(source, path, place)
    _list(source, path, other)
    if place == other:
        return source
    if not source.text.endswith(("\n", "\r")):  # a block of text may come to stand last
        ended = source.text + Layout(source.text).newline(len(source.text))
        source = read(encoded(source._replace(text=ended)), source.name)
    listed = _list(source, path, place)
    layout = Layout(source.text)
    first, second = (
        listed.items[number].span if listed.flow else _lines(layout, listed.items[number])
        for number in sorted((place, other))
    )
    hunks = [
        Hunk(first.start, first.end, source.text[second.start : second.end]),
        Hunk(second.start, second.end, source.text[first.start : first.end]),
    ]
    items = list(listed.items)
    items[place], items[other] = items[other], items[place]
    return _read_again(source, path, hunks, items)


def _list(source: Source, path: Steps, place: int) -> Sequence:
    node = at(source.tree, path)
    if not isinstance(node, Sequence) or not 0 <= place < len(node.items):
        raise EditRefused(error("edit-refused", "there is no such entry in this list any more",
                                "look at the list as it is now", path))  # fmt: skip
    return node


def _lines(layout: Layout, item: Node) -> Span:
    """Return where an item stands, from its dash to the end of its last line."""
    dash = layout.before(item.span.start)
    if item.span.end == item.span.start:  # nothing stands behind the dash
        return Span(dash.start, layout.line_end(dash.end))
    end = layout.content_end(layout.before(item.span.end))
    return Span(dash.start, layout.line_end(max(end, dash.end)))


def _cut(layout: Layout, listed: Sequence, place: int) -> Hunk:
    """Take the lines of an item away; the last one of all leaves its key without a value."""
    lines = _lines(layout, listed.items[place])
    start = layout.line_start(lines.start)
    end = lines.end + len(layout.newline(lines.end)) if lines.end < len(layout.text) else lines.end
    if end == lines.end and start:  # the file ends here, without a newline
        start = layout.line_before(lines.start)
    return Hunk(start, end, "")


def _cut_in_flow(listed: Sequence, place: int) -> Hunk:
    """Take an item away with the comma behind it, or before it where it is the last."""
    spans = [item.span for item in listed.items]
    if place + 1 < len(spans):
        return Hunk(spans[place].start, spans[place + 1].start, "")
    if place:
        return Hunk(spans[place - 1].end, spans[place].end, "")
    return Hunk(spans[0].start, spans[0].end, "")


def _read_again(source: Source, path: Steps, hunks: list[Hunk], items: list[Node]) -> Source:
    text = applied(source.text, hunks)
    try:
        result = read(encoded(source._replace(text=text)), source.name)
    except Stop:
        result = None
    if result is None or _form(result.tree) != _form_with(source.tree, path, items):
        fault = "this list is written in a way that cannot be changed here without changing more"
        raise EditRefused(error("edit-refused", fault, BY_HAND, path))
    return result


_Form = tuple[object, ...]


def _form(node: Node) -> _Form:
    """Return what a tree says; an empty list says as little as a key without a value."""
    if isinstance(node, Scalar):
        return ("",) if node.blank else ("text", node.text)
    if isinstance(node, Sequence):
        return ("list", *map(_form, node.items)) if node.items else ("",)
    return ("map", *((entry.key.text, _form(entry.value)) for entry in node.entries))


def _form_with(node: Node, path: Steps, items: list[Node]) -> _Form:
    if not path:
        return ("list", *map(_form, items)) if items else ("",)
    step, rest = path[0], path[1:]
    if isinstance(node, Sequence):
        return ("list", *(_form_with(item, rest, items) if number == step else _form(item)
                          for number, item in enumerate(node.items)))  # fmt: skip
    entries = node.entries if isinstance(node, Mapping) else ()
    return ("map", *((entry.key.text, _form_with(entry.value, rest, items)
                      if entry.key.text == step else _form(entry.value))
                     for entry in entries))  # fmt: skip
