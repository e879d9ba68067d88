"""Who may see what: private parts are cut out of the tree before anything is built from it.

One rule: everything under a key `private`, at any depth, stays with the person
who wrote it. A few fields are for the writer alone wherever they stand, since
no document shows them to anybody else; they are cut by the same function.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import Literal, NamedTuple, NewType, overload

from agenda.source.nodes import Entry, Mapping, Node, Scalar, Sequence, walk
from agenda.source.problems import Problem, Steps, error

PRIVATE = "private"
FOR_ME_FIELDS = frozenset({("goals", "obstacle"), ("goals", "if_then")})
"""Fields that only the writer sees, as their keys without the positions in lists."""
MIN_PASSAGE = 20
MAX_REPEATED = 100
"""How many repeated passages are told: a hostile file could have millions."""


class Audience(StrEnum):
    """Who reads: of documents the manager or me, and whoever sees an invitation or an e-mail."""

    MANAGER = "manager"
    ME = "me"
    CALENDAR = "calendar"
    EMAIL = "e-mail"


Fields = tuple[tuple[str, ...], ...]
INVITATION: Fields = (
    ("version",),
    ("language",),
    ("formality",),
    ("employee", "name"),
    ("employee", "email"),
    ("manager", "name"),
    ("manager", "email"),
    ("meeting", "start"),
    ("meeting", "timezone"),
    ("meeting", "minutes"),
    ("meeting", "place"),
    ("meeting", "kind"),
    ("record", "held"),
)
AGREED: Fields = (
    ("record", "next_check_in"),
    ("record", "actions", "id"),
    ("record", "actions", "what"),
    ("record", "actions", "owner"),
    ("record", "actions", "due"),
    ("record", "actions", "status"),
    ("since_last_time", "id"),
    ("since_last_time", "what"),
    ("since_last_time", "owner"),
    ("since_last_time", "due"),
    ("since_last_time", "status"),
)
PLANNED: Fields = (
    ("goals", "id"),
    ("goals", "what"),
    ("goals", "outcome"),
    ("goals", "milestones", "id"),
    ("goals", "milestones", "what"),
    ("goals", "milestones", "by"),
)
ADDRESSED: Fields = (("manager", "call"),)
TO_THINK_ABOUT: Fields = (("manager_prepare",), ("questions",))
"""What the message that asks for the talk gives to think about."""
SEEN: dict[Audience, Fields] = {
    Audience.CALENDAR: INVITATION + AGREED + PLANNED,
    Audience.EMAIL: INVITATION + ADDRESSED + TO_THINK_ABOUT,
}
"""All that a calendar entry, and an e-mail beside what is attached to it, is made from: fields
as their keys without the positions in lists. A short form stands for the first of a map."""


Others = Literal[Audience.MANAGER, Audience.CALENDAR, Audience.EMAIL]
"""Whoever reads and is not the writer."""
SharedTree = NewType("SharedTree", Mapping)
"""A tree without anything private; only `seen_by` makes one."""


@overload
def seen_by(tree: Mapping, audience: Others) -> SharedTree: ...
@overload
def seen_by(tree: Mapping, audience: Audience) -> Mapping: ...
def seen_by(tree: Mapping, audience: Audience) -> Mapping:
    """Return the tree without what that reader may not see."""
    if audience is Audience.ME:
        return tree
    shared = _without_private(tree, ())
    fields = SEEN.get(audience)
    return SharedTree(shared if fields is None else _only(shared, fields, ()))


def _only(node: Mapping, fields: Fields, keys: tuple[str, ...]) -> Mapping:
    """Return a map with those entries that lead to one of the fields."""
    entries = (
        Entry(entry.key, _kept(entry.value, fields, (*keys, entry.key.text)))
        for entry in node.entries
        if any(field[: len(keys) + 1] == (*keys, entry.key.text) for field in fields)
    )
    return Mapping(tuple(entries), node.span, node.flow)


def _kept(node: Node, fields: Fields, keys: tuple[str, ...]) -> Node:
    if isinstance(node, Mapping):
        return _only(node, fields, keys)
    if isinstance(node, Sequence):
        items = tuple(_kept(item, fields, keys) for item in node.items)
        return Sequence(items, node.span, node.flow)
    return node


def _without_private(node: Mapping, keys: tuple[str, ...]) -> Mapping:
    entries = (
        Entry(entry.key, shared(entry.value, (*keys, entry.key.text)))
        for entry in node.entries
        if not is_private((*keys, entry.key.text))
    )
    return Mapping(tuple(entries), node.span, node.flow)


def shared(node: Node, keys: tuple[str, ...]) -> Node:
    """Return a part of the tree as others see it; `keys` lead to it, without positions in lists."""
    if isinstance(node, Mapping):
        return _without_private(node, keys)
    if isinstance(node, Sequence):
        return Sequence(tuple(shared(item, keys) for item in node.items), node.span, node.flow)
    return node


def is_private(path: Steps) -> bool:
    """Whether what stands at `path` is for its writer alone."""
    keys = tuple(step for step in path if isinstance(step, str))
    return PRIVATE in keys or any(keys[: len(field)] == field for field in FOR_ME_FIELDS)


class Seen(NamedTuple):
    """A field of a file, as people name it, and who will see what stands there."""

    field: str
    by: frozenset[Audience]


def readers(tree: Mapping) -> tuple[Seen, ...]:
    """Return who sees each field that says something, in the order of the file.

    It cuts the tree as `seen_by` cuts it for each of them, and looks at what is left: whoever
    makes something for a reader starts from that cut, so the two cannot disagree.
    """
    left = {reader: frozenset(_said(seen_by(tree, reader))) for reader in Audience}
    return tuple(
        Seen(named(path), frozenset(reader for reader in Audience if path in left[reader]))
        for path in _said(tree)
    )


def _said(tree: Mapping) -> list[Steps]:
    return [path for path, node in walk(tree) if isinstance(node, Scalar) and not node.blank]


def find_repeated(tree: Mapping) -> Iterator[Problem]:
    """Yield an error for each private passage that stands in a shared field too.

    A passage is a whole private value or one of its lines, of 20 characters or
    more after NFKC, case folding and collapsing of white space; what has no width
    does not count. A text that an alias ties to a shared place is one at any length.
    """
    yield from dict.fromkeys(islice(_all_repeated(tree), MAX_REPEATED))


def _all_repeated(tree: Mapping) -> Iterator[Problem]:
    scalars = [(path, node) for path, node in walk(tree) if isinstance(node, Scalar)]
    private = [(path, node) for path, node in scalars if is_private(path)]
    shared = [(path, node, _folded(node.text)) for path, node in scalars if not is_private(path)]
    everything = "\n".join(text for _, _, text in shared)
    spans = {place.span: (path, place) for path, place, text in shared if text}
    for private_path, node in private:
        if node.span in spans:
            yield _repeated(*spans[node.span], private_path)
        for passage in _passages(node.text):
            if passage in everything:
                yield from (
                    _repeated(path, place, private_path)
                    for path, place, text in shared
                    if passage in text
                )


def _repeated(path: Steps, place: Scalar, private: Steps) -> Problem:
    return error(
        "private-in-shared",
        f"{named(path)} repeats a passage of {named(private)}",
        "reword it here, or take it out of the private part if it may be seen",
        path,
        place.span,
    )


def named(path: Steps) -> str:
    """Write a path as people do: goals[2].success, counting from 1."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _passages(text: str) -> Iterator[str]:
    passages = (_folded(part) for part in (text, *text.splitlines()))
    yield from dict.fromkeys(passage for passage in passages if len(passage) >= MIN_PASSAGE)


def _folded(text: str) -> str:
    if not text.isascii():
        seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
        text = unicodedata.normalize("NFKC", seen)
    return re.sub(r"\s+", " ", text.casefold()).strip()
