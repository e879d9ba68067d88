"""Changes a value in the text of an answers file, and nothing else.

Dumping a tree changes a file, so an edit is made of insertions and replacements
at marks. The result is read again: when anything but the wanted path differs,
the edit is refused.
"""

from __future__ import annotations

import re

from agenda.source.fresh import FreshHand, Told, unnoted
from agenda.source.layout import Hunk, Layout, applied, hand
from agenda.source.nodes import Mapping, Node, Plain, Scalar, Sequence, at, nearest, steps
from agenda.source.place import (
    Place,
    added_entry,
    added_item,
    added_lines,
    replaced,
    replaced_by_lines,
)
from agenda.source.problems import Steps, Stop, error
from agenda.source.reader import BOM, Source, read

_Form = tuple[object, ...]


class EditRefused(Stop):
    """The edit would have changed something else, or nothing sensible; nothing was changed."""


def put(source: Source, path: Steps, value: Plain) -> Source:
    """Return the file with this value at the path.

    What stood there is replaced; a key that is missing is added to its map, with
    the maps above it. Raises EditRefused when there is no such item in a list,
    when a text stands where a map is needed, or when the place cannot be edited
    without changing something else.
    """
    if not path:
        raise _refused(source, path, "the whole file cannot be replaced", "name a key in it")
    for length, step in enumerate(path):
        if isinstance(step, int) and at(source.tree, path[: length + 1]) is None:
            raise _refused(source, path, f"there is no item {step + 1} in {_name(path[:length])}",
                           "add the item first")  # fmt: skip
    return _edited(source, path, value)


def put_noted(source: Source, path: Steps, value: Told) -> Source:
    """Return the file with this value at the path, comments and all, as a person writes it.

    Where the place has no room for comments it is put there without. Raises as `put`.
    """
    plain = unnoted(value)
    try:
        parents, rest = _descent(source, path)
        if rest or not parents:
            return put(source, path, plain)
        return _attempt(source, path, plain, _noted_hunks(source, parents[-1][0], path, value))
    except EditRefused:
        return put(source, path, plain)


def append(source: Source, path: Steps, value: Plain) -> Source:
    """Return the file with this value as the last item of the list at the path.

    A list that is missing or blank is made, with the maps above it. Raises
    EditRefused when something else stands there, and as `put` does.
    """
    node = at(source.tree, path)
    return _edited(source, (*path, len(node.items) if isinstance(node, Sequence) else 0), value)


def encoded(source: Source) -> bytes:
    """Return the bytes of the file: UTF-8, with a byte order mark when it had one."""
    return (BOM * source.bom + source.text).encode()


def _edited(source: Source, path: Steps, value: Plain) -> Source:
    """Try with blocks for long texts, then with everything in quotes."""
    parents, rest = _descent(source, path)
    try:
        return _attempt(source, path, value, _hunks(source, parents, rest, value, blocks=True))
    except EditRefused:
        return _attempt(source, path, value, _hunks(source, parents, rest, value, blocks=False))


def _descent(source: Source, path: Steps) -> tuple[list[tuple[Node, str | int]], Steps]:
    """Return the nodes on the way, each with the step that is taken there, and what is missing."""
    node: Node = source.tree
    parents: list[tuple[Node, str | int]] = []
    for depth, step in enumerate(path):
        if isinstance(node, Scalar) and node.blank:
            return parents, path[depth:]
        _suits(source, path, node, depth)
        parents.append((node, step))
        child = dict(steps(node)).get(step)
        if child is None:
            return parents, path[depth + 1 :]
        if _borrowed(node, step, child):
            raise _refused(
                source, path[: depth + 1], f"{_name(path[: depth + 1])} is an alias (*) of a value"
                " that stands elsewhere", "write the value out in its place",
            )  # fmt: skip
        node = child
    return parents, ()


def _suits(source: Source, path: Steps, node: Node, depth: int) -> None:
    """Refuse a key in a list, a position in a map, and anything in a text."""
    wanted = Sequence if isinstance(path[depth], int) else Mapping
    if not isinstance(node, wanted):
        names = {Scalar: "a text", Sequence: "a list", Mapping: "a map"}
        raise _refused(
            source, path, f"{_name(path[:depth])} holds {names[type(node)]}, not"
            f" {names[wanted]}", f"write it as {names[wanted]} first",
        )  # fmt: skip


def _borrowed(parent: Node, step: str | int, child: Node) -> bool:
    """Whether the child is an alias: what it names stands further up in the text."""
    if isinstance(parent, Mapping):
        return any(entry.key.span.end > child.span.start for entry in parent.entries
                   if entry.key.text == step)  # fmt: skip
    earlier = [item.span.end for item in parent.items[: int(step)]] if step and isinstance(
        parent, Sequence) else []  # fmt: skip
    return child.span.start < max([parent.span.start, *earlier])


def _hunks(
    source: Source,
    parents: list[tuple[Node, str | int]],
    rest: Steps,
    value: Plain,
    *,
    blocks: bool,
) -> list[Hunk]:
    """Return what to write where; raises EditRefused when the place has no room for it."""
    layout = Layout(source.text)
    parent, step = parents[-1]
    path = tuple(step for _, step in parents)
    child = dict(steps(parent)).get(step)
    style = hand(layout, source.tree, (child or parent).span.end, blocks=blocks)
    place = Place(layout, style, parent)
    if child is not None:
        hunks = replaced(place, step, child, _nested(rest, value))
    elif isinstance(parent, Mapping):
        hunks = added_entry(place, str(step), _nested(rest, value))
    else:
        hunks = added_item(place, _nested(rest, value))
    if hunks is None:
        raise _refused(source, path, f"{_name(path)} is written in a way that cannot be edited",
                       "write it as 'key: value' on a line of its own")  # fmt: skip
    return hunks


def _noted_hunks(source: Source, parent: Node, path: Steps, value: Told) -> list[Hunk]:
    """Return how to write a key of a map with comments."""
    layout, name = Layout(source.text), path[-1]
    child = dict(steps(parent)).get(name)
    style = hand(layout, source.tree, (child or parent).span.end, blocks=True)
    place = Place(layout, style, parent)
    lines = FreshHand(style).written({str(name): value})
    if child is None:
        hunks = added_lines(place, lines, last=parent is source.tree)
    elif isinstance(child, Scalar) and child.blank:
        hunks = replaced_by_lines(place, child, lines)
    else:
        hunks = None
    if hunks is None:
        raise _refused(source, path, "there is no room for comments", "write it without")
    return hunks


def _nested(path: Steps, value: Plain) -> Plain:
    """Return the value inside the maps and lists that the path still needs."""
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def _attempt(source: Source, path: Steps, value: Plain, hunks: list[Hunk]) -> Source:
    text = applied(source.text, hunks)
    try:
        result = read(encoded(source._replace(text=text)), source.name)
        before = _ended(source, hunks)
    except Stop as stop:
        fault = stop.problems[0]
        raise _refused(source, path, f"with the new value of {_name(path)} the file could not be"
                       f" read: {fault.message}", fault.help) from None  # fmt: skip
    if _form(result.tree) != _wanted(before.tree, path, _written(value)):
        raise _refused(
            source, path, f"setting {_name(path)} would have changed something else in the file",
            "nothing was changed; write it into the file by hand",
        )  # fmt: skip
    return result


def _ended(source: Source, hunks: list[Hunk]) -> Source:
    """Return the source with the newline that it lacked, when something is added behind it.

    A block of text that the end of the file cut off gains its last newline.
    """
    end = len(source.text)
    added = any(hunk.start == end and re.match(r"[\r\n]", hunk.new) for hunk in hunks)
    if not added:
        return source
    return read(encoded(source._replace(text=source.text + "\n")), source.name)


def _form(node: Node) -> _Form:
    """Return all that the tree says, blank items and the order of keys included."""
    if isinstance(node, Scalar):
        return ("text", node.text, node.blank)
    if isinstance(node, Sequence):
        return ("list", *(_form(item) for item in node.items))
    return ("map", *((entry.key.text, _form(entry.value)) for entry in node.entries))


def _written(value: Plain) -> _Form:
    """Return the form that a new value has in the tree."""
    if isinstance(value, str):
        return ("text", value, not value.strip())
    if isinstance(value, list):
        return ("list", *(_written(item) for item in value))
    return ("map", *((key, _written(child)) for key, child in value.items()))


def _wanted(node: Node | None, path: Steps, new: _Form) -> _Form:
    """Return the form of the tree with only this path changed."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(node, Sequence):
        items = {place: _form(item) for place, item in enumerate(node.items)}
        return ("list", *(items | {step: _wanted(at(node, (step,)), rest, new)}).values())
    if isinstance(node, Mapping):
        entries = {entry.key.text: _form(entry.value) for entry in node.entries}
        return ("map", *(entries | {str(step): _wanted(at(node, (step,)), rest, new)}).items())
    made = _wanted(None, rest, new)
    return ("list", made) if isinstance(step, int) else ("map", (step, made))


def _refused(source: Source, path: Steps, message: str, cure: str) -> EditRefused:
    span = nearest(source.tree, path).span
    return EditRefused(error("edit-refused", message, cure, path, span))


def _name(path: Steps) -> str:
    return "'" + "/".join(str(step + 1 if isinstance(step, int) else step) for step in path) + "'"
