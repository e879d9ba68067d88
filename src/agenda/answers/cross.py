"""Checks that need more than one field. Each sees the tree without its broken parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import islice

from agenda.answers import agreed, hours
from agenda.answers.scale import DEFAULT_NAMES, Scale, scale_of
from agenda.answers.texts import one_line
from agenda.language.reading import Reading
from agenda.source.folding import UNSEEN, alike, folded
from agenda.source.nodes import Mapping, Node, Scalar, Sequence, at, steps, walk
from agenda.source.problems import Problem, Steps, did_you_mean, error, warning

LEVELS = {"level", "expected", "target"}
SCALE: Steps = ("skills", "scale")
SKILL_LISTS: tuple[Steps, ...] = (
    ("skills", "current"),
    ("skills", "future"),
    ("record", "manager_levels"),
    ("record", "agreed_levels"),
)
MYSELF = frozenset({"me", "i", "myself", "ich", "mich", "selbst"})
ADDRESS = re.compile(r"[<(]?(?<![\w.+-])([\w.+-]++@[\w-]+\.[\w.-]*\w)[>)]?")
ACTION_LISTS: tuple[Steps, ...] = (("since_last_time",), ("record", "actions"))


def check_across(
    tree: Mapping, reading: Reading, broken: Collection[Steps] = ()
) -> Iterator[Problem]:
    """Yield what several fields together show to be wrong; `broken` is what the tree lacks."""
    if not any(path[: len(SCALE)] == SCALE for path in broken):
        yield from _levels(tree, reading)
    yield from _addresses(tree)
    yield from islice(_unseen(tree), agreed.MOST)
    yield from _ids(tree)
    yield from _dropped(tree)
    yield from islice(_owners(tree), agreed.MOST)
    yield from agreed.check_agreed(tree, reading, broken)
    yield from hours.check_hours(tree)


def _levels(tree: Mapping, reading: Reading) -> Iterator[Problem]:
    """A level is a step of the scale, or one of its names."""
    named = at(tree, SCALE)
    own = tuple(one_line(text) for _, text in _texts(named)) if named else ()
    scales = [scale_of(own)] if own else [Scale(), Scale(reading.level_names or DEFAULT_NAMES)]
    for path, item in _items(tree, SKILL_LISTS):
        for step, node in steps(item):
            if step in LEVELS and isinstance(node, Scalar) and not _known(node, scales):
                yield _no_level(node, (*path, step), scales[-1])


def _known(node: Scalar, scales: list[Scale]) -> bool:
    return node.blank or any(scale.rank(node.text.strip()) for scale in scales)


def _no_level(node: Scalar, path: Steps, scale: Scale) -> Problem:
    steps_of_scale = f"write 1 to {len(scale.names)}, or one of: {', '.join(scale.names)}"
    near = did_you_mean(node.text.strip(), scale.names)
    return error(
        "level",
        f"'{node.text.strip()}' is not a level on the scale",
        f"{near} {steps_of_scale}".strip(),
        path,
        node.span,
    )


def _addresses(tree: Mapping) -> Iterator[Problem]:
    """An e-mail address has a field of its own: in a name it is printed, and no letter finds it."""
    for path in (("employee",), ("employee", "name"), ("manager",), ("manager", "name")):
        node = at(tree, path)
        if isinstance(node, Scalar) and (found := ADDRESS.search(node.text)):
            name = node.text[: found.start()].strip(" ,;:")
            cure = f"write name: {name or '…'}, and below it email: {found[1]}"
            yield warning("address", "an address stands in this name", cure, path, node.span)


def _unseen(tree: Mapping) -> Iterator[Problem]:
    """A character that nobody sees makes another name of the same one."""
    for path, node in walk(tree):
        named = [step for step in path if isinstance(step, str)][-1:]
        if not NAMED.intersection(named) or not isinstance(node, Scalar) or "private" in path:
            continue
        found = next((char for char in node.text if char in UNSEEN), "")
        if found:
            place = node.text.index(found)
            yield warning(
                "unseen-character", f"a character that nobody sees stands in this name:"
                f" {unicodedata.name(found, 'no name').lower()}, U+{ord(found):04X}, behind"
                f" '{node.text[:place]}'", "write the name anew, without it", path, node.span,
            )  # fmt: skip


NAMED = frozenset({"employee", "manager", "name", "owner", "attendees", "skill", "who"})


def _ids(tree: Mapping) -> Iterator[Problem]:
    """An id stands once in its list."""
    for path, node in walk(tree):
        if isinstance(node, Sequence):
            yield from _ids_of(path, node)


def _ids_of(path: Steps, items: Sequence) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, item in enumerate(items.items):
        written = at(item, ("id",))
        if not isinstance(written, Scalar) or written.blank:
            continue
        if written.text in seen:
            yield error(
                "duplicate-id",
                f"the id '{written.text}' stands twice in this list",
                "give each its own id, or take the second out",
                (*path, place, "id"),
                written.span,
            )
        seen.add(written.text)


def _dropped(tree: Mapping) -> Iterator[Problem]:
    """What was dropped was dropped for a reason."""
    for path, item in _items(tree, ACTION_LISTS):
        status, reason = at(item, ("status",)), at(item, ("reason",))
        if isinstance(status, Scalar) and status.text == "dropped" and (not reason or reason.blank):
            yield error(
                "dropped-without-reason",
                "this action was dropped, and nothing says why",
                "write reason: and a few words",
                (*path, "status"),
                status.span,
            )


def _owners(tree: Mapping) -> Iterator[Problem]:
    """An action belongs to one of those who talk."""
    known = {"employee", "manager", *_people(tree)}
    names = {alike(person) for person in known}
    for path, item in _items(tree, ACTION_LISTS):
        owner = at(item, ("owner",))
        if not isinstance(owner, Scalar) or owner.blank or agreed.counted(item):
            continue  # of what was carried, the owner may have been an attendee of that talk
        if alike(owner.text) not in names:
            yield warning(
                "unknown-owner",
                f"'{owner.text}' is neither of you, nor an attendee",
                _meant(owner.text, known) or "write employee, manager or a name from attendees",
                (*path, "owner"),
                owner.span,
            )


def _meant(owner: str, known: Collection[str]) -> str:
    """Ask for the employee behind 'me', and for the whole name behind a part of it."""
    if folded(owner) in MYSELF:
        return "did you mean employee?"
    whole = [name for name in known if folded(owner) in folded(name).split()]
    return f"did you mean {whole[0]}?" if len(whole) == 1 else did_you_mean(owner, known)


def _people(tree: Mapping) -> Iterator[str]:
    for side in ("employee", "manager"):
        person = at(tree, (side,))
        name = person if isinstance(person, Scalar) else at(tree, (side, "name"))
        if isinstance(name, Scalar):
            yield name.text
    attendees = at(tree, ("record", "attendees"))
    yield from (text for _, text in _texts(attendees)) if attendees else ()


def _items(tree: Mapping, lists: tuple[Steps, ...]) -> Iterator[tuple[Steps, Node]]:
    for path in lists:
        found = at(tree, path)
        if isinstance(found, Sequence):
            yield from (((*path, place), item) for place, item in enumerate(found.items))


def _texts(node: Node) -> Iterator[tuple[str | int, str]]:
    for step, child in steps(node):
        if isinstance(child, Scalar) and not child.blank:
            yield step, child.text
